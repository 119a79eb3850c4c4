"""Safety answers and measures as filled questionnaires, and what stands in the way as flags."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import assert_never

from spinecoach.progress.measures import MeasureAnswer
from spinecoach.report.fhir.codes import FLAG_CATEGORY, MEASURES, ROW, SAFETY, STOP, Code, Resource, coding, concept
from spinecoach.report.fhir.entries import PATIENT, entry, pointer
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.entries import Checked, Cleared, ClearedUndone, Entry, FactAnswer, GateAnswer, SessionBegan
from spinecoach.screening.questions import Questions, Row
from spinecoach.wire.json_value import JSON

Item = tuple[str, str, list[JSON]]
"""A link id, its text, its answers."""


def safety(questions: Questions, entries: Iterable[Entry]) -> Iterator[Resource]:
    """A response for each time of answering; one that answers a question again is another one."""
    day: date | None = None
    items: dict[str, JSON] = {}
    number = 0
    for each in entries:
        for link, text, answers in _items(questions, each):
            if items and (day != each.on or link in items):
                yield _response("safety", number, day or each.on, f"{SAFETY}|{questions.version}", items.values())
                number, items = number + 1, {}
            day = each.on
            items[link] = {"linkId": link, "text": text, "answer": answers}
    if items and day is not None:
        yield _response("safety", number, day, f"{SAFETY}|{questions.version}", items.values())


def measures(told: Sequence[MeasureAnswer], asked: Mapping[tuple[str, str], str]) -> Iterator[Resource]:
    """A response a day. ``asked`` says what was asked, by measure and item."""
    by_day: dict[date, dict[str, JSON]] = {}
    for each in told:
        link = f"{each.measure}.{each.item}" if each.item else each.measure
        text = asked.get((each.measure, each.item), link)
        answer: JSON = {"linkId": link, "text": text, "answer": [{"valueInteger": each.value}]}
        by_day.setdefault(each.day, {})[link] = answer
    for number, (day, items) in enumerate(by_day.items()):
        yield _response("measures", number, day, MEASURES, items.values())


def row_flag(row: Row, on: date | None, until: date | None = None) -> Resource:
    """A safety answer that stands, or stood, in the way."""
    return _flag(f"{row.id}/{on}/{until}", (ROW, row.id, row.line), row.means, on, until)


def stop_flag(session: str, on: date, sign: str, text: str) -> Resource:
    """A session that a stop sign or strong pain ended."""
    return _flag(f"stop/{session}", (STOP, sign, text), text, on, on)


def _flag(key: str, code: Code, text: str, on: date | None, until: date | None) -> Resource:
    content: Resource = {
        "status": "inactive" if until else "active",
        "category": [concept((FLAG_CATEGORY, "safety", "Safety"))],
        "code": concept(code, text=text),
        "subject": pointer(*PATIENT),
    }
    period: Resource = {}
    if on:
        period["start"] = on.isoformat()
    if until:
        period["end"] = until.isoformat()
    if period:
        content["period"] = period
    return entry("Flag", key, content)


def _response(kind: str, number: int, day: date, canonical: str, items: Iterable[JSON]) -> Resource:
    return entry("QuestionnaireResponse", f"{kind}/{number}", {
        "questionnaire": canonical,
        "status": "completed",
        "subject": pointer(*PATIENT),
        "authored": day.isoformat(),
        "source": pointer(*PATIENT),
        "item": list(items),
    })  # fmt: skip


def _items(questions: Questions, told: Entry) -> list[Item]:
    match told:
        case GateAnswer(row, value):
            known = questions.rows.get(row)
            return [(row, known.ask if known else row, _answers(known, value))]
        case FactAnswer(fact, value, _, site):
            link = f"{fact.value}.{site}" if site else fact.value
            return [(link, link.replace("_", " "), _fact(value))]
        case Checked(_, new, dizzy, pain):
            taps: list[Item] = [
                ("check.new", questions.check.new, [{"valueBoolean": new}]),
                ("check.dizzy", questions.check.dizzy, [{"valueBoolean": dizzy}]),
            ]
            return taps + [
                (
                    f"check.pain.{region.value}",
                    f"{questions.check.pain} {region.value}",
                    [{"valueInteger": rated}],
                )
                for region, rated in pain.items()
            ]
        case Cleared(row, by):
            return [(f"cleared.{row}", "Cleared by", [{"valueString": by}])]
        case ClearedUndone(row):
            return [(f"cleared.{row}", "Cleared by", [{"valueString": "noted by mistake"}])]
        case SessionBegan():
            return []
        case _:
            assert_never(told)


def _answers(row: Row | None, value: Answer) -> list[JSON]:
    match value:
        case Said.YES:
            return [{"valueBoolean": True}]
        case Said.NO:
            return [{"valueBoolean": False}]
        case Said.UNSURE:
            return [{"valueString": "not sure"}]
        case Ticked(items):
            words = row.items if row else {}
            return [{"valueCoding": coding((ROW, item, words.get(item, item)))} for item in items]
        case _:
            assert_never(value)


def _fact(value: object) -> list[JSON]:
    match value:
        case None:
            return [{"valueString": "none"}]
        case int():
            return [{"valueInteger": value}]
        case date():
            return [{"valueDate": value.isoformat()}]
        case tuple():
            return [{"valueString": str(each)} for each in value] or [{"valueString": "none"}]
        case _:
            raise TypeError(value)
