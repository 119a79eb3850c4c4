"""Gathers the report for a clinician from the record."""

import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib.metadata import version
from itertools import pairwise
from statistics import median

from spinecoach.app.charts import exercise_names, mornings_told, region_names, verdicts
from spinecoach.app.fhir import fhir_entries
from spinecoach.app.flags import Ended, RedFlag, over
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.app.sessions import sessions
from spinecoach.app.so_far import SoFar, so_far
from spinecoach.app.summary import Summary
from spinecoach.app.waiting import waiting
from spinecoach.body import Region
from spinecoach.progress.adherence import adherence_by_exercise
from spinecoach.progress.light import Light
from spinecoach.progress.pain import Spread, spread_of
from spinecoach.protocol.exercise import Variant
from spinecoach.protocol.form import ENGLISH
from spinecoach.report.chart import Chart
from spinecoach.report.charts.adherence import MISSED, by_week
from spinecoach.report.charts.habit import EXPLAINED, WHOLE, of_hundred
from spinecoach.report.charts.movement import NAMES, told_in_short
from spinecoach.report.charts.pain import pain
from spinecoach.report.clinician import NOT_MEASURED, DoseLine, Figure, Part, Report
from spinecoach.report.dose_line import dose_line, pain_limit
from spinecoach.report.draw import NotDrawn, draw
from spinecoach.report.fhir.entries import write_bundle
from spinecoach.report.handout import WELLNESS, day_told
from spinecoach.report.paper import Paper
from spinecoach.report.typeset import NotTypeset, typeset
from spinecoach.report.words import count, shared_out, short_day
from spinecoach.screening.clearance import Outcome
from spinecoach.session.fold import SEVERE
from spinecoach.session.vocabulary import EventKind
from spinecoach.wire.plan import work_at
from spinecoach.wire.session import EVENT

WEEKS = 12
"""How far back the page looks."""
MOST_SAFETY, MOST_REGIONS, MOST_MOVEMENTS, MOST_MEASURES, MOST_TECHNIQUE, MOST_TIMES = 6, 2, 4, 3, 3, 3
"""Lines of each kind; the page has one side."""
WIDE = 460
"""Pixels of a chart on paper, so that its text is as large as the paper's."""
STEP = 5
"""Adherence is told to so many percent: more would be false precision."""
GRAVE = {
    Outcome.EMERGENCY: "emergency answer",
    Outcome.URGENT: "urgent answer",
    Outcome.CLINICIAN_FIRST: "waits for a clinician",
}
OVER = {
    Ended.CLEARED: "cleared, no longer in force",
    Ended.ANSWERED: "over: answered no since",
    Ended.LAPSED: "over: the answer ran out",
    Ended.PAIN: "over: pain told at rest",
}
BY_HAND = ("Medicines or other care that changed:", "My question to you:")


def clinician_report(practice: Practice, paper: Paper = Paper.A4) -> bytes:
    """One page as a PDF. Raises Refused, StoreError."""
    try:
        return typeset("clinician", report(practice), paper, practice.clock.today())
    except NotTypeset as fault:
        raise Refused(Why.BROKEN, str(fault)) from fault


def report(practice: Practice) -> Report:
    """What the page says. Raises Refused when its charts cannot be drawn, StoreError."""
    found = so_far(practice)
    since = _since(found)
    done = [each for each in reversed(sessions(practice)) if each.day >= since]
    weeks = by_week([week for week in found.weeks if week.monday + timedelta(days=6) >= since])
    regions = _regions(practice, found, since)
    technique = tuple(_technique(practice, since))
    figures = _figures([weeks, *(chart for chart, _ in regions[:1])])
    parts = tuple(Part(chart.title, lines, figures.get(chart.id)) for chart, lines in regions)
    return Report(
        title="Report for a clinician",
        language=practice.me().preferences.language,
        period=f"{day_told(since)} to {day_told(found.today)}",
        who=(
            NOT_MEASURED,
            f"The plan follows the app's own rules; no clinician wrote it. Version {version('spinecoach')}.",
        ),
        safety=tuple(_safety(practice, done, since)),
        left=(Part("Done of planned", tuple(_adherence(found, since)), figures.get(weeks.id)), *parts[1:]),
        right=parts[:1],
        change=Part("Activities and change", tuple(_measures(practice, found))),
        limit=f"Exercises now, up to pain {pain_limit(practice.protocol.lights)} of 10",
        doses=tuple(_doses(practice, found, done, since)),
        below=(
            Part("Range of the neck", tuple(_movement(practice, found))),
            *([Part("Seen by the camera", technique)] if technique else []),
        ),
        by_hand=BY_HAND,
        source=f"CERT, item by item: docs/reporting.md. FHIR bundle of the same day: SHA-256 {_bundle_hash(practice)}",
        wellness=WELLNESS,
    )


