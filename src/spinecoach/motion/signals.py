"""Signals made ready to read: one kind of signal, one arm."""

from collections.abc import Callable
from math import atan2, degrees, hypot
from typing import assert_never

from spinecoach.body import Side
from spinecoach.motion.sight import Lens, Sight
from spinecoach.protocol.tracking import Along, Angle, Distance, Head, Ratio, Signal, Tilt, Turn

Reader = Callable[[Sight], float | None]
"""A signal of a frame; None where it cannot be told."""

TINY_PX = 1.0
"""A line shorter than this has no direction and is no measure."""


def reader_of(signal: Signal, lens: Lens, side: Side | None = None) -> Reader:
    """``signal`` made ready for pictures of ``lens``; ``side`` is the one that works."""
    match signal:
        case Angle():
            return _angle(signal, lens, side)
        case Tilt(_, _, None):
            return _tilt(signal, lens, side)
        case Tilt():
            return _tilt_off(signal, lens, side)
        case Distance():
            return _distance(signal, lens, side)
        case Ratio():
            return _ratio(signal, lens, side)
        case Head(turn):
            return _head(turn)
    assert_never(signal)


def _angle(signal: Angle, lens: Lens, side: Side | None) -> Reader:
    at, one, two = (lens.spot(name, side) for name in (signal.at, signal.a, signal.b))

    def read(sight: Sight) -> float | None:
        spots = sight.spots
        (x, y), (ax, ay), (bx, by) = spots[at], spots[one], spots[two]
        ax, ay, bx, by = ax - x, ay - y, bx - x, by - y
        if abs(ax) + abs(ay) < TINY_PX or abs(bx) + abs(by) < TINY_PX:
            return None
        return abs(degrees(atan2(ax * by - ay * bx, ax * bx + ay * by)))

    return read


def _tilt(signal: Tilt, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a, side), lens.spot(signal.b, side)

    def read(sight: Sight) -> float | None:
        spots = sight.spots
        (ax, ay), (bx, by) = spots[a], spots[b]
        x, y = bx - ax, by - ay
        if abs(x) + abs(y) < TINY_PX:
            return None
        return degrees(atan2(x * sight.facing, y))

    return read


def _tilt_off(signal: Tilt, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a, side), lens.spot(signal.b, side)
    from_, to = signal.off or (signal.a, signal.b)
    c, d = lens.spot(from_, side), lens.spot(to, side)

    def read(sight: Sight) -> float | None:
        spots = sight.spots
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = spots[a], spots[b], spots[c], spots[d]
        x, y, p, q = bx - ax, by - ay, dx - cx, dy - cy
        if abs(x) + abs(y) < TINY_PX or abs(p) + abs(q) < TINY_PX:
            return None
        return degrees(atan2((x * q - y * p) * sight.facing, x * p + y * q))

    return read


def _distance(signal: Distance, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a, side), lens.spot(signal.b, side)
    c, d = lens.spot(signal.per[0], side), lens.spot(signal.per[1], side)
    along = signal.along
    if along in (Along.TRUNK, Along.AHEAD):
        return _across_trunk(a, b, (c, d), lens, trunk=along is Along.TRUNK)

    def read(sight: Sight) -> float | None:
        spots = sight.spots
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = spots[a], spots[b], spots[c], spots[d]
        unit = hypot(dx - cx, dy - cy)
        if unit < TINY_PX:
            return None
        if along is Along.ANY:
            return hypot(bx - ax, by - ay) / unit
        return (by - ay) / unit if along is Along.UP else (bx - ax) * sight.facing / unit

    return read


def _across_trunk(a: int, b: int, per: tuple[int, int], lens: Lens, *, trunk: bool) -> Reader:
    c, d = per
    hips, shoulders = lens.spot("hips"), lens.spot("shoulders")

    def read(sight: Sight) -> float | None:
        spots = sight.spots
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = spots[a], spots[b], spots[c], spots[d]
        (hx, hy), (sx, sy) = spots[hips], spots[shoulders]
        p, q = sx - hx, sy - hy
        unit = hypot(dx - cx, dy - cy) * hypot(p, q)
        if unit < TINY_PX:
            return None
        x, y = bx - ax, by - ay
        return (x * p + y * q) / unit if trunk else (x * q - y * p) * sight.facing / unit

    return read


def _ratio(signal: Ratio, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a[0], side), lens.spot(signal.a[1], side)
    c, d = lens.spot(signal.b[0], side), lens.spot(signal.b[1], side)

    def read(sight: Sight) -> float | None:
        spots = sight.spots
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = spots[a], spots[b], spots[c], spots[d]
        unit = hypot(dx - cx, dy - cy)
        return None if unit < TINY_PX else hypot(bx - ax, by - ay) / unit

    return read


def _head(turn: Turn) -> Reader:
    at = list(Turn).index(turn)

    def read(sight: Sight) -> float | None:
        if sight.head is None:
            return None
        value = sight.head[at]
        return None if value is None or value != value else value

    return read
