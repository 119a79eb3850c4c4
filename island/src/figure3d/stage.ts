/** One canvas on which a body is painted: room, spine, body, and over all of it what works. */
import { type BufferGeometry, Group, LinearSRGBColorSpace, Mesh, OrthographicCamera, Scene, type ShaderMaterial, WebGLRenderer } from "three";
import type { Glass } from "../glass";
import { depthOnly, glowing, outline, surface } from "./coats";
import { flesh } from "./flesh";
import { head } from "./head";
import { glow, marks } from "./marks";
import { Model } from "./model";
import { newPaint, type Paint, readPaint } from "./paint";
import { boxes, carried, shadow } from "./room";
import { look, type Turn } from "./sight";
import { Body, type Tracks, type Way } from "./tracks";
import { isLit, VERTEBRAE, vertebrae } from "./vertebrae";

/** Pixels of the line round the body, in a picture as wide as the drawing's. */
const LINE = 1.05;

export class Stage {
  readonly #renderer: WebGLRenderer;
  readonly #paint: Paint = newPaint();
  readonly #camera = new OrthographicCamera();
  readonly #below = new Scene();
  readonly #above = new Scene();
  readonly #signed = new Scene();
  readonly #rooms = { below: new Group(), above: new Group(), signed: new Group() };
  readonly #materials: Readonly<Record<string, ShaderMaterial>>;
  readonly #body = new Model(flesh());
  readonly #head = new Model(head());
  #spine: Model | null = null;
  #light: Model | null = null;
  #things: Model | null = null;
  #signs: Model | null = null;
  #furniture: BufferGeometry[] = [];
  #tracks: Tracks | null = null;
  #way: Way | undefined;
  #still = false;
  #size = "";

  constructor(glass: Glass) {
    this.#renderer = new WebGLRenderer({ ...glass, alpha: true });
    this.#renderer.autoClear = false;
    this.#renderer.outputColorSpace = LinearSRGBColorSpace;
    this.#renderer.setClearColor(0, 0);
    const paint = this.#paint;
    this.#materials = {
      room: surface(paint),
      roomLine: outline(paint, 0.8, 0.5),
      ground: surface(paint, { alpha: 0.09 }),
      spine: surface(paint),
      depth: depthOnly(paint),
      body: surface(paint, { alpha: 0.92, haze: 0.3 }),
      head: surface(paint, { alpha: 0.92, haze: 0.3 }),
      bodyLine: outline(paint, LINE, 1, 0.016),
      glow: glowing(paint, 0.16),
      over: surface(paint, { alpha: 0.94 }),
      overLine: outline(paint, 0.6),
      sign: surface(paint, { alpha: paint.effort }),
      signLine: outline(paint, 1.6, paint.effort),
    };
    this.#below.add(this.#rooms.below);
    this.#above.add(this.#rooms.above);
    this.#signed.add(this.#rooms.signed);
  }

  /** Another exercise, form, side or place. */
  load(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#clear();
    const { below, above } = this.#rooms;
    this.#spine = new Model(vertebrae(tracks.region));
    this.#light = new Model(glow(VERTEBRAE.filter((name) => isLit(name, tracks.region))));
    const things = carried(tracks);
    this.#things = things.length > 0 ? new Model(things) : null;
    const room = boxes(tracks.furniture);
    this.#furniture = [room];
    if (tracks.shadow !== undefined) {
      const ground = shadow(tracks.shadow);
      this.#furniture.push(ground);
      this.#mesh(below, ground, "ground", 0);
    }
    this.#mesh(below, room, "room", 1);
    this.#mesh(below, room, "roomLine", 2);
    if (this.#things !== null) {
      this.#mesh(below, this.#things.geometry, "room", 1);
      this.#mesh(below, this.#things.geometry, "roomLine", 2);
    }
    this.#mesh(below, this.#spine.geometry, "spine", 3);
    for (const [model, coat] of [[this.#body, "body"], [this.#head, "head"]] as const) {
      this.#mesh(below, model.geometry, "depth", 4);
      this.#mesh(below, model.geometry, "bodyLine", 5);
      this.#mesh(below, model.geometry, coat, 6);
    }
    // What is behind the face shines through it only faintly.
    this.#mesh(above, this.#head.geometry, "depth", -1);
    this.#mesh(above, this.#light.geometry, "glow", 0);
    this.#mesh(above, this.#spine.geometry, "overLine", 1);
    this.#mesh(above, this.#spine.geometry, "over", 2);
    this.#way = undefined;
    this.#signs = null;
  }

  /** The colours as the page has them now. */
  repaint(place: HTMLElement): void {
    readPaint(this.#paint, place, this.#tracks?.region ?? "lumbar");
  }

  /** Pixels of the page, and how many of the canvas there are for each. */
  resize(wide: number, high: number, ratio: number): void {
    const size = `${wide} ${high} ${ratio}`;
    if (size === this.#size) return;
    this.#size = size;
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(wide, high, false);
  }

  /** The body at a moment. `effort` is how much of the way's there is, 0 to 1. */
  pose(sample: Float32Array, way: Way | undefined, effort: number, still: boolean): void {
    const tracks = this.#tracks;
    if (tracks === null) return;
    const body = new Body(tracks, sample);
    this.#body.write(body);
    this.#head.write(body);
    this.#spine?.write(body);
    this.#light?.write(body);
    this.#things?.write(body);
    this.#paint.brace.value = way?.brace ? effort : 0;
    this.#paint.effort.value = effort;
    if (way !== this.#way || still !== this.#still) this.#sign(way, still);
    this.#signs?.write(body);
  }

  render(turn: Turn, mirror: boolean): void {
    const tracks = this.#tracks;
    if (tracks === null) return;
    this.#paint.pixel.value = look(this.#camera, tracks.look, turn);
    for (const room of Object.values(this.#rooms)) room.scale.set(1, 1, mirror ? -1 : 1);
    this.#renderer.clear();
    this.#renderer.render(this.#below, this.#camera);
    for (const over of [this.#above, this.#signed]) {
      this.#renderer.clearDepth();
      this.#renderer.render(over, this.#camera);
    }
  }

  dispose(): void {
    this.#clear();
    this.#body.geometry.dispose();
    this.#head.geometry.dispose();
    for (const material of Object.values(this.#materials)) material.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  #mesh(into: Group, geometry: BufferGeometry, coat: string, order: number): void {
    const mesh = new Mesh(geometry, this.#materials[coat] as ShaderMaterial);
    mesh.frustumCulled = false;
    mesh.renderOrder = order;
    into.add(mesh);
  }

  #sign(way: Way | undefined, still: boolean): void {
    this.#way = way;
    this.#still = still;
    this.#signs?.geometry.dispose();
    const { signed } = this.#rooms;
    signed.clear();
    const parts = marks(way, still, this.#tracks?.look.scale ?? 1);
    this.#signs = parts.length > 0 ? new Model(parts) : null;
    if (this.#signs === null) return;
    this.#mesh(signed, this.#signs.geometry, "signLine", 0);
    this.#mesh(signed, this.#signs.geometry, "sign", 1);
  }

  #clear(): void {
    this.#signs?.geometry.dispose();
    this.#signs = null;
    for (const group of Object.values(this.#rooms)) group.clear();
    for (const geometry of this.#furniture) geometry.dispose();
    for (const model of [this.#spine, this.#light, this.#things]) model?.geometry.dispose();
    this.#furniture = [];
  }
}
