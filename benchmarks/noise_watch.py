"""What the real pose models see on the rendered clips, as replay files: the raw material of `noise_fit`.

    PYTHONPATH=. PYTHON_WITH_MEDIAPIPE -m benchmarks.noise_watch CLIPS MODELS OUT

needs the packages mediapipe 0.10.33 and opencv, which spinecoach itself does not, and MODELS with
`pose_landmarker_full.task` and `face_landmarker.task`. It imports nothing of spinecoach, so that it runs beside it.
"""

import gzip
import json
import math
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

Matrix = Any


def head_angles(matrix: Matrix) -> list[float]:
    """Right rotation, flexion and right side bend of a face matrix, degrees, and the depth in millimetres."""
    right, up, ahead = ([-matrix[i][0] for i in range(3)], *([matrix[i][k] for i in range(3)] for k in (1, 2)))

    def toward(v: list[float]) -> tuple[float, float, float]:
        """Ahead, up and right of a head that faces the camera."""
        long = math.sqrt(sum(c * c for c in v))
        return v[2] / long, v[1] / long, -v[0] / long

    a, u, r = toward(ahead), toward(up), toward(right)
    yaw, pitch = math.atan2(a[2], r[2]), math.atan2(u[0], u[1])
    roll = math.asin(max(-1.0, min(1.0, u[2])))
    return [*(round(math.degrees(v), 4) for v in (yaw, pitch, roll)), round(float(matrix[2][3]) * 10.0, 3)]


def lines(clip: Path, models: Path) -> Iterator[str]:
    """The replay of one clip."""
    cv2, mediapipe = import_module("cv2"), import_module("mediapipe")
    tasks = import_module("mediapipe.tasks.python")
    vision = tasks.vision

    def base(name: str) -> Any:
        return tasks.BaseOptions(model_asset_path=str(models / name))

    video = vision.RunningMode.VIDEO
    pose_options = vision.PoseLandmarkerOptions(base_options=base("pose_landmarker_full.task"), running_mode=video)
    face_options = vision.FaceLandmarkerOptions(
        base_options=base("face_landmarker.task"), running_mode=video, output_facial_transformation_matrixes=True
    )
    told = json.loads(clip.with_suffix(".json").read_text())
    header = {"replay": 1, "landmarks": "blazepose33", "image": told["size"], "view": told["view"], "mirrored": False}
    yield json.dumps(header)
    capture, number = cv2.VideoCapture(str(clip)), 0
    with (
        vision.PoseLandmarker.create_from_options(pose_options) as pose,
        vision.FaceLandmarker.create_from_options(face_options) as face,
    ):
        while True:
            more, picture = capture.read()
            if not more:
                return
            t = number / told["fps"]
            data = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
            image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=data)
            bodies = pose.detect_for_video(image, round(t * 1000)).pose_landmarks
            heads = face.detect_for_video(image, round(t * 1000)).facial_transformation_matrixes
            points: list[list[float]] = [[0, 0, 0, 0]] * 33
            if bodies:
                points = [[round(v, 6) for v in (p.x, p.y, p.z, min(1.0, p.visibility))] for p in bodies[0]]
            yield json.dumps({"t": round(t, 4), "p": points, "head": head_angles(heads[0]) if heads else None})
            number += 1


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        print(f"noise_watch: found {len(arguments)} arguments; right would be CLIPS MODELS OUT", file=sys.stderr)
        return 2
    clips, models, out = (Path(argument) for argument in arguments)
    out.mkdir(parents=True, exist_ok=True)
    for clip in sorted(clips.glob("*.mp4")):
        if clip.with_suffix(".json").exists():
            text = "\n".join(lines(clip, models)) + "\n"
            (out / f"{clip.stem}.jsonl.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
            print(clip.stem, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
