"""The safety questions as one value: rows, their rules as data, and what each rule blocks or changes.

There is no expression language: a new kind of condition is one type here and one arm in ``rules``.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from spinecoach.body import Region
from spinecoach.protocol.exercise import Mark, Source
from spinecoach.screening.clearance import Outcome


class Group(StrEnum):
    """What a row is for. The group gives the outcome of its rules; ``advice`` never changes the outcome."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    CLINICIAN_FIRST = "clinician_first"
    MODIFY = "modify"
    ADVICE = "advice"

    @property
    def outcome(self) -> Outcome:
        """EMERGENCY to MODIFY by name, PROCEED for advice."""
        return Outcome.PROCEED if self is Group.ADVICE else Outcome(self.name)


GRAVE = (Group.EMERGENCY, Group.URGENT)
"""Groups that close everything, and whose answers are confirmed before they are stored."""


class Valid(StrEnum):
    """How long a yes lives. A no is asked again after ``Validity.answer_days``, and daily on a row of today."""

    TODAY = "today"
    FOUR_WEEKS = "4w"
    UNTIL_CLEARED = "until_cleared"
    PERMANENT = "permanent"
    DATED = "dated"


class AskedFact(StrEnum):
    """Facts that stand beside the rows in an answer file, and may be asked with a row."""

    AGE = "age"
    PREGNANT_WEEKS = "pregnant_weeks"
    REGIONS = "regions"
    REST_PAIN = "rest_pain"
    INJURY_DATE = "injury_date"
    SURGERY = "surgery"


class Fact(StrEnum):
    """Whole numbers of the day that a rule may compare. ``injury_days`` are the days since the injury."""

    AGE = "age"
    PREGNANT_WEEKS = "pregnant_weeks"
    INJURY_DAYS = "injury_days"


@dataclass(frozen=True, slots=True)
class FactTest:
    """True when the fact is known, at least ``at_least`` and below ``below`` (None = no limit)."""

    fact: Fact
    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Yes:
    """The question itself is answered yes."""


@dataclass(frozen=True, slots=True)
class Count:
    """At least this many items count as ticked."""

    at_least: int


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these items counts as ticked."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactIs:
    """A fact of the day. With ``unless_no`` it does not count when the question is answered no."""

    test: FactTest
    unless_no: bool = False


@dataclass(frozen=True, slots=True)
class RestPain:
    """Pain at rest 0-10 in any region is at least this."""

    at_least: int


Condition = Yes | Count | AnyOf | FactIs | RestPain


class Where(StrEnum):
    """Blocks that depend on the answers: all regions given (all twelve when none is), or the regions in pain.

    Each with the complex linked to it.
    """

    REGIONS_GIVEN = "regions_given"
    REGIONS_IN_PAIN = "regions_in_pain"


@dataclass(frozen=True, slots=True)
class Change:
    """An ordered change: one of the closed list ``protocol.changes.CHANGES``, with its number where it has one."""

    name: str
    value: float | None = None

    def __str__(self) -> str:
        """As in the data: ``no_forward_bend`` or ``hold_s_max:5``."""
        return self.name if self.value is None else f"{self.name}:{self.value:g}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows when any condition of ``rule`` holds."""

    rule: tuple[Condition, ...]
    outcome: Outcome
    block: tuple[str, ...] | Where = ()
    change: Mapping[str, tuple[Change, ...]] | None = None
    """By code."""

    def changes_of(self, code: str) -> tuple[Change, ...]:
        """The changes ordered for ``code``."""
        return (self.change or {}).get(code, ())


