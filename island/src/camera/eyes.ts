/** The models: a body's landmarks and the head's angles in one picture. Lives in the worker. */
import { FaceLandmarker, type NormalizedLandmark, PoseLandmarker } from "@mediapipe/tasks-vision";
import { headCut, outOf, Scissors } from "./cut";
import { belongs, headOf } from "./head";
import type { HeadPose, Landmark } from "./packet";
import type { Delegate } from "./probe";

type Runtime = Parameters<typeof PoseLandmarker.createFromOptions>[0];

/** A module runs once for each address, and each model needs a run of its own. */
function own(runtime: Runtime, name: string): Runtime {
  return { ...runtime, wasmLoaderPath: `${runtime.wasmLoaderPath}?${name}` };
}

export interface Look {
  readonly points: readonly Landmark[];
  readonly head: HeadPose | null;
}

export class Eyes {
  readonly delegate: Delegate;
  readonly #pose: PoseLandmarker;
  readonly #face: FaceLandmarker;
  readonly #scissors = new Scissors();

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

  /** `at` in milliseconds, later than the one before. */
  look(picture: ImageBitmap, at: number): Look {
    const points = this.#pose.detectForVideo(picture, at).landmarks[0] ?? [];
    if (points.length === 0) return { points, head: null };
    const { width, height } = picture;
    const cut = headCut(points, width, height);
    if (cut === null) return { points, head: null };
    const { faceLandmarks, facialTransformationMatrixes } = this.#face.detectForVideo(this.#scissors.cut(picture, cut), at);
    const face: readonly NormalizedLandmark[] = faceLandmarks[0] ?? [];
    const matrix = facialTransformationMatrixes[0];
    const inPicture = face.map((point) => outOf(cut, point, width, height));
    const own = matrix !== undefined && belongs(inPicture, points, width / height);
    return { points, head: own ? headOf(matrix.data, height / cut.side) : null };
  }

  close(): void {
    this.#pose.close();
    this.#face.close();
  }
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
