"""Whole sessions, as they were read and found right: what happened and what was said, line by line.

When a change is meant, ``told`` of the small file is what ``played`` below gives now.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from studio import Studio

from spinecoach.session.rehearse import rehearse
from spinecoach.session.vocabulary import (
    Command,
    Cue,
    EventKind,
    Output,
    Question,
    Segment,
    SegmentKind,
    SessionEvent,
    Told,
)

GOLDEN = Path(__file__).parent / "golden"


def line(one: Output) -> str:
    """``16.5 hold_started X2 left rep 1``; segments are shown by what they are, cues by what is said."""
    if isinstance(one, Cue):
        return f'{one.t:g} says "{one.text}"'
    if isinstance(one, Segment):
        seconds = "waits" if one.seconds is None else f"{one.seconds:g} s"
        pace = "" if one.kind is not SegmentKind.REP else f", tempo {one.tempo:g}, range {one.range_factor:g}"
        return f"{one.t:g} shows {one.kind}: {seconds}{pace}; left {one.left_s:g} s; {one.ahead}".rstrip("; ")
    named = {
        "": (one.code, one.variant if one.variant != "standard" else None, one.side, one.question, one.region),
        "zone": (one.zone,),
        "rep": (one.rep,),
        "s": (one.seconds,),
        "value": (one.value,),
        "light": (one.light,),
        "because": (one.reason,),
        "reps": (None if one.reps_planned is None else f"{one.reps_done}/{one.reps_planned}",),
    }
    told = [f"{word} {what:g}" if isinstance(what, float) else f"{word} {what}".strip()
            for word, whats in named.items() for what in whats if what is not None]  # fmt: skip
    return " ".join([f"{one.t:g}", one.kind, *told])


def played(studio: Studio, golden: dict[str, Any]) -> list[str]:
    """The session of one file, rehearsed."""
    script = studio.script(*golden["plan"])
    inputs = [
        Told(
            one["t"],
            Command(one["command"]),
            Question(one["question"]) if "question" in one else None,
            one.get("value"),
        )
        for one in golden["inputs"]
    ]
    out = rehearse(script, inputs)
    whole_seconds = {EventKind.PROGRESSED}
    return [line(one) for one in out if not (isinstance(one, SessionEvent) and one.kind in whole_seconds)]


@pytest.mark.parametrize("name", ["chair", "floor_hurts"])
def test_a_session_goes_as_it_was_read_and_found_right(name: str, studio: Studio) -> None:
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert played(studio, golden) == golden["told"]
