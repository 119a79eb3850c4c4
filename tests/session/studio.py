"""A small programme of five exercises, built by hand, and the words to speak about its sessions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region, Side
from spinecoach.protocol.exercise import (
    ArticleDose,
    Camera,
    ChainLink,
    Complex,
    Dose,
    Equipment,
    Exercise,
    Form,
    Kind,
    Phase,
    Place,
    Position,
    Spot,
    Trust,
    Variant,
    Words,
)
from spinecoach.protocol.protocol import Protocol, Softening, StopSign, Timing
from spinecoach.session.facts import Run
from spinecoach.session.machine import begin, next_deadline, step
from spinecoach.session.phrases import PHRASES
from spinecoach.session.plan import DayPlan, Item, Work
from spinecoach.session.script import Script, compile_plan
from spinecoach.session.state import Asking, RestFor, Resting, Session, State
from spinecoach.session.timing import item_seconds
from spinecoach.session.vocabulary import (
    Command,
    Cue,
    Motion,
    Output,
    Question,
    Seen,
    Segment,
    SessionEvent,
    Tick,
    Told,
)

TURN, PRESS, ROLL, RUB, BRACE = "X1", "X2", "Y1", "X3", "Z1"
ALL = (TURN, PRESS, ROLL, RUB, BRACE)

LIGHTS = (
    "GGARRRRBBBB", "GGGARRRBBBB", "GGGAARRBBBB", "GGGAARRBBBB", "GGGAARRBBBB", "GGGAAARBBBB",
    "GGGAAAABBBB", "GGGAAAABBBB", "GGGAAAABBBB", "GGGAAAABBBB", "GGGAAAABBBB",
)  # fmt: skip


def _dose(level: int, variant: Variant = Variant.STANDARD, **given: object) -> Dose:
    usual: dict[str, object] = {
        "reps": None, "hold_s": 0.0, "rest_s": 0.0, "effort": None, "zones": 1, "duration_s": None, "opt_in": False,
        "sources": (),
    }  # fmt: skip
    return Dose(level=level, variant=variant, **{**usual, **given})  # type: ignore[arg-type]


def _exercise(code: str, group: Complex, words: Words, levels: Sequence[Dose], **given: object) -> Exercise:
    text = {"standard": words, **given.pop("patches", {})}  # type: ignore[dict-item]
    usual: dict[str, object] = {
        "id": words.name.lower(), "version": 1, "kind": Kind.MOBILITY, "place": Place.CHAIR,
        "positions": (Position.SITTING,), "needs": (), "useful": (), "sides": 1,
        "article": ArticleDose(None, None, None, ()), "article_levels": (1, 1), "alternate_days_from_level": None,
        "phases": (), "spots": (), "forms": {}, "if_it_hurts": (), "stop_signs": ("dizzy",), "contraindications": (),
        "camera": Camera("front", Trust.GOOD, Trust.NONE), "evidence_sources": (), "review": None,
        "text": {"en": text, **given.pop("other_text", {})},  # type: ignore[dict-item]
    }  # fmt: skip
    made = {**usual, **given}
    return Exercise(code=code, complex=group, levels={d.level: d for d in levels}, **made)  # type: ignore[arg-type]


def small_programme() -> Protocol:
    turn = _exercise(
        TURN,
        Complex.CERVICAL,
        Words(
            name="Turn",
            position="Sit tall.",
            summary="Turn both ways.",
            cues={"left": "Turn to the left.", "left.again": "Left.", "right": "Turn to the right.", "right.again": ""},
            reminders=("Shoulders still.", "Chin level."),
        ),
        (_dose(0, Variant.EASIER, reps=2), _dose(1, reps=4), _dose(2, reps=4, hold_s=3.0)),
        phases=(
            Phase("left", 2.5, Side.LEFT, hold=True),
            Phase("back", 2.0),
            Phase("right", 2.5, Side.RIGHT, hold=True),
            Phase("back_again", 2.0),
        ),
        if_it_hurts=(ChainLink(TURN, Variant.EASIER), ChainLink(PRESS, Variant.EASIER)),
        forms={"easier": Form()},
        patches={"easier": Words(name="Half turn", range_note="Half is enough.")},
        other_text={"de": {"standard": Words(name="Drehen", cues={"left": "Nach links drehen."})}},
    )
    press = _exercise(
        PRESS,
        Complex.CERVICAL,
        Words(
            name="Press",
            position="Sit tall. One palm on your temple.",
            summary="Press and nothing moves.",
            cues={
                "in.left": "Press into your left palm.",
                "in.left.again": "Press.",
                "in.right": "Press into your right palm.",
                "in": "Press.",
                "out": "Let go.",
            },
            reminders=("Breathe.", "Nose ahead.", "Shoulders low."),
        ),
        (
            _dose(0, Variant.EASIER, reps=2, hold_s=3.0, rest_s=10.0, effort=2),
            _dose(1, reps=3, hold_s=6.0, rest_s=10.0, effort=3),
            _dose(2, reps=10, hold_s=10.0, rest_s=10.0, effort=5),
        ),
        kind=Kind.ISOMETRIC,
        sides=2,
        phases=(Phase("in", 1.5, hold=True), Phase("out", 1.5)),
        if_it_hurts=(ChainLink(PRESS, Variant.EASIER), ChainLink(TURN, Variant.STANDARD)),
    )
    roll = _exercise(
        ROLL,
        Complex.THORACIC,
        Words(
            name="Roll",
            position="On your back, knees bent.",
            fetch="A firm roller.",
            summary="Arch and lift.",
            cues={"arch": "Arch back.", "lift": "Lift a little.", "stay": "Rest here.", "stay.again": ""},
            zones=("under the ribs", "in the middle", "under the blades"),
        ),
        (_dose(0, Variant.EASIER, duration_s=60.0), _dose(1, reps=3, zones=3)),
        place=Place.FLOOR,
        positions=(Position.LYING,),
        needs=((Equipment.ROLLER, Equipment.TOWEL),),
        phases=(Phase("arch", 2.5), Phase("lift", 2.0), Phase("lower", 2.0)),
        forms={
            "easier": Form(spots=(Spot("stay", 60.0),), needs=((Equipment.TOWEL,),)),
            "no_lift": Form(drop_phases=("lift", "lower")),
        },
        if_it_hurts=(ChainLink(ROLL, Variant.EASIER), ChainLink(RUB, Variant.STANDARD)),
        patches={"easier": Words(name="Rest", fetch="A towel.")},
    )
    rub = _exercise(
        RUB,
        Complex.CERVICAL,
        Words(
            name="Rub",
            position="Sit, elbows up.",
            summary="Rub.",
            cues={"l": "On the left.", "c": "In the middle.", "r": "On the right.", "l.again": "Left again."},
            reminders=("Slowly.",),
        ),
        (_dose(0, Variant.EASIER, duration_s=50.0), _dose(1, duration_s=70.0)),
        kind=Kind.MASSAGE,
        spots=(Spot("l", 20.0), Spot("c", 20.0), Spot("r", 20.0)),
        if_it_hurts=(),
    )
    brace = _exercise(
        BRACE,
        Complex.LUMBAR,
        Words(
            name="Brace",
            position="On your back, knees bent.",
            summary="Tighten.",
            cues={"tight": "Tighten your belly.", "tight.again": "Tighten.", "loose": "Let go."},
            reminders=("Breathe.",),
        ),
        (_dose(1, reps=2, hold_s=5.0, rest_s=5.0, effort=3),),
        kind=Kind.ISOMETRIC,
        place=Place.FLOOR,
        positions=(Position.LYING,),
        phases=(Phase("tight", 1.0, hold=True), Phase("loose", 2.0)),
        if_it_hurts=(),
        forms={"sitting_only": Form(positions=(Position.SITTING,))},
    )
    # What a session does not read (the planner's rules) is the packaged programme's own.
    return replace(
        catalogue(),
        version="small",
        exercises={e.code: e for e in (turn, press, rub, roll, brace)},
        region_complex={
            Region.NECK: Complex.CERVICAL,
            Region.HEADACHE: Complex.CERVICAL,
            Region.THORACIC: Complex.THORACIC,
            Region.LUMBAR: Complex.LUMBAR,
        },
        linked={},
        rules={},
        stop_signs={
            "dizzy": StopSign("dizzy", "S16", None, "URGENT", {"en": "Dizzy"}, {"en": "Sit. Call {emergency_number}."}),
            "sharp": StopSign("sharp", None, None, "MODIFY", {"en": "Sharp"}, {"en": "Let go."}),
        },
        sources={},
        phrases={"en": _phrases()},
        timing=Timing(
            get_ready_s=15, ready_again_s=5, change_position_s=30, switch_s=5, zone_move_s=15, breathe_s=60,
            sit_up_s=30, ask_again_s=20, ask_gives_up_s=60, pause_closes_s=1800,
        ),
        softening=Softening(
            range_factor=0.7, effort_less=2, effort_least=1, tempo=1.5, hold_factor=0.5, reps_left=2,
            timed_factor=0.5, timed_asks_after_s=20,
        ),
        lights=LIGHTS,
    )  # fmt: skip


def _phrases() -> Mapping[str, str]:
    """Every phrase says its own id, and whatever fills it."""
    filled = {
        "ask.pain_before": "{region}", "substituted": "{name}", "region_rested": "{region}", "went_back": "{name}",
        "move_roller": "{zone}", "effort_target": "{effort}", "ahead.reps": "{reps}", "ahead.reps_each_side": "{reps}",
        "ahead.seconds": "{seconds}", "ahead.rest": "{seconds}", "ahead.rep": "{rep} of {reps}", "ahead.side": "{side}",
        "ahead.zone": "{zone}", "ahead.exercise": "{exercise}",
    }  # fmt: skip
    return {name: f"{name} {filled.get(name, '')}".strip() for name in PHRASES} | {"change.slow": "Go slowly."}


@dataclass(frozen=True, repr=False)
class Studio:
    """One programme, and how to make plans and scripts of it."""

    protocol: Protocol

    def work(self, code: str, level: int = 1, **changed: object) -> Work:
        """One exercise at one level, as planning would order it."""
        exercise = self.protocol.exercises[code]
        dose = exercise.levels[level]
        made = Work(
            code, dose.variant, level, dose.reps, dose.hold_s, dose.rest_s, dose.effort, exercise.sides, dose.zones,
            dose.duration_s,
        )  # fmt: skip
        return replace(made, **changed)  # type: ignore[arg-type]

    def item(self, work: Work, chain: Sequence[Work] | None = None) -> Item:
        """With the exercise's own chain, unless another is given."""
        if chain is None:
            links = self.protocol.exercises[work.code].if_it_hurts
            chain = tuple(self.work(link.code, 0 if link.variant is Variant.EASIER else 1) for link in links)
        return Item(work, item_seconds(self.protocol, work), (), tuple(chain))

    def plan(self, *items: Item | Work | str, pain: Mapping[Region, int] | None = None) -> DayPlan:
        """A plan of items, works, or codes at level 1. All pain is 0 unless told."""
        whole = tuple(i if isinstance(i, Item) else self.item(self.work(i) if isinstance(i, str) else i) for i in items)
        seconds = sum(i.seconds for i in whole)
        known = dict.fromkeys(Region, 0) if pain is None else dict(pain)
        return DayPlan(None, "PROCEED", 60, seconds, whole, pain=known)

    def script(self, *items: Item | Work | str, pain: Mapping[Region, int] | None = None) -> Script:
        """The plan, compiled in English."""
        return compile_plan(self.protocol, self.plan(*items, pain=pain), "en")


