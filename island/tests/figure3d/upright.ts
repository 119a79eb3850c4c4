/** Tracks of a body that stands straight, its head the only part that moves: sideways by 100 mm, then stays, then back. */
import type { Tracks, Way } from "../../src/figure3d/tracks";
import { VERTEBRAE } from "../../src/figure3d/vertebrae";
import type { Vec } from "../../src/figure3d/vec";

const FRAMES = ["pelvis", ...VERTEBRAE, "thorax", "head"];
const UNIT = 10_000;

/** Metres, for the right side; the left has its Z turned round. */
const JOINTS: Readonly<Record<string, Vec>> = {
  shoulder: [0, 1.4, 0.17],
  elbow: [0, 1.1, 0.2],
  wrist: [0, 0.86, 0.22],
  hip: [0, 0.9, 0.085],
  knee: [0, 0.48, 0.085],
  ankle: [0, 0.066, 0.085],
};
const WAYS: Readonly<Record<string, Vec>> = {
  fingers: [0, -1, 0],
  back: [0, 0, 1],
  front: [1, 0, 0],
  toes: [1, 0, 0],
  sole: [0, 1, 0],
};

const pairs = (names: readonly string[]): string[] => ["left", "right"].flatMap((side) => names.map((name) => `${name}.${side}`));
const POINTS = [...pairs(["shoulder", "elbow", "wrist"]), ...pairs(["hip", "knee", "ankle"]), "roll"];
const NAMED_WAYS = [...pairs(["fingers", "back"]), ...pairs(["front", "toes", "sole"])];

function sided(name: string, of: Readonly<Record<string, Vec>>): number[] {
  const [what = "", side] = name.split(".");
  const [x, y, z] = of[what] ?? [0, 0, 0];
  return [x, y, side === "left" ? -z : z].map((part) => part * UNIT);
}

const start = [
  ...FRAMES.flatMap((_, n) => [0, (0.95 + (n / FRAMES.length) * 0.6) * UNIT, 0, 0, 0, 0, UNIT]),
  ...POINTS.flatMap((name) => sided(name, JOINTS)),
  ...NAMED_WAYS.flatMap((name) => sided(name, WAYS)),
];

/** Where the head's Z stands among the numbers. */
export const HEAD_Z = (FRAMES.length - 1) * 7 + 2;

const way = (id: string, samples: readonly (readonly number[])[], over: Partial<Way> = {}): Way => ({
  id,
  seconds: 2,
  rests: false,
  words: `The ${id} words.`,
  samples,
  arrows: [],
  presses: [],
  spots: [],
  brace: false,
  circle: [],
  ...over,
});

export function upright(over: Partial<Tracks> = {}): Tracks {
  return {
    format: 2,
    code: "X1",
    title: "Sway",
    words: "Stand.",
    region: "cervical",
    look: {
      round: 0,
      above: 7,
      faces: true,
      crop: "whole",
      wide: 400,
      high: 300,
      scale: 150,
      left: 200,
      top: 290,
      pivot: [0, 0.9, 0],
    },
    props: [],
    furniture: [],
    frames: FRAMES,
    points: POINTS,
    ways: NAMED_WAYS,
    unit: UNIT,
    start,
    moving: [HEAD_Z],
    timed: false,
    phases: [way("sway", [[0], [500], [1000]], { rests: true }), way("stay", [[1000]]), way("back", [[1000], [0]])],
    home: [],
    ...over,
  };
}
