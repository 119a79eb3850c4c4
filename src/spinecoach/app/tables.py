"""Everything that is known of a person as tidy tables."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import assert_never

from spinecoach.app.charts import exercise_names
from spinecoach.app.practice import Practice
from spinecoach.app.sessions import sessions
from spinecoach.app.so_far import SoFar, so_far
from spinecoach.app.summary import Summary
from spinecoach.body import Region
from spinecoach.report.tables import Table, Value
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.entries import Checked, Cleared, ClearedUndone, Entry, FactAnswer, GateAnswer, SessionBegan

ABOUT = (
    "What somebody told spinecoach and did with it. Days are the person's own calendar days, moments are UTC.\r\n"
    "Pain and effort are whole numbers from 0 to 10. An empty field means: not told, or not known.\r\n"
    "Angles: flexion, right rotation and right side bend count from one's own neutral at the start of a session."
)
SCALE = "0 to 10"
DAY = timedelta(days=1)


def tables(practice: Practice) -> tuple[Table, ...]:
    """In the order of the README. Raises StoreError."""
    found = so_far(practice)
    done = tuple(reversed(sessions(practice)))
    return (
        _sessions(done, practice.lengths.of([each.id for each in done])),
        _exercises(done, practice),
        _pain(found),
        _weeks(found),
        _adherence(practice, found),
        _levels(found),
        _ranges(found),
        _measures(practice, found),
        _breaks(found),
        _safety(practice),
    )


def _sessions(done: Sequence[Summary], seconds: Mapping[str, float]) -> Table:
    columns = (
        ("session", "its id, as in the other tables"),
        ("day", "the calendar day"),
        ("begun_at_utc", "when it was begun"),
        ("length_s", "session time without pauses and questions, seconds"),
        ("ended", "done, why it was stopped, or nothing while it is open"),
        ("exercises_done", "of how many exercises something was done"),
    )

    def rows() -> Iterator[Sequence[Value]]:
        for each in done:
            yield (each.id, each.day, each.begun_at, round(seconds.get(each.id, 0.0), 3), each.ended, len(each.done))

    return Table("sessions", "A row a session, the first one first.", columns, rows())


def _exercises(done: Sequence[Summary], practice: Practice) -> Table:
    names = exercise_names(practice)
    columns = (
        ("session", "its id"),
        ("day", "the calendar day"),
        ("exercise", "its code"),
        ("name", "its name"),
        ("form", "easier, standard or harder"),
        ("level", "0 to 6"),
        ("reps_done", "repetitions over all sides and places"),
        ("reps_planned", "repetitions over all sides and places"),
        ("worked_s", "seconds of a timed exercise"),
        ("pain_before_0_10", f"pain before it, {SCALE}"),
        ("pain_worst_0_10", f"worst pain during it, {SCALE}"),
        ("effort_0_10", f"how hard it was, {SCALE}"),
        ("light", "G, A, R or B: what the pain said"),
        ("ended", "how it ended: done, softened, hurt, skipped, stopped, black, back"),
        ("softened", "whether it went on more softly"),
        ("stands_for", "the code that it came in place of"),
    )
    rows = (
        (
            each.id, each.day, one.code, names.get(one.code), one.variant, one.level, one.reps_done, one.reps_planned,
            one.seconds, one.pain_before, one.pain_worst, one.effort, one.light, one.ended, one.softened,
            one.stands_for,
        )
        for each in done
        for one in each.exercises
    )  # fmt: skip
    return Table("exercises", "A row an exercise of a session, in their order.", columns, rows)


def _pain(found: SoFar) -> Table:
    columns = (
        ("day", "the day on which it was told"),
        ("region", "neck, headache, thoracic (upper back), lumbar (lower back)"),
        ("when", "before or during a session, next_morning (after a day with one), other_morning (after one without)"),
        ("pain_0_10", SCALE),
        (
            "session_day",
            "the day of the session that it belongs to, a morning to the one before; empty where there is none",
        ),
    )
    rows = (
        (told, region.value, when, value, day.day if day.done else None)
        for region in Region
        for day in found.pain.get(region, ())
        for told, when, value in (
            (day.day, "before", day.before),
            (day.day, "during", day.during),
            (day.day + DAY, "next_morning" if day.done else "other_morning", day.morning),
        )
        if value is not None
    )
    return Table(
        "pain",
        "A row a number that was told. Pain told before noon stands as that morning too, where nothing else was.",
        columns,
        rows,
    )


def _weeks(found: SoFar) -> Table:
    columns = (
        ("monday", "the first day of the week"),
        ("days_done", "days with a session"),
        ("days_planned", "days that were planned"),
        ("days_paused", "days of a break"),
        ("sessions", "how many"),
        ("length_min", "time in sessions without pauses and questions, minutes"),
    )
    rows = (
        (week.monday, week.done, week.planned, week.paused, week.sessions, round(week.seconds / 60, 1))
        for week in found.weeks
    )
    return Table("weeks", "A row a week.", columns, rows)


def _adherence(practice: Practice, found: SoFar) -> Table:
    names = exercise_names(practice)
    columns = (
        ("exercise", "its code"),
        ("name", "its name"),
        ("days_done", "days on which it was done"),
        ("days_planned", "days on which it was planned; a missed day by the days before it, a break not at all"),
    )
    rows = ((each.code, names.get(each.code), each.done, each.planned) for each in found.exercises)
    return Table("adherence", "A row an exercise, since the first session.", columns, rows)


def _levels(found: SoFar) -> Table:
    columns = (("exercise", "its code"), ("from_day", "the first day at it"), ("level", "0 to 6"))
    rows = ((code, day, level) for code, steps in found.levels.items() for day, level in steps)
    return Table("levels", "A row a change of level.", columns, rows)


def _ranges(found: SoFar) -> Table:
    columns = (
        ("day", "when it was measured"),
        ("movement", "which movement of the neck"),
        ("range_deg", "how far it went, degrees"),
        ("confidence_0_1", "how far the camera trusted it"),
        ("session", "its id, where there was one"),
    )
    rows = ((each.day, each.movement, each.degrees, each.confidence, each.session) for each in found.readings)
    return Table("range_of_motion", "A row a reading by the camera.", columns, rows)


def _measures(practice: Practice, found: SoFar) -> Table:
    columns = (
        ("day", "when it was answered"),
        ("measure", "what was asked"),
        ("item", "which of one's own activities"),
        ("value", "the answer"),
    )
    names = practice.me().along.activities
    rows = ((each.day, each.measure, names.get(each.item, each.item), each.value) for each in found.told)
    return Table("measures", "A row an answer to a question that comes every few weeks.", columns, rows)


def _breaks(found: SoFar) -> Table:
    columns = (
        ("first_day", "of the break"),
        ("last_day", "of the break; nothing while it is open"),
        ("why", "sick or holiday"),
    )
    return Table("breaks", "A row a break.", columns, ((each.start, each.end, each.why.value) for each in found.pauses))


def _safety(practice: Practice) -> Table:
    columns = (
        ("day", "when it was told"),
        ("kind", "answer, fact, check, session_began, cleared or clearing_undone"),
        ("row", "the question's or fact's id"),
        ("asked", "the question in short"),
        ("answer", "yes, no, unsure, or what was ticked"),
    )
    rows = (_told(practice, entry) for entry in practice.me().gate)
    return Table("safety", "A row an answer to a safety question, in their order.", columns, rows)


def _told(practice: Practice, entry: Entry) -> Sequence[Value]:
    match entry:
        case GateAnswer(row, value, on):
            return (on, "answer", row, _line(practice, row), said(value))
        case FactAnswer(fact, value, on, site):
            return (on, "fact", fact.value, site, _fact(value))
        case Checked(on, new, dizzy, pain):
            told = [f"{region.value} {value}" for region, value in pain.items()]
            told += ["something new"] * new + ["dizzy, numb or weak"] * dizzy
            return (on, "check", None, None, "; ".join(told) or "nothing")
        case SessionBegan(on):
            return (on, "session_began", None, None, None)
        case Cleared(row, by, on):
            return (on, "cleared", row, _line(practice, row), by)
        case ClearedUndone(row, on):
            return (on, "clearing_undone", row, _line(practice, row), None)
        case _:
            assert_never(entry)


def _line(practice: Practice, row: str) -> str | None:
    known = practice.questions.rows.get(row)
    return known.line if known else None


def said(value: Answer) -> str:
    """An answer as one text."""
    match value:
        case Said():
            return value.value
        case Ticked(items):
            return "; ".join(items)
        case _:
            assert_never(value)


def _fact(value: int | date | tuple[Region, ...] | None) -> Value:
    return "; ".join(value) if isinstance(value, tuple) else value
