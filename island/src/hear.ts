/** What the server says, taken into the state. */
import { add, seed } from "./account";
import { localTime } from "./clock";
import { ended, moves, saidBy } from "./moment";
import type { Segment, ServerMessage, SessionEvent } from "./protocol.gen";
import { type Effect, type State, type Step, tell } from "./state";

export function hear(state: State, message: ServerMessage, at: number): Step {
  switch (message.type) {
    case "state": {
      const clock = { now: message.now, at, rate: message.rate };
      return take({ ...state, clock, link: "open", account: seed(state.names, message.done) }, message.segment);
    }
    case "segment": {
      const clock = { now: message.now, at, rate: state.clock?.rate ?? 1 };
      return take({ ...state, clock }, message.segment);
    }
    case "event":
      return [note(state, message.event), []];
    case "cue":
      return [state, state.begun ? [{ kind: "say", text: message.cue.text, at: state.clock && localTime(state.clock, message.cue.t) }] : []];
    case "camera":
      return [{ ...state, camera: { ...state.camera, leads: message.leads, text: message.text } }, []];
    case "closed":
      return [{ ...state, link: "closed", closed: message.reason, held: false }, [{ kind: "hush" }, { kind: "awake", on: false }]];
  }
}

/** Why a session ends whose answers, told elsewhere, close everything: what to do now stands on a page of its own. */
const seeSomeone = "see_someone";

/** A session that has not begun stands paused at its very first second. */
function waitsAtTheStart(segment: Segment): boolean {
  return segment.kind === "paused" && segment.t === 0;
}

function note(state: State, event: SessionEvent): State {
  const noted = { ...state, account: add(state.names, state.account, event) };
  if (event.kind === "rep_counted" && event.rep !== undefined) return { ...noted, done: event.rep };
  if (event.kind !== "refused") return noted;
  // What was asked for is not done, so nothing stands still for it any longer. The table refuses by a name that says
  // nothing to the person; the door refuses in a sentence.
  if (event.reason === "too_soon") return { ...noted, held: false, tooSoon: true };
  const sentence = event.reason?.includes(" ") === true;
  return { ...noted, held: false, caption: sentence ? (event.reason ?? "") : noted.caption };
}

function take(state: State, segment: Segment): Step {
  const before = state.segment;
  const same = before !== null && before.t === segment.t && before.kind === segment.kind;
  const next: State = {
    ...state,
    segment,
    done: segment.done,
    t: state.clock?.now ?? segment.t,
    held: false,
    tooSoon: same && state.tooSoon,
    halted: false,
    caption: same ? state.caption : saidBy(segment, state.clock?.now ?? segment.t),
    panel: ended(segment) ? "none" : state.panel,
    sign: ended(segment) ? null : state.sign,
  };
  const effects: Effect[] = [{ kind: "awake", on: state.begun && !ended(segment) && segment.kind !== "paused" }];
  // Nobody is led before sound is allowed, nor after the page has said that it pauses: the server waits with us.
  if ((!next.begun || state.halted) && moves(segment)) effects.push(tell("pause"));
  // Whoever pressed Start on the page before this one has begun already.
  if (next.begun && before === null && waitsAtTheStart(segment)) effects.push(tell("resume"));
  if (next.clock !== null && next.begun) effects.unshift({ kind: "play", before, segment, clock: next.clock });
  if (segment.kind !== before?.kind && (segment.kind === "ask" || ended(segment))) {
    effects.push({ kind: "focus", on: "heading" });
  } else if (before?.kind === "ask" && segment.question !== before.question) {
    effects.push({ kind: "focus", on: segment.kind === "ask" ? "heading" : "stage" });
  }
  if (segment.kind === "stopped" && segment.reason === seeSomeone) effects.push({ kind: "leave", href: "/see-someone" });
  return [next, effects];
}
