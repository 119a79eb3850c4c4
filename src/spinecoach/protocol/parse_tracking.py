"""Parses ``[tracking]``: what the camera referee looks at, view by view, and tells all its faults at once."""

from collections.abc import Mapping

from spinecoach.body import Side
from spinecoach.protocol.faults import Faults
from spinecoach.protocol.movement import View
from spinecoach.protocol.parse_signal import parse_signal, sided
from spinecoach.protocol.table import Table, one_of, told
from spinecoach.protocol.tracking import (
    Against,
    Beyond,
    Count,
    FaultRule,
    Lapse,
    Measure,
    Mistimed,
    Moment,
    Severity,
    Sighted,
    Signal,
    Stance,
    Tracking,
    Way,
)

VIEWS = (View.FRONT.value, View.SIDE.value)
FARTHEST = 2000.0
"""More than any signal is: degrees, millimetres or lengths."""


def parse_tracking(table: Mapping[str, object], place: str, faults: Faults, sides: int) -> Tracking | None:
    """``[tracking]`` of a data file; None, with the reasons in ``faults``, when it cannot be used."""
    top = Table(table, place, faults)
    sources = top.cited()
    views = {}
    for name in VIEWS:
        if inner := top.table(name, needed=False):
            views[name] = _sighted(inner, sides)
    if not any(name in top.values for name in VIEWS):
        top.fault("", "no view", f"a table [{place}.front] or [{place}.side]")
    top.end()
    return Tracking(views, sources) if top.clean else None


def _sighted(table: Table, sides: int) -> Sighted:
    signals: dict[str, Signal | None] = {}
    if outer := table.table("signal", needed=False):
        signals = {name: parse_signal(inner) for name, inner in outer.named()}
    counts = tuple(_count(entry, signals, sides) for entry in table.tables("count"))
    stances = tuple(_stance(entry, signals) for entry in table.tables("stance"))
    measures = tuple(_measure(entry, signals, counts) for entry in table.tables("measure"))
    faults = _faults(table, signals, counts)
    named = [fault.id for fault in faults if isinstance(fault.rule, Beyond)]
    for n, measure in enumerate(measures, 1):
        if measure.unless and measure.unless not in named:
            right = one_of(sorted(named), measure.unless) if named else "no such line, as no signal tells a fault here"
            table.fault(f"measure#{n}.unless", told(measure.unless), right)
    phases = table.pair("phases", 0.05, 0.95) or (0.35, 0.65)
    least = table.number("least_phase_s", 0.0, 5.0, default=0.25)
    whole = {name: signal for name, signal in signals.items() if signal is not None}
    view = Sighted(whole, stances, counts, measures, faults, table.flag("paired"), phases, least or 0.0)
    if view.paired and {count.side for count in counts if count.counts} != set(Side):
        table.fault("paired", "true", "false, or a count for the left and one for the right")
    table.cited()
    table.end()
    return view


def _named(table: Table, key: str, signals: Mapping[str, Signal | None]) -> str:
    """The name of a signal; one that has faults of its own counts as known."""
    name = table.text(key, like="the name of a signal")
    if name and name not in signals:
        table.fault(key, told(name), one_of(sorted(signals), name))
    return name


def _each(signals: Mapping[str, Signal | None], name: str) -> bool:
    signal = signals.get(name)
    return signal is not None and sided(signal)


def _count(table: Table, signals: Mapping[str, Signal | None], sides: int) -> Count:
    signal = _named(table, "signal", signals)
    way = table.choice("way", Way) or Way.RISES
    if way is Way.STRAYS:
        table.fault("way", told(way.value), "rises or falls, as a count goes one way")
    side = table.choice("side", Side) if "side" in table.values else None
    table.asked.append("side")
    far = table.number("range", 1e-6, FARTHEST) or 1.0
    least = table.number("least", 1e-6, far, default=far * 0.4) or far
    each = _each(signals, signal)
    if each and side:
        table.fault("side", told(side.value), "no side, as the signal is watched on both")
    end = table.number("end", -FARTHEST, FARTHEST) if "end" in table.values else None
    table.asked.append("end")
    lead = table.number("lead", 0.0, 0.5, default=0.0) or 0.0
    named = each and sides == 2
    hold, silent = table.flag("hold"), table.flag("silent")
    count = Count(signal, way, far, least, side, each, named, hold, not silent, end, lead)
    table.cited()
    table.end()
    return count


