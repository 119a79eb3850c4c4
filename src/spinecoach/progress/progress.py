"""How far somebody has come: what planning needs to know of the days before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile

from spinecoach.body import Region
from spinecoach.progress.light import Light
from spinecoach.progress.pause import Pause
from spinecoach.progress.step import Step


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything by code or region; what is not there has not happened yet.

    ``levels`` are those to start at next time and ``why`` the step that led to each; ``done`` the codes of each day on
    which something was done; ``sessions`` the codes that each session of a day held, planned or done, and where nothing
    tells, one session with what was done; ``base`` the usual morning pain 0-10; ``flare_since`` the first day of a
    flare that is not over; ``drifting`` the regions whose mornings became slowly worse, ``plateau`` those that do not
    change.
    """

    levels: Mapping[str, int] = field(default_factory=dict)
    done: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    last_light: Mapping[str, Light] = field(default_factory=dict)
    base: Mapping[Region, int] = field(default_factory=dict)
    flare_since: Mapping[Region, date] = field(default_factory=dict)
    retired_until: Mapping[str, date] = field(default_factory=dict)
    why: Mapping[str, Step] = field(default_factory=dict)
    drifting: tuple[Region, ...] = ()
    plateau: tuple[Region, ...] = ()
    pause: Pause | None = None
    sessions: Mapping[date, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The newest first, so that looking back over years ends at the first day that answers.
        object.__setattr__(self, "done", dict(sorted(self.done.items(), reverse=True)))
        sessions = {on: (codes,) for on, codes in self.done.items()} | dict(self.sessions)
        object.__setattr__(self, "sessions", dict(sorted(sessions.items(), reverse=True)))

    @property
    def first_day(self) -> date | None:
        """The first day on which anything was done."""
        return min(self.done, default=None)

    def last_session(self, day: date) -> date | None:
        """The day of the last session up to ``day``."""
        return next((on for on in self.sessions if on <= day), None)

    def last_done(self, code: str, day: date) -> date | None:
        """When ``code`` was last done, ``day`` included."""
        return next((on for on, codes in self.done.items() if code in codes and on <= day), None)

    def waited(self, code: str, day: date) -> int:
        """Sessions up to ``day`` since ``code`` was last planned or done, without those of that day; all where it never
        was."""
        count = 0
        for on, sessions in self.sessions.items():
            if on <= day:
                if any(code in held for held in sessions):
                    break
                count += len(sessions)
        return count

    def ever_done(self, day: date) -> frozenset[str]:
        """Every code that was done on a day up to ``day``."""
        return frozenset(code for on, codes in self.done.items() if on <= day for code in codes)

    def times(self, code: str, since: date, day: date) -> int:
        """On how many days from ``since`` to ``day`` the code was done."""
        recent = takewhile(lambda entry: entry[0] >= since, self.done.items())
        return sum(code in codes for on, codes in recent if on <= day)

    def weeks(self, day: date) -> int:
        """Whole weeks before ``day``, counted from the first day, in which something was done."""
        first = self.first_day
        if first is None:
            return 0
        whole = max(0, (day - first).days) // 7
        return len({w for on in self.done if (w := (on - first).days // 7) < whole})


NOTHING_YET = Progress()
DAY = timedelta(days=1)
