import { describe, expect, test } from "vitest";
import { headCut, outOf } from "../../src/camera/cut";
import { belongs, headOf } from "../../src/camera/head";
import { brightness } from "../../src/camera/light";
import { faster, isSoftware } from "../../src/camera/probe";

const RADIANS = Math.PI / 180;

/** A turn about one axis, as 16 numbers column after column, 40 cm before the camera. */
function turned(axis: 0 | 1 | 2, degrees: number): number[] {
  const c = Math.cos(degrees * RADIANS);
  const s = Math.sin(degrees * RADIANS);
  const rows = [
    [[1, 0, 0], [0, c, -s], [0, s, c]],
    [[c, 0, s], [0, 1, 0], [-s, 0, c]],
    [[c, -s, 0], [s, c, 0], [0, 0, 1]],
  ][axis]; // prettier-ignore
  const matrix = Array.from({ length: 16 }, () => 0);
  rows?.forEach((row, r) => row.forEach((value, column) => (matrix[4 * column + r] = value)));
  matrix[14] = -40;
  return matrix;
}

describe("the head", () => {
  test.each([
    // To the person's right is to the left of the picture, so the face turns about "up" by less than nothing.
    [1, -30, { yaw: 30, pitch: 0, roll: 0 }],
    [0, 20, { yaw: 0, pitch: 20, roll: 0 }],
    [2, 10, { yaw: 0, pitch: 0, roll: 10 }],
  ] as const)("about axis %d by %d degrees", (axis, degrees, wanted) => {
    const head = headOf(turned(axis, degrees));
    expect(head.yaw).toBeCloseTo(wanted.yaw, 6);
    expect(head.pitch).toBeCloseTo(wanted.pitch, 6);
    expect(head.roll).toBeCloseTo(wanted.roll, 6);
    expect(head.depth).toBe(-400);
  });

  const body = Array.from({ length: 33 }, (_, n) => ({ x: n === 11 ? 0.65 : n === 12 ? 0.35 : 0.5, y: n === 0 ? 0.3 : 0.6, z: 0 }));
  const faceAt = (x: number): { x: number; y: number; z: number }[] => [{ x: 0, y: 0, z: 0 }, { x, y: 0.31, z: 0 }];

  test("is the body's own, not that of somebody who looks over its shoulder", () => {
    expect(belongs(faceAt(0.52), body, 4 / 3)).toBe(true);
    expect(belongs(faceAt(0.9), body, 4 / 3)).toBe(false);
    expect(belongs([], body, 4 / 3)).toBe(false);
  });
});

describe("the cut round the head", () => {
  const body = (half: number): { x: number; y: number; z: number }[] =>
    Array.from({ length: 33 }, (_, n) => ({
      x: n === 7 ? 0.55 : n === 8 ? 0.45 : n === 11 ? 0.5 + half : n === 12 ? 0.5 - half : 0.5,
      y: n < 11 ? 0.25 : 0.5,
      z: 0,
    }));

  test("lies round the middle of the ears, as in Python", () => {
    const cut = headCut(body(0.05), 640, 480);
    expect(cut?.side).toBeCloseTo(288, 6);
    expect(cut?.left).toBeCloseTo(320 - 144, 6);
    expect(cut?.top).toBeCloseTo(120 - 144, 6);
  });

  test("grows with the shoulders, whose width a turned head keeps", () => {
    expect(headCut(body(0.2), 640, 480)?.side).toBeCloseTo(4.5 * 128, 6);
  });

  test("is none where there is no head", () => {
    expect(headCut([], 640, 480)).toBeNull();
    expect(headCut(Array.from({ length: 33 }, () => ({ x: 0.5, y: 0.5, z: 0 })), 640, 480)).toBeNull();
  });

  test("tells its points as they are in the picture, and depth by its share of it", () => {
    const cut = { left: 160, top: -24, side: 240 };
    expect(outOf(cut, { x: 0.5, y: 0.5, z: 1 }, 640, 480)).toEqual({ x: 280 / 640, y: 96 / 480, z: 1 });
    expect(headOf(turned(0, 0), 480 / cut.side).depth).toBe(-800);
  });
});

describe("the probe", () => {
  test("keeps what is clearly faster, by the usual frame and not by a slow one", () => {
    expect(faster([60, 61, 900], [30, 31, 1200])).toBe("GPU");
    expect(faster([60, 61, 62], [58, 59, 60])).toBe("CPU");
    expect(faster([60, 61, 62], [700, 800, 900])).toBe("CPU");
    expect(faster([60], [])).toBe("CPU");
  });

  test("does not try a graphics card that is none", () => {
    expect(isSoftware("ANGLE (Google, Vulkan 1.3 (SwiftShader Device), SwiftShader driver)")).toBe(true);
    expect(isSoftware("llvmpipe (LLVM 15.0.6, 256 bits)")).toBe(true);
    expect(isSoftware("")).toBe(true);
    expect(isSoftware("ANGLE (Intel, Mesa Intel(R) UHD Graphics 620, OpenGL 4.6)")).toBe(false);
  });
});

test("brightness is the mean of the colours, whatever the transparency", () => {
  expect(brightness(new Uint8ClampedArray([255, 255, 255, 0, 0, 0, 0, 255]))).toBeCloseTo(0.5, 9);
  expect(brightness(new Uint8ClampedArray([0, 0, 0, 255]))).toBe(0);
});
