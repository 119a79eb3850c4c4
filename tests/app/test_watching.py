"""The camera beside a session: a synthetic body is led through real exercises, and whatever is doubtful is paced."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import sin

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.app.watching import Watching
from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.figure.pinhole import IMAGE
from spinecoach.motion.stage import Stage
from spinecoach.session.machine import begin, step
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.script import compile_plan
from spinecoach.session.state import Asking
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
from spinecoach.wire.live import CameraMessage
from spinecoach.wire.plan import work_at
from spinecoach.wire.sighting import Sighting

PROTOCOL = catalogue()
READY_S = PROTOCOL.timing.get_ready_s
REST_S = 3.0
"""So long a simulated body rests before it moves."""
Change = Callable[[Sighting], Sighting | None]


class Sitting:
    """A session of one exercise at its first level, and the camera beside it."""

    def __init__(self, code: str, reps: int | None = None) -> None:
        exercise = PROTOCOL.exercises[code]
        work = work_at(exercise, exercise.article_levels[0])
        work = replace(work, reps=reps or work.reps)
        seconds = item_seconds(PROTOCOL, work)
        pain = dict.fromkeys(PROTOCOL.region_complex, 0)
        plan = DayPlan(None, "PROCEED", 60, seconds, (Item(work, seconds, (), ()),), pain=pain)
        self.script = compile_plan(PROTOCOL, plan, "en")
        self.session, out = begin(self.script)
        self.out: list[Output] = list(out)
        self.watching = Watching(self.script, PROTOCOL.exercises, {})
        self.messages: list[CameraMessage] = []
        recording = simulate(PROTOCOL, Asked(exercise, reps=work.reps, seed=7, fps=20))
        self.image, self.truth = IMAGE, recording.truth
        frames = list(recording.frames)
        rest = [frame for frame in frames if frame.t < REST_S]
        # It rests while the session gets ready, and then moves as the recording has it.
        self.frames = [replace(rest[n % len(rest)], t=n / 20) for n in range(int(20 * (READY_S - REST_S)))]
        self.frames += [replace(frame, t=frame.t + READY_S - REST_S) for frame in frames]

    def watched(self, change: Change = lambda sighting: sighting, frames: Iterable[Frame] | None = None) -> "Sitting":
        for number, frame in enumerate(self.frames if frames is None else frames):
            self.give(Tick(frame.t))
            sighting = change(Sighting(frame, number, self.image, 1 if frame.points else 0, 0.5))
            if sighting is None:
                continue
            said = self.watching.see(sighting, self.session)
            for seen in said.seen:
                self.give(replace(seen, t=frame.t))
            if said.message is not None:
                self.messages.append(said.message)
        return self

    def give(self, given: Tick | Seen | Told) -> None:
        self.session, out = step(self.script, self.session, given)
        self.out += out

    def events(self, kind: str) -> list[SessionEvent]:
        return [one for one in self.out if isinstance(one, SessionEvent) and one.kind == kind]

    def by(self) -> Sequence[str | None]:
        return [event.by for event in self.events("rep_counted")]

    def texts(self) -> Sequence[str]:
        return [message.text for message in self.messages]


def test_repetitions_are_counted_as_they_are_seen_and_ranges_kept_with_their_error() -> None:
    sitting = Sitting("C1", reps=4).watched()
    assert sitting.truth.reps == 4
    assert sitting.by() == ["camera"] * 4
    assert sitting.events("camera_yielded") == []
    (left,) = {event.side for event in sitting.events("range_measured") if event.key == "neck_rotation_left"}
    assert left == "left"
    assert all((event.error or 0) > 0 for event in sitting.events("range_measured"))
    assert sitting.texts()[-1] == sitting.script.say("camera.leads")


def test_the_person_s_own_range_is_learned_for_the_next_session() -> None:
    sitting = Sitting("C1", reps=3).watched()
    sitting.watching.forget()
    ((name, own),) = sitting.watching.baselines.items()
    assert name == "C1.standard.front"
    assert all(40 < range_ < 90 for range_ in own)


def test_after_it_hurts_half_of_the_way_is_a_whole_one_and_no_measure() -> None:
    sitting = Sitting("C1", reps=6).watched()
    before = len(sitting.events("rep_counted"))
    sitting = Sitting("C1", reps=6)
    sitting.watched(frames=[frame for frame in sitting.frames if frame.t < READY_S + 20])
    whole, ranges = len(sitting.events("rep_counted")), len(sitting.events("range_measured"))
    assert 0 < whole < before
    assert ranges
    now = sitting.session.t
    sitting.give(Told(now, Command.HURTS))
    sitting.give(Told(now, Command.ANSWERED, Question.PAIN, 6))
    assert sitting.events("softened")
    asked = Asked(PROTOCOL.exercises["C1"], reps=2, seed=8, fps=20, range_factor=0.5)
    body = list(simulate(PROTOCOL, asked).frames)
    still = [frame for frame in body if frame.t < REST_S]
    ready = [replace(still[n % len(still)], t=n / 20) for n in range(int(20 * (READY_S - REST_S)))]
    frames = [*ready, *(replace(frame, t=frame.t + READY_S - REST_S) for frame in body)]
    sitting.watched(frames=[replace(frame, t=frame.t + now + 0.1) for frame in frames])
    assert sitting.by()[whole:] == ["camera"] * 2
    assert sitting.events("fault_seen") == []
    assert len(sitting.events("range_measured")) == ranges


def test_nobody_in_the_picture_is_paced_and_told_how_to_be_seen() -> None:
    sitting = Sitting("C1", reps=2)
    sitting.watched(frames=[replace(frame, points=(), head=None) for frame in sitting.frames])
    sitting.give(Tick(sitting.session.t + 60))
    assert sitting.by() == ["pace"] * 2
    assert sitting.script.say("camera.hint.nobody") in sitting.texts()
    assert not any(message.leads for message in sitting.messages)


def test_who_leaves_is_paced_and_who_comes_back_is_led_again() -> None:
    def away(sighting: Sighting) -> Sighting:
        gone = READY_S + 4 < sighting.frame.t < READY_S + 24
        return replace(sighting, frame=replace(sighting.frame, points=(), head=None)) if gone else sighting

    sitting = Sitting("C1", reps=6).watched(away)
    assert [event.reason for event in sitting.events("camera_yielded")] == ["lost"]
    assert "pace" in sitting.by()
    assert sitting.by()[-1] == "camera"


def test_who_is_lost_while_getting_ready_is_learned_afresh() -> None:
    def getting_ready(sighting: Sighting) -> Sighting:
        frame = sighting.frame
        if frame.t < 4.0 and frame.head is not None:
            return replace(sighting, frame=replace(frame, head=frame.head._replace(yaw=frame.head.yaw + 25.0)))
        gone = 4.0 <= frame.t < 5.5
        return replace(sighting, frame=replace(frame, points=(), head=None)) if gone else sighting

    sitting = Sitting("C1", reps=2).watched(getting_ready)
    assert sitting.by() == ["camera"] * 2
    assert sitting.events("fault_seen") == []
    assert sitting.watching._subject is not None
    assert sitting.watching._subject.judged is not None
    assert abs(sitting.watching._subject.judged.tracking.ways[0].rest) < 6.0


def test_a_slow_camera_is_not_believed() -> None:
    numbers = iter(range(100_000))
    sitting = Sitting("C1", reps=2).watched(lambda sighting: sighting if next(numbers) % 4 == 0 else None)
    assert sitting.by() == ["pace"] * 2
    assert sitting.texts()[-1] == sitting.script.say("camera.yields.slow")


def test_two_people_are_not_judged() -> None:
    def two(sighting: Sighting) -> Sighting:
        return replace(sighting, people=2 if sighting.frame.t > READY_S + 3 else 1)

    sitting = Sitting("C1", reps=2).watched(two)
    assert [event.reason for event in sitting.events("camera_yielded")] == ["people"]
    assert sitting.by() == ["pace"] * 2
    assert sitting.texts()[-1] == sitting.script.say("camera.hint.people")


def test_a_dark_room_is_told_before_anything_else() -> None:
    sitting = Sitting("C1", reps=2).watched(lambda sighting: replace(sighting, light=0.05))
    assert sitting.script.say("camera.hint.dark") in sitting.texts()


def far(frame: Frame, times: float = 3.2) -> Frame:
    small = tuple(Point(0.5 + (p.x - 0.5) / times, 0.5 + (p.y - 0.5) / times, p.z, p.visibility) for p in frame.points)
    return replace(frame, points=small)


def test_a_body_far_away_is_asked_to_come_nearer_and_nothing_of_it_is_measured() -> None:
    sitting = Sitting("C1", reps=2)
    sitting.watched(frames=[far(frame) for frame in sitting.frames])
    assert sitting.texts()[-1] == sitting.script.say("camera.hint.nearer")
    sitting.give(Tick(sitting.session.t + 60))
    assert sitting.by() == ["pace"] * 2
    assert sitting.events("range_measured") == sitting.events("fault_seen") == []
    sitting.watching.forget()
    assert sitting.watching.baselines == {}


def test_who_goes_far_away_in_an_exercise_is_asked_back_and_led_again_once_near() -> None:
    def away(sighting: Sighting) -> Sighting:
        # Slowly enough to stay the same body.
        t = sighting.frame.t - READY_S
        way = max(0.0, min(1.0, (t - 4) / 8, (30 - t) / 8))
        return replace(sighting, frame=far(sighting.frame, 1 + 1.3 * way))

    sitting = Sitting("C1", reps=8).watched(away)
    assert "far" in [event.reason for event in sitting.events("camera_yielded")]
    assert sitting.script.say("camera.hint.nearer") in sitting.texts()
    assert sitting.by()[-1] == "camera"
    assert not [event for event in sitting.events("range_measured") if READY_S + 12 < event.t < READY_S + 22]


def test_what_the_head_does_while_a_question_is_asked_is_no_range() -> None:
    sitting = Sitting("C1", reps=2).watched()
    measured = sitting.events("range_measured")
    assert isinstance(sitting.session.state, Asking)
    sitting.watching._drop()
    known = dict(sitting.watching.baselines)
    t = sitting.session.t
    for n, frame in enumerate(sitting.frames):
        sighting = Sighting(replace(frame, t=t + 0.1 + n / 20), 10_000 + n, sitting.image, 1, 0.5)
        for seen in sitting.watching.see(sighting, sitting.session).seen:
            sitting.give(replace(seen, t=sighting.frame.t))
    assert sitting.events("range_measured") == measured
    sitting.watching._drop()
    assert sitting.watching.baselines == known


def test_a_turn_begun_in_a_question_is_no_part_of_the_work_after_it() -> None:
    sitting = Sitting("C1", reps=4)
    sitting.watched(frames=[frame for frame in sitting.frames if frame.t < READY_S + 1])
    subject, run = sitting.watching._subject, sitting.session.facts.run
    assert subject is not None
    assert subject.judged is not None
    assert run is not None
    way = subject.judged.tracking.ways[0]
    for before, stage in ((0.5, Stage.OUT), (3.0, Stage.REST)):
        subject.judged.expect(subject.routine, run, working=False)
        way.stage, way.left = Stage.OUT, subject.judged.tracking.t - before
        subject.judged.expect(subject.routine, run, working=True)
        assert way.stage is stage


def test_an_exercise_that_no_camera_can_judge_says_so_before_it_starts() -> None:
    sitting = Sitting("C6", reps=2)
    sitting.watched(frames=sitting.frames[:100])
    (text,) = sitting.texts()
    assert text.startswith(sitting.script.say("camera.paced"))
    assert PROTOCOL.exercises["C6"].text["en"]["standard"].camera_misses in text
    assert sitting.events("camera_led") == []


def test_a_page_that_is_opened_again_begins_a_new_stream() -> None:
    sitting = Sitting("C1", reps=3)
    half = len(sitting.frames) // 2
    sitting.watched(frames=sitting.frames[:half])
    before = sitting.session.t
    for number, frame in enumerate(sitting.frames[half:]):
        # The new page counts from nought, and so does its camera's clock.
        sitting.give(Tick(frame.t))
        again = Sighting(replace(frame, t=frame.t - before), number, sitting.image, 1, 0.5)
        for seen in sitting.watching.see(again, sitting.session).seen:
            sitting.give(replace(seen, t=frame.t))
    assert len(sitting.events("camera_led")) == 2
    assert [event.reason for event in sitting.events("camera_yielded")] == ["lost"]


def test_frames_that_stop_coming_are_told_once() -> None:
    sitting = Sitting("C1", reps=3)
    sitting.watched(frames=sitting.frames[: int(20 * (READY_S + 5))])
    said = sitting.watching.gone()
    assert [(seen.motion, seen.reason) for seen in said.seen] == [("yields", "off")]
    assert said.message == CameraMessage(leads=False, text="")
    assert sitting.watching.gone().seen == ()


def with_hand_up(frame: Frame) -> Frame:
    """The right hand beside the head, wherever the simulated body is."""
    points = list(frame.points)
    nose, shoulder = points[Landmark.NOSE], points[Landmark.RIGHT_SHOULDER]
    width = abs(points[Landmark.LEFT_SHOULDER].x - shoulder.x)
    x, y = nose.x - 1.2 * width, nose.y
    for mark, dy in (("WRIST", 0.0), ("ELBOW", 1.0), ("INDEX", -0.4), ("PINKY", -0.4), ("THUMB", -0.3)):
        points[Landmark[f"RIGHT_{mark}"]] = Point(x, y + dy * width, 0.0, 0.95)
    return replace(frame, points=tuple(points))


def raising(seconds: float) -> Change:
    def change(sighting: Sighting) -> Sighting:
        up = READY_S + 5 <= sighting.frame.t < READY_S + 5 + seconds
        return replace(sighting, frame=with_hand_up(sighting.frame)) if up else sighting

    return change


def test_a_raised_hand_is_echoed_and_pauses_a_moment_later() -> None:
    sitting = Sitting("C6").watched(raising(5))
    (echoed,) = sitting.events("gesture_seen")
    (paused,) = sitting.events("paused")
    assert echoed.reason == "hand"
    assert 1.9 <= paused.t - echoed.t <= 2.2
    assert "session.camera.echo.hand" in [one.id for one in sitting.out if isinstance(one, Cue)]


def test_a_hand_that_is_lowered_within_the_second_is_taken_back() -> None:
    sitting = Sitting("C6").watched(raising(1.5))
    assert [event.reason for event in sitting.events("gesture_seen")] == ["hand", "taken_back"]
    assert sitting.events("paused") == []


def test_what_the_camera_sees_and_misses_is_told_before_an_exercise_begins() -> None:
    sitting = Sitting("C1", reps=2)
    sitting.watched(frames=sitting.frames[:200])
    words = PROTOCOL.exercises["C1"].text["en"]["standard"]
    assert any(words.camera_sees in text and words.camera_misses in text for text in sitting.texts())


def test_a_nod_answers_whether_to_go_softer_once_it_was_not_taken_back() -> None:
    sitting = Sitting("C1")
    sitting.watched(frames=sitting.frames[: int(20 * (READY_S + 5))])
    t = sitting.session.t
    sitting.give(Told(t, Command.HURTS))
    sitting.give(Told(t, Command.ANSWERED, Question.PAIN, 2))
    assert isinstance(sitting.session.state, Asking)
    body, number = sitting.frames[0].points, 10_000
    for n in range(100):
        seconds = n / 20
        head = HeadPose(0.0, 12.0 * sin(8.0 * seconds) if seconds < 1.6 else 0.0, 0.0)
        frame = Frame(t + seconds, body, head)
        for seen in sitting.watching.see(Sighting(frame, number + n, sitting.image, 1, 0.5), sitting.session).seen:
            sitting.give(replace(seen, t=frame.t))
    assert [event.reason for event in sitting.events("gesture_seen")] == ["nod"]
    assert [(event.question, event.value) for event in sitting.events("answered")][-1] == ("softer", 1)


def test_somebody_who_walks_through_is_not_taken_for_the_person() -> None:
    def through(sighting: Sighting) -> Sighting:
        t = sighting.frame.t - READY_S - 8
        if not 0 <= t < 1.5:
            return sighting
        # The model follows a larger body across the picture, and then finds ours again.
        points = tuple(
            Point(t / 1.5 + 1.6 * (p.x - 0.5), p.y * 1.6 - 0.4, p.z, p.visibility) for p in sighting.frame.points
        )
        return replace(sighting, frame=replace(sighting.frame, points=points, head=None))

    sitting = Sitting("C1", reps=5).watched(through)
    assert [event.reason for event in sitting.events("camera_yielded")] == ["people"]
    assert sitting.by()[-1] == "camera"
    assert not [event for event in sitting.events("fault_seen") if READY_S + 8 <= event.t < READY_S + 10]


def repetitions(faults: Sequence[Sequence[str]]) -> Sitting:
    """A session of C1 whose camera sees these faults in one repetition after the other."""
    sitting = Sitting("C1", reps=len(faults))
    sitting.give(Seen(5, Motion.LEADS))
    for n, seen in enumerate(faults):
        t = READY_S + 10 * n
        for fault in seen:
            sitting.give(Seen(t + 5, Motion.FAULT_SEEN, fault=fault))
        sitting.give(Seen(t + 9, Motion.REP_COUNTED))
    return sitting


def asked(sitting: Sitting) -> list[str]:
    """What is said where the exercise is over."""
    return [cue.id for cue in [one for one in sitting.out if isinstance(one, Segment)][-1].cues]


def test_half_of_the_way_is_told_because_it_does_not_count() -> None:
    sitting = repetitions([["half_range"], []])
    (told,) = [cue for cue in sitting.out if isinstance(cue, Cue) and cue.id == "session.fault.half_range"]
    assert told.text == sitting.script.say("camera.half")


def test_what_was_seen_in_two_repetitions_is_summed_up_before_the_questions() -> None:
    sitting = repetitions([["nods", "trunk_turns"], [], ["trunk_turns"]])
    assert asked(sitting) == ["session.camera.summary", "session.fault.trunk_turns", "session.ask.pain_worst"]


def test_a_fault_in_one_repetition_alone_needs_no_summary() -> None:
    assert asked(repetitions([["nods", "nods"], ["trunk_turns"], []])) == ["session.ask.pain_worst"]
