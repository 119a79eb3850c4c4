"""Runs what is large in a process of its own, so that it never stays in the memory of the server."""

import subprocess
import sys


class Fell(Exception):  # noqa: N818 - it names what happened, as the rest of the house does
    """The process gave nothing. ``str`` says why, in a few words."""


def run_apart(module: str, given: bytes, patience_s: float) -> bytes:
    """What ``python -m module`` writes when it reads ``given``. Raises Fell when it fails, dies or is late."""
    try:
        ran = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-P", "-m", module], input=given, capture_output=True, check=False, timeout=patience_s
        )
    except subprocess.TimeoutExpired as fault:
        raise Fell(f"not done after {patience_s:g} s") from fault
    except OSError as fault:
        raise Fell(f"no process: {(fault.strerror or str(fault)).lower()}") from fault
    if ran.returncode < 0:
        raise Fell(f"ended by signal {-ran.returncode}")
    if ran.returncode:
        last = ran.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise Fell(" ".join(last)[:200] or f"exit code {ran.returncode}")
    return ran.stdout
