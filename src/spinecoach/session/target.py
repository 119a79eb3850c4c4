"""What a press on the page was meant for, so that it never acts on what came after it."""

from spinecoach.session.script import Script
from spinecoach.session.state import Asking, Done, GetReady, Paused, Resting, Session, Stopped, Working
from spinecoach.session.vocabulary import Command

AIMED = frozenset({Command.START, Command.SKIP, Command.BACK, Command.COUNT_REP, Command.ANSWERED})
"""Commands that mean one thing on the page. The others always act: a halt is never too late."""

KINDS: dict[type, str] = {
    GetReady: "exercise",
    Working: "exercise",
    Resting: "rest",
    Asking: "ask",
    Paused: "paused",
    Done: "over",
    Stopped: "over",
}
"""Getting ready for an exercise and its repetitions are one to a press."""


def target_of(script: Script, session: Session) -> str:
    """What a press means now, as one word that the page sends back with it."""
    state, run = session.state, session.facts.run
    parts = [KINDS[type(state)]]
    if run is not None:
        work = script.items[run.item][run.link].work
        parts += [str(run.item), work.code, work.variant.value]
    if isinstance(state, Asking):
        parts += [state.question.value, *([state.region.value] if state.region else [])]
    return "/".join(parts)
