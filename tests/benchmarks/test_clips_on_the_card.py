"""The rendered clips on the accuracy card: what is the benchmark's own, and what the two ways to see them differ in."""

from dataclasses import replace

from benchmarks.card import Card, Section, markdown
from benchmarks.clips import Done, Result, judged_as, truth_of
from benchmarks.rendered import browser_section
from benchmarks.watched import CLIPS

from spinecoach.app.catalogue import catalogue
from spinecoach.figure.truth import Made
from spinecoach.motion.summary import Summary


def result(reps: int) -> Result:
    found = Summary(reps, 0, (), {}, (), 1.0, 0.0, 1.0, None)
    return Result("C2_man_front_s1", "C2", "man", "front", 30, 1.0, 1.0, Done(3, 0, (), {}, ()), found)


def test_the_backward_hold_is_timed_by_rules_of_the_benchmark_and_all_else_by_the_product() -> None:
    rules = judged_as("T3").tracking
    assert rules is not None
    assert [count.hold for count in rules.views["side"].counts] == [True]
    own = next(e for e in catalogue().exercises.values() if e.code == "T3").tracking
    assert own is not None
    counts = zip(rules.views["side"].counts, own.views["side"].counts, strict=True)
    assert [(a.signal, a.range, a.least) for a, _ in counts] == [
        (b.signal, b.range, b.least) for b in own.views["side"].counts
    ]
    assert judged_as("C2") is catalogue().exercises["C2"]


def test_what_the_browser_counts_otherwise_than_python_is_named() -> None:
    assert "C2 man front: repetitions 2 instead of 3." in browser_section([result(2)], [result(3)]).told
    assert browser_section([result(3)], [result(3)]).told.endswith("none.")


def test_a_cause_stands_below_its_table() -> None:
    part = Section("One", "done.", "nothing.", ("what",), (("a",),), causes=("the half is counted whole",))
    lines = markdown(Card("2001-02-03", (), (), (part,), 1.0)).splitlines()
    assert lines.index("| a |") < lines.index("- Cause: the half is counted whole.")


def test_a_fault_that_was_told_and_not_made_stands_on_the_card_and_one_of_a_half_does_not() -> None:
    one = result(3)
    truth = replace(one.truth, faults=(("nods", 1.0, 3.0),), also=(("half_range", 5.0, 8.0),))
    told = (Made("nods", 2.0, 2.5), Made("half_range", 6.0, 8.5), Made("half_range", 9.0, 9.5), Made("nods", 3.5, 4.0))
    two = replace(one, truth=truth, found=replace(one.found, faults=told))
    assert two.faults_false == told[2:]
    assert two.faults_named == 1
    (row, *_) = browser_section([two], [two]).rows
    assert "half range 1, nods 1" in row


def test_a_rest_shorter_than_half_of_the_dose_is_a_fault_though_the_clip_calls_it_none() -> None:
    assert [name for name, *_ in truth_of(CLIPS / "T2_woman_front_s71.mp4").also] == ["short_rest"]
    assert [name for name, *_ in truth_of(CLIPS / "C2_man_front_s12.mp4").also] == ["half_range"]
