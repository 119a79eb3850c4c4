/** The live page as a function: what is, and what happens, give what is next and what to do about it.
 * It never decides what comes next in the session; that is the server's. */
import { add, seed } from "./account";
import { localTime, sessionTime } from "./clock";
import { counts, ended, isOver, moves, pauses, saidBy } from "./moment";
import type { ClientMessage, Segment, ServerMessage, SessionEvent } from "./protocol.gen";
import type { Effect, Message, State, Wish } from "./state";
import { words } from "./words";

export type Step = readonly [State, readonly Effect[]];

export function update(state: State, message: Message): Step {
  switch (message.kind) {
    case "heard":
      return hear(state, message.message, message.at);
    case "link":
      return link(state, message.link, message.at);
    case "said":
      return [{ ...state, caption: message.text }, []];
    case "frame":
      return frame(state, message.at);
    case "wish":
      return grant(state, message.wish, message.at);
  }
}

// ---------------------------------------------------------------- the server

function hear(state: State, message: ServerMessage, at: number): Step {
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
    case "closed":
      return [{ ...state, link: "closed", closed: message.reason, held: false }, [{ kind: "hush" }, { kind: "awake", on: false }]];
  }
}

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
  if (segment.kind === "stopped" && state.emergencies.has(segment.reason ?? "")) {
    effects.push({ kind: "leave", href: "/see-someone" });
  }
  return [next, effects];
}

function link(state: State, now: "open" | "lost", at: number): Step {
  if (state.link === "closed") return [state, []];
  if (now === "open") return [{ ...state, link: "open" }, []];
  const lost: State = { ...state, link: state.link === "opening" ? "opening" : "lost", held: false };
  return frame(lost, at);
}

function frame(state: State, at: number): Step {
  const { clock, segment } = state;
  if (clock === null || segment === null || state.held) return [state, []];
  const t = sessionTime(clock, at);
  if (state.link === "lost" && !state.halted && !ended(segment) && (isOver(segment, t) || !moves(segment))) {
    const say: Effect[] = moves(segment) && state.begun ? [{ kind: "say", text: words.lost, at: null }] : [];
    return [{ ...state, t, halted: true }, [...say, { kind: "awake", on: false }]];
  }
  return [{ ...state, t }, []];
}

// ---------------------------------------------------------------- the person

function grant(state: State, wish: Wish, at: number): Step {
  const { segment } = state;
  switch (wish.kind) {
    case "begin":
      return begin(state);
    case "pause":
      return segment !== null && pauses(segment) ? halt(state, { command: "pause" }, at) : [state, []];
    case "resume":
      return segment?.kind === "paused" ? [{ ...state, panel: "none", sign: null }, [tell("resume")]] : [state, []];
    case "skip":
      return segment !== null && pauses(segment) ? [state, [tell("skip")]] : [state, []];
    case "back":
      return segment !== null && moves(segment) ? [state, [tell("back")]] : [state, []];
    case "count":
      return segment !== null && counts(segment) && state.panel === "none" ? [state, [tell("count_rep")]] : [state, []];
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
  const send: Effect = { kind: "send", message: { command: "answered", question, value } };
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

function tell(command: ClientMessage["command"]): Effect {
  return { kind: "send", message: { command } };
}

function remember(state: State): Effect {
  return { kind: "remember", sound: state.sound, keys: state.keys };
}
