"""Puts the data files together into the Protocol, and judges what one file names in another."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from spinecoach.protocol.exercise import Complex, Exercise, Source, Tier
from spinecoach.protocol.faults import Fault, Faults, ProtocolError
from spinecoach.protocol.parse_dosing import parse_dosing
from spinecoach.protocol.parse_exercise import Draft, draft_exercise
from spinecoach.protocol.parse_measures import parse_measures
from spinecoach.protocol.parse_planning import codes_named, parse_planning, rules_named
from spinecoach.protocol.parse_rules import Rules, parse_rules
from spinecoach.protocol.parse_shared import parse_lights, parse_phrases, parse_sources, parse_stop_signs
from spinecoach.protocol.parse_toml import parse_format, parse_toml
from spinecoach.protocol.planning import Planning
from spinecoach.protocol.protocol import Protocol
from spinecoach.protocol.sourced import sourced
from spinecoach.protocol.table import Table, one_of

EXERCISES = "exercises/"
SOURCES = "sources.toml"
RULES = "rules.toml"
STOP_SIGNS = "stop_signs.toml"
PHRASES = "phrases.toml"
LIGHTS = "lights.toml"
PLANNING = "planning.toml"
DOSING = "dosing.toml"
MEASURES = "measures.toml"
SHARED = (SOURCES, RULES, STOP_SIGNS, PHRASES, LIGHTS, PLANNING, DOSING, MEASURES)
EVIDENCE = (Tier.GUIDELINE, Tier.TRIAL, Tier.LEAFLET)
"""Lay and own-choice sources are never shown as evidence."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What an exercise may name in other files; None where it cannot be read, so that nothing is judged by it."""

    sources: Mapping[str, Source] | None
    stop_signs: Iterable[str] | None
    variants: Mapping[str, Iterable[str]] | None
    """By code, the forms that its levels have."""
    rows: Iterable[str] | None = None
    """Of the screening, which is made after this; None where it is not at hand."""


def parse_protocol(files: Mapping[str, str]) -> Protocol:
    """``files``: text by name, ``exercises/<id>.toml`` and the shared eight. ``version`` is a digest of all of them.

    Raises ProtocolError with every fault of every file.
    """
    found = _misplaced(files)
    sources = _shared(files, SOURCES, parse_sources, found, None)
    rules = _shared(files, RULES, parse_rules, found, sources)
    stop_signs = _shared(files, STOP_SIGNS, parse_stop_signs, found, sources)
    phrases = _shared(files, PHRASES, parse_phrases, found, sources)
    lights = _shared(files, LIGHTS, parse_lights, found, sources)
    drafts = {name: draft_exercise(files[name], name) for name in sorted(files) if name.startswith(EXERCISES)}
    readable = all(draft.code for draft in drafts.values())
    variants = {d.code: d.variants for d in drafts.values()} if readable else None
    known = Known(sources, stop_signs, variants)
    planning = _shared(files, PLANNING, lambda top: _planning(top, rules, variants), found, sources)
    dosing = _shared(files, DOSING, parse_dosing, found, sources)
    measures = _shared(files, MEASURES, parse_measures, found, sources)
    for name, draft in drafts.items():
        found += (*draft.faults, *judge_draft(draft, name, known))
    found += _twice(drafts)
    if found or not (sources and rules and stop_signs and phrases and lights and planning and dosing and measures):
        raise ProtocolError(tuple(found))
    exercises = sorted((d.exercise for d in drafts.values() if d.exercise), key=_article_order)
    return Protocol(
        version=_digest(files),
        exercises={e.code: e for e in exercises},
        region_complex=rules.region_complex,
        linked=rules.linked,
        rules=rules.rules,
        stop_signs=stop_signs,
        sources=sources,
        phrases=phrases,
        timing=rules.timing,
        softening=rules.softening,
        planning=planning,
        dosing=dosing,
        measures=measures,
        lights=lights,
    )


def check_exercise(
    text: str, file: str, protocol: Protocol, rows: Iterable[str] | None = None
) -> tuple[Exercise | None, tuple[Fault, ...]]:
    """One file beside those of ``protocol``: its sources, stop signs and chain are looked up there.

    ``rows``: the ids of the safety questions, where they are known.
    """
    draft = draft_exercise(text, file)
    variants = {e.code: {d.variant for d in e.levels.values()} for e in protocol.exercises.values()}
    known = Known(protocol.sources, protocol.stop_signs, variants | {draft.code: draft.variants}, rows)
    faults = (*draft.faults, *judge_draft(draft, file, known))
    return (None if faults else draft.exercise), faults


