/** From a sentence to sound. One path: the server renders it; where it cannot, the browser speaks with a voice of this
 * machine, never one of the network; where there is none, the caption is all. */
import { spokenSeconds } from "./lane";

export type Spoken =
  | { readonly kind: "rendered"; readonly buffer: AudioBuffer; readonly seconds: number }
  | { readonly kind: "browser"; readonly voice: SpeechSynthesisVoice; readonly seconds: number }
  | { readonly kind: "none"; readonly seconds: number };

/** Sentences that are kept decoded. */
const KEPT = 80;

/** A sentence that takes longer to come would be said too late. */
const PATIENCE_MS = 4000;

/** Slower than talk: about 140 words a minute. */
const BROWSER_RATE = 0.85;

export class Voice {
  readonly #context: BaseAudioContext;
  readonly #language: string;
  readonly #rendered = new Map<string, Promise<AudioBuffer | null>>();
  #server = true;

  constructor(context: BaseAudioContext, language: string) {
    this.#context = context;
    this.#language = language;
  }

  async load(text: string): Promise<Spoken> {
    const buffer = await this.#buffer(text);
    if (buffer !== null) return { kind: "rendered", buffer, seconds: buffer.duration };
    const voice = this.#localVoice();
    if (voice !== null) return { kind: "browser", voice, seconds: spokenSeconds(text) };
    return { kind: "none", seconds: 0 };
  }

  speak(text: string, voice: SpeechSynthesisVoice, volume: number): void {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = BROWSER_RATE;
    said.volume = volume;
    speechSynthesis.speak(said);
  }

  hush(): void {
    if ("speechSynthesis" in globalThis) speechSynthesis.cancel();
  }

  #buffer(text: string): Promise<AudioBuffer | null> {
    const kept = this.#rendered.get(text);
    if (kept !== undefined) return kept;
    const loading = this.#fetch(text);
    this.#rendered.set(text, loading);
    for (const oldest of this.#rendered.keys()) {
      if (this.#rendered.size <= KEPT) break;
      this.#rendered.delete(oldest);
    }
    return loading;
  }

  async #fetch(text: string): Promise<AudioBuffer | null> {
    if (!this.#server) return null;
    try {
      const address = `/voice?${new URLSearchParams({ lang: this.#language, text })}`;
      const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.status === 404) this.#server = false;
      if (!answer.ok) return null;
      return await this.#context.decodeAudioData(await answer.arrayBuffer());
    } catch {
      this.#rendered.delete(text);
      return null;
    }
  }

  #localVoice(): SpeechSynthesisVoice | null {
    if (!("speechSynthesis" in globalThis)) return null;
    const own = speechSynthesis.getVoices().filter((voice) => voice.localService);
    const language = this.#language.split("-")[0] ?? this.#language;
    return own.find((voice) => voice.lang.split(/[-_]/)[0] === language) ?? null;
  }
}