def _stance(table: Table, signals: Mapping[str, Signal | None]) -> Stance:
    signal = _named(table, "signal", signals)
    low = table.number("low", -FARTHEST, FARTHEST, default=-FARTHEST)
    high = table.number("high", -FARTHEST, FARTHEST, default=FARTHEST)
    stance = Stance(signal, -FARTHEST if low is None else low, FARTHEST if high is None else high, table.flag("always"))
    if stance.low > stance.high:
        table.fault("low", f"{stance.low:g}, above high", f"at most {stance.high:g}")
    if _each(signals, signal):
        table.fault("signal", f'"{signal}", which is told from the side that works', "a signal that names its sides")
    table.cited()
    table.end()
    return stance


def _measure(table: Table, signals: Mapping[str, Signal | None], counts: tuple[Count, ...]) -> Measure:
    key = table.text("key", like="the name of a range of motion, such as neck_flexion")
    signal = _named(table, "signal", signals)
    of = table.whole("of", 1, max(1, len(counts)), default=1) or 1
    if not counts:
        table.fault("", "a measure without a count", "a count, at whose end it is taken")
    measure = Measure(
        key,
        signal,
        of,
        table.number("scale", -FARTHEST, FARTHEST, default=1.0) or 1.0,
        table.number("error", 0.0, 90.0) or 0.0,
        table.text("unless", needed=False),
    )
    table.cited()
    table.end()
    return measure


def _faults(table: Table, signals: Mapping[str, Signal | None], counts: tuple[Count, ...]) -> tuple[FaultRule, ...]:
    outer = table.table("fault", needed=False)
    if outer is None:
        return ()
    found = []
    for name, inner in outer.named():
        cue = inner.text("cue") if "cue" in inner.values else name
        inner.asked.append("cue")
        severity = inner.choice("severity", Severity, default=Severity.FORM) or Severity.FORM
        rule = _beyond(inner, signals) if "signal" in inner.values else _mistimed(inner, counts)
        found.append(FaultRule(name, rule, cue, severity))
        inner.cited()
        inner.end()
    outer.end()
    names = [fault.id for fault in found]
    for fault in found:
        rule = fault.rule
        if isinstance(rule, Beyond) and rule.unless and (rule.unless not in names or rule.unless == fault.id):
            table.fault(f"fault.{fault.id}.unless", told(rule.unless), one_of([n for n in names if n != fault.id]))
    return tuple(found)


def _beyond(table: Table, signals: Mapping[str, Signal | None]) -> Beyond:
    return Beyond(
        _named(table, "signal", signals),
        table.choice("way", Way) or Way.STRAYS,
        table.number("limit", -FARTHEST, FARTHEST) or 0.0,
        table.number("least_s", 0.0, 30.0, default=0.4) or 0.0,
        table.number("scaled", 0.0, FARTHEST, default=0.0) or 0.0,
        table.choice("moment", Moment, default=Moment.WAY) or Moment.WAY,
        table.choice("against", Against, default=Against.REST) or Against.REST,
        table.text("unless", needed=False),
        table.flag("whole"),
        table.flag("void"),
    )


def _mistimed(table: Table, counts: tuple[Count, ...]) -> Mistimed:
    lapse = table.choice("lapse", Lapse) if "lapse" in table.values else None
    if "lapse" not in table.values:
        table.fault("", "neither a signal nor a lapse", "one of them")
    table.asked += ["lapse", "signal"]
    if lapse and not counts:
        table.fault("lapse", told(lapse.value), "a signal, as nothing is counted in this view")
    limit = table.number("limit", 0.0, 60.0, default=0.0)
    return Mistimed(lapse or Lapse.HALF, limit or 0.0)


def judge_tracking(tracking: Tracking, cues: frozenset[str], known: frozenset[str], place: str, faults: Faults) -> None:
    """Note every fault without words among ``cues`` (the exercise's errors), unless the simulator alone knows it."""
    for view, sighted in tracking.views.items():
        for fault in sighted.faults:
            at = f"{place}.{view}.fault.{fault.id}"
            if isinstance(fault.rule, Beyond) and fault.rule.void:
                continue
            if fault.cue not in cues and (fault.cue != fault.id or fault.id not in known):
                right = one_of(sorted(cues), fault.cue) if cues else "an error of that name under [text.en.errors]"
                faults.add(at, f'no words for "{fault.cue}"', right)
