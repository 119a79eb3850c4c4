"""What the page says beside the camera's picture: how to be seen better, what it does, how far it may be trusted."""

from spinecoach.app.subject import Subject
from spinecoach.motion.placement import Hint
from spinecoach.session.led import NOTHING_SEEN
from spinecoach.session.script import Script

SLOW = "slow"
HOPELESS = frozenset({SLOW, NOTHING_SEEN})
"""Doubts that no hint and no waiting would help."""


def camera_words(script: Script, subject: Subject, hint: Hint | None, doubt: str | None, *, ready: bool) -> str:
    """The one text for now. ``ready``: the person gets ready; then what the camera sees and misses is told."""
    if subject.judged is not None and doubt in HOPELESS:
        return script.say(f"camera.yields.{doubt}")
    if subject.judged is not None and doubt is not None and hint is not None:
        return script.say(f"camera.hint.{hint}")
    if ready:
        return _honest(script, subject)
    if subject.judged is None:
        return script.say("camera.paced")
    return script.say("camera.leads") if doubt is None else ""


def _honest(script: Script, subject: Subject) -> str:
    words, judged = subject.routine.words, subject.judged is not None
    said = [script.say(f"camera.trust.{subject.trust}" if judged else "camera.paced")]
    if words.camera_sees and judged:
        said.append(script.say("camera.sees", what=words.camera_sees))
    if words.camera_misses:
        said.append(script.say("camera.misses", what=words.camera_misses))
    return " ".join(said)
