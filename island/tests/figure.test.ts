import { describe, expect, test } from "vitest";
import { DrawingView, drawingAddress, type Pose, poseAt, posesOf } from "../src/figure";
import type { Beat, Segment } from "../src/protocol.gen";
import { plain, segment } from "./support";

const pose: Pose = {
  code: "C1",
  variant: "easier",
  changes: [],
  phase: null,
  side: null,
  workingSide: null,
  zone: null,
  fraction: 1,
  rounds: 0,
};

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

describe("the pose", () => {
  const shown = (over: Partial<Segment>, t: number): readonly [string | null, number] => {
    const found = poseAt(segment(over), 100 + t);
    return [found?.phase ?? null, found?.fraction ?? Number.NaN];
  };

  test("is as far in its phase as the segment's time, and stays at the end through a hold", () => {
    expect(shown({}, 0)).toEqual(["turn_left", 0]);
    expect(shown({}, 1)).toEqual(["turn_left", 0.4]);
    expect(shown({}, 2.5)).toEqual(["turn_left", 1]);
    expect(shown({}, 6)).toEqual(["turn_left", 1]);
    expect(shown({}, 8.75)).toEqual(["back_from_left", 0.5]);
    expect(shown({}, 10)).toEqual(["back_from_left", 1]);
  });

  test("goes back to the start in the last moments of a rest", () => {
    const rest: Partial<Segment> = { kind: "rest", seconds: 10, beats: [] };
    expect(shown(rest, 0)).toEqual([null, 0]);
    expect(shown(rest, 8.5)).toEqual([null, 0]);
    expect(shown(rest, 9.25)).toEqual([null, 0.5]);
    expect(shown(rest, 10)).toEqual([null, 1]);
    expect(shown({ ...rest, kind: "get_ready" }, 0)).toEqual([null, 1]);
  });

  test("reaches a spot in two seconds and stays there", () => {
    const beat: Beat = { id: "centre", offset: 0, seconds: 20, hold: false, text: "" };
    const massage: Partial<Segment> = { kind: "timed", seconds: 20, beats: [beat] };
    expect(shown(massage, 1)).toEqual(["centre", 0.5]);
    expect(shown(massage, 15)).toEqual(["centre", 1]);
    expect([1, 2, 3, 6].map((t) => poseAt(segment(massage), 100 + t)?.rounds)).toEqual([0, 0, 0.5, 2]);
    expect(poseAt(segment({}), 106)?.rounds).toBe(0);
  });

  test("has the range that the session has made of it", () => {
    const softer = segment({ changes: ["slow", "range_factor:0.5"], range_factor: 0.35 });
    expect(poseAt(softer, 100)?.changes).toEqual(["slow", "range_factor:0.35"]);
    expect(poseAt(segment({ changes: ["range_factor:0.5"], range_factor: 1 }), 100)?.changes).toEqual([]);
  });
});
