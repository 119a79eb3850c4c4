"""The changed face model answers what the older graph would have put together of the untouched one."""

from pathlib import Path
from typing import Any

import cv2
import mediapipe
import numpy as np
import pytest
from clips import RENDERED, needs_clips
from mediapipe.tasks.python import BaseOptions, vision

from spinecoach.vision.models import FACE_BUNDLE, Packages
from spinecoach.vision.models.assemble import assembled
from spinecoach.vision.models.face import FINER, IRISES, MESH, POINTS, joined
from spinecoach.vision.models.packages import FACE
from spinecoach.vision.models.tflite import Change

PACKAGES = Packages(Path(__file__).parents[2] / "node_modules")
CLIP = RENDERED / "C1_woman_front_s1.mp4"


def first_picture() -> Any:
    ok, picture = cv2.VideoCapture(str(CLIP)).read()
    assert ok
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def as_image(picture: Any) -> Any:
    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(picture))


def raw_outputs(model: bytes, picture: Any) -> list[list[float]]:
    """Every output of a model, untouched: MediaPipe's embedder gives back whatever numbers a model has."""
    options = vision.ImageEmbedderOptions(base_options=BaseOptions(model_asset_buffer=model))
    with vision.ImageEmbedder.create_from_options(options) as embedder:
        found = embedder.embed(as_image(picture)).embeddings
    return [[float(value) for value in head.embedding] for head in found]


def put_together(outputs: dict[str, list[float]]) -> list[tuple[float, float, float]]:
    """As the older graph does it: the finer points replace x and y; irises get the mean depth of their eye."""
    mesh = outputs["output_mesh_identity"]
    made = [(mesh[3 * i], mesh[3 * i + 1], mesh[3 * i + 2]) for i in range(MESH)]
    for name, places in FINER.items():
        for i, place in enumerate(places):
            made[place] = (outputs[name][2 * i], outputs[name][2 * i + 1], made[place][2])
    for name, eye in zip(IRISES, ("output_left_eye", "output_right_eye"), strict=True):
        deep = sum(made[place][2] for place in FINER[eye][:16]) / 16
        made += [(outputs[name][2 * i], outputs[name][2 * i + 1], deep) for i in range(5)]
    return made


@needs_clips
def test_the_joined_model_gives_the_older_graphs_478_points() -> None:
    model = PACKAGES.packed(FACE, "face_mesh_solution")["face_landmark_with_attention.tflite"]
    face = first_picture()[48:208, 240:400]
    whole = raw_outputs(Change(model).file(0.0, 255.0), face)
    names = [tensor.name for tensor in Change(model).outputs]
    legacy = put_together(dict(zip(names, whole, strict=True)))
    points, flag = raw_outputs(joined(model).file(0.0, 255.0), face)

    assert flag == whole[-1]
    assert len(points) == 3 * POINTS == 3 * len(legacy)
    for i, (x, y, z) in enumerate(legacy):
        assert points[3 * i] == pytest.approx(x, abs=0.01)
        assert points[3 * i + 1] == pytest.approx(y, abs=0.01)
        # An iris has the depth of one point of its eye instead of the mean of sixteen; nothing reads it.
        assert points[3 * i + 2] == pytest.approx(z, abs=0.01 if i < MESH else 5.0)
    # A finer point lies near the point of the mesh whose place it takes.
    mesh = whole[names.index("output_mesh_identity")]
    strays = [
        max(abs(legacy[i][0] - mesh[3 * i]), abs(legacy[i][1] - mesh[3 * i + 1])) for t in FINER.values() for i in t
    ]
    assert max(strays) < 10.0


@needs_clips
def test_a_face_has_478_distinct_points_and_the_head_faces_the_camera() -> None:
    bundle = assembled(PACKAGES)[f"models/{FACE_BUNDLE}"]()
    options = vision.FaceLandmarkerOptions(
        base_options=BaseOptions(model_asset_buffer=bundle), output_facial_transformation_matrixes=True
    )
    with vision.FaceLandmarker.create_from_options(options) as landmarker:
        found = landmarker.detect(as_image(first_picture()))
    (face,) = found.face_landmarks
    assert len({(p.x, p.y, p.z) for p in face}) == POINTS
    assert all(0.40 < p.x < 0.60 and 0.10 < p.y < 0.45 for p in face)
    assert found.facial_transformation_matrixes[0][2][2] > 0.97
