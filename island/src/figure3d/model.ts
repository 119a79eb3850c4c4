/** A skin and the buffers on the graphics card that follow it. */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from "three";
import { Skin, type Part } from "./skin";
import type { Body } from "./tracks";

export class Model {
  readonly geometry = new BufferGeometry();
  readonly #skin: Skin;
  readonly #positions: BufferAttribute;
  readonly #normals: BufferAttribute;

  constructor(parts: readonly Part[]) {
    this.#skin = new Skin(parts);
    this.#positions = new BufferAttribute(this.#skin.positions, 3).setUsage(DynamicDrawUsage);
    this.#normals = new BufferAttribute(this.#skin.normals, 3).setUsage(DynamicDrawUsage);
    this.geometry.setAttribute("position", this.#positions);
    this.geometry.setAttribute("normal", this.#normals);
    this.geometry.setAttribute("push", this.#normals);
    this.geometry.setAttribute("tone", new BufferAttribute(this.#skin.tones, 1));
    this.geometry.setAttribute("belt", new BufferAttribute(this.#skin.belts, 1));
    this.geometry.setIndex(new BufferAttribute(this.#skin.index, 1));
  }

  write(body: Body): void {
    this.#skin.write(body);
    this.#positions.needsUpdate = true;
    this.#normals.needsUpdate = true;
  }
}
