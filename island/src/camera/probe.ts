/** Which of two ways to run the models is the faster one here. */

export type Delegate = "CPU" | "GPU";

/** Frames that warm up, and frames that are timed. */
export const WARM = 2;
export const TIMED = 5;

/** Drivers that draw with the processor: there the "GPU" is many times slower, and trying it out takes seconds. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export function isSoftware(renderer: string): boolean {
  return renderer === "" || SOFTWARE.test(renderer);
}

/** From milliseconds per frame. The processor wins a draw, because it leaves the graphics to the figure. */
export function faster(cpu: readonly number[], gpu: readonly number[]): Delegate {
  return gpu.length > 0 && middle(gpu) < 0.85 * middle(cpu) ? "GPU" : "CPU";
}

export function middle(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}