def _since(found: SoFar) -> date:
    start = found.today - timedelta(weeks=WEEKS) + timedelta(days=1)
    return max(start, found.first_day) if found.first_day else found.today


def _safety(practice: Practice, done: Sequence[Summary], since: date) -> Iterator[str]:
    held = waiting(practice)
    lines = [
        f"{short_day(each.on, practice.clock.today()) if each.on else 'Now'}: {each.row.line} ({GRAVE[each.outcome]})"
        for each in held.held
        if each.outcome in GRAVE
    ]
    lines += [
        f"{short_day(entry.on, practice.clock.today())}: cleared by {entry.by}: {row.line}"
        for row, entry in held.cleared
        if entry.on >= since
    ]
    signs = practice.protocol.stop_signs
    for each in reversed(done):
        sign = signs.get(each.ended or "")
        if sign is not None or each.ended == SEVERE:
            why = sign.label[ENGLISH].rstrip(".") if sign else "strong pain"
            lines.append(f"{short_day(each.day, practice.clock.today())}: session stopped: {why}")
    lines += _over(practice, since)
    if not lines:
        yield "No stop sign, no session stopped by strong pain, and no answer that waits for a clinician."
        return
    yield from lines[:MOST_SAFETY]
    if len(lines) > MOST_SAFETY:
        yield f"and {len(lines) - MOST_SAFETY} more"


def _over(practice: Practice, since: date) -> Iterator[str]:
    """Grave answers that no longer stand, a line for each question."""
    today = practice.clock.today()
    for spans in over(practice):
        lately = [each for each in spans if each.until and each.until >= since]
        if lately:
            days = ", ".join(_days(each, today) for each in reversed(lately[:MOST_TIMES]))
            more = f" and {count(len(lately) - MOST_TIMES, 'time')} more" if len(lately) > MOST_TIMES else ""
            last = lately[0]
            yield f"{days}{more}: {last.row.line} ({OVER[last.ended or Ended.LAPSED]})"


def _days(each: RedFlag, today: date) -> str:
    days = [short_day(day, today) for day in (each.on, each.until) if day]
    return " to ".join(dict.fromkeys(days))


def _adherence(found: SoFar, since: date) -> Iterator[str]:
    weeks = [week for week in found.weeks if week.monday + timedelta(days=6) >= since]
    planned, done = sum(week.planned for week in weeks), sum(week.done for week in weeks)
    if not planned:
        yield "Nothing was planned yet."
        return
    share = STEP * round(100 * min(done, planned) / planned / STEP)
    lengths = [each.seconds / 60 for each in found.attended if each.done and each.day >= since]
    yield f"{done} days with a session, {planned} planned (about {share}%)."
    if lengths:
        low, middle, high = (round(of(lengths)) for of in (min, median, max))
        yield f"Minutes of a session: {middle} in the middle, from {low} to {high}."
    days = sorted({each.day for each in found.attended if each.done and each.day >= since})
    gaps = [(late - early).days - 1 for early, late in pairwise(days)]
    paused = sum(week.paused for week in weeks)
    yield f"Longest gap: {count(max(gaps, default=0), 'day')}." + (f" {paused} days of a break." if paused else "")
    yield f"By exercise: in the table below. {MISSED}"
    yield f"Habit: {of_hundred(found.habit)} of {WHOLE}. {EXPLAINED}"


def _regions(practice: Practice, found: SoFar, since: date) -> list[tuple[Chart, tuple[str, ...]]]:
    """The regions of which most is known, each with its chart and sentences."""
    names = region_names(practice)
    lately = {region: [day for day in found.pain.get(region, ()) if day.day >= since] for region in Region}
    first = sorted((region for region in Region if lately[region]), key=lambda region: -len(lately[region]))
    told_of = []
    for region in first[:MOST_REGIONS]:
        days = lately[region]
        spreads = (
            ("before", spread_of([day.before for day in days if day.before is not None])),
            ("worst during", spread_of([day.during for day in days if day.during is not None])),
            ("next morning", spread_of([day.next_morning for day in days if day.next_morning is not None])),
        )
        chart = pain(region, names[region], days)
        said = ", ".join(f"{name} {_spread(spread)}" for name, spread in spreads if spread)
        lines = [f"0 to 10, middle and range: {said}."]
        if region is first[0]:
            lines.append(_lights(found, since))
        lines.append(mornings_told(practice, found, region))
        told_of.append((replace(chart, marks={**chart.marks, "compact": 1}), tuple(line for line in lines if line)))
    return told_of


def _spread(spread: Spread) -> str:
    return f"{spread.median} ({spread.low} to {spread.high})"


