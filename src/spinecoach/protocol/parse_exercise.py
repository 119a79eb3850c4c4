"""Parses one exercise's data file, and tells all its faults at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.protocol.exercise import (
    ArticleDose,
    Camera,
    ChainLink,
    Complex,
    Contraindication,
    Dose,
    Equipment,
    Exercise,
    Form,
    Kind,
    Place,
    Position,
    Review,
    Trust,
    Variant,
)
from spinecoach.protocol.faults import Fault, Faults
from spinecoach.protocol.movement import Movement, judge_movement, parse_movement
from spinecoach.protocol.parse_dose import parse_article, parse_levels
from spinecoach.protocol.parse_form import NAMES, STANDARD, judge_forms, parse_form, parse_needs
from spinecoach.protocol.parse_text import parse_texts
from spinecoach.protocol.parse_toml import parse_format, parse_toml
from spinecoach.protocol.parse_tracking import judge_tracking, parse_tracking
from spinecoach.protocol.sourced import sourced
from spinecoach.protocol.table import Table, one_of, told
from spinecoach.protocol.tracking import Tracking

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,2}")
ROW = re.compile(r"S[0-9]{2}")
VIEWS = ("front", "side")


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as read: the exercise unless it has faults, and what it names that stands in other files."""

    exercise: Exercise | None
    faults: tuple[Fault, ...]
    id: str = ""
    code: str = ""
    variants: frozenset[str] = frozenset()
    """The forms that its levels ask for; empty when the levels have faults."""
    sources: tuple[tuple[str, str], ...] = ()
    """(place, source id)."""
    evidence: tuple[tuple[str, str], ...] = ()
    stop_signs: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, ChainLink], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    """(place, row of the screening)."""


def parse_exercise(text: str, file: str) -> tuple[Exercise | None, tuple[Fault, ...]]:
    """One exercise, or None and every fault that the file alone shows.

    What it names in other files (sources, stop signs, codes of its chain) is judged by ``load``.
    """
    draft = draft_exercise(text, file)
    return draft.exercise, draft.faults


def draft_exercise(text: str, file: str) -> Draft:
    """Like ``parse_exercise``, with what has to be looked up in other files."""
    faults = Faults(file)
    top = parse_toml(text, faults)
    if top is None:
        return Draft(None, tuple(faults.found))
    exercise, links = _exercise(top)
    cited = sourced(top.values, faults)
    broken = any(f.place.startswith("dose.levels") for f in faults.found)
    return Draft(
        exercise=None if faults.found else exercise,
        faults=tuple(faults.found),
        id=exercise.id,
        code=exercise.code,
        variants=frozenset(d.variant for d in exercise.levels.values()) if not broken else frozenset(),
        sources=cited,
        evidence=tuple((place, name) for place, name in cited if place.startswith("evidence.")),
        stop_signs=tuple((f"stop_signs#{i}", name) for i, name in enumerate(exercise.stop_signs, 1)),
        links=tuple((f"if_it_hurts#{i}", link) for i, link in links),
        rows=tuple(
            (f"contraindication#{i}.rows#{j}", row)
            for i, reason in enumerate(exercise.contraindications, 1)
            for j, row in enumerate(reason.rows, 1)
            if ROW.fullmatch(row)
        ),
    )


def _exercise(top: Table) -> tuple[Exercise, tuple[tuple[int, ChainLink], ...]]:
    """Stand-ins fill what is faulty, so that reading goes on; ``sides`` 0 is one that judges nothing."""
    parse_format(top)
    kind = top.choice("kind", Kind)
    sides = top.whole("sides", 1, 2) or 0
    article, inside, doses, alternate = _dose(top, kind, sides)
    forms = _forms(top, sides, doses, kind)
    links = _links(top)
    evidence = top.table("evidence")
    words = top.table("text")
    exercise = Exercise(
        id=_matching(top, "id", SLUG, "a slug such as head-turns: lower case, digits, hyphens"),
        code=_matching(top, "code", CODE, "a capital letter and a number"),
        version=top.whole("version", 1, 10**6) or 1,
        complex=top.choice("complex", Complex) or Complex.CERVICAL,
        kind=kind or Kind.MOBILITY,
        place=top.choice("place", Place) or Place.CHAIR,
        positions=top.choices("positions", Position, least=1),
        needs=parse_needs(top),
        useful=top.choices("useful", Equipment),
        sides=sides or 1,
        article=article,
        article_levels=inside,
        levels=doses,
        alternate_days_from_level=alternate,
        phases=forms[STANDARD].phases,
        spots=forms[STANDARD].spots,
        forms={name: form for name, form in forms.items() if name != STANDARD},
        if_it_hurts=tuple(link for _, link in links),
        stop_signs=top.texts("stop_signs", least=1),
        contraindications=tuple(_contraindication(t) for t in top.tables("contraindication")),
        camera=_camera(top),
        evidence_sources=_evidence(evidence) if evidence else (),
        review=_review(top),
        text=parse_texts(words, forms, doses, kind, sides) if words else {},
        movement=_movement(top, forms),
        tracking=_tracking(top, sides),
    )
    top.end()
    return exercise, links


