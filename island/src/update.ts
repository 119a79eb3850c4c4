/** The live page as a function: what is, and what happens, give what is next and what to do about it.
 * It never decides what comes next in the session; that is the server's. */
import { sessionTime } from "./clock";
import { grant } from "./grant";
import { hear } from "./hear";
import { ended, isOver, moves } from "./moment";
import type { Effect, Message, State, Step } from "./state";
import { failed, hidden, opened, watching } from "./watch";
import { words } from "./words";

export function update(state: State, message: Message): Step {
  return watching(state, follow(state, message));
}

function follow(state: State, message: Message): Step {
  switch (message.kind) {
    case "heard":
      return hear(state, message.message, message.at);
    case "link":
      return link(state, message.link, message.at);
    case "said":
      return [{ ...state, caption: message.text }, []];
    case "frame":
      return frame(state, message.at);
    case "hidden":
      return hidden(state, message.hidden);
    case "camera_open":
      return opened(state);
    case "camera_failed":
      return failed(state, message.trouble);
    case "wish":
      return grant(state, message.wish, message.at);
  }
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
