/** The head: one smooth skin round skull, face and chin, made once and carried by the head's frame. Metres. */
import { egg, knit, limb, type Profile, solid, stiff } from "./shapes";
import type { Part } from "./skin";
import { tones } from "./paint";
import type { Body } from "./tracks";
import { add, dot, less, out, scaled, unit, type Frame, type Vec } from "./vec";

interface Egg {
  readonly at: Vec;
  readonly half: Vec;
}

/** As in the drawings (`figure/flesh.py`). */
const EGGS: readonly Egg[] = [
  { at: [0.01, 0.078, 0], half: [0.097, 0.086, 0.076] },
  { at: [0.046, 0.004, 0], half: [0.052, 0.072, 0.057] },
  { at: [0.07, -0.046, 0], half: [0.026, 0.021, 0.033] },
];
const NOSE: Profile = [[0, 0.0058], [0.5, 0.0082], [1, 0.0105]];
const MIDDLE: Vec = [0.03, 0.045, 0];
const RINGS = 20;
const SEGMENTS = 26;
/** How far the eggs melt into each other, metres. */
const MELT = 0.012;

const carried = (body: Body): Frame => body.frame("head");

export function head(): Part[] {
  const corners: Vec[] = [];
  for (let ring = 0; ring < RINGS + 2; ring++) {
    const down = (Math.PI * ring) / (RINGS + 1);
    const around = ring === 0 || ring === RINGS + 1 ? 1 : SEGMENTS;
    for (let n = 0; n < around; n++) {
      const turn = (2 * Math.PI * n) / SEGMENTS;
      const way: Vec = [Math.sin(down) * Math.sin(turn), -Math.cos(down), Math.sin(down) * Math.cos(turn)];
      corners.push(add(MIDDLE, way, far(way)));
    }
  }
  return [
    stiff(tones.skin, corners, knit(RINGS, SEGMENTS), carried),
    nose(),
    ...[-1, 1].flatMap((side) => [ear(side), eye(side)]),
  ];
}

/** How far the skin is from the middle of the head in a direction. */
function far(way: Vec): number {
  const ways = EGGS.map((each) => through(each, way)).filter((each) => each > 0);
  const sum = ways.reduce((total, each) => total + Math.exp((each - Math.max(...ways)) / MELT), 0);
  return Math.max(...ways) + (ways.length > 1 ? MELT * Math.log(sum) * 0.5 : 0);
}

/** How far a ray from the middle goes before it leaves an egg; 0 where it never meets it. */
function through({ at, half }: Egg, way: Vec): number {
  const o: Vec = scaledBy(less(MIDDLE, at), half);
  const d: Vec = scaledBy(way, half);
  const [a, b, c] = [dot(d, d), dot(o, d), dot(o, o) - 1];
  const square = b * b - a * c;
  return square <= 0 ? 0 : Math.max(0, (-b + Math.sqrt(square)) / a);
}

function scaledBy(a: Vec, half: Vec): Vec {
  return [a[0] / half[0], a[1] / half[1], a[2] / half[2]];
}

/** From its bridge to its tip: it tells where the face looks. */
function nose(): Part {
  const { corners, faces } = solid(limb([0.094, 0.044, 0], [0.11, 0.012, 0], NOSE), 12);
  return stiff(tones.nose, corners, faces, carried);
}

function ear(side: number): Part {
  const { corners, faces } = egg([0, 0, 0], [0.018, 0.028, 0.009], 5, 9);
  return stiff(tones.skin, corners.map((each) => add(each, [0, 0.026, 0.0705 * side])), faces, carried);
}

/** A soft dark dot on the face. */
function eye(side: number): Part {
  const way = unit([0.072, 0.008, 0.036 * side]);
  const frame: Frame = { at: add(MIDDLE, way, far(way) - 0.001), x: way, y: [0, 1, 0], z: unit([-way[2], 0, way[0]]) };
  const { corners, faces } = egg([0, 0, 0], [0.003, 0.0068, 0.0068], 3, 7);
  return stiff(tones.face, corners.map((each) => out(frame, scaled(each, 1))), faces, carried);
}
