/** Plays a segment's sounds and captions at their moments. A cue is a caption in every mode; sound is added where there is any. */
import { type Clock, type LocalClock, localTime } from "../clock";
import { playsTo } from "../moment";
import type { Segment } from "../protocol.gen";
import type { Sound } from "./choice";
import type { Instrument } from "./instrument";
import { BELL_S, BREATH_S, bellOf, freeFrom, onlyRead, outlasting, patienceOf, place, type Span, STALE_S, ticksOf } from "./lane";
import type { Voice } from "./voice";

/** Whose a sound is: of the segment, and gone with it; or its own, and gone only when silence is asked for. */
type Owner = "segment" | "own";

export class Player {
  readonly #clock: LocalClock;
  readonly #instrument: Instrument;
  readonly #voice: Voice;
  readonly #caption: (text: string) => void;
  #sound: Sound;
  /** What has its place already, in local seconds: nobody speaks and no bell sounds while one of these lasts. */
  #taken: readonly Span[] = [];
  /** Counts the changes: what belongs to an older segment, or was silenced, is not played any more. */
  #plan = { segment: 0, own: 0 };
  /** Sentences are placed one after another, in the order in which they were asked for. */
  #queue: Promise<void> = Promise.resolve();
  readonly #timers: Record<Owner, Set<ReturnType<typeof setTimeout>>> = { segment: new Set(), own: new Set() };

  constructor(clock: LocalClock, instrument: Instrument, voice: Voice, sound: Sound, caption: (text: string) => void) {
    this.#clock = clock;
    this.#instrument = instrument;
    this.#voice = voice;
    this.#sound = sound;
    this.#instrument.sound = sound;
    this.#caption = caption;
  }

  set sound(sound: Sound) {
    this.#sound = sound;
    this.#instrument.sound = sound;
    if (!this.#speaks()) this.#voice.hush();
  }

  play(before: Segment | null, segment: Segment, clock: Clock): void {
    if (segment.kind === "paused" || segment.kind === "stopped") this.hush();
    else this.#drop();
    // A count or a word of before that is still on its way belongs to nothing any more.
    if (segment.kind === "get_ready") this.#cancel("own");
    const at = (offset: number): number => localTime(clock, segment.t + offset);
    const now = this.#clock.now();
    const bell = bellOf(before, segment);
    if (bell !== null && this.#sound.mode !== "silent") {
      const stroke = Math.max(at(0), now, freeFrom(this.#taken));
      this.#at(stroke, (when) => this.#instrument.bell(bell, when));
      this.#taken = [...this.#taken, { from: stroke, to: stroke + BELL_S, lasting: false }];
    }
    if (clock.rate === 1) {
      for (const offset of ticksOf(segment)) {
        if (at(offset) > now && offset <= playsTo(segment)) this.#at(at(offset), (when) => this.#instrument.tick(when));
      }
    }
    const patience = patienceOf(segment);
    for (const cue of segment.cues) {
      // What was due well before this page came is not said again.
      if (at(cue.offset) <= now - BELL_S || cue.offset >= playsTo(segment)) continue;
      const aloud = this.#sound.mode === "voice" || (this.#sound.mode === "short" && !onlyRead(cue.id, segment));
      this.#say(cue.text, at(cue.offset), patience, aloud);
    }
  }

  /** Says something that belongs to no segment and outlives a change of segment. `at` null: however late. */
  say(text: string, at: number | null): void {
    this.#say(text, at ?? this.#clock.now(), at === null ? Infinity : STALE_S, this.#speaks(), "own");
  }

  /** Loads a sentence that may be needed when the server is away. */
  prepare(text: string): void {
    void this.#voice.load(text);
  }

  hush(): void {
    this.#cancel("own");
    this.#drop();
    this.#instrument.hush();
    this.#voice.hush();
    this.#taken = [];
  }

  /** Forgets what has not begun yet; a sentence that sounds is let to its end. */
  #drop(): void {
    this.#cancel("segment");
    this.#instrument.forget();
    this.#taken = outlasting(this.#taken, this.#clock.now());
  }

  #speaks(): boolean {
    return this.#sound.mode === "voice" || this.#sound.mode === "short";
  }

  #cancel(owner: Owner): void {
    this.#plan[owner] += 1;
    for (const timer of this.#timers[owner]) clearTimeout(timer);
    this.#timers[owner].clear();
  }

  #say(text: string, planned: number, patience: number, aloud: boolean, owner: Owner = "segment"): void {
    if (text === "") return;
    const plan = this.#plan[owner];
    const loading = aloud ? this.#voice.load(text) : null;
    this.#queue = this.#queue.then(async () => {
      const spoken = (await loading) ?? { kind: "none" as const, seconds: 0 };
      if (plan !== this.#plan[owner]) return;
      const at = place(planned, this.#clock.now(), spoken.kind === "none" ? 0 : freeFrom(this.#taken), patience);
      // Too late to be said, and still to be read; but a count stands large on the page already.
      if (at === null) return owner === "segment" ? this.#caption(text) : undefined;
      const lasting = owner === "own";
      if (spoken.kind !== "none") {
        this.#taken = [...this.#taken, { from: at, to: at + spoken.seconds + BREATH_S, lasting }];
      }
      this.#later(at, owner, () => this.#caption(text));
      if (spoken.kind === "rendered") this.#at(at, (when) => this.#instrument.voice(spoken.buffer, when, lasting));
      if (spoken.kind === "browser") {
        this.#later(at, owner, () => this.#voice.speak(text, spoken.voice, this.#sound.volume));
      }
    });
  }

  /** On the sound card's clock, exact to the sample. */
  #at(local: number, start: (when: number) => void): void {
    const when = this.#clock.audioAt(local);
    if (when !== null) start(when);
  }

  #later(local: number, owner: Owner, act: () => void): void {
    const timer = setTimeout(
      () => {
        this.#timers[owner].delete(timer);
        act();
      },
      Math.max(0, local - this.#clock.now()) * 1000,
    );
    this.#timers[owner].add(timer);
  }
}
