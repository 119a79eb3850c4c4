"""Every session in short, for the history, for planning and for programs."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import reduce

from spinecoach.app.practice import Practice
from spinecoach.app.session_log import Stored, read_session
from spinecoach.app.session_memory import begun
from spinecoach.app.summary import Folding, Summary, fold

NEW_FOR = 3
"""[D] Sessions in which what to stop for is called to mind."""


def sessions(practice: Practice) -> tuple[Summary, ...]:
    """Every session, the latest first. Raises StoreError."""
    return practice.sessions.now()


def unfinished(practice: Practice) -> tuple[str, ...]:
    """Ids of the sessions that were neither finished nor stopped, the one begun first first. Raises StoreError."""
    return tuple(each.id for each in reversed(sessions(practice)) if each.ended is None)


def is_new_here(practice: Practice, before: datetime | None = None) -> bool:
    """Whether a session begun at ``before``, or now, is one of the person's first. Raises StoreError."""
    done = [each for each in sessions(practice) if each.done and (before is None or each.begun_at < before)]
    return len(done) < NEW_FOR


def one_session(practice: Practice, session: str) -> Summary:
    """One session. Raises Refused for an unknown one, StoreError."""
    return summary(read_session(practice, session))


def summary(stored: Stored) -> Summary:
    """One session in short, from all its facts."""
    empty = begun(stored.id, stored.day, stored.begun_at, stored.plan)
    return reduce(fold, stored.events, Folding(empty)).summary


class Mark(StrEnum):
    """A day of the week's marks: done, some of a plan, or nothing."""

    DONE = "done"
    SOME = "some"
    NONE = "none"


def marks(summaries: Iterable[Summary]) -> Mapping[date, Mark]:
    """The days on which anything was done, each with its mark."""
    found: dict[date, Mark] = {}
    for each in summaries:
        if each.counts:
            found[each.day] = Mark.DONE
        elif each.done:
            found.setdefault(each.day, Mark.SOME)
    return found
