"""What goes into a session and what comes out of it. ``t`` is always seconds of session time.

In: commands, motion events, ticks, changed answers.
Out: events (facts, stored), cues (spoken) and segments (what to play now).
Command names are imperative, event kinds past tense. The socket, the store, ``rehearse`` and the island share these.
"""

from dataclasses import dataclass
from enum import StrEnum

from spinecoach.body import Side

# ---------------------------------------------------------------- in


class Command(StrEnum):
    """What the person may ask for. ``answered`` carries a question and a value, ``stop_sign`` the sign's id."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    COUNT_REP = "count_rep"
    HURTS = "hurts"
    ANSWERED = "answered"
    STOP_SIGN = "stop_sign"
    STOP = "stop"


class Question(StrEnum):
    """What the session may ask. Pain and effort are answered 0-10, ``softer`` by yes (1) or no (0)."""

    PAIN_BEFORE = "pain_before"
    PAIN = "pain"
    PAIN_WORST = "pain_worst"
    EFFORT = "effort"
    SOFTER = "softer"


@dataclass(frozen=True, slots=True)
class Told:
    """A command with its moment. ``value`` is 0-10 (or 0/1 for softer); ``sign`` a stop sign's id.

    ``target`` is that of the segment that was on the page when it was pressed; None acts on whatever is so.
    """

    t: float
    command: Command
    question: Question | None = None
    value: int | None = None
    sign: str | None = None
    target: str | None = None


class Motion(StrEnum):
    """What the camera referee may report; a paced session never gets one.

    ``leads``: from now on it is sure enough that repetitions and holds are counted as they are seen; ``yields``: it is
    not, and the session keeps the time itself. ``placing``: the person is still getting into view.
    ``gesture``: one was seen (``reason`` says which) and is echoed; it counts when it was not taken back.
    """

    LEADS = "leads"
    YIELDS = "yields"
    PLACING = "placing"
    BODY_FOUND = "body_found"
    BODY_LOST = "body_lost"
    IN_POSITION = "in_position"
    REP_COUNTED = "rep_counted"
    HOLD_STARTED = "hold_started"
    HOLD_PROGRESS = "hold_progress"
    HOLD_ENDED = "hold_ended"
    FAULT_SEEN = "fault_seen"
    RANGE_MEASURED = "range_measured"
    GESTURE = "gesture"
    TAKEN_BACK = "taken_back"
    HAND_RAISED = "hand_raised"
    NOD = "nod"
    SHAKE = "shake"


@dataclass(frozen=True, slots=True)
class Seen:
    """A motion event. ``seconds`` is the hold time credited so far, ``fault`` a fault's id, ``reason`` why it yields.

    ``side`` is the side that was seen at work, where that can be told. A range of motion has its ``key``, ``degrees``
    and the ``error`` that they may be wrong by.
    """

    t: float
    motion: Motion
    seconds: float | None = None
    fault: str | None = None
    side: Side | None = None
    reason: str | None = None
    key: str | None = None
    degrees: float | None = None
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed. The machine walks every deadline up to ``t`` in order, each with its own time."""

    t: float


