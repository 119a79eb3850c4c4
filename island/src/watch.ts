/** When the camera is on: only while the person moves or is asked, and sees the page. */
import type { Trouble } from "./frames";
import { moves } from "./moment";
import { type Effect, type State, type Step, tell } from "./state";

export function watches({ camera, begun, halted, hidden, link, segment }: State): boolean {
  const needed = segment !== null && (moves(segment) || segment.kind === "ask");
  return camera.wanted && camera.trouble === null && begun && !halted && !hidden && link !== "closed" && needed;
}

/** What a change of state means for the camera: taken, or let go at once. */
export function watching(before: State, [state, effects]: Step): Step {
  const now = watches(state);
  if (now === watches(before)) return [state, effects];
  const camera = now ? state.camera : { ...state.camera, open: false, leads: false, text: "" };
  return [{ ...state, camera }, [...effects, { kind: "watch", on: now }]];
}

export function switched(state: State, on: boolean): Step {
  if (!state.camera.offered) return [state, []];
  return [{ ...state, camera: { ...state.camera, wanted: on, trouble: null } }, []];
}

export function opened(state: State): Step {
  return [watches(state) ? { ...state, camera: { ...state.camera, open: true } } : state, []];
}

export function failed(state: State, trouble: Trouble): Step {
  return [{ ...state, camera: { ...state.camera, trouble, open: false, leads: false, text: "" } }, []];
}

/** Who is coached by the camera and goes to another page is not there; a session that only speaks goes on speaking. */
export function hidden(state: State, now: boolean): Step {
  const effects: Effect[] = now && watches(state) ? [tell("pause")] : [];
  return [{ ...state, hidden: now }, effects];
}
