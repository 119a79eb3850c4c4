"""The typesetter works in a process of its own; when that one is late, dies or fails, one clear line says so."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from front_door import answer_gate, knock, practice

from spinecoach.app.clinician import clinician_report
from spinecoach.app.refused import Refused
from spinecoach.report.paper import Paper
from spinecoach.report.typeset import NotTypeset, typeset

DAY = date(2026, 11, 22)
LOOK = """
import sys
from spinecoach.app import clinician, handouts
from spinecoach.report.typeset import typeset
print("typst" in sys.modules)
"""


@dataclass(frozen=True)
class Empty:
    """Nothing to print."""


@pytest.fixture
def dying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of Python a program that is killed."""
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\ncat >/dev/null\nkill -9 $$\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))


def test_the_server_never_loads_the_typesetter() -> None:
    seen = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True)
    assert seen.stdout == "False\n"


def test_a_typesetter_that_is_late_is_told_in_one_line() -> None:
    with pytest.raises(NotTypeset) as fault:
        typeset("handout", Empty(), Paper.A4, DAY, patience_s=0.001)
    assert str(fault.value) == "PDF: found no document (not done after 0.001 s); right would be trying again"


def test_a_typesetter_that_dies_is_told_in_one_line(dying: None) -> None:
    with pytest.raises(NotTypeset) as fault:
        typeset("handout", Empty(), Paper.A4, DAY)
    assert str(fault.value) == "PDF: found no document (ended by signal 9); right would be trying again"


def test_what_cannot_be_typeset_is_told_in_one_line() -> None:
    with pytest.raises(NotTypeset) as fault:
        typeset("handout", Empty(), Paper.A4, DAY)
    line = str(fault.value)
    assert line.startswith("PDF: found no document (")
    assert line.endswith("); right would be trying again")
    assert "\n" not in line


def test_whoever_asks_for_the_page_is_told_that_line(dying: None) -> None:
    room = practice()
    answer_gate(room)
    with pytest.raises(Refused, match=r"^PDF: found no document \(ended by signal 9\)"):
        clinician_report(room)
    with knock(room) as client:
        answer = client.get("/handout.pdf")
    assert answer.status_code == 503
    assert "PDF: found no document (ended by signal 9); right would be trying again" in answer.text
