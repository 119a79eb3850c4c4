"""The island's types are those of Python."""

import json
import subprocess
from pathlib import Path

from spinecoach.wire.schema import schema, text

ISLAND = Path(__file__).parents[2] / "island"


def test_the_committed_schema_is_that_of_the_python_values() -> None:
    assert (ISLAND / "protocol.schema.json").read_text("utf-8") == text(), "run `make types`"


def test_the_islands_types_are_made_from_the_committed_schema(tmp_path: Path) -> None:
    made = tmp_path / "protocol.gen.ts"
    command = json.loads((ISLAND.parent / "package.json").read_text("utf-8"))["scripts"]["types"]
    assert "-o island/src/protocol.gen.ts" in command
    command = command.replace("-o island/src/protocol.gen.ts", f"-o '{made}'")
    subprocess.run(f"PATH=node_modules/.bin:$PATH {command}", shell=True, cwd=ISLAND.parent, check=True)
    assert made.read_text("utf-8") == (ISLAND / "src" / "protocol.gen.ts").read_text("utf-8"), "run `make types`"


def test_a_value_that_may_be_none_may_be_missing_and_is_never_null() -> None:
    parts = schema()["$defs"]
    assert "seconds" not in parts["Segment"]["required"]
    assert parts["Segment"]["properties"]["seconds"] == {"type": "number"}
    assert "beats" in parts["Segment"]["required"]
    assert parts["ClientMessage"]["required"] == ["command"]
    assert "null" not in text()