def _lights(found: SoFar, since: date) -> str:
    seen = Counter(light for lights in found.lights.values() for day, light in lights if day >= since)
    if not seen:
        return ""
    words = {Light.GREEN: "green", Light.AMBER: "amber", Light.RED: "red", Light.BLACK: "black"}
    shares = shared_out([seen[light] for light in words], 100, STEP)
    told = ", ".join(
        f"under {STEP}% {word}" if seen[light] and not share else f"{share}% {word}"
        for (light, word), share in zip(words.items(), shares, strict=True)
    )
    return f"Of all exercises, by the pain light: {told}."


def _measures(practice: Practice, found: SoFar) -> Iterator[str]:
    language, said = practice.me().preferences.language, verdicts(practice)
    activities = practice.me().along.activities
    if not found.changes:
        yield "Nothing was asked twice yet, so no change can be told."
    items = Counter(each.measure for each in found.changes if each.item)
    # The mean of one activity is that activity.
    told = [each for each in found.changes if each.item or items[each.measure] != 1]
    for each in told[:MOST_MEASURES]:
        measure = practice.protocol.measures.measures[each.measure]
        name = activities.get(each.item) or measure.title.get(language, measure.title[ENGLISH])
        change = each.change
        yield f"{name}: {change.before:.2g} at first, {change.now:.2g} now. {said[change.verdict]}"


def _movement(practice: Practice, found: SoFar) -> Iterator[str]:
    known = [(key, name, found.ranges[key]) for key, name in NAMES.items() if key in found.ranges]
    if not known:
        yield "Not measured often enough to tell a change."
        return
    for _, name, change in known[:MOST_MOVEMENTS]:
        yield f"{name}: {told_in_short(change, verdicts(practice))}"
    trust = [reading.confidence for reading in found.readings]
    yield f"By one camera at home, from the person's own neutral; it trusted itself by {round(100 * median(trust))}%."


def _technique(practice: Practice, since: date) -> Iterator[str]:
    """What went wrong most often, where the camera looked on."""
    names, language = exercise_names(practice), practice.me().preferences.language
    seen: dict[str, Counter[str]] = {}
    for row in practice.store.read_all(practice.person, {EventKind.FAULT_SEEN}):
        if row.at.astimezone().date() >= since:
            event = EVENT.take(row.body, row.stream)
            if event.code and event.reason:
                seen.setdefault(event.code, Counter())[event.reason] += 1
    for code, faults in sorted(seen.items(), key=lambda entry: -entry[1].total())[:MOST_TECHNIQUE]:
        exercise = practice.protocol.exercises.get(code)
        if exercise is None:
            continue
        words = exercise.text.get(language, exercise.text[ENGLISH])[Variant.STANDARD].errors
        told = ", ".join(
            f"{words.get(fault, fault).partition('.')[0]} ({times})" for fault, times in faults.most_common(2)
        )
        yield f"{names[code]}: {told}."


def _doses(practice: Practice, found: SoFar, done: Sequence[Summary], since: date) -> Iterator[DoseLine]:
    names = exercise_names(practice)
    order, days = tuple(practice.protocol.exercises), practice.me().wishes.days
    of_planned = adherence_by_exercise(found.attended, found.pauses, days, found.today, order, since)
    often = {each.code: each for each in of_planned}
    counts, limit = _changed(done), pain_limit(practice.protocol.lights)
    for code, exercise in practice.protocol.exercises.items():
        if code not in found.levels or code not in often:
            continue
        level = found.levels[code][-1][1]
        work = work_at(exercise, level)
        softer, replaced, skipped = counts.get(code, (0, 0, 0))
        yield DoseLine(
            name=names[code],
            level=f"{level}, {work.variant.value}",
            dose=dose_line(exercise, work, practice.protocol.lights).removesuffix(f", pain ≤ {limit}/10"),
            done=f"{often[code].done} of {often[code].planned}",
            changed=f"{softer}, {replaced}, {skipped}",
        )


def _changed(done: Sequence[Summary]) -> Mapping[str, tuple[int, int, int]]:
    """By code, how often it was softened, replaced because it hurt, and skipped."""
    softer: Counter[str] = Counter()
    replaced: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for session in done:
        skipped.update(session.skipped)
        for one in session.exercises:
            softer[one.code] += one.softened
            if one.stands_for:
                replaced[one.stands_for] += 1
    return {code: (softer[code], replaced[code], skipped[code]) for code in {*softer, *replaced, *skipped}}


def _figures(charts: Sequence[Chart]) -> Mapping[str, Figure]:
    words = {chart.id: f"{chart.title}. {chart.said}" for chart in charts}
    try:
        drawn = draw(charts, (WIDE,))
    except NotDrawn as fault:
        raise Refused(Why.BROKEN, str(fault)) from fault
    return {each.chart: Figure(each.picture, words[each.chart]) for each in drawn}


def _bundle_hash(practice: Practice) -> str:
    """Of the very file that the FHIR export gives."""
    file = io.BytesIO()
    write_bundle(fhir_entries(practice), file)
    return hashlib.sha256(file.getbuffer()).hexdigest()
