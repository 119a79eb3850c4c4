"""Parses one signal of ``[tracking]``: one kind of signal, one arm."""

from spinecoach.protocol.table import Table, one_of, told
from spinecoach.protocol.tracking import OTHER, SAME, SPOTS, Along, Angle, Distance, Head, Ratio, Signal, Tilt, Turn

KINDS = ("angle", "tilt", "distance", "ratio", "head")


def parse_signal(table: Table) -> Signal | None:
    """The signal, by its one key of ``KINDS``; None where that has faults."""
    kinds = [kind for kind in KINDS if kind in table.values]
    if len(kinds) != 1:
        found = "nothing that says its kind" if not kinds else f"both {kinds[0]} and {kinds[1]}"
        table.fault("", found, f"one of {', '.join(KINDS)}")
        table.asked += [*table.values]
        return None
    signal = _signal(table, kinds[0])
    table.cited()
    table.end()
    return signal if table.clean else None


def _signal(table: Table, kind: str) -> Signal:
    match kind:
        case "angle":
            a, at, b = _spots(table, "angle", 3)
            return Angle(at, a, b)
        case "tilt":
            a, b = _line(table, "tilt")
            off = _line(table, "off") if "off" in table.values else None
            table.asked.append("off")
            return Tilt(a, b, off)
        case "distance":
            a, b = _line(table, "distance")
            along = table.choice("along", Along, default=Along.ANY) or Along.ANY
            return Distance(a, b, along, _line(table, "per"))
        case "ratio":
            return Ratio(_line(table, "ratio"), _line(table, "per"))
        case _:
            return Head(table.choice("head", Turn) or Turn.YAW)


def _line(table: Table, key: str) -> tuple[str, str]:
    clean = len(table.faults.found)
    a, b = _spots(table, key, 2)
    if a == b and clean == len(table.faults.found):
        table.fault(key, f'"{a}" twice', "two spots")
    return a, b


def _spots(table: Table, key: str, number: int) -> tuple[str, ...]:
    found = table.texts(key, least=number)
    if found and len(found) != number:
        table.fault(key, told(list(found)), f"{number} spots")
    for i, spot in enumerate(found, 1):
        if spot not in SPOTS:
            table.fault(f"{key}#{i}", told(spot), one_of(SPOTS, spot))
    return (*found, *("nose",) * number)[:number]


def spots_of(signal: Signal) -> tuple[str, ...]:
    """Every spot that a signal names."""
    match signal:
        case Angle(at, a, b):
            return (a, at, b)
        case Tilt(a, b, off):
            return (a, b, *(off or ()))
        case Distance(a, b, _, per):
            return (a, b, *per)
        case Ratio(a, b):
            return (*a, *b)
        case Head():
            return ()


def sided(signal: Signal) -> bool:
    """Whether the signal is told from the side that works."""
    return any(spot.partition(".")[2] in (SAME, OTHER) for spot in spots_of(signal))
