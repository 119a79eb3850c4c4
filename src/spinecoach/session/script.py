"""The plan resolved against the protocol. The machine needs nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spinecoach.body import Region
from spinecoach.protocol.exercise import Complex
from spinecoach.protocol.form import ENGLISH
from spinecoach.protocol.protocol import Protocol, StopSign, Timing
from spinecoach.session.phrases import PHRASES
from spinecoach.session.plan import DayPlan, Work
from spinecoach.session.routine import Routine, compile_routine
from spinecoach.session.timing import lies_after

LOCAL_EMERGENCY_NUMBER = "112"
"""[D] Stands where the settings say nothing."""


class ScriptError(ValueError):
    """The plan cannot be run. One line: where, what was found, what would be right."""


@dataclass(frozen=True, slots=True)
class Softened:
    """What softening does beyond the paces."""

    reps_left: int
    timed_factor: float
    timed_asks_after_s: float


@dataclass(frozen=True, slots=True)
class Script:
    """Everything the session runs by. ``items[i][0]`` is the item itself, the rest its chain for "it hurts".

    ``pain`` is what the plan knew of today's pain, ``ask_before`` the regions still to be asked,
    ``lights`` eleven rows (pain before) of eleven letters (worst pain), ``phrases`` in the session's language.
    """

    items: tuple[tuple[Routine, ...], ...]
    pain: Mapping[Region, int]
    ask_before: tuple[Region, ...]
    pain_changes_plan: int
    """Pain before of this much or more, of which the plan did not know, sets the plan aside."""
    timing: Timing
    softened: Softened
    lights: tuple[str, ...]
    stop_signs: Mapping[str, StopSign]
    do_now: Mapping[str, str]
    """What a stop sign asks for at once, by sign."""
    phrases: Mapping[str, str]
    language: str
    recalls_stop_signs: bool = False
    """The first get-ready calls the stop signs to mind, for those who are new here."""

    def say(self, phrase: str, **filled: object) -> str:
        """A phrase with its braces filled."""
        text = self.phrases[phrase]
        for name, value in filled.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text


def compile_plan(
    protocol: Protocol,
    plan: DayPlan,
    language: str,
    emergency_number: str = LOCAL_EMERGENCY_NUMBER,
    *,
    recalls_stop_signs: bool = False,
) -> Script:
    """The plan, ready to run. Words that ``language`` lacks are English. Raises ScriptError."""
    said = {**protocol.phrases[ENGLISH], **protocol.phrases.get(language, {})}
    missing = sorted(set(PHRASES) - set(said))
    if missing:
        raise ScriptError(f"phrases.toml: phrase.en: found no {', '.join(missing)}; right would be a text for each")
    said = {name: text.replace("{emergency_number}", emergency_number) for name, text in said.items()}
    items, lies = list[tuple[Routine, ...]](), None
    for at, item in enumerate(plan.items):
        works = (item.work, *item.if_it_hurts)
        places = (f"items[{at}]", *(f"items[{at}].if_it_hurts[{n}]" for n in range(len(item.if_it_hurts))))
        # Only the item itself is known to come from the one before it; its chain may be reached from anywhere.
        before = (lies, *(None for _ in item.if_it_hurts))
        chain = tuple(_routine(protocol, *each, language, said) for each in zip(works, places, before, strict=True))
        lies = lies_after(chain[0].positions, lies)
        items.append(chain)
    return Script(
        items=tuple(items),
        pain=dict(plan.pain),
        ask_before=_unknown((chain[0] for chain in items), plan.pain),
        pain_changes_plan=protocol.planning.pain.easier_from,
        timing=protocol.timing,
        softened=Softened(
            protocol.softening.reps_left, protocol.softening.timed_factor, protocol.softening.timed_asks_after_s
        ),
        lights=protocol.lights,
        stop_signs=protocol.stop_signs,
        do_now={
            sign.id: sign.do_now.get(language, sign.do_now[ENGLISH]).replace("{emergency_number}", emergency_number)
            for sign in protocol.stop_signs.values()
        },
        phrases=said,
        language=language,
        recalls_stop_signs=recalls_stop_signs,
    )


def _routine(
    protocol: Protocol, work: Work, place: str, lies: bool | None, language: str, said: Mapping[str, str]
) -> Routine:
    exercise = protocol.exercises.get(work.code)
    if exercise is None:
        raise ScriptError(f"{place}.code: found {work.code}; right would be one of {', '.join(protocol.exercises)}")
    try:
        return compile_routine(protocol, work, language, said, _regions(protocol, exercise.complex), lies)
    except ValueError as fault:
        raise ScriptError(f"{place}: {fault}") from fault


def _regions(protocol: Protocol, name: Complex) -> tuple[Region, ...]:
    return tuple(region for region, answered_by in protocol.region_complex.items() if answered_by is name)


def _unknown(routines: Iterable[Routine], pain: Mapping[Region, int]) -> tuple[Region, ...]:
    """Regions of the plan's items of which nothing is known, each once; a headache counts as the neck."""
    asked = (r.region for r in routines if not any(region in pain for region in r.regions))
    return tuple(dict.fromkeys(asked))
