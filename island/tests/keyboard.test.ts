import { describe, expect, test } from "vitest";
import { keyList, wishOf } from "../src/keyboard";
import type { State, Wish } from "../src/state";
import { update } from "../src/update";
import { plain, playing, segment } from "./support";

function press(state: State, key: string, over: Partial<Parameters<typeof wishOf>[1]> = {}): Wish | null {
  return wishOf(state, { key, onControl: false, repeat: false, modified: false, ...over });
}

const rep = playing(segment());
const pain = playing(plain({ kind: "ask", question: "pain" }));
const softer = playing(plain({ kind: "ask", question: "softer" }));
const paused = playing(plain({ kind: "paused" }));

describe("keys", () => {
  test("do what the list says while something moves", () => {
    const said = Object.fromEntries([" ", "Enter", "c", "b", "n", "h", "Escape", "?"].map((key) => [key, press(rep, key)?.kind]));
    expect(said).toEqual({
      " ": "pause",
      Enter: "count",
      c: "count",
      b: "back",
      n: "skip",
      h: "hurts",
      Escape: "stop",
      "?": "open",
    });
  });

  test("answer nought to nine by their digit and ten by T", () => {
    const values = [..."0123456789t"].map((key) => press(pain, key));
    expect(values).toEqual(Array.from({ length: 11 }, (_, value) => ({ kind: "answer", value })));
  });

  test("answer softer by Y and N, where N does not skip", () => {
    expect([press(softer, "y"), press(softer, "n"), press(softer, "5")]).toEqual([
      { kind: "answer", value: 1 },
      { kind: "answer", value: 0 },
      null,
    ]);
  });

  test("work in capitals too", () => {
    expect(press(rep, "H")).toEqual({ kind: "hurts" });
  });

  test("let Space go on after a pause", () => {
    expect(press(paused, " ")).toEqual({ kind: "resume" });
  });

  test("leave Enter and Space to a button that has the focus, and keep all others", () => {
    expect(press(rep, " ", { onControl: true })).toBeNull();
    expect(press(rep, "Enter", { onControl: true })).toBeNull();
    expect(press(rep, "h", { onControl: true })).toEqual({ kind: "hurts" });
  });

  test("do nothing when held down or with Control, so that the browser keeps its own", () => {
    expect(press(rep, "n", { repeat: true })).toBeNull();
    expect(press(rep, "c", { modified: true })).toBeNull();
  });

  test("begin by Enter or Space before the first tap", () => {
    const waiting = playing(plain({ kind: "get_ready", seconds: 8 }), { begun: false });
    expect([press(waiting, " "), press(waiting, "Enter")]).toEqual([{ kind: "begin" }, { kind: "begin" }]);
    expect(press(waiting, "n")).toBeNull();
    expect(press(waiting, "Escape")).toEqual({ kind: "stop" });
  });

  test("answer a question that comes before the first tap", () => {
    const asked = playing(plain({ kind: "ask", question: "pain_before" }), { begun: false });
    expect(press(asked, "3")).toEqual({ kind: "answer", value: 3 });
  });

  test("close what lies open by Esc, and count nothing through it", () => {
    const [open] = update(rep, { kind: "wish", wish: { kind: "open", panel: "keys" }, at: 1 });
    expect(press(open, "Escape")).toEqual({ kind: "close" });
    expect(press(open, "c")).toBeNull();
    expect(press(open, "h")).toEqual({ kind: "hurts" });
  });

  test("can be switched off but for Space, Enter and Esc", () => {
    const [off] = update(rep, { kind: "wish", wish: { kind: "keys", keys: false }, at: 1 });
    expect([..."cbnh?5"].map((key) => press(off, key))).toEqual(Array.from({ length: 6 }, () => null));
    expect(press(off, " ")).toEqual({ kind: "pause" });
  });

  test("of the list all do something, so that the list is true", () => {
    const names: Record<string, string> = { Space: " ", Esc: "Escape" };
    for (const key of keyList.flatMap(([keys]) => keys).filter((each) => each !== "…")) {
      const pressed = names[key] ?? key;
      expect([rep, pain, softer].some((state) => press(state, pressed) !== null), key).toBe(true);
    }
  });
});