@dataclass(frozen=True, slots=True)
class Row:
    """One question or fact. ``effects`` holds the row's own rule first, if it has one, then those under ``also``.

    ``line`` is what is ticked on a page; ``ask`` is the whole question. ``after`` is the row whose yes opens this one.
    ``items`` maps item ids to their wording. ``counts`` are items that count, once the question is answered yes,
    when the fact says so. ``lead`` means that the question is worth a yes without any item.
    ``surgery_days`` dates the items: an item with a date in the facts counts for that many days from it.
    """

    id: str
    group: Group
    line: str
    ask: str
    after: str
    lead: bool
    items: Mapping[str, str]
    counts: Mapping[str, FactTest]
    facts: tuple[AskedFact, ...]
    scope: tuple[Region, ...]
    effects: tuple[Effect, ...]
    unsure_is_yes: bool
    surgery_days: int | None
    valid: Valid
    sources: tuple[str, ...]
    means: str
    do: str
    note: str

    @property
    def text(self) -> str:
        """What it means and what to do, for the person."""
        return f"{self.means} {self.do}"

    @property
    def only_a_fact(self) -> bool:
        """Whether the page asks for a number or date in place of a tick."""
        return self.facts in ((AskedFact.AGE,), (AskedFact.PREGNANT_WEEKS,))

    def in_scope(self, regions: tuple[Region, ...]) -> bool:
        """Whether the row is asked when these regions hurt; no region given means all."""
        return not self.scope or not regions or any(r in self.scope for r in regions)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a page under a heading that says what their lines share; the heading may be empty."""

    heading: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of "tick what applies". ``intro`` may be empty."""

    id: str
    title: str
    intro: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """All rows of the page in their order."""
        return tuple(row for part in self.parts for row in part.rows)

    def only(self, rows: Container[str]) -> "Page":
        """The page with these rows only, and without the headings that are left empty."""
        kept = (Part(part.heading, tuple(row for row in part.rows if row in rows)) for part in self.parts)
        return replace(self, parts=tuple(part for part in kept if part.rows))


@dataclass(frozen=True, slots=True)
class GroupText:
    """What to do now when a row of the group is met. ``do_now`` may hold ``{emergency_number}``."""

    title: str
    do_now: tuple[str, ...]
    until: str

    def what_to_do(self, emergency_number: str) -> tuple[str, ...]:
        """``do_now`` with the number to call."""
        return tuple(line.replace("{emergency_number}", emergency_number) for line in self.do_now)


@dataclass(frozen=True, slots=True)
class Reach:
    """A region's own codes and the regions whose complex is linked to it."""

    codes: tuple[str, ...]
    linked: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Validity:
    """Days an answer lives, and days without a session after which all is asked again."""

    answer_days: int
    idle_days: int


@dataclass(frozen=True, slots=True)
class SessionCheck:
    """The three taps before each session, and the rows that two of them open as questions."""

    new: str
    new_opens: tuple[Group, ...]
    pain: str
    dizzy: str
    dizzy_opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The whole screening: rows by id in the order of the file, gravest group first."""

    version: str
    reviewed: tuple[str, ...]
    codes: tuple[str, ...]
    reach: Mapping[Region, Reach]
    validity: Validity
    check: SessionCheck
    words: Mapping[str, str]
    groups: Mapping[Group, GroupText]
    pages: tuple[Page, ...]
    rows: Mapping[str, Row]
    sources: Mapping[str, Source]

    def in_scope(self, regions: tuple[Region, ...]) -> tuple[Row, ...]:
        """Rows that are asked when these regions hurt; none given means all."""
        return tuple(row for row in self.rows.values() if row.in_scope(regions))

    def reached(self, region: Region) -> tuple[str, ...]:
        """The codes of the region's complex and of the linked ones."""
        reach = self.reach[region]
        linked = {code for other in reach.linked for code in self.reach[other].codes}
        return tuple(code for code in self.codes if code in reach.codes or code in linked)

    def marks(self, row: str) -> tuple[Mark, ...]:
        """How the row's sources were checked: F found, K from knowledge and unverified, D own choice."""
        return tuple(dict.fromkeys(self.sources[s].mark for s in self.rows[row].sources))
