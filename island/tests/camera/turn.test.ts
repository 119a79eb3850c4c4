import { describe, expect, test } from "vitest";
import { headOf } from "../../src/camera/head";
import type { Landmark } from "../../src/camera/packet";
import { matrixBack, type Quarter, quarterOf, turnedBack, Turning } from "../../src/camera/turn";

const [WIDTH, HEIGHT] = [640, 480];

/** A body whose head is so many degrees clockwise of up. */
function body(degrees: number): Landmark[] {
  const [x, y] = [Math.sin((degrees * Math.PI) / 180) * 100, -Math.cos((degrees * Math.PI) / 180) * 100];
  return Array.from({ length: 33 }, (_, mark) => ({
    x: (320 + (mark === 11 || mark === 12 ? x : mark === 23 || mark === 24 ? -x : 0)) / WIDTH,
    y: (240 + (mark === 11 || mark === 12 ? y : mark === 23 || mark === 24 ? -y : 0)) / HEIGHT,
    z: 0,
    visibility: 1,
  }));
}

describe("a lying person", () => {
  test.each([
    [0, 0, 0],
    [50, 0, 0],
    [70, 0, 1],
    [90, 0, 1],
    [-90, 0, 3],
    [40, 1, 1],
    [10, 1, 0],
    [-80, 1, 3],
  ] as const)("whose head is %d degrees from up, in a picture turned by %d, is seen best turned by %d", (head, now, wanted) => {
    expect(quarterOf(body(head), WIDTH, HEIGHT, now as Quarter)).toBe(wanted);
  });

  test("is told of the picture as it was", () => {
    // Top right before the turn; a quarter counterclockwise brings it to the top left.
    expect(turnedBack([{ x: 0.1, y: 0.2, z: 0.3 }], 1, WIDTH, HEIGHT)).toEqual([{ x: 0.8, y: 0.1, z: 0.3 * 0.75 }]);
    expect(turnedBack([{ x: 0.1, y: 0.2, z: 0.3 }], 3, WIDTH, HEIGHT)).toEqual([{ x: 0.2, y: 0.9, z: 0.3 * 0.75 }]);
  });

  test("has a head that bends as it would without the turn", () => {
    const still = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -40, 1];
    // Upright in a picture turned counterclockwise: in the picture itself the head points to the right.
    expect(headOf(matrixBack(still, 1)).roll).toBeCloseTo(-90, 6);
    expect(headOf(matrixBack(still, 3)).roll).toBeCloseTo(90, 6);
    expect(headOf(matrixBack(still, 1)).depth).toBe(-400);
  });

  test("is turned for after a moment, and looked for in every direction when nobody is seen", () => {
    const turning = new Turning();
    turning.saw(body(90), WIDTH, HEIGHT, 0);
    expect(turning.quarter).toBe(0);
    turning.saw(body(90), WIDTH, HEIGHT, 0.4);
    expect(turning.quarter).toBe(1);
    turning.saw([], WIDTH, HEIGHT, 1);
    expect(turning.quarter).toBe(1);
    const tried = [1.5, 2, 2.4, 2.8].map((t) => {
      turning.saw([], WIDTH, HEIGHT, t);
      return turning.quarter;
    });
    expect(tried).toEqual([3, 0, 1, 3]);
  });
});
