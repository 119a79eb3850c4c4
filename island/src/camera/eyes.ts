/** The models: a body's landmarks and the head's angles in one picture. Lives in the worker. */
import { FaceLandmarker, type NormalizedLandmark, PoseLandmarker } from "@mediapipe/tasks-vision";
import { headCut, outOf, Scissors } from "./cut";
import { belongs, headOf } from "./head";
import type { HeadPose, Landmark } from "./packet";
import type { Delegate } from "./probe";
import { matrixBack, type Quarter, turnedBack, Turning, Turntable } from "./turn";

type Runtime = Parameters<typeof PoseLandmarker.createFromOptions>[0];

/** A module runs once for each address, and each model needs a run of its own. */
function own(runtime: Runtime, name: string): Runtime {
  return { ...runtime, wasmLoaderPath: `${runtime.wasmLoaderPath}?${name}` };
}

const JUST_BEFORE_MS = 0.5;

export interface Look {
  readonly points: readonly Landmark[];
  readonly head: HeadPose | null;
}

export class Eyes {
  readonly delegate: Delegate;
  readonly #pose: PoseLandmarker;
  readonly #face: FaceLandmarker;
  readonly #scissors = new Scissors();
  readonly #table = new Turntable();
  readonly #turning = new Turning();
  #quarter: Quarter = 0;

  private constructor(delegate: Delegate, pose: PoseLandmarker, face: FaceLandmarker) {
    this.delegate = delegate;
    this.#pose = pose;
    this.#face = face;
  }

  static async open(runtime: Runtime, base: string, delegate: Delegate): Promise<Eyes> {
    const pose = await PoseLandmarker.createFromOptions(own(runtime, `pose-${delegate}`), {
      baseOptions: { modelAssetPath: `${base}models/pose_landmarker_lite.task`, delegate },
      runningMode: "VIDEO",
      numPoses: 1,
    });
    const face = await FaceLandmarker.createFromOptions(own(runtime, `face-${delegate}`), {
      baseOptions: { modelAssetPath: `${base}models/face_landmarker.task`, delegate },
      runningMode: "VIDEO",
      numFaces: 1,
      outputFacialTransformationMatrixes: true,
    });
    return new Eyes(delegate, pose, face);
  }

  /** `at` in milliseconds, later than the one before. What is told is told of the picture as it is. */
  look(picture: ImageBitmap, at: number): Look {
    const { quarter } = this.#turning;
    const turned = this.#table.turn(picture, quarter);
    if (quarter !== this.#quarter) {
      // It looks where the body was in the last picture, and there something else is now: it shall look everywhere.
      this.#pose.detectForVideo(darkness(turned.width, turned.height), at - JUST_BEFORE_MS);
      this.#quarter = quarter;
    }
    const body = this.#pose.detectForVideo(turned, at).landmarks[0] ?? [];
    const points = turnedBack(body, quarter, picture.width, picture.height);
    this.#turning.saw(points, picture.width, picture.height, at / 1000);
    return { points, head: this.#head(turned, body, quarter, picture.height, at) };
  }

  #head(picture: ImageBitmap | OffscreenCanvas, body: readonly Landmark[], quarter: Quarter, high: number, at: number): HeadPose | null {
    const { width, height } = picture;
    const cut = headCut(body, width, height);
    if (cut === null) return null;
    const { faceLandmarks, facialTransformationMatrixes } = this.#face.detectForVideo(this.#scissors.cut(picture, cut), at);
    const face: readonly NormalizedLandmark[] = faceLandmarks[0] ?? [];
    const matrix = facialTransformationMatrixes[0];
    const inPicture = face.map((point) => outOf(cut, point, width, height));
    const own = matrix !== undefined && belongs(inPicture, body, width / height);
    return own ? headOf(matrixBack(matrix.data, quarter), high / cut.side) : null;
  }

  close(): void {
    this.#pose.close();
    this.#face.close();
  }
}

/** A picture of nothing, in which whoever was followed is lost. */
function darkness(width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d", { alpha: false })?.fillRect(0, 0, width, height);
  return canvas;
}

/** Counts the people in a picture, which the model that follows one body cannot. */
export class Crowd {
  readonly #pose: PoseLandmarker;

  private constructor(pose: PoseLandmarker) {
    this.#pose = pose;
  }

  static async open(runtime: Runtime, base: string, delegate: Delegate): Promise<Crowd> {
    const pose = await PoseLandmarker.createFromOptions(own(runtime, "crowd"), {
      baseOptions: { modelAssetPath: `${base}models/pose_landmarker_lite.task`, delegate },
      runningMode: "IMAGE",
      numPoses: 2,
      minPoseDetectionConfidence: 0.6,
      minPosePresenceConfidence: 0.6,
    });
    return new Crowd(pose);
  }

  count(picture: ImageBitmap): number {
    return this.#pose.detect(picture).landmarks.length;
  }
}
