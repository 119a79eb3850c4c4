"""Folds what was done into the Progress of a day (clinical.md 3.2-3.4)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spinecoach.body import Region
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.ladder import FIRST, Rung, after_gap, after_item, is_ready, missed_days, stepped_up
from spinecoach.progress.light import LATELY, light_after, light_during, lower_median, worst_of
from spinecoach.progress.progress import Light, Progress
from spinecoach.protocol.exercise import Complex
from spinecoach.protocol.protocol import Protocol

FLARE_DOWN = 2
"""Levels down once a flare is over."""


@dataclass(slots=True)
class _Sofar:
    rungs: dict[str, Rung] = field(default_factory=dict)
    mornings: dict[Region, list[int]] = field(default_factory=dict)
    first_pain: dict[Region, int] = field(default_factory=dict)
    flare_since: dict[Region, date] = field(default_factory=dict)
    last: date | None = None

    def base(self, region: Region) -> int | None:
        """The usual morning; the pain before the first session stands in until there is one."""
        mornings = self.mornings.get(region, [])
        return lower_median(mornings[-LATELY:]) if mornings else self.first_pain.get(region)


def progress_of(
    protocol: Protocol, history: Iterable[DoneDay], day: date, opt_in: Collection[str] = frozenset()
) -> Progress:
    """The Progress on ``day`` from the days up to it, in any order. ``opt_in`` may go above the article's dose."""
    past = sorted((done for done in history if done.date <= day), key=lambda done: done.date)
    sofar = _Sofar()
    done: dict[date, tuple[str, ...]] = {}
    black: dict[str, Light] = {}
    for session in past:
        _pass_gap(sofar, session.date)
        _flares(protocol, sofar, session)
        black |= _session(protocol, sofar, session, opt_in)
        codes = done.get(session.date, ()) + tuple(item.code for item in session.items)
        if session.items:
            done[session.date] = tuple(dict.fromkeys(codes))
    _pass_gap(sofar, day)
    return Progress(
        levels={code: rung.level for code, rung in sofar.rungs.items()},
        done=done,
        last_light=black,
        base={region: base for region in Region if (base := sofar.base(region)) is not None},
        flare_since=sofar.flare_since,
        retired_until={code: r.retired_until for code, r in sofar.rungs.items() if r.retired_until},
    )


def _pass_gap(sofar: _Sofar, day: date) -> None:
    if sofar.last is not None:
        missed = missed_days(sofar.last, day)
        sofar.rungs = {code: after_gap(rung, missed) for code, rung in sofar.rungs.items()}
    sofar.last = day


def _regions(protocol: Protocol, name: Complex) -> tuple[Region, ...]:
    return tuple(region for region, answer in protocol.region_complex.items() if answer is name)


def _flares(protocol: Protocol, sofar: _Sofar, session: DoneDay) -> None:
    """Notes a flare by the pain before the session, and takes the complex two levels down for afterwards."""
    before: dict[Complex, int] = {}
    for item in session.items:
        name = protocol.exercises[item.code].complex
        before[name] = max(before.get(name, 0), item.pain_before or 0)
    for name, pain in before.items():
        region = _regions(protocol, name)[0]
        sofar.first_pain.setdefault(region, pain)
        base, since = sofar.base(region), sofar.flare_since.get(region)
        flare = protocol.planning.flare
        if since is not None and (session.date - since).days >= flare.days:
            del sofar.flare_since[region]
            since = None
        if base is None or since is not None or not base + flare.rise <= pain < protocol.planning.pain.blocks_from:
            continue
        sofar.flare_since[region] = session.date
        for code in (e.code for e in protocol.complex_of(name) if e.code in sofar.rungs):
            rung = sofar.rungs[code]
            level = max(min(rung.level, FIRST), rung.level - FLARE_DOWN)
            sofar.rungs[code] = replace(rung, level=level, greens=())


def _session(protocol: Protocol, sofar: _Sofar, session: DoneDay, opt_in: Collection[str]) -> Mapping[str, Light]:
    """Takes every exercise of the session up or down. Gives the light of each during the session."""
    during = {}
    for item in session.items:
        exercise = protocol.exercises[item.code]
        seen = light_during(protocol.lights, item.pain_before, item.pain_worst) or Light.AMBER
        during[item.code] = seen
        light = worst_of((seen, _morning(protocol, sofar, session, exercise.complex)))
        sofar.rungs[item.code] = after_item(sofar.rungs.get(item.code), exercise, item, light, session.date)
    _ups(protocol, sofar, session.items, session.date, opt_in)
    for region, pain in session.next_morning.items():
        sofar.mornings.setdefault(region, []).append(pain)
    return during


def _morning(protocol: Protocol, sofar: _Sofar, session: DoneDay, name: Complex) -> Light:
    """The morning after, of the regions of this complex; a region left out of an answered morning did not hurt."""
    if not session.next_morning:
        return light_after(None, None)
    regions = _regions(protocol, name)
    return worst_of(light_after(sofar.base(r), session.next_morning.get(r, 0)) for r in regions)


def _ups(protocol: Protocol, sofar: _Sofar, items: Sequence[DoneItem], day: date, opt_in: Collection[str]) -> None:
    """At most one step up a complex and session: the one that has been ready for longest."""
    for name in Complex:
        ready = []
        for code in dict.fromkeys(item.code for item in items):
            exercise, rung = protocol.exercises[code], sofar.rungs[code]
            most = max(exercise.levels) if code in opt_in else exercise.article_levels[1]
            if exercise.complex is name and is_ready(rung, exercise, most, day):
                ready.append(code)
        if ready:
            code = max(ready, key=lambda c: len(sofar.rungs[c].greens))
            sofar.rungs[code] = stepped_up(sofar.rungs[code], day)
