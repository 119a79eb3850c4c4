/** Shapes to build a skin of: tubes through oval rings, and what is stiff and only carried. */
import type { Part, Put } from "./skin";
import type { Body } from "./tracks";
import { add, less, long, out, scaled, square, unit, type Frame, type Vec } from "./vec";

/** An oval ring: its middle and two half-axes; `one` x `other` points along the tube. `boxy` from 2 (an ellipse) on. */
export interface Ring {
  readonly at: Vec;
  readonly one: Vec;
  readonly other: Vec;
  readonly boxy?: number;
}

/** A tube through `rings` rings, closed at both ends. `tone` and `belt` are for all or for each ring. */
export interface Tube {
  readonly tone: number | readonly number[];
  readonly belt?: readonly number[];
  readonly rings: number;
  readonly segments: number;
  shape(body: Body): readonly Ring[];
}

export function tube({ tone, belt, rings, segments, shape }: Tube): Part {
  const each = <T>(of: (ring: number) => T): T[] => [
    of(0),
    ...Array.from({ length: rings * segments }, (_, n) => of(Math.floor(n / segments))),
    of(rings - 1),
  ];
  return {
    corners: rings * segments + 2,
    faces: knit(rings, segments),
    tone: typeof tone === "number" ? tone : each((ring) => tone[ring] ?? 0),
    ...(belt === undefined ? {} : { belt: each((ring) => belt[ring] ?? 0) }),
    write(body, put) {
      const found = shape(body);
      if (found.length !== rings) throw new Error(`tube: found ${found.length} rings; right would be ${rings}`);
      put(...pole(found[0] as Ring, found[1] as Ring));
      for (const ring of found) round(ring, segments, put);
      put(...pole(found.at(-1) as Ring, found.at(-2) as Ring));
    },
  };
}

/** What keeps its form and is carried by a frame of the body: the corners of a tube in that frame. */
export function stiff(tone: number | readonly number[], corners: readonly Vec[], faces: readonly number[], carrier: (body: Body) => Frame): Part {
  return {
    corners: corners.length,
    faces,
    tone,
    write(body, put) {
      const frame = carrier(body);
      for (const corner of corners) put(...out(frame, corner));
    },
  };
}

/** The corners and faces of a tube that never changes. */
export function solid(rings: readonly Ring[], segments: number): { corners: Vec[]; faces: number[] } {
  const corners: Vec[] = [pole(rings[0] as Ring, rings[1] as Ring)];
  for (const ring of rings) round(ring, segments, (x, y, z) => corners.push([x, y, z]));
  corners.push(pole(rings.at(-1) as Ring, rings.at(-2) as Ring));
  return { corners, faces: knit(rings.length, segments) };
}

/** A radius every so often along a bone: share of its length, metres. */
export type Profile = readonly (readonly [share: number, radius: number])[];

const CAP = [0.16, 0.4, 0.7, 1] as const;

/** The rings of balls strung along a bone. */
export function limb(a: Vec, b: Vec, profile: Profile): readonly Ring[] {
  const bone = less(b, a);
  const way = unit(bone);
  const length = long(bone);
  const [one, other] = square(way);
  const ring = (far: number, radius: number): Ring => ({
    at: add(a, way, far),
    one: scaled(one, radius),
    other: scaled(other, radius),
  });
  const cap = (from: number, radius: number, outward: number): Ring[] =>
    CAP.map((share) => {
      const turn = (share * Math.PI) / 2;
      return ring(from + outward * radius * Math.cos(turn), radius * Math.sin(turn));
    });
  const [, first] = profile[0] ?? [0, 0];
  const [, last] = profile.at(-1) ?? [0, 0];
  return [
    ...cap(0, first, -1),
    ...profile.slice(1, -1).map(([share, radius]) => ring(share * length, radius)),
    ...cap(length, last, 1).toReversed(),
  ];
}

export const limbRings = (profile: Profile): number => 2 * CAP.length + profile.length - 2;

/** An egg in a frame: half-axes along its x, y and z, poles on y. From `boxy` 2 on its corners fill out. */
export function egg(at: Vec, half: Vec, rings: number, segments: number, boxy = 2): { corners: Vec[]; faces: number[] } {
  const corners: Vec[] = [[at[0], at[1] - half[1], at[2]]];
  for (let n = 1; n <= rings; n++) {
    const turn = (Math.PI * n) / (rings + 1);
    const [high, wide] = [-soft(Math.cos(turn), boxy), soft(Math.sin(turn), boxy)];
    round(
      {
        at: [at[0], at[1] + half[1] * high, at[2]],
        one: [0, 0, half[2] * wide],
        other: [half[0] * wide, 0, 0],
        boxy: Math.min(boxy, 2.6),
      },
      segments,
      (x, y, z) => corners.push([x, y, z]),
    );
  }
  corners.push([at[0], at[1] + half[1], at[2]]);
  return { corners, faces: knit(rings, segments) };
}

function soft(value: number, boxy: number): number {
  return boxy === 2 ? value : Math.sign(value) * Math.abs(value) ** (2 / boxy);
}

/** The closing point lies a little beyond the last ring, so that the end stays round. */
function pole(end: Ring, before: Ring): Vec {
  const outward = less(end.at, before.at);
  const flat = Math.min(long(end.one), long(end.other)) * 0.25;
  return add(end.at, unit(outward), Math.min(flat, long(outward)));
}

function round({ at, one, other, boxy = 2 }: Ring, segments: number, put: Put): void {
  for (let n = 0; n < segments; n++) {
    const turn = (2 * Math.PI * n) / segments;
    const [a, b] = [soft(Math.cos(turn), boxy), soft(Math.sin(turn), boxy)];
    put(at[0] + one[0] * a + other[0] * b, at[1] + one[1] * a + other[1] * b, at[2] + one[2] * a + other[2] * b);
  }
}

/** The faces of a tube, outside out: a pole, ring after ring, the other pole. */
export function knit(rings: number, segments: number): number[] {
  const corner = (ring: number, n: number): number => 1 + ring * segments + (n % segments);
  const last = 1 + rings * segments;
  const faces: number[] = [];
  for (let n = 0; n < segments; n++) {
    faces.push(0, corner(0, n + 1), corner(0, n));
    for (let ring = 0; ring + 1 < rings; ring++) {
      faces.push(corner(ring, n), corner(ring, n + 1), corner(ring + 1, n));
      faces.push(corner(ring, n + 1), corner(ring + 1, n + 1), corner(ring + 1, n));
    }
    faces.push(last, corner(rings - 1, n), corner(rings - 1, n + 1));
  }
  return faces;
}
