/** Joint tracks as Python bakes them (`figure/tracks.py`), and the body that they say at a moment. */
import type { Side } from "../protocol.gen";
import type { Frame, Vec } from "./vec";

export interface Way {
  readonly id: string;
  readonly side?: Side;
  readonly seconds: number;
  readonly rests: boolean;
  readonly words: string;
  readonly samples: readonly (readonly number[])[];
  readonly arrows: readonly (readonly Vec[])[];
  readonly presses: readonly (readonly Vec[])[];
  readonly spots: readonly Vec[];
  readonly brace: boolean;
  readonly circle: readonly (readonly number[])[];
}

export interface Box {
  readonly name: string;
  readonly low: Vec;
  readonly high: Vec;
}

export interface Look {
  readonly round: number;
  readonly above: number;
  readonly faces: boolean;
  readonly crop: "whole" | "bust";
  readonly wide: number;
  readonly high: number;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly pivot: Vec;
}

export interface Tracks {
  readonly format: number;
  readonly code: string;
  readonly title: string;
  readonly words: string;
  readonly region: "cervical" | "thoracic" | "lumbar";
  readonly look: Look;
  readonly props: readonly string[];
  readonly furniture: readonly Box[];
  readonly shadow?: readonly [Vec, Vec];
  readonly roll?: readonly [radius: number, half: number];
  readonly frames: readonly string[];
  readonly points: readonly string[];
  readonly ways: readonly string[];
  readonly unit: number;
  readonly start: readonly number[];
  readonly moving: readonly number[];
  readonly timed: boolean;
  readonly phases: readonly Way[];
  readonly home: readonly (readonly number[])[];
}

const FORMAT = 2;

/** What came over the wire as tracks; throws when it is of another format, so that the drawing stays. */
export function tracksOf(found: unknown): Tracks {
  const { format } = found as { format?: unknown };
  if (format !== FORMAT) throw new Error(`tracks.json: found format ${String(format)}; right would be ${FORMAT}`);
  return found as Tracks;
}

/** The share of the way at a share of the time: minimum jerk, as `figure/pose.py` eases. */
export function eased(fraction: number): number {
  const f = Math.min(Math.max(fraction, 0), 1);
  return f * f * f * (10 - 15 * f + 6 * f * f);
}

/**
 * All numbers at a share of a phase's time. Phase null is the way home to the start, and the start at its end.
 * `rounds` tells how often the hands have circled since the phase was over.
 */
export function sampleAt(tracks: Tracks, phase: string | null, fraction: number, rounds = 0): Float32Array {
  const values = Float32Array.from(tracks.start);
  const way = tracks.phases.find(({ id }) => id === phase);
  const circles = rounds > 0 && (way?.circle.length ?? 0) > 1;
  const samples = phase === null ? tracks.home : circles ? way?.circle : way?.samples;
  const place = samples === undefined ? 0 : (circles ? rounds % 1 : eased(fraction)) * (samples.length - 1);
  const low = Math.floor(place);
  const before = samples?.[low];
  const after = samples?.[low + 1] ?? before;
  if (before !== undefined && after !== undefined) {
    tracks.moving.forEach((at, n) => {
      const from = before[n] ?? 0;
      values[at] = from + ((after[n] ?? 0) - from) * (place - low);
    });
  }
  return values;
}

/** One moment of the body, read by name. */
export class Body {
  readonly #frames = new Map<string, Frame>();
  readonly #vectors = new Map<string, Vec>();

  constructor(tracks: Tracks, sample: Float32Array) {
    let at = 0;
    const next = (): Vec => {
      at += 3;
      return [(sample[at - 3] ?? 0) / tracks.unit, (sample[at - 2] ?? 0) / tracks.unit, (sample[at - 1] ?? 0) / tracks.unit];
    };
    for (const name of tracks.frames) {
      const place = next();
      this.#frames.set(name, turned(place, sample[at] ?? 0, sample[at + 1] ?? 0, sample[at + 2] ?? 0, sample[at + 3] ?? 0));
      at += 4;
    }
    for (const name of [...tracks.points, ...tracks.ways]) this.#vectors.set(name, next());
  }

  frame(name: string): Frame {
    const found = this.#frames.get(name);
    if (found === undefined) throw new Error(`tracks.json: found no frame ${name}`);
    return found;
  }

  at(name: string): Vec {
    const found = this.#vectors.get(name);
    if (found === undefined) throw new Error(`tracks.json: found no point ${name}`);
    return found;
  }
}

function turned(at: Vec, qx: number, qy: number, qz: number, qw: number): Frame {
  const length = Math.hypot(qx, qy, qz, qw) || 1;
  const [x, y, z, w] = [qx / length, qy / length, qz / length, qw / length];
  return {
    at,
    x: [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)],
    y: [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)],
    z: [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)],
  };
}
