"""Writes the questions down for a reader: docs/screening.md is exactly this."""

from collections.abc import Iterable
from typing import assert_never

from spinecoach.body import Region
from spinecoach.screening.length import WORDS_A_MINUTE, length_of, three_longest
from spinecoach.screening.questions import (
    GRAVE,
    AnyOf,
    Condition,
    Count,
    Effect,
    FactIs,
    FactTest,
    Group,
    Page,
    Questions,
    RestPain,
    Row,
    Valid,
    Where,
    Yes,
)

HEAD = """# Screening: what is asked, and what follows

Written from `src/spinecoach/screening/data/screening.toml` by `spinecoach.screening.describe`; a test holds the two
together. {review}

The gravest outcome wins: EMERGENCY, URGENT, CLINICIAN_FIRST, MODIFY, PROCEED. PROCEED means that no reason to stop was
found; it never means safe. EMERGENCY and URGENT close every exercise. Changes add up, and of two limits the stricter
stays.

How an answer counts:

- A question left out counts as no and is named as unanswered. The app makes no plan while one is unanswered.
- "Not sure" counts as yes on the emergency, urgent and clinician-first rows and on {unsure}; elsewhere as no, with the
  advice to ask someone.
- Yes on a row with items counts as every item. Yes with an empty list is a yes without any item.
- What hurts decides only what is asked. An answer that is given counts, whatever hurts.
- A row that is a fact (age, week of pregnancy) is answered by its fact.
- A date of surgery counts for 12 weeks, that day included; surgery without a date counts from the day of the answer.
  A plain yes with dates counts while one of the dates does.

How long an answer lives: a yes as the table says, a no for {answer_days} days (on a row of today: today), both asked
again after more than {idle_days} days without a session. What is valid until cleared stays, whatever is answered later,
until it is noted who cleared it and when; that note can be undone. A yes after it counts anew.

Marks of the sources: F found in public, K from knowledge and unverified, D our own choice.
"""

VALID = {
    Valid.TODAY: "today",
    Valid.FOUR_WEEKS: "4 weeks",
    Valid.UNTIL_CLEARED: "until cleared",
    Valid.PERMANENT: "for good",
    Valid.DATED: "by its date",
}
FACTS = {"age": "age", "pregnant_weeks": "week of pregnancy", "injury_days": "days since the injury"}


def describe(questions: Questions) -> str:
    """The whole screening as Markdown."""
    unsure = [r.id for r in questions.rows.values() if r.unsure_is_yes and r.group in (Group.MODIFY, Group.ADVICE)]
    review = f"Reviewed: {', '.join(questions.reviewed)}." if questions.reviewed else "Not yet reviewed by a clinician."
    parts = [
        HEAD.format(
            review=review,
            unsure=", ".join(unsure),
            answer_days=questions.validity.answer_days,
            idle_days=questions.validity.idle_days,
        )
    ]
    for group in Group:
        parts.append(f"## {questions.groups[group].title} (`{group}`)\n")
        parts.append("| row | asked | met when | what follows | lives | sources |\n|---|---|---|---|---|---|")
        rows = [_line(questions, row) for row in questions.rows.values() if row.group is group]
        parts.append("\n".join(rows) + "\n")
    parts.append("## Pages\n")
    parts.append(
        "What is ticked is a short line under a heading; the whole question and its items open once it is ticked. "
        f"Lines, headings and their order are our own wording [D]. {review}\n"
    )
    parts.append("\n".join(_page(questions, number, page) for number, page in enumerate(questions.pages, 1)))
    parts.append(_length(questions))
    parts.append(_check(questions))
    parts.append("## Sources\n")
    parts.append("\n".join(f"- {s.id} [{s.mark}], {s.tier}: {s.citation}" for s in questions.sources.values()))
    return "\n".join(parts) + "\n"


def _page(questions: Questions, number: int, page: Page) -> str:
    lines = [f"### {number}. {page.title}\n"]
    for part in page.parts:
        lines += [f"{part.heading}\n"] if part.heading else []
        lines += [f"- {row}: {questions.rows[row].line}{_after(questions.rows[row])}" for row in part.rows]
        lines.append("")
    return "\n".join(lines)


def _after(row: Row) -> str:
    return f" (only after a yes to {row.after})" if row.after else ""


