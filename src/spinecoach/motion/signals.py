"""Signals made ready to read: one kind of signal, one arm."""

import math
from collections.abc import Callable
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
        points = sight.points
        (x, y), (ax, ay), (bx, by) = at(points), one(points), two(points)
        ax, ay, bx, by = ax - x, ay - y, bx - x, by - y
        if abs(ax) + abs(ay) < TINY_PX or abs(bx) + abs(by) < TINY_PX:
            return None
        return abs(math.degrees(math.atan2(ax * by - ay * bx, ax * bx + ay * by)))

    return read


def _tilt(signal: Tilt, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a, side), lens.spot(signal.b, side)

    def read(sight: Sight) -> float | None:
        points = sight.points
        (ax, ay), (bx, by) = a(points), b(points)
        x, y = bx - ax, by - ay
        if abs(x) + abs(y) < TINY_PX:
            return None
        return math.degrees(math.atan2(x * sight.facing, y))

    return read


def _tilt_off(signal: Tilt, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a, side), lens.spot(signal.b, side)
    from_, to = signal.off or (signal.a, signal.b)
    c, d = lens.spot(from_, side), lens.spot(to, side)

    def read(sight: Sight) -> float | None:
        points = sight.points
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = a(points), b(points), c(points), d(points)
        x, y, p, q = bx - ax, by - ay, dx - cx, dy - cy
        if abs(x) + abs(y) < TINY_PX or abs(p) + abs(q) < TINY_PX:
            return None
        return math.degrees(math.atan2((x * q - y * p) * sight.facing, x * p + y * q))

    return read


def _distance(signal: Distance, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a, side), lens.spot(signal.b, side)
    c, d = lens.spot(signal.per[0], side), lens.spot(signal.per[1], side)
    along = signal.along
    hips, shoulders = lens.spot("hips"), lens.spot("shoulders")

    def read(sight: Sight) -> float | None:
        points = sight.points
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = a(points), b(points), c(points), d(points)
        unit = math.hypot(dx - cx, dy - cy)
        if unit < TINY_PX:
            return None
        x, y = bx - ax, by - ay
        match along:
            case Along.ANY:
                return math.hypot(x, y) / unit
            case Along.UP:
                return y / unit
            case Along.FORWARD:
                return x * sight.facing / unit
            case Along.TRUNK | Along.AHEAD:
                (hx, hy), (sx, sy) = hips(points), shoulders(points)
                p, q = sx - hx, sy - hy
                trunk = math.hypot(p, q)
                if trunk < TINY_PX:
                    return None
                if along is Along.TRUNK:
                    return (x * p + y * q) / trunk / unit
                return (x * q - y * p) * sight.facing / trunk / unit
        assert_never(along)

    return read


def _ratio(signal: Ratio, lens: Lens, side: Side | None) -> Reader:
    a, b = lens.spot(signal.a[0], side), lens.spot(signal.a[1], side)
    c, d = lens.spot(signal.b[0], side), lens.spot(signal.b[1], side)

    def read(sight: Sight) -> float | None:
        points = sight.points
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = a(points), b(points), c(points), d(points)
        unit = math.hypot(dx - cx, dy - cy)
        return None if unit < TINY_PX else math.hypot(bx - ax, by - ay) / unit

    return read


def _head(turn: Turn) -> Reader:
    at = list(Turn).index(turn)

    def read(sight: Sight) -> float | None:
        if sight.head is None:
            return None
        value = sight.head[at]
        return None if value is None or value != value else value

    return read
