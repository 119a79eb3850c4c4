/** Where the camera stands: the drawing's own view, turned as the reader likes. Without perspective, as the drawing. */
import { OrthographicCamera } from "three";
import type { Look } from "./tracks";

/** How far the camera stands off; without perspective it changes nothing but what is cut off. */
const FAR = 10;

/** By how much more is seen of the room once the body is turned. */
const BACK_OFF = 0.16;

export interface Turn {
  /** Degrees round, to the reader's right positive, and degrees from above, both on top of the best view. */
  readonly round: number;
  readonly above: number;
}

/** Sets the camera, so that what it turns about stays where the drawing has it; answers the metres of one unit. */
export function look(camera: OrthographicCamera, at: Look, turn: Turn): number {
  const round = radians(at.round - turn.round);
  const above = radians(Math.min(Math.max(at.above + turn.above, -10), 80));
  const [px, py, pz] = at.pivot;
  camera.position.set(
    px + Math.cos(above) * Math.cos(round) * FAR,
    py + Math.sin(above) * FAR,
    pz + Math.cos(above) * Math.sin(round) * FAR,
  );
  camera.lookAt(px, py, pz);
  // Where the pivot stands in the drawing, from its middle.
  const [first, lift] = [radians(at.round), radians(at.above)];
  const right = px * Math.sin(first) - pz * Math.cos(first);
  const up = -px * Math.sin(lift) * Math.cos(first) + py * Math.cos(lift) - pz * Math.sin(lift) * Math.sin(first);
  const x = right * at.scale + at.left - at.wide / 2;
  const y = -up * at.scale + at.top - at.high / 2;
  // A body that was turned is seen from a little farther off, so that it stays in the picture.
  const unit = (1 + BACK_OFF * Math.min(1, Math.hypot(turn.round, turn.above) / 45)) / at.scale;
  camera.left = (-at.wide / 2 - x) * unit;
  camera.right = (at.wide / 2 - x) * unit;
  camera.top = (at.high / 2 + y) * unit;
  camera.bottom = (-at.high / 2 + y) * unit;
  camera.updateProjectionMatrix();
  return unit;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
