"""What every use case works with: the programme, the questions, the record, the clock. Made once, at the start."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from spinecoach.app.active_seconds import LengthMemory
from spinecoach.app.clock import Clock, Ids
from spinecoach.app.course_memory import CourseMemory
from spinecoach.app.kept import Kept
from spinecoach.app.person import STREAM, Memory, Person, fold
from spinecoach.app.preferences import Preferences
from spinecoach.app.ranges_seen import RangeMemory
from spinecoach.app.reminder_log import ReminderMemory, Reminding
from spinecoach.app.session_memory import SessionMemory
from spinecoach.app.settings import Settings
from spinecoach.protocol.protocol import Protocol
from spinecoach.record.entry import Entry, Recorded
from spinecoach.record.errors import StoreError
from spinecoach.record.store import Store
from spinecoach.screening.questions import Questions
from spinecoach.session.plan import DayPlan
from spinecoach.wire.json_value import JSON

PERSON = "me"
"""The one person of a record that serves a single member of the household."""


class Practice:
    """The room in which the work is done. ``person`` is in every row of the record."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        clock: Clock,
        ids: Ids,
        protocol: Protocol,
        questions: Questions,
        person: str = PERSON,
    ) -> None:
        self.settings = settings
        self.store = store
        self.clock = clock
        self.ids = ids
        self.protocol = protocol
        self.questions = questions
        self.person = person
        self.sessions = SessionMemory(store, person)
        self.lengths = LengthMemory(store, person)
        self.ranges = RangeMemory(store, person)
        self.courses = CourseMemory(store)
        self.reminders = ReminderMemory(store, person)
        self.plans: Kept[DayPlan] = Kept(16)
        self.noted: Callable[[], None] = lambda: None
        """Called after facts were noted, in whatever thread noted them."""
        self._memory = Memory(store, person, Preferences(settings.language, settings.emergency_number))

    def over(self, store: Store, person: str) -> "Practice":
        """The same practice for another record."""
        return Practice(self.settings, store, self.clock, self.ids, self.protocol, self.questions, person)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which every exercise speaks."""
        spoken = [set(exercise.text) for exercise in self.protocol.exercises.values()]
        return tuple(sorted(set.intersection(*spoken))) if spoken else ("en",)

    def me(self) -> Person:
        """The person as the record has it now. Raises StoreError."""
        return self._memory.now()

    def me_at(self, moment: datetime) -> Person:
        """The person as the record had it at ``moment``. Raises StoreError."""
        fresh = Person(Preferences(self.settings.language, self.settings.emergency_number))
        return fold(fresh, [entry for entry in self.store.read(self.person, STREAM) if entry.at <= moment])

    def preferences(self) -> Preferences:
        """How the person wants it; the settings' own when the record cannot be read, for a page must still be shown."""
        try:
            return self.me().preferences
        except StoreError:
            return Preferences(self.settings.language, self.settings.emergency_number)

    def reminding(self) -> Reminding:
        """What is wanted of reminders; nothing when the record cannot be read, for a page must still be shown."""
        try:
            return self.reminders.now()
        except StoreError:
            return Reminding()

    def note(self, facts: Sequence[tuple[str, Mapping[str, JSON]]]) -> Sequence[Recorded]:
        """Append facts (kind and body) to the person's stream, all or none. Raises StoreError."""
        moment = self.clock.now()
        written = self.store.append(self.person, STREAM, [Entry(kind, moment, body) for kind, body in facts])
        self.noted()
        return written
