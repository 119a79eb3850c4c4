"""Exercises: all of them by complex, and each with everything that is known of it."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.choose_dose import choose_dose, standing
from spinecoach.app.for_you import for_you
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.protocol.exercise import Complex, Exercise, Source, Tier, Variant, Words
from spinecoach.protocol.form import ENGLISH, resolve
from spinecoach.web.forms import Sent, first
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)

EVIDENCE = (Tier.GUIDELINE, Tier.TRIAL, Tier.LEAFLET)


@router.get("/exercises")
def every_exercise(request: Request, room: Room, pages: Pages) -> Response:
    """All by complex, in the article's order."""
    language = room.me().preferences.language
    groups = [(name, _phrases(room, language)[f"complex.{name}"], room.protocol.complex_of(name)) for name in Complex]
    return pages(
        request, "exercises/list.html", place="exercises", groups=groups, closed=gate(room).closed,
        words={code: words(exercise, language) for code, exercise in room.protocol.exercises.items()},
    )  # fmt: skip


@router.get("/exercises/{code}")
def one_exercise(request: Request, room: Room, pages: Pages, code: str, chosen: bool = False) -> Response:
    """One, with its dose, steps, evidence and sources, and how far it may grow for this person."""
    exercise = room.protocol.exercises.get(code.upper())
    if exercise is None:
        raise Refused(
            Why.UNKNOWN, f"exercise: found {code!r}; right would be one of {', '.join(room.protocol.exercises)}"
        )
    language = room.me().preferences.language
    own = for_you(room, exercise.code)
    signs = [room.protocol.stop_signs[sign] for sign in exercise.stop_signs]
    return pages(
        request, "exercises/one.html", place="exercises", exercise=exercise,
        complex=_phrases(room, language)[f"complex.{exercise.complex}"],
        own=own, standing=standing(room, exercise.code), chosen=chosen,
        closed=gate(room).closed,
        words=words(exercise, language, changes=own.changes),
        forms={variant: words(exercise, language, variant, own.changes) for variant in _variants(exercise)},
        stop_signs=[sign.label.get(language, sign.label[ENGLISH]) for sign in signs],
        evidence=_sources(room, exercise.evidence_sources, EVIDENCE),
        sources=_sources(room, exercise.sources, tuple(Tier)),
        chain=[
            (link, words(room.protocol.exercises[link.code], language, link.variant, changes.changes))
            for link in exercise.if_it_hurts
            if not (changes := for_you(room, link.code)).closed_by
        ],
    )  # fmt: skip


@router.post("/exercises/{code}/reach")
def choose_reach(room: Room, code: str, form: Sent) -> Response:
    """How far this exercise may grow: the article's dose, no further than now, or beyond the article."""
    choose_dose(room, code.upper(), first(form, "reach"))
    return RedirectResponse(f"/exercises/{code.upper()}?chosen=1#reach", status_code=303)


def words(
    exercise: Exercise, language: str, variant: Variant = Variant.STANDARD, changes: tuple[str, ...] = ()
) -> Words:
    """The words of one form."""
    return resolve(exercise, variant, changes, language).words


def _variants(exercise: Exercise) -> tuple[Variant, ...]:
    used = {dose.variant for dose in exercise.levels.values()}
    return tuple(variant for variant in Variant if variant in used and variant is not Variant.STANDARD)


def _phrases(room: Practice, language: str) -> Mapping[str, str]:
    return {**room.protocol.phrases[ENGLISH], **room.protocol.phrases.get(language, {})}


def _sources(room: Practice, ids: tuple[str, ...], tiers: tuple[Tier, ...]) -> list[Source]:
    return [source for each in ids if (source := room.protocol.sources[each]).tier in tiers]
