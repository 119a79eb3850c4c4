import { describe, expect, test } from "vitest";
import { DrawingView, drawingAddress, type Pose, posesOf } from "../src/figure";
import { plain, segment } from "./support";

const pose: Pose = { code: "C1", variant: "easier", changes: [], phase: null, side: null, zone: null };

describe("the drawing", () => {
  test("is asked for by form, phase, side, place, and what screening changed", () => {
    expect(drawingAddress(pose)).toBe("/figures/C1.svg?form=easier&mirror=1");
    expect(drawingAddress({ ...pose, phase: "turn_left", side: "left", zone: 2, changes: ["slow", "range_factor:0.5"] })).toBe(
      "/figures/C1.svg?form=easier&mirror=1&phase=turn_left&side=left&zone=2&changes=slow%2Crange_factor%3A0.5",
    );
  });

  test("of each beat of a segment is loaded ahead, the start first", () => {
    expect(posesOf(segment()).map((each) => each.phase)).toEqual([null, "turn_left", "turn_left", "back_from_left"]);
    const { code: _code, ...breathing } = plain({ kind: "breathe", seconds: 60 });
    expect(posesOf(breathing)).toEqual([]);
  });

  test("in sight is one at a time, and says in words what it shows", () => {
    const place = document.createElement("div");
    const view = new DrawingView(place);
    view.show(pose, "Get ready.");
    view.show({ ...pose, phase: "turn_left" }, "Turn your head to the left.");
    const present = [...place.querySelectorAll("img.present")] as HTMLImageElement[];
    expect(present.map((each) => each.alt)).toEqual(["Turn your head to the left."]);
    expect(place.querySelectorAll("img")).toHaveLength(2);
    view.show(null, "");
    expect(place.querySelectorAll("img.present")).toHaveLength(0);
  });

  test("seen before is not loaded again, and old ones are let go", () => {
    const place = document.createElement("div");
    const view = new DrawingView(place);
    view.show(pose, "");
    const first = place.querySelector("img");
    view.prepare(Array.from({ length: 40 }, (_, n) => ({ ...pose, phase: `p${n}` })));
    expect(place.querySelectorAll("img").length).toBeLessThanOrEqual(17);
    view.show({ ...pose, phase: "p39" }, "");
    view.show(pose, "");
    expect(place.querySelector("img.present")).toBe(first);
  });
});
