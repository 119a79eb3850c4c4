import { describe, expect, test } from "vitest";
import { flesh } from "../../src/figure3d/flesh";
import { head } from "../../src/figure3d/head";
import { glow, marks } from "../../src/figure3d/marks";
import { carried } from "../../src/figure3d/room";
import { type Part, Skin } from "../../src/figure3d/skin";
import { Body, sampleAt, type Way } from "../../src/figure3d/tracks";
import type { Vec } from "../../src/figure3d/vec";
import { isLit, VERTEBRAE, vertebrae } from "../../src/figure3d/vertebrae";
import { upright } from "./upright";

const tracks = upright({ props: ["weights", "roller"], roll: [0.05, 0.28] });
const body = new Body(tracks, sampleAt(tracks, "sway", 0.7));

const pressing: Way = {
  ...(tracks.phases[0] as Way),
  presses: [[[0.3, 1.5, 0], [0.15, 1.5, 0]]],
  arrows: [Array.from({ length: 9 }, (_, n): Vec => [0, 1.6 + n * 0.02, n * 0.03])],
  spots: [[-0.07, 1.5, 0]],
};

const all: Readonly<Record<string, readonly Part[]>> = {
  flesh: flesh(),
  head: head(),
  vertebrae: vertebrae("cervical"),
  carried: carried(tracks),
  marks: marks(pressing, true, 200),
  glow: glow(["C1", "C2"]),
};

const corners = (part: Part): Vec[] => {
  const found: Vec[] = [];
  part.write(body, (x, y, z) => found.push([x, y, z]));
  return found;
};

/** Six times the room that a closed skin takes; above nought when its outside is out. */
function room(part: Part): number {
  const at = corners(part);
  let sum = 0;
  for (let n = 0; n < part.faces.length; n += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => at[part.faces[n + k] ?? 0] as Vec) as [Vec, Vec, Vec];
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum;
}

describe.each(Object.entries(all))("each shape of the %s", (_, parts) => {
  test("has as many corners as it says, all of them somewhere", () => {
    for (const part of parts) {
      expect(corners(part)).toHaveLength(part.corners);
      expect(corners(part).flat().every(Number.isFinite)).toBe(true);
    }
  });

  test("is closed: each edge is shared by two faces that run it both ways", () => {
    for (const part of parts) {
      const edges = new Set<string>();
      for (let n = 0; n < part.faces.length; n += 3) {
        for (const k of [0, 1, 2]) edges.add(`${part.faces[n + k]} ${part.faces[n + ((k + 1) % 3)]}`);
      }
      expect(edges.size).toBe(part.faces.length);
      for (const edge of edges) expect(edges.has(edge.split(" ").toReversed().join(" "))).toBe(true);
    }
  });

  test("has its outside out", () => {
    for (const part of parts) expect(room(part)).toBeGreaterThan(0);
  });
});

describe("the skin", () => {
  test("writes every part and tells each corner where it looks", () => {
    const skin = new Skin(all["flesh"] ?? []);
    skin.write(body);
    for (let n = 0; n < skin.normals.length; n += 3) {
      expect(Math.hypot(skin.normals[n] ?? 0, skin.normals[n + 1] ?? 0, skin.normals[n + 2] ?? 0)).toBeCloseTo(1, 4);
    }
  });

  test("of the body has room for its corners in two bytes", () => {
    expect(new Skin([...flesh(), ...head()]).positions.length / 3).toBeLessThan(65_536);
  });
});

describe("the spine", () => {
  test("has 24 vertebrae, and those of the region are lit", () => {
    expect(VERTEBRAE).toHaveLength(24);
    expect(VERTEBRAE.slice(0, 6)).toEqual(["L5", "L4", "L3", "L2", "L1", "T12"]);
    expect((["lumbar", "thoracic", "cervical"] as const).map((region) => VERTEBRAE.filter((name) => isLit(name, region)).length)).toEqual([5, 12, 7]);
  });
});

describe("marks", () => {
  test("along the way are for a body that stands still", () => {
    expect(marks(pressing, true, 200)).toHaveLength(3);
    expect(marks(pressing, false, 200)).toHaveLength(2);
    expect(marks(undefined, true, 200)).toEqual([]);
  });

  test("end at the point that they lead to", () => {
    const [arrow] = marks({ ...pressing, arrows: [], spots: [] }, false, 200);
    const nearest = Math.min(...corners(arrow as Part).map(([x, y]) => Math.hypot(x - 0.15, y - 1.5)));
    expect(nearest).toBeLessThan(0.01);
  });
});
