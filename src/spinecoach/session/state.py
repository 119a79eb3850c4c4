"""Where a session stands. A state holds its own clock; what has been done stands in the facts.

``since`` and ``until`` are session seconds; ``until`` is when the clock does something next.
``notes`` are phrases (id, text) that are said first in the state's segment.
"""

from dataclasses import dataclass
from enum import StrEnum

from spinecoach.body import Region, Side
from spinecoach.session.facts import Facts
from spinecoach.session.vocabulary import Question

Notes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GetReady:
    """Before an exercise, or (``again``) before it goes on. ``paced`` is when it would end, had it not to wait for the
    person to get into the camera's view."""

    since: float
    until: float
    again: bool
    notes: Notes = ()
    paced: float | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """A repetition that goes as the camera sees it. ``shown`` is the beginning that the page was told.

    ``late`` is how often its clock has waited in vain, ``seen_at`` when the hold under way was last seen.
    """

    shown: float
    late: int = 0
    seen_at: float | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """A repetition, or a timed work. ``set`` counts sides and zones from 0, ``done`` the repetitions of the set.

    ``mark`` is the next moment of the repetition. A timed work counts its own seconds: ``base`` of them were done at
    ``since``, ``shown_from`` is where the segment on the page began, ``visit`` which spot that is.
    """

    set: int
    side: Side | None
    zone: int | None
    done: int
    since: float
    until: float
    mark: int = 0
    base: float = 0.0
    shown_from: float = 0.0
    visit: int = 0
    led: Led | None = None


class RestFor(StrEnum):
    """What a rest is for."""

    REST = "rest"
    SWITCH = "switch"
    ZONE = "zone"
    SIT_UP = "sit_up"
    BREATHE = "breathe"


@dataclass(frozen=True, slots=True)
class Resting:
    """Between two stretches of work, or the minute of breathing of a region that rests."""

    since: float
    until: float
    why: RestFor
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """Waits for an answer. ``asked`` is how often; ``gives_up`` whether the question may stay open."""

    question: Question
    region: Region | None
    since: float
    until: float
    asked: int
    gives_up: bool
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Paused:
    """Stands still. ``of`` is what was interrupted."""

    of: "GetReady | Working | Resting | Asking"
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Done:
    """Everything of the plan is done."""

    since: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """Over before its end. ``reason``: asked, closed, severe_pain, pain_changed, a ``Withdrawal``, a stop sign's id."""

    since: float
    reason: str


State = GetReady | Working | Resting | Asking | Paused | Done | Stopped
STATES: tuple[type, ...] = (GetReady, Working, Resting, Asking, Paused, Done, Stopped)


@dataclass(frozen=True, slots=True)
class Session:
    """A session as a value: its time, where it stands, what is so."""

    t: float
    state: State
    facts: Facts

    @property
    def over(self) -> bool:
        """Nothing more can happen."""
        return isinstance(self.state, Done | Stopped)
