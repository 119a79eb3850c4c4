import { describe, expect, test } from "vitest";
import { beatAt, hasRing, isOver, offsetIn, ringAt, saidBy, toldAt } from "../src/moment";
import { beats, plain, segment } from "./support";

describe("a moment of a segment", () => {
  test("never lies before its start or after its end", () => {
    expect(offsetIn(segment(), 90)).toBe(0);
    expect(offsetIn(segment(), 500)).toBe(10);
  });

  test("has the beat that began last, up to the segment's end and beyond", () => {
    expect([100, 102.4, 102.5, 107.5, 200].map((t) => beatAt(segment(), t)?.id)).toEqual([
      "turn_left",
      "turn_left",
      "turn_left.hold",
      "back_from_left",
      "back_from_left",
    ]);
  });

  test("fills the ring over the hold and nowhere else", () => {
    expect(ringAt(segment(), 101)).toBeNull();
    expect(ringAt(segment(), 105)).toEqual({ filled: 0.5, left: 2.5 });
    expect(ringAt(segment(), 108)).toBeNull();
  });

  test("fills the ring over the whole of a rest", () => {
    expect(ringAt(plain({ kind: "rest", seconds: 8 }), 102)).toEqual({ filled: 0.25, left: 6 });
  });

  test("keeps a place for the ring in every repetition that holds, and in none that does not", () => {
    expect(hasRing(segment())).toBe(true);
    expect(hasRing(segment({ beats: [] }))).toBe(false);
    expect(hasRing(plain({ kind: "ask", question: "pain" }))).toBe(false);
  });

  test("is never over while the segment waits for the person", () => {
    expect(isOver(plain({ kind: "ask", question: "pain" }), 1e6)).toBe(false);
    expect(isOver(segment(), 110)).toBe(true);
  });

  test("keeps the words of the beat before where a beat has none", () => {
    const stay = { id: "stay", offset: 2.5, seconds: 5, hold: true, text: "" };
    const quiet = segment({ beats: beats.map((beat) => (beat.hold ? stay : beat)) });
    expect([101, 104, 108].map((t) => toldAt(quiet, t))).toEqual([
      "Turn your head to the left.",
      "Turn your head to the left.",
      "And back.",
    ]);
  });

  test("knows what was said last for one who joins in the middle", () => {
    const cues = [
      { offset: 1, id: "a", text: "Turn." },
      { offset: 6, id: "b", text: "And back." },
    ];
    expect([100, 101, 104, 107].map((t) => saidBy(segment({ cues }), t))).toEqual(["", "Turn.", "Turn.", "And back."]);
  });
});
