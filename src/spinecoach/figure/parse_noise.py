"""Reads the fitted noise of pose models."""

from spinecoach.figure.noise import Noise, Part, Trust
from spinecoach.protocol.exercise import Mark
from spinecoach.protocol.faults import Faults, ProtocolError
from spinecoach.protocol.parse_toml import parse_format, parse_toml
from spinecoach.protocol.table import Table

_SHARE = (0.0, 1.0)


def parse_noise(text: str, file: str) -> Noise:
    """``figure/data/noise.toml``. Raises ProtocolError with every fault."""
    faults = Faults(file)
    top = parse_toml(text, faults)
    noise = _noise(top) if top else None
    if noise is None or faults.found:
        raise ProtocolError(tuple(faults.found))
    return noise


def _noise(top: Table) -> Noise:
    parse_format(top)
    top.text("source")
    top.choice("mark", Mark)
    outer = top.table("part")
    parts = {}
    if outer:
        parts = {part: _trust(inner) for part in Part if (inner := outer.table(part.value))}
        outer.end()
    noise = Noise(
        deg=_number(top, "deg", 0.01, 20),
        wander=_number(top, "wander", *_SHARE),
        wander_s=_number(top, "wander_s", 0.001, 60),
        face_own=_number(top, "face_own", *_SHARE),
        depth_times=_number(top, "depth_times", 0, 100),
        head_depth_mm=_number(top, "head_depth_mm", 0, 1000),
        face_lost_deg=_number(top, "face_lost_deg", 0, 180),
        face_spread_deg=_number(top, "face_spread_deg", 0, 90),
        face_back_s=_number(top, "face_back_s", 0.001, 60),
        face_drop=_number(top, "face_drop", *_SHARE),
        body_drop=_number(top, "body_drop", *_SHARE),
        drop_s=_number(top, "drop_s", 0.001, 60),
        parts=parts,
    )
    top.end()
    return noise


def _trust(table: Table) -> Trust:
    trust = Trust(
        torso=_number(table, "torso", *_SHARE),
        hidden_times=_number(table, "hidden_times", 1, 100),
        seen=_number(table, "seen", *_SHARE),
        hidden=_number(table, "hidden", *_SHARE),
        outside=_number(table, "outside", *_SHARE),
    )
    table.end()
    return trust


def _number(table: Table, key: str, low: float, high: float) -> float:
    return table.number(key, low, high) or 0.0