class Played:
    """A session under way, with everything that has come out."""

    def __init__(self, script: Script, session: Session | None = None) -> None:
        self.script = script
        self.out: list[Output] = []
        if session is None:
            session, came = begin(script)
            self.out += came
        self.session = session

    def tick(self, t: float) -> tuple[Output, ...]:
        """Let the clock run to ``t``."""
        return self._take(Tick(t))

    def tell(self, command: Command | str, t: float | None = None, **given: object) -> tuple[Output, ...]:
        """A command, now or at ``t``."""
        told = Told(self.session.t if t is None else t, Command(command), **given)  # type: ignore[arg-type]
        return self._take(told)

    def answer(self, question: Question | str, value: int, t: float | None = None) -> tuple[Output, ...]:
        """Answer the open question."""
        return self.tell(Command.ANSWERED, t, question=Question(question), value=value)

    def see(self, motion: Motion, t: float | None = None, **given: object) -> tuple[Output, ...]:
        """A report of the camera."""
        return self._take(Seen(self.session.t if t is None else t, motion, **given))  # type: ignore[arg-type]

    def until(self, kind: str, count: int = 1) -> SessionEvent:
        """Let the clock run to the next event of this kind; questions are left alone."""
        for _ in range(10_000):
            due = next_deadline(self.session)
            assert due is not None, f"the session ended before {kind}"
            came = self.tick(due)
            for one in came:
                if isinstance(one, SessionEvent) and one.kind == kind:
                    count -= 1
                    if count == 0:
                        return one
        raise AssertionError(kind)

    def state(self) -> State:
        """Where it stands."""
        return self.session.state

    def asks(self) -> Question | None:
        """The open question."""
        state = self.session.state
        return state.question if isinstance(state, Asking) else None

    def why(self) -> RestFor | None:
        """What the rest is for."""
        state = self.session.state
        return state.why if isinstance(state, Resting) else None

    def due(self) -> float | None:
        """When the clock does something next."""
        return next_deadline(self.session)

    def run(self) -> Run:
        """The exercise under way."""
        assert self.session.facts.run is not None
        return self.session.facts.run

    @property
    def events(self) -> list[SessionEvent]:
        return [one for one in self.out if isinstance(one, SessionEvent)]

    @property
    def segments(self) -> list[Segment]:
        return [one for one in self.out if isinstance(one, Segment)]

    @property
    def cues(self) -> list[Cue]:
        return [one for one in self.out if isinstance(one, Cue)]

    @property
    def kinds(self) -> list[str]:
        return [event.kind.value for event in self.events]

    def of(self, kind: str) -> list[SessionEvent]:
        return [event for event in self.events if event.kind == kind]

    def _take(self, given: Tick | Told | Seen) -> tuple[Output, ...]:
        self.session, came = step(self.script, self.session, given)
        self.out += came
        return came
