import { describe, expect, test } from "vitest";
import { beatAt, isOver, offsetIn, ringAt } from "../../src/moment";
import { segment } from "../support";

describe("a repetition that waits for what the camera must see", () => {
  const waiting = segment({ waits_at: 2.5 });

  test("stands before it, however long that takes", () => {
    expect(offsetIn(waiting, 101)).toBe(1);
    expect(offsetIn(waiting, 190)).toBeCloseTo(2.5, 2);
    expect(beatAt(waiting, 190)?.id).toBe("turn_left");
    expect(ringAt(waiting, 190)).toBeNull();
  });

  test("has nothing more to play, so a page without its server halts there", () => {
    expect(isOver(waiting, 101)).toBe(false);
    expect(isOver(waiting, 103)).toBe(true);
  });

  test("fills the ring of a hold up to its last moment, and not on by itself", () => {
    const holding = segment({ waits_at: 7.5 });
    expect(ringAt(holding, 105)?.filled).toBeCloseTo(0.5, 9);
    expect(ringAt(holding, 190)?.left).toBeCloseTo(0, 2);
    expect(beatAt(holding, 190)?.hold).toBe(true);
  });
});
