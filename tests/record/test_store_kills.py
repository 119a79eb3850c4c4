"""A thousand kills lose nothing that was told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_what_was_told_before_a_kill_is_there_afterwards_in_order_and_whole(seed: int, tmp_path: Path) -> None:
    program = Path(__file__).with_name("killed_writer.py")
    ran = subprocess.run(
        [sys.executable, program, tmp_path, "250", str(seed)], capture_output=True, text=True, check=True
    )
    found = json.loads(ran.stdout)
    assert found["wrong"] == []
    assert found["kills"] == 250
    assert found["stored"] >= found["told"] >= 125, "half of the writers were killed after they had told something"
