"""Every message of the parser, each proved by a file in ``broken/`` with the lines that it earns beside it."""

from pathlib import Path

import pytest

from spinecoach.protocol.faults import ProtocolError
from spinecoach.protocol.load import SHARED, check_exercise, parse_protocol

HERE = Path(__file__).parent
SMALL = {p.relative_to(HERE / "small").as_posix(): p.read_text("utf-8") for p in (HERE / "small").rglob("*.toml")}
BROKEN = sorted((HERE / "broken").glob("*.toml"))


def faults_of(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    if path.name not in SHARED:
        return [str(f) for f in check_exercise(text, path.name, parse_protocol(SMALL))[1]]
    with pytest.raises(ProtocolError) as error:
        parse_protocol(SMALL | {path.name: text})
    return [str(f) for f in error.value.faults]


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: p.stem)
def test_a_broken_file_earns_exactly_the_lines_beside_it(path: Path) -> None:
    assert faults_of(path) == path.with_suffix(".txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: p.stem)
def test_every_line_says_where_what_was_found_and_what_would_be_right(path: Path) -> None:
    for line in faults_of(path):
        where, found, right = line.replace("; right would be ", "\0").replace(": found ", "\0").split("\0")
        assert where.startswith(path.name) or path.name in SHARED
        assert found.strip()
        assert right.strip()
        assert "\n" not in line
