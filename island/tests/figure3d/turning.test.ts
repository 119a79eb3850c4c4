import { describe, expect, test } from "vitest";
import { figureKeys } from "../../src/keyboard";
import { type By, turning } from "../../src/figure3d/turning";

function held(): { figure: HTMLElement; turns: By[]; taps: () => number; ended: AbortController } {
  const [figure, turns, ended] = [document.createElement("div"), [] as By[], new AbortController()];
  const stage = document.createElement("div");
  stage.append(figure);
  figure.setPointerCapture = () => {};
  figure.hasPointerCapture = () => true;
  let count = 0;
  stage.addEventListener("click", () => (count += 1));
  turning(figure, ended.signal, (by) => turns.push(by));
  return { figure, turns, taps: () => count, ended };
}

const pointer = (kind: string, x: number, y: number, pointerType = "mouse"): PointerEvent =>
  new PointerEvent(kind, { clientX: x, clientY: y, buttons: kind === "pointerup" ? 0 : 1, pointerType, bubbles: true });

const drag = (figure: HTMLElement, x: number, y: number, pointerType?: string): void => {
  figure.dispatchEvent(pointer("pointerdown", 0, 0, pointerType));
  figure.dispatchEvent(pointer("pointermove", x, y, pointerType));
  figure.dispatchEvent(pointer("pointerup", x, y, pointerType));
  figure.dispatchEvent(new MouseEvent("click", { bubbles: true }));
};

describe("the figure", () => {
  test("turns with a drag, which is no tap", () => {
    const { figure, turns, taps } = held();
    drag(figure, 40, 10);
    expect(turns).toEqual([{ round: 20, above: 5 }]);
    expect(taps()).toBe(0);
  });

  test("stays where it is under a tap, which goes on to the page", () => {
    const { figure, turns, taps } = held();
    drag(figure, 2, 1);
    expect(turns).toEqual([]);
    expect(taps()).toBe(1);
  });

  test("leaves up and down to the page that a finger scrolls", () => {
    const { figure, turns } = held();
    drag(figure, 40, 30, "touch");
    expect(turns).toEqual([{ round: 20, above: 0 }]);
  });

  test("turns by each key that the list names", () => {
    const named: Readonly<Record<string, string>> = { "←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown" };
    const { figure, turns } = held();
    for (const key of figureKeys[0]) figure.dispatchEvent(new KeyboardEvent("keydown", { key: named[key] ?? key }));
    expect(new Set(turns.map(({ round, above }) => `${round} ${above}`)).size).toBe(4);
  });

  test("turns by arrow keys, and by no others", () => {
    const { figure, turns, ended } = held();
    for (const key of ["ArrowLeft", "ArrowUp", "Enter", "n"]) figure.dispatchEvent(new KeyboardEvent("keydown", { key }));
    figure.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", altKey: true }));
    expect(turns).toEqual([{ round: -15, above: 0 }, { round: 0, above: 15 }]);
    ended.abort();
    figure.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft" }));
    expect(turns).toHaveLength(2);
  });
});
