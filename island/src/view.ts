/** What the page shows, as plain data, from the state alone. `screen.ts` brings it to the DOM. */
import { poseAt } from "./figure";
import { beatAt, counts, countsAt, ended, hasRing, isOver, moves, pauses, ringAt, toldAt } from "./moment";
import type { Question, Segment } from "./protocol.gen";
import type { Answer, Help, Scene, Shown } from "./shown";
import type { State } from "./state";
import { watches } from "./watch";
import { doneSeconds, doneTimes, ringText, scaleWords, timeLeft, troubles, words } from "./words";

export function view(state: State): Shown {
  const { segment } = state;
  const scene = sceneOf(state);
  const camera = cameraOf(state);
  const stands = standing(scene, state);
  const free = segment !== null && state.begun && !state.halted && state.panel === "none";
  return {
    ...(segment === null ? nothing : about(segment, state)),
    ...stands,
    // What the camera says stands in its own place already.
    caption: stands.caption === camera.cameraText ? "" : stands.caption,
    scene,
    panel: state.panel,
    sign: state.sign,
    notice: noticeOf(state),
    begin: segment?.kind === "paused" && segment.t > 0 ? words.goOn : words.begin,
    closed: state.closed,
    account: segment !== null && ended(segment) ? accountOf(state) : [],
    canPause: free && pauses(segment),
    canResume: scene === "paused" && !state.halted && state.link === "open",
    canSkip: free && (moves(segment) || (segment.question !== undefined && segment.question !== "softer")),
    canBack: free && moves(segment),
    canHurt: segment !== null && !ended(segment),
    sound: state.sound,
    keys: state.keys,
    ...camera,
  };
}

/** What the large words are while nothing is played: before the first tap, in a pause, without the server. */
function standing(scene: Scene, state: State): Pick<Shown, "heading" | "caption"> & Partial<Shown> {
  const { segment } = state;
  const ready = segment?.kind === "get_ready";
  const heading = ready ? words.getReady : "";
  if (scene === "begin" && segment !== null) {
    const paused = segment.kind === "paused";
    return {
      heading: paused && segment.t > 0 ? words.goOnHeading : segment.item === 0 && segment.title !== "" ? words.first : heading,
      instruction: segment.title || words.session,
      where: whereOf(segment) || segment.ahead,
      // Once is enough.
      ...(whereOf(segment) === "" ? { ahead: "" } : {}),
      caption: words.beginHelp,
    };
  }
  if (scene !== "paused") {
    return { heading, caption: state.caption, ...(ready ? { instruction: comesNow(segment), where: whereOf(segment) } : {}) };
  }
  return state.halted
    ? { heading: "", instruction: words.lostShort, where: words.lostHelp, caption: "" }
    : { heading: "", instruction: words.paused, where: words.pausedHelp, caption: state.caption };
}

function sceneOf(state: State): Scene {
  const { segment } = state;
  if (segment !== null && ended(segment)) return "end";
  if (state.link === "closed") return "closed";
  if (segment === null) return "opening";
  if (segment.kind === "ask" && !state.halted) return "ask";
  if (!state.begun) return "begin";
  if (segment.kind === "paused" || state.halted) return "paused";
  return "work";
}

function cameraOf(state: State): Pick<Shown, "camera" | "cameraOffered" | "cameraWanted" | "cameraLeads" | "cameraNote" | "cameraText"> {
  const { camera } = state;
  const on = watches(state);
  const text = camera.trouble !== null ? troubles[camera.trouble] : !on ? "" : camera.open ? camera.text : words.cameraOpening;
  return {
    camera: on,
    cameraOffered: camera.offered,
    cameraWanted: camera.wanted && camera.trouble === null,
    cameraLeads: on && camera.leads,
    cameraNote: on && camera.open ? words.cameraOn : "",
    cameraText: camera.wanted ? text : "",
  };
}

function noticeOf(state: State): string {
  if (state.link !== "lost" || ended(state.segment)) return "";
  return state.halted ? "" : words.lost;
}

type About = Omit<
  Shown,
  "scene" | "panel" | "sign" | "notice" | "heading" | "caption" | "begin" | "closed" | "account" | "sound" | "keys" | `can${string}` | `camera${string}`
>;

const nothing: About = {
  code: null,
  title: "",
  place: "",
  timeLeft: "",
  instruction: "",
  position: "",
  fetch: "",
  where: "",
  sides: false,
  side: null,
  zone: "",
  count: "",
  of: "",
  dial: false,
  ring: null,
  ringText: "",
  hint: "",
  hintStands: false,
  ahead: "",
  status: "",
  pose: null,
  endTitle: "",
  endText: "",
  help: "none",
  question: "",
  answers: [],
  somethingElse: false,
  stopped: null,
};

