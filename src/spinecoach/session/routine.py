"""One work of the plan with everything resolved: its seconds, its words, where it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spinecoach.body import Region, Side
from spinecoach.protocol.exercise import Kind, Position, Words
from spinecoach.protocol.form import resolve
from spinecoach.protocol.protocol import Protocol
from spinecoach.protocol.tracking import FaultRule, Lapse, Mistimed, Severity
from spinecoach.session.ease import Ease
from spinecoach.session.plan import Work
from spinecoach.session.timing import Measure, Pace, measure_form, moves, seconds_of

AGAIN = ".again"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that the camera can tell: what is said of it, and whether it is a matter of safety."""

    text: str
    safety: bool


@dataclass(frozen=True, slots=True)
class Routine:
    """``regions`` are those that its complex answers, the asked one first; ``seconds`` of its nominal run."""

    work: Work
    kind: Kind
    regions: tuple[Region, ...]
    measure: Measure
    seconds: float
    words: Words
    reminders: tuple[str, ...]
    stop_signs: tuple[str, ...]
    positions: tuple[Position, ...] = ()
    """Those that it can be done in."""
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """By id, from every view that the camera may have."""

    @property
    def region(self) -> Region:
        """The region that is asked for, and that rests when it must."""
        return self.regions[0]

    @property
    def timed(self) -> bool:
        """Goes by time, not by count."""
        return self.measure.duration_s is not None

    @property
    def isometric(self) -> bool:
        """A press or a hold, during which breathing is called to mind."""
        return self.kind is Kind.ISOMETRIC

    def pace(self, ease: Ease) -> Pace:
        """One repetition at this ease."""
        return self.measure.paces[ease]

    def cue(self, key: str, side: Side | None, *, again: bool) -> tuple[str, str]:
        """Key and text of what is said for a phase or spot; no text means silence. The side's own key wins."""
        cues: Mapping[str, str] = self.words.cues
        keys = (f"{key}.{side}", key) if side else (key,)
        if again:
            for full in keys:
                if full + AGAIN in cues:
                    return full + AGAIN, cues[full + AGAIN]
        for full in keys:
            if full in cues:
                return full, cues[full]
        return key, ""


def compile_routine(
    protocol: Protocol,
    work: Work,
    language: str,
    said: Mapping[str, str],
    regions: tuple[Region, ...],
    lies: bool | None = None,
) -> Routine:
    """``said`` are the phrases in the language, ``lies`` how the body comes from the work before it in the plan.

    Raises ValueError when the work cannot be measured.
    """
    exercise = protocol.exercises[work.code]
    form = resolve(exercise, work.variant, work.changes, language)
    taken = measure_form(protocol.timing, protocol.softening, form, work, moved=moves(lies, form.positions))
    return Routine(
        work=work,
        kind=exercise.kind,
        regions=regions,
        measure=taken,
        seconds=seconds_of(taken),
        words=form.words,
        reminders=(*ordered(work.changes, said), *form.words.reminders),
        stop_signs=exercise.stop_signs,
        positions=form.positions,
        faults={
            rule.id: Fault(form.words.errors.get(rule.cue) or _unnamed(rule, said), rule.severity is Severity.SAFETY)
            for view in (exercise.tracking.views.values() if exercise.tracking else ())
            for rule in view.faults
        },
    )


def _unnamed(rule: FaultRule, said: Mapping[str, str]) -> str:
    """What is said of a fault without words of its own: half a way is not counted, so that is told."""
    half = isinstance(rule.rule, Mistimed) and rule.rule.lapse is Lapse.HALF
    return said["camera.half"] if half else ""


def ordered(changes: tuple[str, ...], said: Mapping[str, str]) -> tuple[str, ...]:
    """What screening ordered, as reminders. ``said`` are the phrases in the language."""
    found = []
    for change in changes:
        name, _, number = change.partition(":")
        if text := said.get(f"change.{name}"):
            found.append(text.replace("{n}", number))
    return tuple(found)
