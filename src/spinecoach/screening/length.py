"""How much the pages of the safety questions give to read and to tap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spinecoach.body import Region
from spinecoach.screening.questions import AskedFact, Page, Questions, Row

WORDS_A_MINUTE = 200
"""A careful reader [D]. Adults read English non-fiction silently at 238 words a minute on average, most of them at 175
to 300: Brysbaert 2019, Journal of Memory and Language 109:104047 [F, abstract].
"""
PROGRESS, LAST = 4, 3
"""Words above the title: "Five pages to go", "The last page"."""
BUTTON = 2
"""Words of the button: "Go on"."""
YES_NO = 2
"""Words of the two answers to one question."""
WHEN = 4
"""Words that ask for a date: "When was the operation?", and no fewer for an injury."""


@dataclass(frozen=True, slots=True)
class Length:
    """What a person reads and taps. A tap is a tick, a button, a field entered or a digit."""

    questions: int
    words: int
    taps: int

    @property
    def seconds(self) -> int:
        """Every word read once, a second for each tap."""
        return round(self.words * 60 / WORDS_A_MINUTE) + self.taps


def length_of(questions: Questions, regions: tuple[Region, ...], ticked: Iterable[str] = ()) -> Length:
    """All pages from the first to the last, for a person who is not pregnant and ticks these rows, one item in each."""
    asked = {row.id for row in questions.in_scope(regions)}
    pages = [left for page in questions.pages if (left := page.only(asked)).rows]
    rows = [questions.rows[row] for page in pages for row in page.rows if not questions.rows[row].after]
    words, taps = LAST - PROGRESS, 0
    ticks = set(ticked)
    for page in pages:
        words += sum(map(_count, _page(questions, page))) + PROGRESS + BUTTON
        taps += 1 if ticks.intersection(page.rows) else 2
    for row in rows:
        if row.facts == (AskedFact.AGE,):
            taps += 3
        elif row.only_a_fact:
            words, taps = words + YES_NO, taps + 1
        if row.id in ticks:
            words += sum(map(_count, opened(questions, row))) + (WHEN if dated(row) else 0)
            taps += 2 if row.items else 1
    return Length(len(rows), words, taps)


def three_longest(questions: Questions, regions: tuple[Region, ...]) -> tuple[str, ...]:
    """The three rows that open the most to read."""
    rows = [row for row in questions.in_scope(regions) if not row.only_a_fact and not row.after]
    rows.sort(key=lambda row: -sum(map(_count, opened(questions, row))))
    return tuple(row.id for row in rows[:3])


def dated(row: Row) -> bool:
    """Whether a date is asked with the row."""
    return bool({AskedFact.INJURY_DATE, AskedFact.SURGERY}.intersection(row.facts))


def opened(questions: Questions, row: Row) -> Iterator[str]:
    """What stands under a line once it is ticked, but for a date."""
    yield row.ask
    yield questions.words["unsure"]
    if row.items:
        yield questions.words["none"]
        yield from row.items.values()


def _page(questions: Questions, page: Page) -> Iterator[str]:
    yield page.title
    yield page.intro
    yield questions.words["none"]
    for part in page.parts:
        yield part.heading
        for row in (questions.rows[row] for row in part.rows):
            yield "" if row.after else row.line


def _count(text: str) -> int:
    return len(text.split())
