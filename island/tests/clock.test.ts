import { describe, expect, test } from "vitest";
import { LocalClock, localTime, sessionTime } from "../src/clock";

describe("session time", () => {
  test("goes on from the server's now by local seconds", () => {
    expect(sessionTime({ now: 12, at: 3, rate: 1 }, 5.5)).toBe(14.5);
  });

  test("goes faster when the session does", () => {
    expect(sessionTime({ now: 12, at: 3, rate: 10 }, 4)).toBe(22);
  });

  test("turns back into the local moment at which it will be", () => {
    const clock = { now: 12, at: 3, rate: 4 };
    for (const local of [3, 3.25, 9]) expect(localTime(clock, sessionTime(clock, local))).toBeCloseTo(local, 9);
  });
});

describe("the local clock", () => {
  function source(): { audio: number | null; page: number } {
    return { audio: null, page: 50 };
  }

  function clockOf(from: { audio: number | null; page: number }): LocalClock {
    return new LocalClock({ audio: () => from.audio, page: () => from.page });
  }

  test("counts by the page while the sound card is locked", () => {
    const from = source();
    const clock = clockOf(from);
    from.page = 52;
    expect(clock.now()).toBe(2);
  });

  test("does not jump when the sound card wakes, and follows it from then on", () => {
    const from = source();
    const clock = clockOf(from);
    from.page = 52;
    from.audio = 0;
    expect(clock.now()).toBe(2);
    from.page = 53.01;
    from.audio = 1;
    expect(clock.now()).toBe(3);
  });

  test("follows the page again when the sound card stalls, and never goes back", () => {
    const from = source();
    from.audio = 0;
    const clock = clockOf(from);
    const seen: number[] = [];
    for (const [page, audio] of [[50.2, 0.2], [50.6, 0.2], [51.2, 0.2], [52.2, 0.2], [53.2, 1.2]] as const) {
      from.page = page;
      from.audio = audio;
      seen.push(clock.now());
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    expect(seen.at(-1)).toBeCloseTo(3.2, 1);
  });

  test("tells the sound card's own time for a moment to come, and none while it is locked", () => {
    const from = source();
    const clock = clockOf(from);
    expect(clock.audioAt(3)).toBeNull();
    from.audio = 7;
    expect(clock.audioAt(clock.now() + 2)).toBeCloseTo(9, 9);
  });

  test("puts what is already past at the present", () => {
    const from = source();
    from.audio = 7;
    const clock = clockOf(from);
    expect(clock.audioAt(clock.now() - 5)).toBe(7);
  });
});