def _matching(top: Table, key: str, pattern: re.Pattern[str], like: str) -> str:
    value = top.text(key, like=like)
    if value and not pattern.fullmatch(value):
        top.fault(key, told(value), like)
    return value


def _dose(
    top: Table, kind: Kind | None, sides: int
) -> tuple[ArticleDose, tuple[int, int], dict[int, Dose], int | None]:
    article, inside, doses, alternate = ArticleDose(None, None, None, ()), (0, 0), dict[int, Dose](), None
    if table := top.table("dose"):
        said = table.table("article")
        article = parse_article(said, sides) if said else article
        if levels := table.table("levels"):
            inside, doses, alternate = parse_levels(levels, kind, article if said and said.clean else None)
        table.cited()
        table.end()
    return article, inside, doses, alternate


def _forms(top: Table, sides: int, doses: Mapping[int, Dose], kind: Kind | None) -> dict[str, Form]:
    table = top.table("form")
    if table is None:
        return {STANDARD: Form()}
    forms = {name: parse_form(inner, sides) for name, inner in table.named("source")}
    table.cited()
    clean = table.clean
    for name in forms:
        if name not in NAMES:
            table.fault(name, "an unknown form", one_of(NAMES, name))
    if clean:
        judge_forms(table, forms, doses, kind)
    return {STANDARD: Form()} | forms


def _links(top: Table) -> tuple[tuple[int, ChainLink], ...]:
    links = []
    for i, entry in enumerate(top.texts("if_it_hurts"), 1):
        code, slash, variant = entry.partition("/")
        if not CODE.fullmatch(code) or (slash and variant not in list(Variant)):
            top.fault(f"if_it_hurts#{i}", told(entry), "a code, or a code with a form, as CODE/easier; rest is no link")
        else:
            links.append((i, ChainLink(code, Variant(variant or STANDARD))))
    return tuple(links)


def _movement(top: Table, forms: Mapping[str, Form]) -> Movement | None:
    table = top.table("movement", needed=False)
    if table is None:
        return None
    needed = {}
    for name in forms:
        phases, spots = forms[name].phases or forms[STANDARD].phases, forms[name].spots
        dropped = forms[name].drop_phases
        needed[name] = tuple(p.id for p in phases if p.id not in dropped) + tuple(s.id for s in spots)
    movement = parse_movement(table.values, table.place, top.faults)
    if movement:
        judge_movement(movement, needed, table.place, top.faults)
    return movement


def _tracking(top: Table, sides: int) -> Tracking | None:
    table = top.table("tracking", needed=False)
    if table is None:
        return None
    tracking = parse_tracking(table.values, table.place, top.faults, sides)
    if tracking:
        errors, known = (_keys(top.values, *path) for path in (("text", "en", "errors"), ("movement", "fault")))
        judge_tracking(tracking, errors, known, table.place, top.faults)
    return tracking


def _keys(table: object, *path: str) -> frozenset[str]:
    for key in path:
        table = table.get(key) if isinstance(table, Mapping) else None
    return frozenset(table) if isinstance(table, Mapping) else frozenset()


def _contraindication(table: Table) -> Contraindication:
    found = Contraindication(table.text("id"), table.flag("absolute"), table.text("text"), table.texts("rows", least=1))
    for i, row in enumerate(found.rows, 1):
        if not ROW.fullmatch(row):
            table.fault(f"rows#{i}", told(row), "a row of the screening, S and two digits")
    table.end()
    return found


def _camera(top: Table) -> Camera:
    table = top.table("camera")
    if table is None:
        return Camera(VIEWS[0], Trust.NONE, Trust.NONE)
    view = table.text("view")
    if view and view not in VIEWS:
        table.fault("view", told(view), one_of(VIEWS, view))
    camera = Camera(view, table.choice("front", Trust) or Trust.NONE, table.choice("side", Trust) or Trust.NONE)
    table.cited()
    table.end()
    return camera


def _evidence(table: Table) -> tuple[str, ...]:
    sources = table.cited()
    table.end()
    return sources


def _review(top: Table) -> Review | None:
    table = top.table("review", needed=False)
    if table is None:
        return None
    by, on = table.text("by"), table.day("on")
    table.end()
    return Review(by, on) if on else None
