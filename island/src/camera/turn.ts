/** Quarter turns of a picture, so that a lying person's head is up in it, and the way back. As `vision/turn.py`.
 * The detector knows upright people. After one quarter, counterclockwise, what pointed right points up. */
import type { Landmark } from "./packet";

export type Quarter = 0 | 1 | 3;

/** Upright, head to the right, head to the left. Nobody exercises upside down. */
const QUARTERS: readonly Quarter[] = [0, 1, 3];
const HEAD_AT: Readonly<Record<Quarter, number>> = { 0: 0, 1: 90, 3: -90 };
/** The trunk's tilt, in degrees, from which a body counts as lying: halfway a person leans, and arches, but less. */
const LYING_DEG = 60;
/** How long a body must lie before the picture is turned for it, and each turn is tried while nobody is seen. */
const TURN_S = 0.3;
/** Who was seen a moment ago is looked for the same way up first. */
const GONE_S = 1;

const [LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP] = [11, 12, 23, 24];

/** Which turn is tried, from one picture to the next. */
export class Turning {
  quarter: Quarter = 0;
  #turnedAt = -Infinity;
  #seenAt = -Infinity;
  #lyingSince: number | null = null;

  /** The body of a picture at `t` seconds, told of the picture as it was; empty without one. */
  saw(points: readonly Landmark[], width: number, height: number, t: number): void {
    if (points.length === 0) {
      if (t - this.#seenAt > GONE_S && t - this.#turnedAt >= TURN_S) {
        this.#turn(QUARTERS[(QUARTERS.indexOf(this.quarter) + 1) % QUARTERS.length] ?? 0, t);
      }
      return;
    }
    this.#seenAt = t;
    const wanted = quarterOf(points, width, height, this.quarter);
    if (wanted === this.quarter) this.#lyingSince = null;
    else if (this.#lyingSince === null) this.#lyingSince = t;
    else if (t - this.#lyingSince >= TURN_S) this.#turn(wanted, t);
  }

  #turn(quarter: Quarter, t: number): void {
    this.quarter = quarter;
    this.#turnedAt = t;
    this.#lyingSince = null;
  }
}

/** The quarter that brings the head of a body up; `now` where it is up enough already. */
export function quarterOf(points: readonly Landmark[], width: number, height: number, now: Quarter): Quarter {
  const at = (mark: number | undefined): Landmark => points[mark ?? 0] ?? { x: 0, y: 0, z: 0 };
  const [a, b, c, d] = [at(LEFT_SHOULDER), at(RIGHT_SHOULDER), at(LEFT_HIP), at(RIGHT_HIP)];
  const across = (a.x + b.x - c.x - d.x) * width;
  const up = (c.y + d.y - a.y - b.y) * height;
  const head = (Math.atan2(across, up) * 180) / Math.PI;
  const off = (quarter: Quarter): number => apart(head, HEAD_AT[quarter]);
  if (off(now) <= LYING_DEG) return now;
  return QUARTERS.reduce((best, each) => (off(each) < off(best) ? each : best));
}

/** Points of a turned picture in the picture as it was; `width` and `height` are those before the turn. */
export function turnedBack(points: readonly Landmark[], quarter: Quarter, width: number, height: number): readonly Landmark[] {
  if (quarter === 0) return points;
  const deep = height / width;
  return points.map((p) =>
    quarter === 1 ? { ...p, x: 1 - p.y, y: p.x, z: p.z * deep } : { ...p, x: p.y, y: 1 - p.x, z: p.z * deep },
  );
}

/** A 4 x 4 matrix seen in a turned picture, column after column, as it is in the picture before the turn. */
export function matrixBack(matrix: readonly number[], quarter: Quarter): readonly number[] {
  const back = [...matrix];
  for (let turn = 0; turn < quarter; turn += 1) {
    for (let column = 0; column < 3; column += 1) {
      const x = back[4 * column] ?? 0;
      back[4 * column] = back[4 * column + 1] ?? 0;
      back[4 * column + 1] = -x;
    }
  }
  return back;
}

function apart(a: number, b: number): number {
  return Math.abs(((((a - b + 180) % 360) + 360) % 360) - 180);
}

/** Turns pictures, one at a time. */
export class Turntable {
  readonly #canvas = new OffscreenCanvas(1, 1);

  turn(picture: ImageBitmap, quarter: Quarter): ImageBitmap | OffscreenCanvas {
    if (quarter === 0) return picture;
    const { width, height } = picture;
    if (this.#canvas.width !== height || this.#canvas.height !== width) {
      this.#canvas.width = height;
      this.#canvas.height = width;
    }
    const paper = this.#canvas.getContext("2d", { alpha: false });
    if (paper === null) return picture;
    if (quarter === 1) paper.setTransform(0, -1, 1, 0, 0, width);
    else paper.setTransform(0, 1, -1, 0, height, 0);
    paper.drawImage(picture, 0, 0);
    return this.#canvas;
  }
}
