"""Makes MediaPipe's task bundles from the weights of two Node packages, byte for byte the same each time.

A bundle is a zip, stored, of models and a few settings. The weights are untouched: each original model stands whole at
the end of the file that it became (see ``flatbuffer``); new are how the picture is normalised and, for the face, how
its outputs are joined.
"""

import io
import zipfile
from collections.abc import Callable

from spinecoach.vision.models.face import joined
from spinecoach.vision.models.packages import FACE, POSE, RUNTIME, WASM, Packages
from spinecoach.vision.models.tflite import Change

BYTES = (0.0, 255.0)
"""Pictures from 0 to 1."""
CENTRED = (127.5, 127.5)
"""Pictures from -1 to 1."""
LITE, FULL, FACE_BUNDLE = "pose_landmarker_lite.task", "pose_landmarker_full.task", "face_landmarker.task"
BUNDLES = (LITE, FULL, FACE_BUNDLE)


def assembled(packages: Packages) -> dict[str, Callable[[], bytes]]:
    """What the camera needs, by path: how each file is made. Making one may raise ModelsError."""
    runtime = {f"wasm/{name}": _taken(packages, name) for name in WASM}
    return {
        f"models/{LITE}": lambda: pose(packages, "lite"),
        f"models/{FULL}": lambda: pose(packages, "full"),
        f"models/{FACE_BUNDLE}": lambda: face(packages),
        **runtime,
    }


def pose(packages: Packages, size: str) -> bytes:
    """The bundle that finds a body's 33 landmarks; ``size`` is lite, full or heavy."""
    detector = packages.packed(POSE, "pose_solution")["pose_detection.tflite"]
    landmarks = packages.weights(POSE, f"pose_landmark_{size}.tflite")
    return bundle({
        "pose_detector.tflite": Change(detector).file(*CENTRED),
        "pose_landmarks_detector.tflite": Change(landmarks).file(*BYTES),
    })  # fmt: skip


def face(packages: Packages) -> bytes:
    """The bundle that finds a face's 478 landmarks and how the head is turned."""
    packed = packages.packed(FACE, "face_mesh_solution")
    geometry = "geometry_pipeline_metadata_landmarks.binarypb"
    return bundle({
        "face_detector.tflite": Change(packed["face_detection_short_range.tflite"]).file(*CENTRED),
        "face_landmarks_detector.tflite": joined(packed["face_landmark_with_attention.tflite"]).file(*BYTES),
        geometry: packed[geometry],
    })  # fmt: skip


def bundle(members: dict[str, bytes]) -> bytes:
    """A stored zip without dates, the same on every system."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for name, content in members.items():
            told = zipfile.ZipInfo(name)
            told.create_system = 3
            file.writestr(told, content)
    return made.getvalue()


def _taken(packages: Packages, name: str) -> Callable[[], bytes]:
    return lambda: packages.weights(RUNTIME, f"wasm/{name}")
