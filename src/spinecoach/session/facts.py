"""What is so in a session: nothing but its stored events, folded. Only ``fold`` makes a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from spinecoach.body import Region
from spinecoach.session.ease import Ease
from spinecoach.session.vocabulary import Question


class Role(StrEnum):
    """Why an exercise runs: it is the plan's item, it stands in for one, or it is what a resting region gets."""

    ITEM = "item"
    SUBSTITUTE = "substitute"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Run:
    """The exercise under way. ``link`` 0 is the item's own work, n its n-th link; ``set`` counts sides and zones.

    ``done`` are the repetitions of this set, ``reps_done`` those of all; ``reps_left`` of all, ``duration_s`` and
    ``seconds`` of a timed one. ``worst`` and ``light`` are of all pain answers so far; ``verdict`` is the light of
    the last answer to "it hurts", until something follows from it.
    """

    item: int
    link: int
    role: Role
    ease: Ease
    pain_before: int | None
    reps_left: int | None
    duration_s: float | None
    set: int = 0
    done: int = 0
    reps_done: int = 0
    seconds: float = 0.0
    begun: bool = False
    set_begun: bool = False
    counted_at: float = -1.0
    counted_by: str | None = None
    faults: frozenset[tuple[str, int]] = frozenset()
    """Each fault that was seen, with the repetition (counted from 0 over all sets) in which it was."""
    yielded: frozenset[str] = frozenset()
    """Why the camera has yielded in this exercise; each reason is said once."""
    not_before: float = 0.0
    hurt: bool = False
    verdict: str | None = None
    wants_softer: bool = False
    check_at_s: float | None = None
    checked: bool = False
    sat_up: bool = False
    worst: int | None = None
    worst_asked: bool = False
    light: str | None = None
    effort: int | None = None
    effort_asked: bool = False
    ending: str | None = None

    @property
    def over(self) -> bool:
        """Nothing of the work is left."""
        return self.reps_left == 0 if self.duration_s is None else self.seconds >= self.duration_s

    @property
    def check_due(self) -> bool:
        """Softened, and it is time to ask whether that was enough."""
        if self.checked or self.ease is not Ease.SOFTENED:
            return False
        return self.over or (self.check_at_s is not None and self.seconds >= self.check_at_s)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item is done today: by which link, how softly. It outlives the run, for Back."""

    link: int = 0
    ease: Ease = Ease.PLANNED


@dataclass(frozen=True, slots=True)
class Calm:
    """What a resting region gets: a massage of the plan (item, link), or with None a minute of breathing."""

    massage: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Facts:
    """``settled`` are the items that need nothing more, ``hurting`` the forms (code, variant) that pain ended.

    ``broken`` is an item whose exercise pain has ended and for which nothing has followed yet.
    ``ends`` is why the session must stop and has not yet; ``ended`` why it is over ("done" when all is done).
    """

    standing: tuple[Standing, ...]
    pain: Mapping[Region, int]
    started: bool = False
    run: Run | None = None
    asking: Question | None = None
    region: Region | None = None
    hurt: bool = False
    settled: frozenset[int] = frozenset()
    rested: frozenset[Region] = frozenset()
    hurting: frozenset[tuple[str, str]] = frozenset()
    worked: bool = False
    """Anything of any exercise was done."""
    lies: bool | None = None
    """The last exercise was done lying, or not; None before the first."""
    massaged: bool = False
    broken: int | None = None
    calm: Calm | None = None
    ends: str | None = None
    ended: str | None = None
    led: bool = False
    """The camera is sure of what it sees of the exercise under way."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Repetitions committed, by code."""
