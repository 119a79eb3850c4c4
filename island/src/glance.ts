/** What the person can have seen when a key or button was pressed. While the page is busy the browser keeps presses
 * and hands them over later, when something else is on the screen. */
import type { Wish } from "./state";

/** What means one thing on the page. A halt, It hurts and Stop always act. */
const aimed: ReadonlySet<Wish["kind"]> = new Set(["skip", "back", "count", "answer"]);

export class Glance {
  #target = "";
  #since = Infinity;

  /** What presses act on from the next frame on. */
  shows(target: string): void {
    if (target === this.#target) return;
    this.#target = target;
    this.#since = Infinity;
  }

  /** A frame begins at `moment` of the page, in milliseconds. */
  drawn(moment: number): void {
    this.#since = Math.min(this.#since, moment);
  }

  /** Whether what the wish would act on was there when it was pressed. */
  saw(wish: Wish, pressed: number): boolean {
    return !aimed.has(wish.kind) || pressed >= this.#since;
  }
}
