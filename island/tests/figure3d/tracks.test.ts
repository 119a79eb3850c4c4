import { describe, expect, test } from "vitest";
import { Body, eased, sampleAt, tracksOf } from "../../src/figure3d/tracks";
import { HEAD_Z, upright } from "./upright";

describe("tracks", () => {
  test("ease as Python does: slowly off, slowly on, half of the way at half of the time", () => {
    expect([0, 0.25, 0.5, 0.75, 1].map(eased)).toEqual([0, 0.103515625, 0.5, 0.896484375, 1]);
    expect([-1, 2].map(eased)).toEqual([0, 1]);
  });

  test("go straight from sample to sample at the eased share", () => {
    const at = (fraction: number): number => sampleAt(upright(), "sway", fraction)[HEAD_Z] ?? Number.NaN;
    expect(at(0)).toBe(0);
    expect(at(0.25)).toBeCloseTo(103.515625, 3);
    expect(at(0.5)).toBe(500);
    expect(at(1)).toBe(1000);
  });

  test("stay where a phase has one sample", () => {
    expect(sampleAt(upright(), "stay", 0.3)[HEAD_Z]).toBe(1000);
  });

  test("lead home from the end of the last phase, and stand at the start where there is no way", () => {
    const tracks = upright({ home: [[1000], [0]] });
    expect(sampleAt(tracks, null, 0)[HEAD_Z]).toBe(1000);
    expect(sampleAt(tracks, null, 1)[HEAD_Z]).toBe(0);
    expect([...sampleAt(upright(), null, 0)]).toEqual([...Float32Array.from(upright().start)]);
  });

  test("go round in circles once a phase is over, where its hands do", () => {
    const circle = [[1000], [1100], [1000]];
    const tracks = upright({ phases: upright().phases.map((way) => (way.id === "stay" ? { ...way, circle } : way)) });
    const at = (phase: string, rounds: number): number => sampleAt(tracks, phase, 1, rounds)[HEAD_Z] ?? Number.NaN;
    expect([0, 0.25, 0.5, 1, 3.5].map((rounds) => at("stay", rounds))).toEqual([1000, 1050, 1100, 1000, 1100]);
    expect(at("sway", 0.5)).toBe(1000);
  });

  test("of another format are refused", () => {
    expect(tracksOf(upright()).code).toBe("X1");
    expect(() => tracksOf({ format: 1 })).toThrow("found format 1; right would be 2");
  });

  test("are read by name, in metres", () => {
    const tracks = upright();
    const body = new Body(tracks, sampleAt(tracks, "sway", 1));
    expect(body.frame("head").at[2]).toBeCloseTo(0.1);
    expect(body.frame("head").z).toEqual([0, 0, 1]);
    expect(body.at("shoulder.left")[2]).toBeCloseTo(-0.17);
    expect(() => body.frame("tail")).toThrow("found no frame tail");
  });

  test("turn a frame as its quaternion says", () => {
    const turn = upright();
    const right = turn.start.map((value, n) => (n === HEAD_Z + 2 ? 7071 : n === HEAD_Z + 4 ? 7071 : value));
    const { x, y, z } = new Body(turn, Float32Array.from(right)).frame("head");
    for (const [found, wanted] of [[x, [0, 0, -1]], [y, [0, 1, 0]], [z, [1, 0, 0]]] as const) {
      found.forEach((part, n) => expect(part).toBeCloseTo(wanted[n] ?? 0, 3));
    }
  });
});