class Withdrawal(StrEnum):
    """Why a plan may no longer be run. ``see_someone``: the answers close everything; ``answers_changed``: they no
    longer allow this plan, and another may fit.
    """

    SEE_SOMEONE = "see_someone"
    CHANGED = "answers_changed"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The answers no longer allow the plan."""

    t: float
    reason: Withdrawal


Input = Told | Seen | Tick | Withdrawn

# ---------------------------------------------------------------- out


class EventKind(StrEnum):
    """Facts of a session, past tense."""

    SESSION_STARTED = "session_started"
    EXERCISE_STARTED = "exercise_started"
    SET_STARTED = "set_started"
    REP_COUNTED = "rep_counted"
    HOLD_STARTED = "hold_started"
    HOLD_ENDED = "hold_ended"
    PROGRESSED = "progressed"
    SIDE_SWITCHED = "side_switched"
    ZONE_CHANGED = "zone_changed"
    REST_STARTED = "rest_started"
    REST_ENDED = "rest_ended"
    ASKED = "asked"
    ANSWERED = "answered"
    HURT = "hurt"
    SOFTENED = "softened"
    SUBSTITUTED = "substituted"
    REGION_RESTED = "region_rested"
    SKIPPED = "skipped"
    WENT_BACK = "went_back"
    FAULT_SEEN = "fault_seen"
    BODY_LOST = "body_lost"
    BODY_FOUND = "body_found"
    CAMERA_LED = "camera_led"
    CAMERA_YIELDED = "camera_yielded"
    RANGE_MEASURED = "range_measured"
    GESTURE_SEEN = "gesture_seen"
    EXERCISE_FINISHED = "exercise_finished"
    PAUSED = "paused"
    RESUMED = "resumed"
    REFUSED = "refused"
    SCREENING_ANSWERED = "screening_answered"
    STOPPED = "stopped"
    SESSION_DONE = "session_done"


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """One fact. Fields that do not belong to the kind are None and are left out of the JSON."""

    t: float
    kind: EventKind
    item: int | None = None
    code: str | None = None
    variant: str | None = None
    level: int | None = None
    side: Side | None = None
    zone: int | None = None
    rep: int | None = None
    """Repetitions counted on this side and zone so far, this one included."""
    seconds: float | None = None
    """Hold or massage seconds credited."""
    by: str | None = None
    """Who counted: ``pace``, ``person`` or ``camera``."""
    question: Question | None = None
    value: int | None = None
    region: str | None = None
    light: str | None = None
    reason: str | None = None
    """Why softened, substituted, skipped, refused or stopped, or why the camera yields, by id."""
    row: str | None = None
    row_item: str | None = None
    reps_done: int | None = None
    reps_planned: int | None = None
    pain_before: int | None = None
    pain_worst: int | None = None
    effort: int | None = None
    key: str | None = None
    """Which range of motion was measured, e.g. ``neck_rotation_left``."""
    degrees: float | None = None
    error: float | None = None
    """Degrees that the measured range may be wrong by."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something said at ``t``; its text is also the caption."""

    t: float
    id: str
    text: str


class SegmentKind(StrEnum):
    """What the page shows now."""

    GET_READY = "get_ready"
    REP = "rep"
    TIMED = "timed"
    REST = "rest"
    SWITCH = "switch"
    ASK = "ask"
    BREATHE = "breathe"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Beat:
    """A stretch inside a segment: offset and length in seconds; ``hold`` is shown as a filling ring."""

    id: str
    offset: float
    seconds: float
    side: Side | None
    hold: bool
    text: str


@dataclass(frozen=True, slots=True)
class SpokenAt:
    """A cue inside a segment, ``offset`` seconds after its start."""

    offset: float
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """What to play from ``t`` on. ``seconds`` None means: wait for the person.

    ``title`` is the exercise's name in its present form, ``instruction`` what to do now (readable from three metres),
    ``rep`` the repetition that is being done (1-based) of ``reps``, ``done`` those committed on this side and zone.
    ``ahead`` is what comes next in words, ``left_s`` the planned seconds left after this segment.
    ``waits_at`` is the offset beyond which nothing is played until the camera has seen it, ``counts_from`` that from
    which a tap counts the repetition. ``target`` goes back with what is pressed while this is shown.
    """

    t: float
    kind: SegmentKind
    seconds: float | None
    item: int
    items: int
    code: str | None
    variant: str | None
    changes: tuple[str, ...]
    side: Side | None
    zone: int | None
    zones: int
    rep: int | None
    reps: int | None
    done: int
    title: str
    instruction: str
    position: str
    fetch: str
    ahead: str
    left_s: float
    beats: tuple[Beat, ...] = ()
    cues: tuple[SpokenAt, ...] = ()
    question: Question | None = None
    region: str | None = None
    reason: str | None = None
    tempo: float = 1.0
    range_factor: float = 1.0
    waits_at: float | None = None
    counts_from: float | None = None
    target: str = ""


Output = SessionEvent | Cue | Segment
