import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Clock, LocalClock } from "../src/clock";
import type { Segment } from "../src/protocol.gen";
import type { Mode } from "../src/sound/choice";
import { Instrument } from "../src/sound/instrument";
import { BELL_S } from "../src/sound/lane";
import { Player } from "../src/sound/player";
import { Voice } from "../src/sound/voice";
import { plain, segment } from "./support";

/** Seconds that each rendered sentence lasts here. */
const SENTENCE_S = 2;

interface Played {
  readonly what: string;
  readonly at: number;
  stopped: boolean;
}

/** Stands where the sound card would: it notes what it was asked to play and when. */
class FakeCard {
  readonly played: Played[] = [];
  readonly destination = {};
  currentTime = 0;

  createGain(): object {
    const value = { value: 0, setTargetAtTime() {}, setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    const node = { gain: value, connect: () => node };
    return node;
  }

  createOscillator(): object {
    const frequency = { value: 0 };
    return this.#source(() => `${Math.round(frequency.value)} Hz`, { frequency });
  }

  createBufferSource(): object {
    const source = this.#source(() => (source as { buffer: { text: string } }).buffer.text, { buffer: null });
    return source;
  }

  async decodeAudioData(data: ArrayBuffer): Promise<object> {
    return { duration: SENTENCE_S, text: new TextDecoder().decode(data) };
  }

  #source(name: () => string, more: object): object {
    let note: Played | null = null;
    return {
      ...more,
      connect: (next: object) => next,
      addEventListener() {},
      start: (at: number) => this.played.push((note = { what: name(), at, stopped: false })),
      // A tone plans its own end; only what is stopped at once was silenced.
      stop: (at?: number) => {
        if (note !== null && at === undefined) note.stopped = true;
      },
    };
  }
}

let card: FakeCard;
let captions: string[];
let voices: { lang: string; localService: boolean; name: string }[];
let browserSaid: string[];
let serverSpeaks: boolean;

function player(mode: Mode = "voice"): Player {
  const clock = new LocalClock({ audio: () => card.currentTime, page: () => card.currentTime });
  const context = card as unknown as AudioContext;
  const voice = new Voice(context, "en");
  return new Player(clock, new Instrument(context), voice, { mode, volume: 1 }, (text) => captions.push(text));
}

/** Session time and local time are one here. */
const clock: Clock = { now: 0, at: 0, rate: 1 };

async function pass(seconds: number): Promise<void> {
  for (let step = 0; step < seconds * 20; step += 1) {
    card.currentTime += 0.05;
    await vi.advanceTimersByTimeAsync(50);
  }
}

const spoken = (): Played[] => card.played.filter((each) => !each.what.endsWith("Hz") && !each.stopped);
const bells = (): Played[] => card.played.filter((each) => each.what === "523 Hz" || each.what === "587 Hz");

