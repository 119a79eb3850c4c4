"""Whatever a file holds, the parser answers with faults, never with another error."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.protocol.faults import ProtocolError
from spinecoach.protocol.load import check_exercise, parse_protocol
from spinecoach.protocol.parse_exercise import parse_exercise
from spinecoach.protocol.protocol import Protocol

SMALL = Path(__file__).parent / "small"
FILES = {p.relative_to(SMALL).as_posix(): p.read_text("utf-8") for p in SMALL.rglob("*.toml")}
EXERCISES = sorted(name for name in FILES if name.startswith("exercises/"))
VALUES = st.sampled_from(
    [
        "0",
        "-1",
        "2.5",
        "nan",
        "-inf",
        "1e300",
        "9" * 30,
        "true",
        '""',
        '"x"',
        "[]",
        "[[]]",
        "[1, 'a', {}]",
        "{}",
        "2026-11-22",
    ]
)


def lines_changed(text: str, data: st.DataObject) -> str:
    """Lines taken out, doubled, swapped, cut, or given another value."""
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        i = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["out", "double", "swap", "cut", "value"])):
            case "out":
                lines[i] = ""
            case "double":
                lines.insert(i, lines[i])
            case "swap":
                j = data.draw(st.integers(0, len(lines) - 1))
                lines[i], lines[j] = lines[j], lines[i]
            case "cut":
                lines[i] = lines[i][: data.draw(st.integers(0, len(lines[i])))]
            case _:
                key, equals, _ = lines[i].partition(" = ")
                lines[i] = f"{key} = {data.draw(VALUES)}" if equals else lines[i]
    return "\n".join(lines)


@given(st.text())
def test_any_text_is_an_exercise_or_has_faults(text: str) -> None:
    exercise, faults = parse_exercise(text, "any.toml")
    assert (exercise is None) == bool(faults)


@settings(deadline=None)
@given(st.sampled_from(EXERCISES), st.data())
def test_a_changed_exercise_is_an_exercise_or_has_faults(name: str, data: st.DataObject) -> None:
    text = lines_changed(FILES[name], data)
    exercise, faults = check_exercise(text, name, parse_protocol(FILES))
    assert (exercise is None) == bool(faults)


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_changed_file_among_the_others_raises_nothing_but_a_protocol_error(name: str, data: st.DataObject) -> None:
    outcome: Protocol | ProtocolError
    try:
        outcome = parse_protocol(FILES | {name: lines_changed(FILES[name], data)})
    except ProtocolError as error:
        outcome = error
    assert outcome.exercises if isinstance(outcome, Protocol) else outcome.faults


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "a = " + "[" * 5000,
        "x." * 5000 + "y = 1",
        "format = " + "9" * 5000,
        "\ufeffformat = 1",
        "\0",
        "a = '''",
    ],
)
def test_absurd_files_have_faults(text: str) -> None:
    exercise, faults = parse_exercise(text, "absurd.toml")
    assert exercise is None
    assert faults
    assert all(len(str(f)) < 40_000 for f in faults)
