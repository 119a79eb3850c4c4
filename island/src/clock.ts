/** Session seconds from local seconds. The server says what time it is; between two messages the sound card's clock counts. */

export interface Clock {
  /** Session seconds when the last message came. */
  readonly now: number;
  /** Local seconds at that moment. */
  readonly at: number;
  /** Session seconds per local second; 1 but in tests. */
  readonly rate: number;
}

export function sessionTime(clock: Clock, local: number): number {
  return clock.now + (local - clock.at) * clock.rate;
}

export function localTime(clock: Clock, session: number): number {
  return clock.at + (session - clock.now) / clock.rate;
}

/** What can tell seconds: the sound card while it runs, and the page's own timer. */
export interface TimeSource {
  /** Seconds of the sound card, or null while it stands still. */
  audio(): number | null;
  /** Seconds of the page. */
  page(): number;
}

/** The sound card may stand still although it says it runs; from this lead of the page on, the page's timer counts. */
const STALLED_S = 0.5;

/** Local seconds that never jump and never go back, whichever of the two clocks is counting. */
export class LocalClock {
  readonly #source: TimeSource;
  #base = 0;
  #page: number;
  #audio: number | null;

  constructor(source: TimeSource) {
    this.#source = source;
    this.#page = source.page();
    this.#audio = source.audio();
  }

  now(): number {
    const page = this.#source.page();
    const audio = this.#source.audio();
    const byPage = Math.max(0, page - this.#page);
    const byAudio = audio !== null && this.#audio !== null ? Math.max(0, audio - this.#audio) : null;
    const counted = byAudio === null || byPage - byAudio > STALLED_S ? byPage : byAudio;
    if (counted !== byAudio) this.#anchor(page, audio, counted);
    return counted === byAudio ? this.#base + byAudio : this.#base;
  }

  /** The sound card's time at which local time is `local`; null while it stands still. */
  audioAt(local: number): number | null {
    const now = this.now();
    const audio = this.#source.audio();
    return audio === null ? null : Math.max(audio, audio + local - now);
  }

  #anchor(page: number, audio: number | null, counted: number): void {
    this.#base += counted;
    this.#page = page;
    this.#audio = audio;
  }
}