def judge_draft(draft: Draft, file: str, known: Known) -> tuple[Fault, ...]:
    """Whether what the file names in other files is there."""
    faults = Faults(file)
    _judge_sources(draft.sources, known.sources, faults)
    for place, name in draft.evidence:
        source = known.sources.get(name) if known.sources else None
        if source and source.tier not in EVIDENCE:
            faults.add(place, f"the {source.tier} source {name}", "a guideline, trial or leaflet")
    if known.stop_signs is not None:
        signs = sorted(known.stop_signs)
        for place, name in draft.stop_signs:
            if name not in signs:
                faults.add(place, f'the unknown stop sign "{name}"', one_of(signs, name))
    if known.rows is not None:
        rows = sorted(known.rows)
        for place, name in draft.rows:
            if name not in rows:
                faults.add(place, f'the unknown row "{name}"', one_of(rows, name))
    if known.variants is not None:
        _judge_links(draft, known.variants, faults)
    return tuple(faults.found)


def _judge_links(draft: Draft, variants: Mapping[str, Iterable[str]], faults: Faults) -> None:
    for place, link in draft.links:
        if link.code not in variants:
            faults.add(place, f"the unknown code {link.code}", one_of(sorted(variants), link.code))
        elif (forms := sorted(variants[link.code])) and link.variant not in forms:
            faults.add(place, f"{link.code} {link.variant}, which no level asks for", one_of(forms))


def _shared(
    files: Mapping[str, str],
    name: str,
    parse: Callable[[Table], T],
    found: list[Fault],
    sources: Mapping[str, Source] | None,
) -> T | None:
    """One shared file, or None when it is missing or has faults; these go to ``found``."""
    if name not in files:
        found.append(Fault(name, "the whole file", "nothing", "this file beside the others"))
        return None
    faults = Faults(name)
    value = None
    if top := parse_toml(files[name], faults):
        if "format" in top.values:
            parse_format(top)
        value = parse(top)
        _judge_sources(sourced(top.values, faults), sources, faults)
    found += faults.found
    return None if faults.found else value


def _judge_sources(cited: Iterable[tuple[str, str]], sources: Mapping[str, Source] | None, faults: Faults) -> None:
    for place, name in cited:
        if sources is not None and name not in sources:
            faults.add(place, f'the unknown source "{name}"', one_of(sources, name) if sources else f"it in {SOURCES}")


def _planning(top: Table, rules: Rules | None, codes: Mapping[str, object] | None) -> Planning:
    planning = parse_planning(top)
    for place, code in codes_named(planning):
        if codes and code not in codes:
            top.fault(place, f"the unknown code {code}", one_of(sorted(codes), code))
    if rules is None:
        return planning
    sayings = (*rules.rules, *planning.sentences)
    for place, rule in rules_named(planning):
        if rule and rule not in sayings:
            top.fault(place, f"the unknown rule {rule}", one_of(rules.rules, rule))
    for name, linked in rules.linked.items():
        for other in linked:
            if (name, other) not in planning.link_rules:
                top.fault("link_rule", f"nothing from {name} to {other}", "the rule that links them")
    return planning


def _misplaced(files: Mapping[str, str]) -> list[Fault]:
    found = [
        Fault(name, "the whole file", "an unknown file", one_of((*SHARED, f"{EXERCISES}<id>.toml"), name))
        for name in files
        if name not in SHARED and not name.startswith(EXERCISES)
    ]
    if not any(name.startswith(EXERCISES) for name in files):
        found.append(Fault(EXERCISES, "the folder", "no file", "one file for each exercise"))
    return found


def _twice(drafts: Mapping[str, Draft]) -> list[Fault]:
    found = []
    first: dict[str, str] = {}
    for name, draft in drafts.items():
        if draft.code and first.setdefault(draft.code, name) != name:
            found.append(Fault(name, "code", f"{draft.code}, as in {first[draft.code]}", "a code of its own"))
        if draft.id and name != f"{EXERCISES}{draft.id}.toml":
            found.append(Fault(name, "id", f'the text "{draft.id}"', "the name of the file without .toml"))
    return found


def _article_order(exercise: Exercise) -> tuple[int, str, int]:
    letters, number = re.match(r"(\D+)(\d+)", exercise.code).groups()  # type: ignore[union-attr]
    return list(Complex).index(exercise.complex), letters, int(number)


def _digest(files: Mapping[str, str]) -> str:
    every = hashlib.sha256()
    for name in sorted(files):
        every.update(f"{name}\0{files[name]}\0".encode("utf-8", "surrogatepass"))
    return every.hexdigest()[:12]
