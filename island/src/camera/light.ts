/** How bright a picture is, from a few of its pixels. */

const WIDE = 32;
const HIGH = 24;

export class Light {
  readonly #context: OffscreenCanvasRenderingContext2D | null;

  constructor() {
    this.#context = new OffscreenCanvas(WIDE, HIGH).getContext("2d", { willReadFrequently: true });
  }

  /** 0 to 1; 1 where it cannot be told. */
  of(picture: ImageBitmap): number {
    if (this.#context === null) return 1;
    this.#context.drawImage(picture, 0, 0, WIDE, HIGH);
    return brightness(this.#context.getImageData(0, 0, WIDE, HIGH).data);
  }
}

/** Mean of red, green and blue, 0 to 1, of pixels of four bytes each. */
export function brightness(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4) sum += (pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0);
  return pixels.length === 0 ? 1 : sum / (pixels.length / 4) / 3 / 255;
}