def _length(questions: Questions) -> str:
    """How long the pages take, by what hurts."""
    lines = []
    for regions in ((), *((region,) for region in Region)):
        calm, told = length_of(questions, regions), length_of(questions, regions, three_longest(questions, regions))
        who = regions[0] if regions else "every region"
        lines.append(
            f"| {who} | {calm.questions} | {calm.words} | {calm.taps} | {_clock(calm.seconds)} |"
            f" {told.words} | {told.taps} | {_clock(told.seconds)} |"
        )
    head = (
        "| for | questions | words | taps | time | words with three ticks | taps | time |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )
    how = (
        f"Counted from all that stands on the pages: every word read once at {WORDS_A_MINUTE} a minute, a "
        "second for each tap or digit. The rate is our own choice [D]: adults read English non-fiction "
        "silently at 238 a minute on average, most of them at 175 to 300 (Brysbaert 2019, Journal of Memory "
        "and Language 109:104047, abstract [F]). The first time is that of a person to whom nothing applies; "
        "the last that of one who ticks the three lines that open the most to read. Not yet measured with "
        "people.\n"
    )
    return f"## How long it takes\n\n{how}\n{head}" + "\n".join(lines) + "\n"


def _clock(seconds: int) -> str:
    return f"{seconds // 60} min {seconds % 60:02d} s"


def _check(questions: Questions) -> str:
    check = questions.check
    groups = " and ".join(check.new_opens)
    return (
        "## Before each session\n\n"
        f"- {check.new} A yes opens the {groups} rows.\n"
        f"- {check.pain} Asked for each region; it counts as pain at rest for today.\n"
        f"- {check.dizzy} A yes opens {', '.join(check.dizzy_opens)}; only their answers count.\n"
    )


def _line(questions: Questions, row: Row) -> str:
    items = "; ".join(row.items.values())
    scope = f" Asked with: {', '.join(row.scope)}." if row.scope else ""
    note = f" {row.note}" if row.note else ""
    marks = ", ".join(f"{source} [{questions.sources[source].mark}]" for source in row.sources)
    cells = (
        row.id,
        f"{row.ask}{f' {items}.' if items else ''}{scope}",
        "<br>".join(_when(row, effect) for effect in row.effects),
        "<br>".join(_then(questions, row, effect) for effect in row.effects),
        f"{VALID[row.valid]}.{note}",
        marks,
    )
    return f"| {' | '.join(cells)} |"


def _when(row: Row, effect: Effect) -> str:
    return ", or ".join(_condition(row, condition) for condition in effect.rule)


def _condition(row: Row, condition: Condition) -> str:
    match condition:
        case Yes():
            return "yes"
        case Count(at_least):
            return "any item" if at_least == 1 else f"{at_least} items"
        case AnyOf(items):
            return " or ".join(f"“{row.items[item]}”" for item in items)
        case FactIs(test, unless_no):
            return f"{_test(test)}{' unless answered no' if unless_no else ''}"
        case RestPain(at_least):
            return f"pain at rest {at_least} or more"
        case _:
            assert_never(condition)


def _test(test: FactTest) -> str:
    limits = [f"at least {test.at_least}"] if test.at_least is not None else []
    limits += [f"below {test.below}"] if test.below is not None else []
    return f"{FACTS[test.fact]} {' and '.join(limits)}"


def _then(questions: Questions, row: Row, effect: Effect) -> str:
    said = [] if effect.outcome is row.group.outcome else [str(effect.outcome.value)]
    if row.group is Group.ADVICE:
        return row.text
    if row.group in GRAVE:
        return ", ".join([*said, "closes all"])
    match effect.block:
        case Where.REGIONS_GIVEN:
            said.append("blocks the regions given, or all, with the linked one")
        case Where.REGIONS_IN_PAIN:
            said.append("blocks the region and the linked one")
        case codes:
            said += [f"blocks {_named(questions, codes)}"] if codes else []
    by_change: dict[str, list[str]] = {}
    for code in questions.codes:
        for change in effect.changes_of(code):
            by_change.setdefault(str(change), []).append(code)
    together: dict[tuple[str, ...], list[str]] = {}
    for change_name, changed in by_change.items():
        together.setdefault(tuple(changed), []).append(f"`{change_name}`")
    said += [f"{_named(questions, changed_codes)}: {', '.join(names)}" for changed_codes, names in together.items()]
    return "; ".join(said)


def _named(questions: Questions, codes: Iterable[str]) -> str:
    named = list(codes)
    return "all" if named == list(questions.codes) else " ".join(named)
