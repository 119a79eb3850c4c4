"""The handout as a PDF: pages, selectable text, tags, and that nothing runs off the paper."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.protocol.form import resolve
from spinecoach.report.dose_line import dose_line
from spinecoach.report.handout import CUES, NOT_REVIEWED, WELLNESS, handout
from spinecoach.report.paper import Paper
from spinecoach.report.typeset import typeset
from spinecoach.session.plan import Work
from spinecoach.wire.plan import work_at

PROTOCOL = catalogue()
DAY = date(2026, 11, 22)
POINTS = {Paper.A4: (595.3, 841.9), Paper.LETTER: (612.0, 792.0)}
MOST = 4


def ordered_by_screening(code: str) -> tuple[str, ...]:
    """Every change that any answer may order for the exercise, all at once."""
    effects = [effect for row in packaged_questions().rows.values() for effect in row.effects]
    return tuple(sorted({str(change) for effect in effects for change in effect.changes_of(code)}))


def at_level(level: int) -> tuple[Work, ...]:
    return tuple(work_at(e, min(level, max(e.levels))) for e in PROTOCOL.exercises.values())


@cache
def printed(works: tuple[Work, ...], paper: Paper) -> bytes:
    made = handout(PROTOCOL, works, "Exercises, 22 November 2026", "Made for you.", "en", "112")
    return typeset("handout", made, paper, DAY)


def pages(works: Sequence[Work], paper: Paper) -> list[str]:
    read = PdfReader(io.BytesIO(printed(tuple(works), paper)))
    return [" ".join(page.extract_text().split()) for page in read.pages]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("level", [0, 1, 4, 6])
def test_all_twelve_fit_on_four_pages_with_every_word_to_select(paper: Paper, level: int) -> None:
    works = at_level(level)
    read = pages(works, paper)
    assert len(read) <= MOST
    whole = " ".join(read)
    at = 0
    for work in works:
        exercise = PROTOCOL.exercises[work.code]
        words = resolve(exercise, work.variant, work.changes, "en").words
        at = whole.index("Mo Tu We Th Fr Sa Su", at)
        at = whole.index(f"{words.name} {dose_line(exercise, work, PROTOCOL.lights)}", at)
        for text in (words.position, words.fetch, *words.steps, *words.reminders[:CUES]):
            at = whole.index(text, at)


@pytest.mark.parametrize("paper", Paper)
def test_the_stop_box_stands_on_the_first_page(paper: Paper) -> None:
    first = pages(at_level(1), paper)[0]
    box = first.index("Stop, and call for help")
    assert box < first.index("Stop and call 112 now:") < first.index("Head turns")
    for sign in PROTOCOL.stop_signs.values():
        assert box < first.index(sign.label["en"]) < first.index("Head turns")
    assert "Pain of 7 or more of 10" in first


@pytest.mark.parametrize("paper", Paper)
def test_every_page_says_what_it_is_not(paper: Paper) -> None:
    for page in pages(at_level(1), paper):
        assert NOT_REVIEWED in page
        assert WELLNESS in page


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("level", [0, 1, 6])
def test_everything_that_screening_may_order_at_once_still_fits(paper: Paper, level: int) -> None:
    works = [replace(work, changes=ordered_by_screening(work.code), tempo=1.5) for work in at_level(level)]
    read = pages(works, paper)
    assert len(read) <= MOST
    whole = " ".join(read)
    assert "For you: " in whole
    assert "Bend forward" not in whole


@pytest.mark.parametrize("paper", Paper)
def test_nothing_runs_off_the_paper(paper: Paper) -> None:
    wide, high = POINTS[paper]
    works = [replace(work, changes=ordered_by_screening(work.code)) for work in at_level(6)]
    for page in PdfReader(io.BytesIO(printed(tuple(works), paper))).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((wide, high), abs=1)
        seen: list[tuple[float, float, str]] = []
        page.extract_text(visitor_text=lambda text, cm, _tm, *_: seen.append((cm[4], cm[5], text)))  # noqa: B023
        inside = [(x, y) for x, y, text in seen if text.strip()]
        assert inside
        for x, y in inside:
            assert 40 <= x <= wide - 40
            assert 20 <= y <= high - 25


def test_it_is_tagged_and_titled_in_a_language_and_every_drawing_has_words() -> None:
    pdf = PdfReader(io.BytesIO(printed(at_level(1), Paper.A4)))
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata
    assert pdf.metadata.title == "Exercises, 22 November 2026"
    told: list[str] = []
    kinds: set[str] = set()

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for inner in node:
                walk(inner)
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S")))
            if node.get("/S") == "/Figure":
                told.append(str(node["/Alt"]))
            if "/K" in node and "/S" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"]["/K"])
    assert len(told) == 12
    assert all(re.search(r"\w{3,}.*\.", words) for words in told)
    assert {"/H1", "/H2", "/L", "/Table", "/TH"} <= kinds


def test_the_same_plan_gives_the_same_bytes() -> None:
    works = at_level(1)[:2]
    made = handout(PROTOCOL, works, "a", "b", "en", "112")
    assert typeset("handout", made, Paper.A4, DAY) == typeset("handout", made, Paper.A4, DAY)


def test_marks_of_the_typesetter_in_a_text_stay_a_text() -> None:
    made = replace(handout(PROTOCOL, at_level(1)[:1], "a", "b", "en", "112"), about="#panic() *x* $y$ @z ``` \\")
    assert (
        "#panic() *x* $y$ @z ``` \\"
        in PdfReader(io.BytesIO(typeset("handout", made, Paper.A4, DAY))).pages[0].extract_text()
    )
