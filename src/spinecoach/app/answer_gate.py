"""Keeps what a page of the safety questions says: what is ticked is yes, the rest of the page is no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spinecoach.app.gate import gate
from spinecoach.app.gate_log import to_body
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.body import Region
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.entries import (
    Checked,
    Entry,
    FactAnswer,
    StoredFact,
    confirm_needed,
    due_date,
    page_answers,
)
from spinecoach.screening.questions import AskedFact, Page, Questions, Row

Form = Mapping[str, Sequence[str]]
"""A form as a browser sends it: each name with all its values.

``yes`` and ``unsure`` hold rows, ``item`` holds ``row.item``, ``no_item`` holds rows of which no item applies, ``none``
says that nothing on the page applies; a fact is sent under its own name, and the date of an operation holds for every
site that is ticked.
"""


@dataclass(frozen=True, slots=True)
class Filled:
    """A page as filled in. ``confirm`` are the rows whose yes only a clinician could lift again."""

    entries: tuple[Entry, ...]
    confirm: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class WhichOnes:
    """Lines that are ticked and whose items are still to be told: nothing is kept before that."""

    rows: tuple[Row, ...]


def fill(questions: Questions, rows: Sequence[Row], form: Form, today: date) -> Filled | WhichOnes:
    """What the form says about ``rows``. Raises Refused when it says nothing, or what cannot be."""
    ticked = _ticked(questions, rows, form)
    facts = _facts(rows, ticked, form, today)
    asked = [row for row in rows if not row.only_a_fact]
    no_item = form.get("no_item", ())
    open_lines = tuple(row for row in rows if row.items and ticked.get(row.id) == Ticked(()) and row.id not in no_item)
    if asked and not ticked and not no_item and not form.get("none"):
        line = f"this page: found nothing ticked; right would be what applies, or {_none(questions)}"
        raise Refused(Why.WRONG, line, f"Tick what applies, or {_none(questions)}.")
    if ticked and form.get("none"):
        raise Refused(Why.WRONG, f"this page: found ticks beside {_none(questions)}; right would be one or the other")
    if open_lines:
        return WhichOnes(open_lines)
    return Filled(
        entries=(*facts, *page_answers(rows, ticked, today)),
        confirm=tuple(row for row in rows if row.id in ticked and confirm_needed(row, ticked[row.id])),
    )


def standing_form(practice: Practice, page: Page) -> Form:
    """A page filled in with what stands, for answering it again: what is not touched stays as it is."""
    answers = gate(practice).status.answers
    form: dict[str, list[str]] = {"again": ["yes"], "yes": [], "unsure": [], "item": [], "no_item": []}
    for row in page.rows:
        match answers.rows.get(row):
            case Ticked(items) if items:
                form["item"] += [f"{row}.{item}" for item in items]
            case Ticked():
                form["no_item"].append(row)
            case Said.YES:
                form["item"] += [f"{row}.{item}" for item in practice.questions.rows[row].items]
            case Said.UNSURE:
                form["unsure"].append(row)
            case _:
                continue
        form["yes"].append(row)
    if answers.pregnant_weeks is not None:
        form["pregnant"] = ["yes" if answers.pregnant_weeks else "no"]
        form["pregnant_weeks"] = [str(answers.pregnant_weeks)] if answers.pregnant_weeks else []
    return form


def keep(practice: Practice, entries: Sequence[Entry]) -> None:
    """Write entries of the gate, all or none. Raises StoreError."""
    practice.note([to_body(entry) for entry in entries])


def concerns(practice: Practice, regions: Sequence[str]) -> None:
    """Keep which regions are meant; with none of them all are asked about. Raises Refused."""
    for region in regions:
        if region not in list(Region):
            raise Refused(Why.WRONG, f"regions: found {region!r}; right would be among {', '.join(Region)}")
    meant = tuple(region for region in Region if region in regions)
    keep(practice, [FactAnswer(StoredFact.REGIONS, meant, practice.clock.today())])


def check(practice: Practice, *, new: bool, dizzy: bool, pain: Mapping[Region, int]) -> None:
    """Keep the three taps before a session."""
    keep(practice, [Checked(practice.clock.today(), new, dizzy, pain)])


def _none(questions: Questions) -> str:
    return f"“{questions.words['none']}”"


def _ticked(questions: Questions, rows: Sequence[Row], form: Form) -> dict[str, Answer]:
    """What is ticked. A line with "not sure" is not sure; items of which none applies leave a no, or, where the line is
    worth a yes without any item, that yes.
    """
    yes, unsure, items, no_item = (form.get(name, ()) for name in ("yes", "unsure", "item", "no_item"))
    ticked: dict[str, Answer] = {}
    for row in rows:
        chosen = tuple(item for item in row.items if f"{row.id}.{item}" in items)
        if row.id in no_item and (chosen or row.id in unsure):
            raise Refused(
                Why.WRONG, f"{row.line}: found ticks beside {_none(questions)}; right would be one or the other"
            )
        if chosen:
            ticked[row.id] = Ticked(chosen)
        elif row.id in unsure:
            ticked[row.id] = Said.UNSURE
        elif row.id in yes and not row.items:
            ticked[row.id] = Said.YES
        elif row.id in (yes if row.lead or row.id not in no_item else ()):
            ticked[row.id] = Ticked(())
    return ticked


def _facts(rows: Sequence[Row], ticked: Mapping[str, Answer], form: Form, today: date) -> list[FactAnswer]:
    asked = {fact for row in rows for fact in row.facts}
    found: list[FactAnswer] = []
    if AskedFact.AGE in asked:
        found.append(FactAnswer(StoredFact.AGE, _whole(form, AskedFact.AGE, 0, 120), today))
    if AskedFact.PREGNANT_WEEKS in asked:
        pregnant = _one(form, "pregnant")
        if pregnant not in {"yes", "no"}:
            raise Refused(Why.WRONG, "pregnant: found nothing ticked; right would be yes or no")
        week = _whole(form, AskedFact.PREGNANT_WEEKS, 0, 42) if pregnant == "yes" else None
        due = None if week is None else due_date(week, today)
        found.append(FactAnswer(StoredFact.DUE_DATE, due, today))
    if injuries := _days(form, AskedFact.INJURY_DATE, today) if AskedFact.INJURY_DATE in asked else ():
        found.append(FactAnswer(StoredFact.INJURY_DATE, max(injuries), today))
    for day in _days(form, AskedFact.SURGERY, today) if AskedFact.SURGERY in asked else ():
        sites = [site for row in rows if AskedFact.SURGERY in row.facts for site in _items(ticked.get(row.id))]
        found += [FactAnswer(StoredFact.SURGERY, day, today, site) for site in sites]
    return found


def _items(answer: Answer | None) -> Sequence[str]:
    return answer.items if isinstance(answer, Ticked) else ()


def _one(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0].strip() if values else ""


def _whole(form: Form, name: str, low: int, high: int) -> int:
    text = _one(form, name)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        said = repr(text) if text else "nothing"
        raise Refused(
            Why.WRONG, f"{name.replace('_', ' ')}: found {said}; right would be a whole number from {low} to {high}"
        )
    return int(text)


def _days(form: Form, name: str, today: date) -> Sequence[date]:
    """Every date that is sent: more than one question may ask for the same."""
    return [_day(text.strip(), name.replace("_", " "), today) for text in form.get(name, ()) if text.strip()]


def _day(text: str, label: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused(Why.WRONG, f"{label}: found {text!r}; right would be a date such as {today}") from None
    if day > today:
        raise Refused(Why.WRONG, f"{label}: found {day}, a day still to come; right would be {today} or earlier")
    return day
