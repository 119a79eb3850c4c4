/** The head's angles from the face model's matrix, and whether that face is the body's own. */
import type { HeadPose, Landmark } from "./packet";

const DEGREES = 180 / Math.PI;
const NOSE_OF_BODY = 0;
const LEFT_SHOULDER = 11;
const RIGHT_SHOULDER = 12;
/** The tip of the nose among the face's 478 points. */
const NOSE_OF_FACE = 1;
/** A face farther from the body's nose than this share of the width of its shoulders is somebody else's. */
const OWN = 0.5;
/** A body seen from the side has no width of shoulders; its head is at least so wide, as a share of the picture. */
const LEAST_WIDTH = 0.12;

/** The same angles as `figure/landmarks.py` tells. From the 4 x 4 matrix, column after column: x to the right of the picture, y up, z toward the camera, cm. What fills more of a picture is held to be nearer, so the depth in a cut is `times` as large in the whole picture. */
export function headOf(matrix: readonly number[], times = 1): HeadPose {
  const at = (row: number, column: number): number => matrix[4 * column + row] ?? 0;
  return {
    yaw: Math.atan2(-at(0, 2), at(0, 0)) * DEGREES,
    pitch: Math.atan2(at(2, 1), at(1, 1)) * DEGREES,
    roll: Math.asin(Math.min(1, Math.max(-1, -at(0, 1)))) * DEGREES,
    depth: at(2, 3) * 10 * times,
  };
}

/** Whether a face belongs to a body. Both are in shares of the picture; `aspect` is its width by its height. */
export function belongs(face: readonly Landmark[], body: readonly Landmark[], aspect: number): boolean {
  const tip = face[NOSE_OF_FACE];
  const nose = body[NOSE_OF_BODY];
  const left = body[LEFT_SHOULDER];
  const right = body[RIGHT_SHOULDER];
  if (!tip || !nose || !left || !right) return false;
  const apart = (a: Landmark, b: Landmark): number => Math.hypot(a.x - b.x, (a.y - b.y) / aspect);
  return apart(tip, nose) < OWN * Math.max(apart(left, right), LEAST_WIDTH);
}
