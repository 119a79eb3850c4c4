/** What the person wishes, granted where the session takes it. */
import { sessionTime } from "./clock";
import { counts, ended, moves, pauses } from "./moment";
import type { ClientMessage } from "./protocol.gen";
import { aim, type Effect, type State, type Step, tell, type Wish } from "./state";
import { switched } from "./watch";

export function grant(state: State, wish: Wish, at: number): Step {
  const { segment } = state;
  switch (wish.kind) {
    case "begin":
      return begin(state);
    case "pause":
      return segment !== null && pauses(segment) ? halt(state, { command: "pause" }, at) : [state, []];
    case "resume":
      return segment?.kind === "paused" ? [{ ...state, panel: "none", sign: null }, [tell("resume")]] : [state, []];
    case "skip":
      return segment !== null && pauses(segment) ? [state, [aim(state, { command: "skip" })]] : [state, []];
    case "back":
      return segment !== null && moves(segment) ? [state, [aim(state, { command: "back" })]] : [state, []];
    case "count":
      if (segment === null || !counts(segment) || state.panel !== "none") return [state, []];
      return [state, [aim(state, { command: "count_rep" })]];
    case "hurts":
      if (segment === null || ended(segment)) return [state, []];
      return halt({ ...state, panel: "none", sign: null }, { command: "hurts" }, at);
    case "answer":
      return answer(state, wish.value);
    case "stop":
      return open(state, "stop", at);
    case "stop_surely":
      return halt({ ...state, panel: "none", sign: null }, { command: "stop" }, at);
    case "open":
      return wish.panel === "signs" ? open(state, "signs", at) : lay(state, wish.panel);
    case "close":
      return close(state);
    case "sign":
      return [{ ...state, sign: wish.id }, [{ kind: "focus", on: "heading" }]];
    case "sign_surely":
      if (state.sign === null) return [state, []];
      return halt({ ...state, panel: "none", sign: null }, { command: "stop_sign", sign: state.sign }, at);
    case "sign_wrong":
      return [{ ...state, sign: null }, [{ kind: "focus", on: "heading" }]];
    case "sound": {
      const next = { ...state, sound: wish.sound };
      return [next, [{ kind: "loudness", sound: wish.sound }, remember(next)]];
    }
    case "camera":
      return switched(state, wish.on);
    case "keys": {
      const next = { ...state, keys: wish.keys };
      return [next, [remember(next)]];
    }
  }
}

function begin(state: State): Step {
  const { segment } = state;
  if (segment === null) return [state, []];
  const next = { ...state, begun: true };
  const focus: Effect = { kind: "focus", on: "stage" };
  if (ended(segment) || segment.kind === "ask") return [next, [{ kind: "unlock" }]];
  // Either it is paused, or the pause asked for on opening is on its way.
  return [next, [{ kind: "unlock" }, tell("resume"), focus]];
}

/** Everything stands still and falls silent at once; the server's answer moves it again. */
function halt(state: State, message: ClientMessage, at: number): Step {
  const t = state.clock === null || state.held ? state.t : sessionTime(state.clock, at);
  const held = state.link === "open";
  return [{ ...state, t, held }, [{ kind: "hush" }, { kind: "send", message }]];
}

function answer(state: State, value: number): Step {
  const question = state.segment?.kind === "ask" ? state.segment.question : undefined;
  if (question === undefined || state.panel !== "none") return [state, []];
  const most = question === "softer" ? 1 : 10;
  if (!Number.isInteger(value) || value < 0 || value > most) return [state, []];
  const send = aim(state, { command: "answered", question, value });
  // The first tap may be an answer: it allows sound as Begin does.
  return state.begun ? [state, [send]] : [{ ...state, begun: true }, [{ kind: "unlock" }, send]];
}

/** Stop and the stop signs pause what moves before they ask anything. */
function open(state: State, panel: "stop" | "signs", at: number): Step {
  const { segment } = state;
  if (segment === null || ended(segment)) return [state, []];
  const opened: State = { ...state, panel, sign: null };
  const focus: Effect = { kind: "focus", on: "heading" };
  if (!pauses(segment) || state.held) return [opened, [focus]];
  const [next, effects] = halt(opened, { command: "pause" }, at);
  return [next, [...effects, focus]];
}

function lay(state: State, panel: State["panel"]): Step {
  if (state.panel === panel) return close(state);
  return [{ ...state, panel, sign: null }, [{ kind: "focus", on: "heading" }]];
}

/** Closing Stop or the stop signs goes on with what they had paused. */
function close(state: State): Step {
  const paused = state.panel === "stop" || state.panel === "signs";
  const effects: Effect[] = [{ kind: "focus", on: "stage" }];
  if (paused && state.begun && state.segment?.kind === "paused") effects.push(tell("resume"));
  return [{ ...state, panel: "none", sign: null }, state.panel === "none" ? [] : effects];
}

function remember(state: State): Effect {
  return { kind: "remember", sound: state.sound, keys: state.keys };
}
