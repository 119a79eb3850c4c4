"""The packaged files, and a file from elsewhere beside them."""

from pathlib import Path

from spinecoach.app.catalogue import catalogue, check_file, packaged


def test_the_packaged_files_are_read_once() -> None:
    assert catalogue() is catalogue()


def test_every_packaged_exercise_passes_its_own_check(tmp_path: Path) -> None:
    for name, text in packaged().items():
        if name.startswith("exercises/"):
            path = tmp_path / Path(name).name
            path.write_text(text, encoding="utf-8")
            assert check_file(path) == ()


def test_a_folder_a_missing_file_and_bytes_are_told_in_one_line_each(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"format = 1 # \xff")
    found = [check_file(tmp_path), check_file(tmp_path / "none.toml"), check_file(tmp_path / "bytes.toml")]
    assert [len(faults) for faults in found] == [1, 1, 1]
    assert [faults[0].found for faults in found] == [
        "is a directory",
        "no such file or directory",
        "bytes that are no UTF-8",
    ]