function about(segment: Segment, state: State): About {
  const beat = beatAt(segment, state.t);
  const ring = ringAt(segment, state.t);
  const side = beat?.side ?? segment.side ?? null;
  const instruction = (segment.kind === "rep" && toldAt(segment, state.t)) || segment.instruction;
  const left = segment.left_s + (segment.seconds === undefined ? 0 : ring === null ? remaining(segment, state.t) : ring.left);
  return {
    code: segment.code ?? null,
    title: ended(segment) ? words.session : segment.title || words.session,
    place: segment.items > 1 && !ended(segment) ? `${segment.item + 1} of ${segment.items}` : "",
    timeLeft: ended(segment) ? "" : timeLeft(left),
    instruction,
    position: segment.position,
    fetch: segment.fetch,
    where: "",
    sides: segment.side !== undefined || segment.beats.some((each) => each.side !== undefined),
    side,
    zone: segment.zones > 1 && segment.zone !== undefined ? `Place ${segment.zone + 1} of ${segment.zones}.` : "",
    ...countOf(segment, state.done),
    dial: hasRing(segment),
    ring: ring?.filled ?? null,
    ringText: ring === null ? "" : ringText(ring.left),
    ...hintOf(segment, state),
    ahead: segment.ahead,
    status: statusOf(segment, state.done),
    pose: poseAt(segment, state.t),
    ...closing(segment),
    help: helpOf(segment, state),
    question: segment.question === undefined ? "" : segment.instruction,
    answers: segment.question === undefined ? [] : answersOf(segment.question),
    somethingElse: segment.question === "pain" || segment.question === "pain_worst" || segment.question === "pain_before",
    stopped: segment.kind === "stopped" ? (segment.reason ?? "") : null,
  };
}

/** The first sentence is what to do now, and stands alone. */
function closing(segment: Segment): Pick<Shown, "endTitle" | "endText"> {
  const [first = "", ...rest] = segment.instruction.split(/(?<=[.?])\s+/);
  return { endTitle: first, endText: rest.join(" ") };
}

function helpOf(segment: Segment, { outcomes, number }: State): Help {
  if (segment.kind !== "stopped") return "none";
  switch (outcomes.get(segment.reason ?? "")) {
    case "EMERGENCY":
      return "call";
    case "URGENT":
      return "doctor";
    default:
      return number !== "" && segment.instruction.includes(number) ? "at_hand" : "none";
  }
}

/** What comes: the exercise by its name, or what is different from now on. */
function comesNow(segment: Segment): string {
  return segment.instruction === segment.position ? segment.title : segment.instruction || segment.title;
}

function whereOf(segment: Segment): string {
  return [segment.position, segment.fetch].filter(Boolean).join(" ");
}

/** What was done, each exercise in a line, in the order in which it was begun. */
function accountOf(state: State): readonly string[] {
  return state.account.map((line) =>
    line.seconds > 0 ? doneSeconds(line.title, line.seconds) : doneTimes(line.title, line.reps),
  );
}

/** The count, once there is one: a nought beside the seconds to the start would be read as one of them. */
function countOf(segment: Segment, done: number): Pick<Shown, "count" | "of"> {
  const none = segment.reps === undefined || (segment.kind === "get_ready" && done === 0);
  return none ? { count: "", of: "" } : { count: String(done), of: `of ${segment.reps}` };
}

/** The line stands only when a tap counts; who taps before that reads what to do. */
function hintOf(segment: Segment, state: State): Pick<Shown, "hint" | "hintStands"> {
  const now = countsAt(segment, state.t);
  const early = state.tooSoon && !now;
  return { hint: counts(segment) ? (early ? words.tooSoon : words.tapToCount) : "", hintStands: now || early };
}

function remaining(segment: Segment, t: number): number {
  return segment.seconds === undefined || isOver(segment, t) ? 0 : segment.seconds - Math.max(0, t - segment.t);
}

/** For a screen reader: once a segment, never on every second. */
function statusOf(segment: Segment, done: number): string {
  const head = segment.kind === "get_ready" ? `${words.getReady}. ${segment.title}.` : "";
  const side = segment.side === undefined ? "" : segment.side === "left" ? `${words.left}.` : `${words.right}.`;
  const count = segment.reps !== undefined && segment.kind === "rep" ? `${done} of ${segment.reps}.` : "";
  return [head, segment.instruction, side, count].filter(Boolean).join(" ");
}

function answersOf(question: Question): readonly Answer[] {
  if (question === "softer") {
    return [
      { value: 1, key: "Y", label: "Yes", words: "" },
      { value: 0, key: "N", label: "No", words: "" },
    ];
  }
  const said = scaleWords(question);
  return Array.from({ length: 11 }, (_, value) => ({
    value,
    key: value === 10 ? "T" : String(value),
    label: String(value),
    words: said.get(value) ?? "",
  }));
}
