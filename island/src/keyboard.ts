/** From a key to a wish. Each key does one thing; `keyList` is what "?" shows, so the two cannot drift apart. */
import { ended, moves } from "./moment";
import type { State, Wish } from "./state";

export interface Key {
  readonly key: string;
  /** The element with focus does something itself on Enter and Space. */
  readonly onControl: boolean;
  readonly repeat: boolean;
  readonly modified: boolean;
}

export const keyList: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["Space"], "pause and go on"],
  [["Enter", "C"], "count one"],
  [["B"], "back"],
  [["N"], "skip"],
  [["H"], "it hurts"],
  [["Esc"], "stop (asks once more), or close what lies open"],
  [["0", "…", "9", "T"], "answer 0 to 9, and ten"],
  [["Y", "N"], "answer yes or no"],
  [["?"], "this list"],
];

/** Keys that the figure itself hears while it has the focus (`figure3d/turning.ts`). */
export const figureKeys: readonly [keys: readonly string[], what: string] = [
  ["←", "→", "↑", "↓"],
  "turn the figure, once Tab has come to it",
];

export function wishOf(state: State, { key, onControl, repeat, modified }: Key): Wish | null {
  if (repeat || modified) return null;
  if (key === "Escape") return escape(state);
  if (onControl && (key === " " || key === "Enter")) return null;
  const waiting = waitsForBegin(state);
  if (key === " ") return waiting ? { kind: "begin" } : pause(state);
  if (key === "Enter") return { kind: waiting ? "begin" : "count" };
  const wish = state.keys ? letter(state, key.toLowerCase()) : null;
  return waiting && (wish?.kind === "skip" || wish?.kind === "back" || wish?.kind === "count") ? null : wish;
}

/** An answer is a first tap too, so a question waits for no Begin. */
function waitsForBegin({ begun, panel, segment }: State): boolean {
  return !begun && panel === "none" && segment !== null && !ended(segment) && segment.kind !== "ask";
}

function escape(state: State): Wish | null {
  if (state.panel !== "none") return { kind: "close" };
  return state.segment === null || ended(state.segment) ? null : { kind: "stop" };
}

function pause(state: State): Wish | null {
  if (state.segment === null || state.panel !== "none") return null;
  if (state.segment.kind === "paused") return { kind: "resume" };
  return moves(state.segment) ? { kind: "pause" } : null;
}

function letter(state: State, key: string): Wish | null {
  if (key === "?") return { kind: "open", panel: "keys" };
  if (key === "h") return { kind: "hurts" };
  if (state.panel !== "none") return null;
  const question = state.segment?.kind === "ask" ? state.segment.question : undefined;
  if (question === "softer") return key === "y" ? said(1) : key === "n" ? said(0) : null;
  if (question !== undefined) return key === "t" ? said(10) : /^\d$/.test(key) ? said(Number(key)) : null;
  switch (key) {
    case "c":
      return { kind: "count" };
    case "n":
      return { kind: "skip" };
    case "b":
      return { kind: "back" };
    default:
      return null;
  }
}

function said(value: number): Wish {
  return { kind: "answer", value };
}
