"""Every session in short, for the history, for planning and for programs."""

from collections.abc import Sequence
from datetime import date
from functools import reduce

from spinecoach.app.practice import Practice
from spinecoach.app.session_log import Stored, read_session
from spinecoach.app.session_memory import planned_codes
from spinecoach.app.summary import Folding, Summary, fold


def sessions(practice: Practice) -> tuple[Summary, ...]:
    """Every session, the latest first. Raises StoreError."""
    return practice.sessions.now()


def unfinished(practice: Practice) -> tuple[str, ...]:
    """Ids of the sessions that were neither finished nor stopped, the one begun first first. Raises StoreError."""
    return tuple(each.id for each in reversed(sessions(practice)) if each.ended is None)


def one_session(practice: Practice, session: str) -> Summary:
    """One session. Raises Refused for an unknown one, StoreError."""
    return summary(read_session(practice, session))


def summary(stored: Stored) -> Summary:
    """One session in short, from all its facts."""
    empty = Summary(stored.id, stored.day, stored.begun_at, planned=planned_codes(stored.plan))
    return reduce(fold, stored.events, Folding(empty)).summary


def days_done(summaries: Sequence[Summary]) -> frozenset[date]:
    """Days on which anything was done."""
    return frozenset(each.day for each in summaries if each.done)
