"""The assembled files stand whole or not at all, know what they were made of, and give way to a person's own."""

from pathlib import Path

import pytest

from spinecoach.vision.models import FACE_BUNDLE, FILES, LITE, ModelsError, Packages, Shelf

PACKAGES = Packages(Path(__file__).parents[2] / "node_modules")
OTHERS = [name for name in FILES if name != f"models/{LITE}"]


def test_an_empty_shelf_lacks_everything_and_a_filled_one_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "built")
    assert shelf.missing() == FILES
    shelf.fill(PACKAGES)
    assert shelf.missing() == ()
    assert all(shelf.file(name) == tmp_path / "built" / name for name in FILES)


def test_filling_again_makes_only_what_is_missing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.fill(PACKAGES)
    before = {name: (tmp_path / name).stat().st_ino for name in OTHERS}
    (tmp_path / "models" / LITE).unlink()
    assert shelf.missing() == (f"models/{LITE}",)
    shelf.fill(PACKAGES)
    assert shelf.missing() == ()
    assert before == {name: (tmp_path / name).stat().st_ino for name in OTHERS}


def test_a_full_shelf_needs_no_packages(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.fill(PACKAGES)
    shelf.fill(Packages(tmp_path / "nowhere"))
    assert shelf.missing() == ()


def test_files_made_by_another_recipe_count_as_missing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.fill(PACKAGES)
    (tmp_path / "recipe.txt").write_text("0 of other packages")
    assert shelf.missing() == FILES


def test_where_packages_are_missing_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ModelsError, match="run `make setup`"):
        Shelf(tmp_path / "built").fill(Packages(tmp_path / "nowhere"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "built").write_text("a file stands in the way")
    with pytest.raises(ModelsError, match="right would be a folder that may be written"):
        Shelf(tmp_path / "built").fill(PACKAGES)


@pytest.mark.parametrize("name", ["recipe.txt", "../../models.py", "models/other.task", "", "models"])
def test_only_known_files_are_given_out(name: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.fill(PACKAGES)
    assert shelf.file(name) is None


def test_a_persons_own_model_takes_the_place_of_the_assembled_one(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / FACE_BUNDLE).write_bytes(b"mine")
    shelf = Shelf(tmp_path / "built", own)
    assert f"models/{FACE_BUNDLE}" not in shelf.missing()
    assert f"models/{LITE}" in shelf.missing()
    shelf.fill(PACKAGES)
    assert shelf.missing() == ()
    assert shelf.file(f"models/{FACE_BUNDLE}") == own / FACE_BUNDLE
    assert shelf.file(f"models/{LITE}") == tmp_path / "built" / "models" / LITE
    assert (own / FACE_BUNDLE).read_bytes() == b"mine"
