/** Turning the figure by hand: drag, or the arrow keys while it has the focus. */

export interface By {
  /** Degrees. */
  readonly round: number;
  readonly above: number;
}

const DEGREES_A_PIXEL = 0.5;
const DEGREES_A_KEY = 15;
/** A hand that moves less than this has tapped, in pixels. */
const TAP = 6;

const KEYS: Readonly<Record<string, By>> = {
  ArrowLeft: { round: -DEGREES_A_KEY, above: 0 },
  ArrowRight: { round: DEGREES_A_KEY, above: 0 },
  ArrowUp: { round: 0, above: DEGREES_A_KEY },
  ArrowDown: { round: 0, above: -DEGREES_A_KEY },
};

export function turning(element: HTMLElement, signal: AbortSignal, turn: (by: By) => void): void {
  let held: { x: number; y: number; far: number; touch: boolean } | null = null;
  let dragged = false;
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      held = { x: event.clientX, y: event.clientY, far: 0, touch: event.pointerType === "touch" };
      dragged = false;
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      if (held === null || event.buttons === 0) return;
      const [x, y] = [event.clientX - held.x, event.clientY - held.y];
      const far = held.far + Math.abs(x) + Math.abs(y);
      held = { ...held, x: event.clientX, y: event.clientY, far };
      if (far < TAP) return;
      dragged = true;
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
      // A finger that goes up or down scrolls the page.
      turn({ round: x * DEGREES_A_PIXEL, above: held.touch ? 0 : y * DEGREES_A_PIXEL });
    },
    { signal },
  );
  for (const end of ["pointerup", "pointercancel"] as const) {
    element.addEventListener(end, () => (held = null), { signal });
  }
  // What was a drag is no tap; on the live page a tap counts.
  element.addEventListener("click", (event) => dragged && event.stopPropagation(), { signal, capture: true });
  element.addEventListener(
    "keydown",
    (event) => {
      const by = KEYS[event.key];
      if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      turn(by);
    },
    { signal },
  );
}
