/** Arrows and spots: where the body presses or is touched, and which way a pose is reached. */
import { tones } from "./paint";
import { egg, limb, limbRings, stiff, tube, type Profile, type Ring } from "./shapes";
import type { Part } from "./skin";
import type { Way } from "./tracks";
import { add, between, less, long, scaled, square, unit, type Frame, type Vec } from "./vec";

/** Of an arrow in the units of the picture, so that it is as fine in a bust as in a whole body. */
const SHAFT = 1.4;
const TIP = 9.5;
const TIP_WIDE = 4.2;
const SPOT: Profile = [[0, 0.017], [1, 0.017]];
const ROOM: Frame = { at: [0, 0, 0], x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] };

/** The marks of a way in a picture with `scale` units a metre. Arrows along the way are for a body that stands still. */
export function marks(way: Way | undefined, still: boolean, scale: number): Part[] {
  if (way === undefined) return [];
  const lines = [...way.presses, ...(still ? way.arrows : [])];
  return [...lines.map((line) => arrow(line, 1 / scale)), ...way.spots.map(spot)];
}

function spot(at: Vec): Part {
  const rings = limb(add(at, [0, -0.001, 0]), add(at, [0, 0.001, 0]), SPOT);
  return tube({ tone: tones.spot, rings: limbRings(SPOT), segments: 14, shape: () => rings });
}

/** A tube along a line that ends in a cone. */
function arrow(line: readonly Vec[], metre: number): Part {
  const end = line.at(-1) as Vec;
  const neck = short(line, TIP * metre);
  const way = unit(less(end, neck.at(-1) as Vec));
  const rings = neck.map((at, n): Ring => {
    const before = neck[Math.max(0, n - 1)] as Vec;
    const after = neck[Math.min(neck.length - 1, n + 1)] as Vec;
    return around(at, unit(less(after, before)), SHAFT * metre);
  });
  const base = neck.at(-1) as Vec;
  const wide = TIP_WIDE * metre;
  rings.push(around(add(base, way, 0.0005), way, wide), around(between(base, end, 0.1), way, wide));
  rings.push(around(between(base, end, 0.88), way, wide * 0.22));
  return tube({ tone: tones.arrow, rings: rings.length, segments: 12, shape: () => rings });
}

/** The line without its last stretch. */
function short(line: readonly Vec[], by: number): Vec[] {
  const kept = [...line];
  let left = by;
  while (kept.length > 2) {
    const [a, b] = [kept.at(-2) as Vec, kept.at(-1) as Vec];
    const piece = long(less(b, a));
    if (piece > left) break;
    left -= piece;
    kept.pop();
  }
  const [a, b] = [kept.at(-2) as Vec, kept.at(-1) as Vec];
  kept[kept.length - 1] = between(b, a, Math.min(0.9, left / Math.max(long(less(b, a)), 1e-6)));
  return kept;
}

function around(at: Vec, way: Vec, radius: number): Ring {
  const [one, other] = square(way);
  return { at, one: scaled(one, radius), other: scaled(other, radius) };
}

/** A light round each vertebra that works. */
export function glow(names: readonly string[]): Part[] {
  return names.map((name) => {
    const { corners, faces } = egg(ROOM.at, [0.05, 0.034, 0.05], 5, 10);
    return stiff(tones.lit, corners, faces, (body) => body.frame(name));
  });
}
