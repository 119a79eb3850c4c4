/** The sound card: bells and ticks made of sine waves, and voices that were rendered to sound. No files. */
import type { Bell } from "./lane";
import type { Sound } from "./choice";

/** Frequencies in hertz, each with its moment in seconds. Begin rises, switch stands, end falls. */
const strokes: Record<Bell, readonly (readonly [hertz: number, at: number])[]> = {
  begin: [[523.25, 0], [659.26, 0.18]],
  switch: [[587.33, 0]],
  end: [[659.26, 0], [493.88, 0.22]],
};

const BELL_GAIN = 0.22;
const TICK_GAIN = 0.05;

export class Instrument {
  readonly context: AudioContext;
  readonly #out: GainNode;
  /** Each with the moment at which it begins, and whether it outlives a change of segment. */
  readonly #playing = new Map<AudioScheduledSourceNode, { readonly at: number; readonly lasting: boolean }>();
  #sound: Sound = { mode: "silent", volume: 0 };

  constructor(context: AudioContext) {
    this.context = context;
    this.#out = context.createGain();
    this.#out.connect(context.destination);
  }

  get sound(): Sound {
    return this.#sound;
  }

  set sound(sound: Sound) {
    this.#sound = sound;
    const gain = sound.mode === "silent" ? 0 : sound.volume ** 2;
    this.#out.gain.setTargetAtTime(gain, this.context.currentTime, 0.02);
  }

  /** All times below are the sound card's own seconds. */
  bell(bell: Bell, at: number): void {
    for (const [hertz, after] of strokes[bell]) {
      this.#tone(hertz, at + after, BELL_GAIN, 1.6);
      this.#tone(hertz * 2.76, at + after, BELL_GAIN * 0.18, 0.5);
    }
  }

  tick(at: number): void {
    this.#tone(880, at, TICK_GAIN, 0.06);
  }

  /** Plays a rendered sentence. */
  voice(buffer: AudioBuffer, at: number, lasting: boolean): void {
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#out);
    source.start(at);
    this.#keep(source, at, lasting);
  }

  /** Nothing that was planned sounds any more. */
  hush(): void {
    for (const source of this.#playing.keys()) source.stop();
    this.#playing.clear();
  }

  /** What has not begun yet never will, unless it is lasting. */
  forget(): void {
    for (const [source, { at, lasting }] of this.#playing) {
      if (lasting || at <= this.context.currentTime) continue;
      source.stop();
      this.#playing.delete(source);
    }
  }

  #tone(hertz: number, at: number, gain: number, seconds: number): void {
    const wave = this.context.createOscillator();
    const shape = this.context.createGain();
    wave.frequency.value = hertz;
    shape.gain.setValueAtTime(0, at);
    shape.gain.linearRampToValueAtTime(gain, at + 0.008);
    shape.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    wave.connect(shape).connect(this.#out);
    wave.start(at);
    wave.stop(at + seconds + 0.02);
    this.#keep(wave, at, false);
  }

  #keep(source: AudioScheduledSourceNode, at: number, lasting: boolean): void {
    this.#playing.set(source, { at, lasting });
    source.addEventListener("ended", () => this.#playing.delete(source), { once: true });
  }
}
