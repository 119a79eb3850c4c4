/** Where the tracks leap, from one side to the other or back to the start, the body goes over in a moment. */
import { sampleAt, type Tracks } from "./tracks";

/** How long it takes, in milliseconds. */
const BRIDGE_MS = 240;
/** From this on it is a leap, in the tracks' units: tenths of a millimetre. */
const LEAP = 500;

/** A phase and the share of its time that is over; where phase is null, of the way back to the start. */
export interface Moment {
  readonly phase: string | null;
  readonly fraction: number;
  /** How often the hands have circled since then, where they do. */
  readonly rounds?: number;
}

export interface Crossed {
  readonly sample: Float32Array;
  /** How far the body has come over, 0 to 1. */
  readonly share: number;
}

export class Bridge {
  #shown: Float32Array | null = null;
  #from: Float32Array | null = null;
  #since = 0;
  #played: Moment | null = null;

  /** Another body: it begins where it begins. */
  forget(): void {
    this.#shown = null;
    this.#from = null;
    this.#played = null;
  }

  /** The numbers to show at `now` (milliseconds) for a moment of the tracks. */
  cross(tracks: Tracks, moment: Moment, now: number): Crossed {
    const target = sampleAt(tracks, moment.phase, moment.fraction, moment.rounds);
    const before = this.#played;
    this.#played = moment;
    const goesOn = before?.phase === moment.phase && before.fraction <= moment.fraction;
    if (this.#from === null && !goesOn && this.#shown !== null && leaps(tracks, this.#shown, target)) {
      this.#from = this.#shown;
      this.#since = now;
    }
    const share = this.#from === null ? 1 : Math.min(1, (now - this.#since) / BRIDGE_MS);
    this.#shown = this.#from === null ? target : between(this.#from, target, share * share * (3 - 2 * share));
    if (share === 1) this.#from = null;
    return { sample: this.#shown, share };
  }
}

function between(from: Float32Array, to: Float32Array, share: number): Float32Array {
  return to.map((value, n) => (from[n] ?? value) + (value - (from[n] ?? value)) * share);
}

/** Whether any joint is somewhere else. */
function leaps(tracks: Tracks, from: Float32Array, to: Float32Array): boolean {
  const frames = tracks.frames.length * 7;
  const places = frames + tracks.points.length * 3;
  return from.some((value, n) => n < places && (n >= frames || n % 7 < 3) && Math.abs(value - (to[n] ?? 0)) > LEAP);
}
