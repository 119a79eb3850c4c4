import { describe, expect, test } from "vitest";
import { loopOf, playedAt, round } from "../../src/figure3d/loop";
import { upright } from "./upright";

const loop = loopOf(upright());

describe("the round on the page of an exercise", () => {
  test("plays each phase in its time, with a short hold, then takes a breath at the start", () => {
    expect(loop.map(({ phase, seconds }) => [phase, seconds])).toEqual([["sway", 4], ["stay", 2], ["back", 2], [null, 1]]);
    expect(round(loop)).toBe(9);
  });

  test("says at each second what is played, over and over", () => {
    expect(playedAt(loop, 1)).toEqual({ phase: "sway", fraction: 0.5, rounds: 0, words: "The sway words." });
    expect(playedAt(loop, 3)).toEqual({ phase: "sway", fraction: 1, rounds: 0.5, words: "The sway words." });
    expect(playedAt(loop, 7)).toEqual({ phase: "back", fraction: 0.5, rounds: 0, words: "The back words." });
    expect(playedAt(loop, 8.5)).toEqual({ phase: null, fraction: 1, rounds: 0.25, words: "Stand." });
    expect(playedAt(loop, 9 * 5 + 1)).toEqual(playedAt(loop, 1));
  });

  test("goes home before it begins again, where the body ends elsewhere", () => {
    const home = loopOf(upright({ home: [[1000], [0]] }));
    expect(playedAt(home, 8)).toEqual({ phase: null, fraction: 0, rounds: 0, words: "Stand." });
    expect(playedAt(home, 8.75).fraction).toBe(0.5);
    expect(round(home)).toBe(10.5);
  });

  test("stays at each spot for a while only", () => {
    const spots = loopOf(upright({ timed: true, phases: upright().phases.map((way) => ({ ...way, seconds: 20 })) }));
    expect(round(spots)).toBe(19);
    expect(playedAt(spots, 1).fraction).toBe(0.5);
    expect(playedAt(spots, 3)).toMatchObject({ fraction: 1, rounds: 0.5 });
    expect(playedAt(spots, 6).rounds).toBe(0);
  });
});
