"""What every use case works with: the programme, the record, the clock. Made once, when the server starts."""

from dataclasses import dataclass

from spinecoach.app.clock import Clock, Ids
from spinecoach.app.settings import Settings
from spinecoach.record.store import Store

PERSON = "me"
"""The one person of a record that serves a single household member."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The room in which the work is done. ``person`` is in every row of the record."""

    settings: Settings
    store: Store
    clock: Clock
    ids: Ids
    person: str = PERSON
