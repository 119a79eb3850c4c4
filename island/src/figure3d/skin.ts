/** Soft closed shapes as one mesh whose corners are written anew for each moment of the body. */
import type { Body } from "./tracks";

export type Put = (x: number, y: number, z: number) => void;

/** A shape: how many corners, which three make a face (counted from its first corner), and where they are. */
export interface Part {
  readonly corners: number;
  readonly faces: readonly number[];
  /** The colour of each corner, one for all or one each. */
  readonly tone: number | readonly number[];
  /** How much each corner takes of the light of a brace, 0 to 1; none where it is left out. */
  readonly belt?: readonly number[];
  write(body: Body, put: Put): void;
}

export class Skin {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly tones: Float32Array;
  readonly belts: Float32Array;
  readonly index: Uint16Array;
  readonly #parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
    const corners = parts.reduce((sum, part) => sum + part.corners, 0);
    this.positions = new Float32Array(corners * 3);
    this.normals = new Float32Array(corners * 3);
    this.tones = new Float32Array(corners);
    this.belts = new Float32Array(corners);
    const index: number[] = [];
    let first = 0;
    for (const part of parts) {
      for (const corner of part.faces) index.push(first + corner);
      if (typeof part.tone === "number") this.tones.fill(part.tone, first, first + part.corners);
      else this.tones.set(part.tone, first);
      if (part.belt !== undefined) this.belts.set(part.belt, first);
      first += part.corners;
    }
    this.index = Uint16Array.from(index);
  }

  /** Writes the shapes of a moment, and the direction in which each corner looks. */
  write(body: Body): void {
    const { positions } = this;
    let at = 0;
    const put: Put = (x, y, z) => {
      positions[at] = x;
      positions[at + 1] = y;
      positions[at + 2] = z;
      at += 3;
    };
    for (const part of this.#parts) part.write(body, put);
    if (at !== positions.length) throw new Error(`skin: found ${at} numbers; right would be ${positions.length}`);
    look(this);
  }
}

/** Each corner looks where the faces round it look, the larger ones counting more. */
function look({ positions, normals, index }: Skin): void {
  normals.fill(0);
  for (let n = 0; n < index.length; n += 3) {
    const [a, b, c] = [(index[n] ?? 0) * 3, (index[n + 1] ?? 0) * 3, (index[n + 2] ?? 0) * 3];
    const [ax, ay, az] = [positions[a] ?? 0, positions[a + 1] ?? 0, positions[a + 2] ?? 0];
    const [ux, uy, uz] = [(positions[b] ?? 0) - ax, (positions[b + 1] ?? 0) - ay, (positions[b + 2] ?? 0) - az];
    const [vx, vy, vz] = [(positions[c] ?? 0) - ax, (positions[c + 1] ?? 0) - ay, (positions[c + 2] ?? 0) - az];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (let k = 0; k < 3; k++) {
      const corner = k === 0 ? a : k === 1 ? b : c;
      normals[corner] = (normals[corner] ?? 0) + x;
      normals[corner + 1] = (normals[corner + 1] ?? 0) + y;
      normals[corner + 2] = (normals[corner + 2] ?? 0) + z;
    }
  }
  for (let n = 0; n < normals.length; n += 3) {
    const [x, y, z] = [normals[n] ?? 0, normals[n + 1] ?? 0, normals[n + 2] ?? 0];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    normals[n] = x / length;
    normals[n + 1] = y / length;
    normals[n + 2] = z / length;
  }
}
