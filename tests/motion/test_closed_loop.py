"""Every exercise that the simulator does goes through the referee: right ones count, faults are named."""

import pytest
from refereed import refereed

from spinecoach.app.catalogue import catalogue
from spinecoach.protocol.exercise import Variant

TRACKED = [e for e in catalogue().exercises.values() if e.tracking]
FORMS = [(e.code, v) for e in TRACKED for v in sorted({dose.variant for dose in e.levels.values()})]


@pytest.mark.parametrize(("code", "variant"), FORMS, ids=[f"{c}-{v}" for c, v in FORMS])
def test_repetitions_and_holds_done_right_are_those_that_were_done(code: str, variant: Variant) -> None:
    found = refereed(code, variant=variant, reps=3, seed=1)
    assert (found.seen.reps, found.seen.half_reps) == (found.truth.reps, found.truth.half_reps)
    assert [hold.side for hold in found.seen.holds] == [hold.side for hold in found.truth.holds]
