import { OrthographicCamera } from "three";
import { describe, expect, test } from "vitest";
import { colourOf } from "../../src/figure3d/paint";
import { look } from "../../src/figure3d/sight";
import { upright } from "./upright";

const at = upright().look;

/** Where the pivot stands in the picture: the camera looks at it, so it lies at nought. */
function pivot(camera: OrthographicCamera): readonly [number, number] {
  const { left, right, top, bottom } = camera;
  return [(-left / (right - left)) * at.wide, (top / (top - bottom)) * at.high];
}

describe("the camera", () => {
  test("shows the picture of the drawing, as large and in the same place", () => {
    const camera = new OrthographicCamera();
    expect(look(camera, at, { round: 0, above: 0 })).toBeCloseTo(1 / at.scale);
    const [x, y] = pivot(camera);
    expect(x).toBeCloseTo(200);
    expect(y).toBeCloseTo(290 - 0.9 * Math.cos((7 * Math.PI) / 180) * at.scale);
    expect((camera.right - camera.left) * at.scale).toBeCloseTo(at.wide);
  });

  test("leaves what it turns about where it was, and steps back a little", () => {
    const camera = new OrthographicCamera();
    look(camera, at, { round: 0, above: 0 });
    const before = pivot(camera);
    const unit = look(camera, at, { round: 130, above: 40 });
    pivot(camera).forEach((part, n) => expect(part).toBeCloseTo(before[n] ?? 0));
    expect(unit).toBeGreaterThan(1 / at.scale);
  });
});

describe("a colour of the style sheet", () => {
  test("is read in both ways in which a browser tells it", () => {
    expect(colourOf("rgb(255, 51, 0)")).toEqual([1, 0.2, 0]);
    expect(colourOf("color(srgb 0.5 0.25 1)")).toEqual([0.5, 0.25, 1]);
  });
});
