/** The skeleton over the preview: a few quiet lines, drawn where the landmarks are. */
import type { Landmark } from "./packet";

const LINES: readonly (readonly [number, number])[] = [
  [7, 8], [11, 12], [11, 13], [13, 15], [12, 14], [14, 16], [11, 23], [12, 24], [23, 24],
  [23, 25], [25, 27], [24, 26], [26, 28],
]; // prettier-ignore
const NOSE = 0;
/** What is less visible than this is not drawn. */
const SEEN = 0.5;

/** `colour` as CSS writes it; the canvas has the picture's proportions. */
export function drawBody(canvas: HTMLCanvasElement, points: readonly Landmark[], colour: string): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = Math.max(2, width / 110);
  context.lineCap = "round";
  const seen = (index: number): Landmark | null => {
    const point = points[index];
    return point !== undefined && (point.visibility ?? 0) >= SEEN ? point : null;
  };
  context.beginPath();
  for (const [from, to] of LINES) {
    const a = seen(from);
    const b = seen(to);
    if (a === null || b === null) continue;
    context.moveTo(a.x * width, a.y * height);
    context.lineTo(b.x * width, b.y * height);
  }
  context.stroke();
  const nose = seen(NOSE);
  if (nose === null) return;
  context.beginPath();
  context.arc(nose.x * width, nose.y * height, context.lineWidth, 0, 2 * Math.PI);
  context.fill();
}
