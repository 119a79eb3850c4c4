"""How long each proof takes: the proofs of the tests, run as they stand, each with all its cases."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from benchmarks.figure import Figure

TESTS = Path(__file__).parents[1] / "tests"
PROOFS = (TESTS / "screening" / "test_proofs.py", TESTS / "planning" / "test_planning_proofs.py")


class _Times:
    """Seconds by proof; the cases of one are added up. A law of planning is a proof by itself."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cases: dict[str, int] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            name, _, case = report.nodeid.rpartition("::")[2].removeprefix("test_").partition("[")
            proof = case.rstrip("]") if name == "it_holds_for_everybody" else name
            self.seconds[proof] = self.seconds.get(proof, 0.0) + report.duration
            self.cases[proof] = self.cases.get(proof, 0) + 1


def measure() -> Iterator[Figure]:
    """One figure a proof, and all of them. Raises RuntimeError when one fails."""
    times, said = _Times(), StringIO()
    with redirect_stdout(said):
        code = pytest.main(["-q", "--timeout=0", *map(str, PROOFS)], plugins=[times])
    if code != pytest.ExitCode.OK:
        raise RuntimeError(f"proofs: found one that fails\n{said.getvalue()}")
    for proof, seconds in times.seconds.items():
        cases = f" ({times.cases[proof]})" if times.cases[proof] > 1 else ""
        yield Figure(f"{proof.replace('_', ' ')}{cases}", seconds, "s")
    yield Figure("all proofs", sum(times.seconds.values()), "s")