beforeEach(() => {
  vi.useFakeTimers();
  card = new FakeCard();
  captions = [];
  voices = [];
  browserSaid = [];
  serverSpeaks = true;
  vi.stubGlobal("fetch", async (address: string) => {
    const text = new URL(address, "http://here").searchParams.get("text") ?? "";
    return serverSpeaks ? new Response(text) : new Response("no speech program", { status: 404 });
  });
  vi.stubGlobal("speechSynthesis", {
    getVoices: () => voices,
    cancel() {},
    speak: (said: { text: string; voice: { name: string } }) => browserSaid.push(`${said.voice.name}: ${said.text}`),
  });
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      constructor(readonly text: string) {}
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function rep(cues: Segment["cues"], over: Partial<Segment> = {}): Segment {
  return segment({ t: 0, cues, ...over });
}

const turn = { offset: 0, id: "turn", text: "Turn your head." };
const back = { offset: 5, id: "back", text: "And back." };

describe("the player", () => {
  test("says each cue at its moment and shows it as a caption", async () => {
    player().play(null, rep([turn, back]), clock);
    await pass(6);
    expect(spoken().map((each) => each.what)).toEqual(["Turn your head.", "And back."]);
    expect(spoken()[1]?.at).toBeCloseTo(5, 1);
    expect(captions).toEqual(["Turn your head.", "And back."]);
  });

  test("waits with the voice until the bell has sounded", async () => {
    player().play(plain({ kind: "get_ready", seconds: 8, t: -8 }), rep([turn]), clock);
    await pass(2);
    expect(bells()).toHaveLength(1);
    expect(spoken()[0]?.at).toBeGreaterThanOrEqual((bells()[0]?.at ?? 0) + BELL_S);
  });

  test("never says two things at once, and leaves out what would come too late, but not its caption", async () => {
    const crowded = [turn, { offset: 0.5, id: "hold", text: "Hold." }, { offset: 1.5, id: "chin", text: "Chin level." }];
    player().play(null, rep(crowded), clock);
    await pass(6);
    const said = spoken();
    expect(said.map((each) => each.what)).toEqual(["Turn your head.", "Chin level."]);
    expect((said[1]?.at ?? 0) - (said[0]?.at ?? 0)).toBeGreaterThanOrEqual(SENTENCE_S);
    expect(captions).toContain("Hold.");
  });

  test("lets a count be heard although the next repetition begins with it", async () => {
    const lead = player();
    lead.play(null, rep([turn]), clock);
    await pass(10);
    lead.say("Three", 10);
    lead.play(rep([turn]), rep([{ ...back, offset: 3 }], { t: 10 }), { now: 10, at: 10, rate: 1 });
    await pass(5);
    expect(spoken().map((each) => each.what)).toEqual(["Turn your head.", "Three", "And back."]);
    expect(captions).toEqual(["Turn your head.", "Three", "And back."]);
  });

  test("keeps an old count's caption from what comes after it, however slowly its sound is made", async () => {
    const lead = player();
    vi.stubGlobal("fetch", async () => {
      await new Promise((made) => setTimeout(made, 1000));
      return new Response("Two");
    });
    lead.say("Two", 0);
    await pass(0.5);
    const ready = plain({ kind: "get_ready", seconds: 13, t: 0.5, cues: [{ offset: 3, id: "r", text: "Next: sitting." }] });
    lead.play(rep([turn]), ready, { now: 0.5, at: 0.5, rate: 1 });
    await pass(6);
    expect(captions).toEqual(["Next: sitting."]);
  });

  test("shows no count that would come too late to be said", async () => {
    card.currentTime = 10;
    const lead = player();
    lead.say("Two", -5);
    await pass(2);
    expect(captions).toEqual([]);
  });

  test("drops with its segment what was not said yet", async () => {
    const lead = player();
    lead.play(null, rep([turn, back]), clock);
    await pass(3);
    lead.play(rep([turn, back]), rep([], { t: 3 }), { now: 3, at: 3, rate: 1 });
    await pass(5);
    expect(spoken().map((each) => each.what)).toEqual(["Turn your head."]);
  });

  test("falls silent at once in a pause, and says only that", async () => {
    const lead = player();
    lead.play(null, rep([turn, back]), clock);
    await pass(1);
    lead.play(rep([turn]), plain({ kind: "paused", t: 1, cues: [{ offset: 0, id: "p", text: "Paused." }] }), { now: 1, at: 1, rate: 1 });
    await pass(5);
    expect(card.played.filter((each) => each.stopped).map((each) => each.what)).toContain("Turn your head.");
    expect(spoken().map((each) => each.what)).toEqual(["Paused."]);
  });

  test("plays the bell and shows captions without a voice when only the bell is wanted", async () => {
    player("bell").play(plain({ kind: "get_ready", seconds: 8, t: -8 }), rep([turn, back]), clock);
    await pass(6);
    expect(bells()).toHaveLength(1);
    expect(spoken()).toEqual([]);
    expect(captions).toEqual(["Turn your head.", "And back."]);
  });

  test("leaves explanations to their captions when only short cues are wanted", async () => {
    const cues = [
      { offset: 0, id: "C1.name", text: "Head turns." },
      { offset: 3, id: "C1.position.1", text: "Arms hanging." },
      { offset: 6, id: "C1.reminder.0", text: "Chin level." },
    ];
    const ready = plain({ kind: "get_ready", seconds: 10, t: 0, cues });
    player("short").play(null, ready, clock);
    await pass(10);
    expect(spoken().map((each) => each.what)).toEqual(["Head turns."]);
    expect(captions).toEqual(["Head turns.", "Arms hanging.", "Chin level."]);
  });

  test("says what screening has changed even then", async () => {
    const cues = [{ offset: 0, id: "C4.reminder.0", text: "Breathe out as you press." }];
    player("short").play(null, rep(cues, { changes: ["exhale_on_effort"] }), clock);
    await pass(2);
    expect(spoken().map((each) => each.what)).toEqual(["Breathe out as you press."]);
  });

  test("speaks by a voice of this machine when the server cannot", async () => {
    serverSpeaks = false;
    voices = [
      { name: "cloud", lang: "en-US", localService: false },
      { name: "german", lang: "de-DE", localService: true },
      { name: "own", lang: "en_GB", localService: true },
    ];
    player().play(null, rep([turn]), clock);
    await pass(2);
    expect(browserSaid).toEqual(["own: Turn your head."]);
  });

  test("never sends a sentence to a voice of the network: captions are all then", async () => {
    serverSpeaks = false;
    voices = [{ name: "cloud", lang: "en-US", localService: false }];
    player().play(null, rep([turn, back]), clock);
    await pass(6);
    expect(browserSaid).toEqual([]);
    expect(captions).toEqual(["Turn your head.", "And back."]);
  });

  test("does not say again what was due before the page came", async () => {
    player().play(null, rep([turn, back]), { now: 4, at: 0, rate: 1 });
    await pass(3);
    expect(spoken().map((each) => each.what)).toEqual(["And back."]);
  });
});
