/** The live page, wired: what happens goes through `update`, what it answers is done here. */
import { Awake } from "./awake";
import { LocalClock } from "./clock";
import { SocketCoach, socketAddress } from "./coach";
import { BodyView } from "./body_view";
import { posesOf } from "./figure";
import { Glance } from "./glance";
import { wishOf } from "./keyboard";
import { Screen, type Sign } from "./screen";
import { keep, read } from "./sound/choice";
import { Instrument } from "./sound/instrument";
import { Player } from "./sound/player";
import { Voice } from "./sound/voice";
import type { FrameSource } from "./frames";
import { type Effect, type Message, opening, type Wish } from "./state";
import { update } from "./update";
import { view } from "./view";
import { wishOfButton, wishOfField } from "./wishes";
import { words } from "./words";

/** How long a sound card may take to wake before the session goes on without it, in milliseconds. */
const UNLOCK_MS = 600;

/** How long a browser may take to say that sound is allowed already, in milliseconds. */
const ALLOWED_MS = 250;

async function begin(root: HTMLElement): Promise<void> {
  const setting = root.dataset["voice"] ?? "full";
  const kept = read(localStorage, setting);
  const context = new AudioContext({ latencyHint: "interactive" });
  await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, ALLOWED_MS))]);
  const clock = new LocalClock({
    audio: () => (context.state === "running" ? context.currentTime : null),
    page: () => performance.now() / 1000,
  });
  const instrument = new Instrument(context);
  const voice = new Voice(context, document.documentElement.lang || "en");
  const player = new Player(clock, instrument, voice, kept.sound, (text) => happen({ kind: "said", text }));
  const figure = new BodyView(one(root, ".figure"));
  const signs = signsOf(root);
  const screen = new Screen(root, figure, signs);
  const coach = new SocketCoach(socketAddress(location, root.dataset["session"] ?? ""));
  const awake = new Awake();
  const glance = new Glance();
  const glass = one(root, ".camera");
  const base = root.dataset["camera"] ?? "";
  let camera: Promise<FrameSource> | null = null;
  let unlocked: Promise<unknown> = Promise.resolve();
  let state = opening({
    ...kept,
    begun: context.state === "running",
    outcomes: new Map(signs.map((sign) => [sign.id, sign.outcome])),
    number: root.dataset["number"] ?? "",
    names: namesOf(root),
    camera: base !== "",
  });

  function happen(message: Message): void {
    const [next, effects] = update(state, message);
    state = next;
    screen.show(view(state));
    glance.shows(state.segment?.target ?? "");
    for (const effect of effects) perform(effect);
  }

  function perform(effect: Effect): void {
    switch (effect.kind) {
      case "send":
        return coach.send(effect.message);
      case "unlock":
        unlocked = Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, UNLOCK_MS))]);
        return player.prepare(words.lost);
      case "play":
        figure.prepare(posesOf(effect.segment));
        return void unlocked.then(() => player.play(effect.before, effect.segment, effect.clock));
      case "say":
        return player.say(effect.text, effect.at);
      case "hush":
        return player.hush();
      case "loudness":
        player.sound = effect.sound;
        return;
      case "awake":
        return awake.set(effect.on);
      case "watch":
        return watch(effect.on);
      case "remember":
        return keep(localStorage, setting, { sound: effect.sound, keys: effect.keys });
      case "focus":
        return screen.focus(effect.on);
      case "leave":
        return location.assign(effect.href);
    }
  }

  /** The camera's chunk comes with its first use; a stop before it is there is kept, as they follow one another. */
  function watch(on: boolean): void {
    if (!on && camera === null) return;
    camera ??= import("./camera").then((chunk) =>
      chunk.camera(glass, base, {
        opened: () => happen({ kind: "camera_open" }),
        saw: (sighting) => coach.show(chunk.packetOf(sighting)),
        failed: (trouble) => happen({ kind: "camera_failed", trouble }),
      }),
    );
    camera.then(
      (source) => (on ? source.start() : source.stop()),
      () => happen({ kind: "camera_failed", trouble: "models" }),
    );
  }

  /** `pressed` is the event's own moment, which may lie before what is on the page by now. */
  function wish(wanted: Wish, pressed: number): void {
    if (glance.saw(wanted, pressed)) happen({ kind: "wish", wish: wanted, at: clock.now() });
  }

  root.addEventListener("click", (event) => {
    const target = event.target as Element;
    const control = target.closest<HTMLElement>("button, a, label, input");
    const wanted = control === null ? null : wishOfButton(control);
    if (wanted !== null) {
      // A pressed button keeps the focus only for those who came to it by key; else Space would press it again.
      if (event.detail > 0) control?.blur();
      wish(wanted, event.timeStamp);
    } else if (control === null && target.closest(".work") !== null) wish({ kind: "count" }, event.timeStamp);
  });
  root.addEventListener("input", (event) => {
    const wanted = event.target instanceof HTMLInputElement ? wishOfField(event.target, state) : null;
    if (wanted !== null) wish(wanted, event.timeStamp);
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target as Element;
    const wanted = wishOf(state, {
      key: event.key,
      onControl: target.closest("button, a, input, summary") !== null,
      repeat: event.repeat,
      modified: event.ctrlKey || event.metaKey || event.altKey,
    });
    if (wanted === null) return;
    event.preventDefault();
    wish(wanted, event.timeStamp);
  });

  document.addEventListener("visibilitychange", () =>
    happen({ kind: "hidden", hidden: document.hidden, at: clock.now() }),
  );

  screen.show(view(state));
  coach.open({
    heard: (message) => happen({ kind: "heard", message, at: clock.now() }),
    link: (link) => happen({ kind: "link", link, at: clock.now() }),
  });
  const frame = (): void => happen({ kind: "frame", at: clock.now() });
  const draw = (moment: number): void => {
    glance.drawn(moment);
    frame();
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
  // A hidden tab draws nothing, and must still notice that its segment is over.
  setInterval(() => document.hidden && frame(), 1000);
}

function signsOf(root: HTMLElement): readonly Sign[] {
  return [...root.querySelectorAll<HTMLElement>("#signs > [data-sign]")].map((line) => ({
    id: line.dataset["sign"] ?? "",
    text: line.textContent?.trim() ?? "",
    outcome: line.dataset["outcome"] ?? "",
    codes: (line.dataset["codes"] ?? "").split(" ").filter(Boolean),
  }));
}

function namesOf(root: HTMLElement): ReadonlyMap<string, string> {
  const lines = [...root.querySelectorAll<HTMLElement>("#names > [data-code]")];
  return new Map(lines.map((line) => [line.dataset["code"] ?? "", line.textContent?.trim() ?? ""]));
}

function one(root: HTMLElement, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`live/stage.html: found no ${selector}`);
  return found;
}

const root = document.getElementById("live");
if (root !== null) void begin(root);
