"""The rendered clips on the accuracy card: what is the benchmark's own, and what the two ways to see them differ in."""

from benchmarks.card import Card, Section, markdown
from benchmarks.clips import Done, Result, judged_as
from benchmarks.rendered import browser_section

from spinecoach.app.catalogue import catalogue
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
