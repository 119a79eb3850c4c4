"""Task bundles are made of the installed packages, the same each time, with weights that nobody touched."""

import io
import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from spinecoach.vision.models import BUNDLES, FACE_BUNDLE, FULL, LITE, ModelsError, Packages
from spinecoach.vision.models.assemble import assembled, pose
from spinecoach.vision.models.face import FINER, IRIS, MESH, POINTS, joined, sources
from spinecoach.vision.models.packages import FACE, POSE, VERSIONS
from spinecoach.vision.models.tflite import Change

ROOT = Path(__file__).parents[2]
PACKAGES = Packages(ROOT / "node_modules")
GOLDEN = {
    LITE: "a26e24e213615c0eabd7328459a0adaff0a3df68baf18425231210e6fbdc2b90",
    FULL: "a67325b52cd5d0df85b0d9abcee424232afcf7152ac93503e60d9c8722776adf",
    FACE_BUNDLE: "874d8301497f12338c5884a98c9c25863491a90e1a424cfaa0a7925055e8e84a",
}


def members(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as file:
        assert {told.compress_type for told in file.infolist()} == {zipfile.ZIP_STORED}
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_byte_for_byte_the_same_each_time(name: str) -> None:
    make = assembled(PACKAGES)[f"models/{name}"]
    once = make()
    assert once == make()
    assert sha256(once).hexdigest() == GOLDEN[name]


@pytest.mark.parametrize("size", ["lite", "full", "heavy"])
def test_the_weights_of_a_pose_bundle_are_the_packages_own(size: str) -> None:
    found = members(pose(PACKAGES, size))
    detector = PACKAGES.packed(POSE, "pose_solution")["pose_detection.tflite"]
    assert list(found) == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
    assert found["pose_detector.tflite"].endswith(detector)
    assert found["pose_landmarks_detector.tflite"].endswith(PACKAGES.weights(POSE, f"pose_landmark_{size}.tflite"))


def test_the_weights_of_the_face_bundle_are_the_packages_own() -> None:
    found = members(assembled(PACKAGES)[f"models/{FACE_BUNDLE}"]())
    packed = PACKAGES.packed(FACE, "face_mesh_solution")
    assert found["face_detector.tflite"].endswith(packed["face_detection_short_range.tflite"])
    assert found["face_landmarks_detector.tflite"].endswith(packed["face_landmark_with_attention.tflite"])
    assert (
        found["geometry_pipeline_metadata_landmarks.binarypb"]
        == packed["geometry_pipeline_metadata_landmarks.binarypb"]
    )


def test_the_joined_face_model_has_478_points_and_a_flag() -> None:
    packed = PACKAGES.packed(FACE, "face_mesh_solution")
    made = Change(joined(packed["face_landmark_with_attention.tflite"]).file(0.0, 255.0))
    assert [tensor.shape for tensor in made.outputs] == [(1, 1, 1, 3 * POINTS), (1, 1, 1, 1)]


def test_a_plain_mesh_is_refused_as_it_would_give_nonsense_without_a_word() -> None:
    plain = PACKAGES.packed(FACE, "face_mesh_solution")["face_landmark.tflite"]
    with pytest.raises(ModelsError, match=r"found no output \"output_.*the model with attention; a plain mesh"):
        joined(plain)


def encoded(indices: tuple[int, ...]) -> bytes:
    """As a graph's settings write a list of indices: field 1, a number in groups of seven bits."""
    made = bytearray()
    for index in indices:
        low, high = index & 0x7F, index >> 7
        made += bytes((0x08, low | 0x80, high) if high else (0x08, low))
    return bytes(made)


def test_the_lists_of_finer_points_are_those_of_the_older_graph_in_the_package() -> None:
    graph = PACKAGES.weights(FACE, "face_mesh_solution_simd_wasm_bin.wasm")
    irises = [tuple(range(MESH, MESH + IRIS)), tuple(range(MESH + IRIS, POINTS))]
    whole = tuple(range(MESH))
    places = [graph.find(encoded(table)) for table in (whole, *FINER.values(), *irises)]
    assert -1 not in places
    assert places == sorted(places), "the older graph lists the outputs in the order in which they are joined"


def test_every_point_takes_its_numbers_from_places_of_its_own() -> None:
    starts = {"output_mesh_identity": 0, "output_lips": 1404, "output_left_eye": 1564, "output_right_eye": 1706,
              "output_left_iris": 1848, "output_right_iris": 1858}  # fmt: skip
    taken = sources(starts)
    flat = [(taken[i], taken[i + 1]) for i in range(0, 3 * POINTS, 3)]
    assert len(set(flat)) == POINTS
    assert max(taken) == 1867, "the last number of the last output"


def copied(tmp_path: Path) -> Path:
    for package in VERSIONS:
        (tmp_path / package).mkdir(parents=True)
        shutil.copy(ROOT / "node_modules" / package / "package.json", tmp_path / package)
    return tmp_path


def test_another_version_of_a_package_is_refused_by_name(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / POSE / "package.json").write_text(json.dumps({"version": "0.4.9"}))
    with pytest.raises(ModelsError, match=r"pose/package.json: found version 0.4.9; right would be 0.5.1675469404"):
        pose(Packages(folder), "lite")


@pytest.mark.parametrize("name", BUNDLES)
def test_a_missing_package_file_is_one_line_that_says_what_to_run(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelsError, match=r"found no such file; right would be the Node packages: run `make setup`"):
        assembled(Packages(copied(tmp_path)))[f"models/{name}"]()
