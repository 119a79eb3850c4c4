/** A moving body as soon as it is there, the drawing until then and wherever there can be none. */
import { DrawingView, type FigureView, type Pose } from "./figure";
import type { MovingFigure, Tracks } from "./figure3d";
import { type Glass, glassIn } from "./glass";

/** Forms, sides and places whose tracks are kept. */
const KEPT = 12;

export interface Maker {
  readonly glass: (page: Document) => Glass | null;
  readonly chunk: () => Promise<typeof import("./figure3d")>;
  readonly tracks: (address: string) => Promise<unknown>;
}

export const maker: Maker = {
  glass: glassIn,
  chunk: () => import("./figure3d"),
  tracks: async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  },
};

export function tracksAddress({ code, variant, changes, workingSide, zone }: Pose): string {
  const query = new URLSearchParams({ form: variant });
  if (workingSide !== null) query.set("side", workingSide);
  if (zone !== null) query.set("zone", String(zone));
  if (changes.length > 0) query.set("changes", changes.join(","));
  return `/figures/${encodeURIComponent(code)}/tracks.json?${query}`;
}

export class BodyView implements FigureView {
  readonly #place: HTMLElement;
  readonly #drawing: DrawingView;
  readonly #maker: Maker;
  readonly #tracks = new Map<string, Tracks | null>();
  #moving: MovingFigure | null = null;
  #state: "idle" | "coming" | "there" | "never" = "idle";
  #pose: Pose | null = null;
  #text = "";

  constructor(place: HTMLElement, by: Maker = maker) {
    this.#place = place;
    this.#drawing = new DrawingView(place);
    this.#maker = by;
    addEventListener("pagehide", () => this.#leave("idle"));
  }

  prepare(poses: readonly Pose[]): void {
    if (this.#state !== "there") this.#drawing.prepare(poses);
    void this.#make();
    for (const pose of poses) void this.#fetch(tracksAddress(pose));
  }

  show(pose: Pose | null, text: string): void {
    this.#pose = pose;
    this.#text = text;
    const tracks = pose === null ? null : this.#tracks.get(tracksAddress(pose));
    if (pose !== null && tracks === undefined) {
      void this.#make();
      void this.#fetch(tracksAddress(pose));
    }
    const moves = pose !== null && tracks && this.#moving !== null;
    if (moves) this.#moving?.show({ tracks, moment: pose, text });
    else this.#drawing.show(pose, text);
    const shows = moves ? "moving" : "drawing";
    if (this.#place.dataset["shows"] !== shows) this.#place.dataset["shows"] = shows;
  }

  async #make(): Promise<void> {
    if (this.#state !== "idle") return;
    this.#state = "coming";
    const glass = this.#maker.glass(this.#place.ownerDocument);
    if (glass === null) return this.#leave("never");
    try {
      const { MovingFigure } = await this.#maker.chunk();
      this.#moving = new MovingFigure(this.#place, glass, { mirror: true, lost: () => this.#leave("never") });
      this.#state = "there";
      this.show(this.#pose, this.#text);
    } catch {
      // Whatever it was, the drawing shows the same.
      this.#leave("never");
    }
  }

  #leave(state: "idle" | "never"): void {
    this.#state = state;
    this.#moving?.dispose();
    this.#moving = null;
    this.show(this.#pose, this.#text);
  }

  async #fetch(address: string): Promise<void> {
    if (this.#state === "never" || this.#tracks.has(address)) return;
    // None yet; asked for once.
    this.#tracks.set(address, null);
    for (const old of this.#tracks.keys()) {
      if (this.#tracks.size <= KEPT) break;
      this.#tracks.delete(old);
    }
    try {
      const [{ tracksOf }, found] = await Promise.all([this.#maker.chunk(), this.#maker.tracks(address)]);
      this.#tracks.set(address, tracksOf(found));
    } catch {
      return;
    }
    this.show(this.#pose, this.#text);
  }
}
