/** The 24 vertebrae from below, as beads with their processes, so that a turn can be seen too. Metres [D]. */
import { egg, stiff } from "./shapes";
import type { Part } from "./skin";
import { tones } from "./paint";
import type { Tracks } from "./tracks";
import type { Vec } from "./vec";

const named = (letter: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${letter}${count - n}`);

export const VERTEBRAE: readonly string[] = [...named("L", 5), ...named("T", 12), ...named("C", 7)];

/** Half width of the body of a vertebra, and half its height. */
const SIZES: Readonly<Record<string, readonly [wide: number, high: number]>> = {
  L: [0.025, 0.0118],
  T: [0.0205, 0.0079],
  C: [0.0165, 0.006],
};

export function isLit(name: string, region: Tracks["region"]): boolean {
  return name[0] === region[0]?.toUpperCase();
}

export function vertebrae(region: Tracks["region"]): Part[] {
  return VERTEBRAE.flatMap((name) => {
    const [wide, high] = SIZES[name[0] ?? ""] ?? [0, 0];
    const tone = isLit(name, region) ? tones.lit : tones.bone;
    const piece = (at: Vec, half: Vec, rings: number, segments: number, boxy?: number): Part => {
      const { corners, faces } = egg(at, half, rings, segments, boxy);
      return stiff(tone, corners, faces, (body) => body.frame(name));
    };
    return [
      piece([0, 0, 0], [wide * 0.8, high, wide], 5, 12, 4),
      piece([-wide * 1.25, -high * 0.35, 0], [wide * 0.55, high * 0.55, wide * 0.2], 3, 6),
      ...[-1, 1].map((side) => piece([-wide * 0.75, 0, wide * 1.05 * side], [wide * 0.22, high * 0.45, wide * 0.5], 3, 6)),
    ];
  });
}
