/** A square of the picture that holds the head, at every distance at the same size: there the face model keeps a turned head. As `vision/head.py`. */
import type { Landmark } from "./packet";

const LEFT_EAR = 7;
const RIGHT_EAR = 8;
const LEFT_SHOULDER = 11;
const RIGHT_SHOULDER = 12;
/** The side: so many times the distance of the ears, or half that of the shoulders where it is larger. */
const EAR_TIMES = 4.5;
/** Pixels of the square as the model sees it. */
export const CUT_PIXELS = 256;

/** In pixels of the picture. It may reach beyond the picture. */
export interface Cut {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** The square round a body's head; null where it has no size. */
export function headCut(body: readonly Landmark[], width: number, height: number): Cut | null {
  const [one, other, left, right] = [body[LEFT_EAR], body[RIGHT_EAR], body[LEFT_SHOULDER], body[RIGHT_SHOULDER]];
  if (!one || !other || !left || !right) return null;
  const apart = (a: Landmark, b: Landmark): number => Math.hypot((a.x - b.x) * width, (a.y - b.y) * height);
  const side = EAR_TIMES * Math.max(apart(one, other), apart(left, right) / 2);
  if (side < 1) return null;
  return { left: ((one.x + other.x) / 2) * width - side / 2, top: ((one.y + other.y) / 2) * height - side / 2, side };
}

/** A point of the cut, in shares of it, as shares of the picture. */
export function outOf(cut: Cut, point: Landmark, width: number, height: number): Landmark {
  return { ...point, x: (cut.left + point.x * cut.side) / width, y: (cut.top + point.y * cut.side) / height };
}

/** Draws cuts, one at a time. */
export class Scissors {
  readonly #canvas = new OffscreenCanvas(CUT_PIXELS, CUT_PIXELS);

  /** The square alone, black where it reaches beyond the picture. */
  cut(picture: ImageBitmap | OffscreenCanvas, { left, top, side }: Cut): OffscreenCanvas {
    const paper = this.#canvas.getContext("2d", { alpha: false });
    if (paper === null) throw new Error("this browser draws nothing off the screen");
    paper.fillStyle = "black";
    paper.fillRect(0, 0, CUT_PIXELS, CUT_PIXELS);
    paper.drawImage(picture, left, top, side, side, 0, 0, CUT_PIXELS, CUT_PIXELS);
    return this.#canvas;
  }
}
