/** Small vectors in metres; X forward, Y up, Z to the person's right. */
export type Vec = readonly [number, number, number];

export const add = (a: Vec, b: Vec, times = 1): Vec => [a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times];
export const less = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scaled = (a: Vec, times: number): Vec => [a[0] * times, a[1] * times, a[2] * times];
export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const between = (a: Vec, b: Vec, share: number): Vec => add(a, less(b, a), share);
export const long = (a: Vec): number => Math.sqrt(dot(a, a));

export const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export function unit(a: Vec): Vec {
  const length = long(a);
  return length > 1e-9 ? scaled(a, 1 / length) : a;
}

/** Any two directions at right angles to `axis` and to each other. */
export function square(axis: Vec): readonly [Vec, Vec] {
  const side: Vec = Math.abs(axis[1]) < 0.8 ? [0, 1, 0] : [1, 0, 0];
  const one = unit(cross(axis, side));
  return [one, cross(axis, one)];
}

/** A part's place and its own forward, up and right. */
export interface Frame {
  readonly at: Vec;
  readonly x: Vec;
  readonly y: Vec;
  readonly z: Vec;
}

export function out(frame: Frame, [x, y, z]: Vec): Vec {
  return add(add(add(frame.at, frame.x, x), frame.y, y), frame.z, z);
}

/** The frame `share` of the way from `a` to `b`, for frames that are near each other. */
export function midway(a: Frame, b: Frame, share: number): Frame {
  const x = unit(between(a.x, b.x, share));
  const y = unit(less(between(a.y, b.y, share), scaled(x, dot(x, between(a.y, b.y, share)))));
  return { at: between(a.at, b.at, share), x, y, z: cross(x, y) };
}
