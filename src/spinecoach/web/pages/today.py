"""Today: one sentence, Start, and why. Minutes, place, equipment and pain plan again in place."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.changed_answers import changed_answers
from spinecoach.app.gate import open_gate
from spinecoach.app.getting_on import getting_on
from spinecoach.app.practice import Practice
from spinecoach.app.set_wishes import set_wishes
from spinecoach.app.take_break import break_now, end_break, take_break
from spinecoach.app.tell_morning import regions_asked, tell_morning, told_this_morning
from spinecoach.app.tell_pain import tell_pain
from spinecoach.app.today import SHORTEST, Today, digest, today
from spinecoach.app.waiting import waiting
from spinecoach.body import Region
from spinecoach.planning.wishes import LEAST_MINUTES, MOST_MINUTES, PlaceWish
from spinecoach.protocol.exercise import Equipment, Position, Words
from spinecoach.protocol.form import ENGLISH, resolve, resolve_shape
from spinecoach.session.plan import DayPlan, Item, Reason
from spinecoach.web.forms import Sent, first
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)

MINUTES = (2, 5, 10, 15, 20, 30)
LATER = "later"
"""The planner's reason for an exercise that joins in a later week."""
Once = Annotated[int | None, Query(ge=LEAST_MINUTES, le=MOST_MINUTES)]


@router.get("/")
def show(
    request: Request, room: Room, pages: Pages, again: bool = False, ended: bool = False, minutes: Once = None
) -> Response:
    """The page that one opens every day. ``again``: the plan was made again since it was last seen; ``ended``: changed
    answers ended a session. ``minutes`` hold for this once, as a reminder's short version has them.
    """
    found = today(room, minutes)
    if found.gate.closed:
        return RedirectResponse("/see-someone", status_code=303)
    if not found.me.gate:
        return RedirectResponse("/welcome", status_code=303)
    return pages(
        request,
        "today/page.html",
        place="today",
        again=again,
        ended=ended,
        beside=False,
        once=minutes,
        **context(room, found),
    )


@router.post("/today")
def change(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Keep the wishes and the pain that were sent, and plan again."""
    open_gate(room)
    wishes: dict[str, object] = {name: first(form, name) for name in ("minutes", "place") if name in form}
    if "things" in form:
        wishes["equipment"] = [thing for thing in form["things"] if thing]
    set_wishes(room, wishes)
    pain = {name.removeprefix("pain."): first(form, name) for name in form if name.startswith("pain.")}
    if pain:
        tell_pain(room, pain)
    if request.headers.get("HX-Request") != "true":
        return RedirectResponse("/", status_code=303)
    return pages(request, "today/part.html", again=False, beside=False, once=None, **context(room, today(room)))


@router.post("/morning")
def morning(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Keep how this morning felt, one region at a time or all at once; the plan follows it."""
    told = {name.removeprefix("pain."): first(form, name) for name in form if name.startswith("pain.")}
    if first(form, "none"):
        told = {region.value: "0" for region in regions_asked(room)}
    tell_morning(room, told)
    if request.headers.get("HX-Request") != "true":
        return RedirectResponse("/", status_code=303)
    return pages(request, "today/morning.html", again=False, beside=True, once=None, **context(room, today(room)))


@router.post("/break")
def begin_break(room: Room, form: Sent) -> Response:
    """From today on nothing is planned."""
    take_break(room, first(form, "why"), first(form, "until"))
    return RedirectResponse("/", status_code=303)


@router.post("/break/end")
def back(room: Room) -> Response:
    """From today on it is planned again."""
    end_break(room)
    return RedirectResponse("/", status_code=303)


def context(room: Practice, found: Today) -> dict[str, Any]:
    """What the plan's part of the page needs."""
    language = found.me.preferences.language
    phrases = {**room.protocol.phrases["en"], **room.protocol.phrases.get(language, {})}
    plan = found.plan
    names = {code: exercise.text["en"]["standard"].name for code, exercise in room.protocol.exercises.items()}
    return {
        "today": found,
        "hour": room.clock.now().astimezone().hour,
        "changed": changed_answers(room.questions, found.gate),
        "plan": plan,
        "digest": digest(plan) if plan else "",
        "where": where(room, plan) if plan else "",
        "forms": forms(room, plan, language) if plan else {},
        "own": {item.work.code: changes_of(item) for item in plan.items} if plan else {},
        "for_you": for_you,
        "left_out": left_out(plan, names) if plan else [],
        "waits": [each for each in waiting(room).to_clear if not each.closes] if plan else [],
        "resting": [note for note in plan.advice if note.id == room.protocol.planning.pain.blocks_row] if plan else [],
        "all_there_is": all_there_is(plan) if plan else False,
        "exercises": room.protocol.exercises,
        "minutes": MINUTES if found.me.wishes.minutes in MINUTES else sorted({*MINUTES, found.me.wishes.minutes}),
        "places": tuple(PlaceWish),
        "things": tuple(Equipment),
        "shortest": SHORTEST,
        "regions": [(region, phrases[f"region.{region}"]) for region in asked_regions(found)],
        "morning": asked_this_morning(room, phrases),
        "due": getting_on(room).due,
        **break_of(room, language),
    }


def asked_this_morning(room: Practice, phrases: Mapping[str, str]) -> Mapping[str, Any]:
    """The regions that are still to be told of this morning, with their names."""
    told = told_this_morning(room)
    return {"asked": [(region, phrases[f"region.{region}"]) for region in regions_asked(room) if region not in told]}


def break_of(room: Practice, language: str) -> Mapping[str, Any]:
    """The break that holds today, and what is said of it."""
    found = break_now(room)
    text = room.protocol.dosing.sentences[f"paused-{found.why}"].text if found else {ENGLISH: ""}
    return {"on_break": found, "on_break_text": text.get(language, text[ENGLISH])}


def asked_regions(found: Today) -> tuple[Region, ...]:
    """The regions whose pain is asked: those that the person came for, else all."""
    return found.me.wishes.regions or tuple(Region)


def forms(room: Practice, plan: DayPlan, language: str) -> dict[str, Words]:
    """The words of each item in the form that is planned."""
    return {
        item.work.code: resolve(
            room.protocol.exercises[item.work.code], item.work.variant, item.work.changes, language
        ).words
        for item in plan.items
    }


def changes_of(item: Item) -> tuple[Reason, ...]:
    """Those of an item's reasons that say what screening changes."""
    names = {change.partition(":")[0] for change in item.work.changes}
    return tuple(reason for reason in item.reasons if reason.id in names)


AS_ANSWERED = ", as your answers ask."


def for_you(changes: Sequence[Reason]) -> str:
    """The sentences of the changes as one: what they end with alike is said once."""
    if not all(reason.text.endswith(AS_ANSWERED) for reason in changes):
        return " ".join(reason.text for reason in changes)
    shown = " ".join(reason.text.removesuffix(AS_ANSWERED) + "." for reason in changes)
    return f"For you, as your answers ask: {shown}" if shown else ""


def left_out(plan: DayPlan, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is left out and why; what shares its reasons stands together."""
    together: dict[str, list[str]] = {}
    for left in plan.left_out:
        together.setdefault(" ".join(reason.text for reason in left.reasons), []).append(names[left.code])
    return [(", ".join(codes), told) for told, codes in together.items()]


def all_there_is(plan: DayPlan) -> bool:
    """Whether there would be more time, and exercises wait for a later week."""
    return plan.seconds < (plan.minutes - 1) * 60 and any(
        reason.id == LATER for left in plan.left_out for reason in left.reasons
    )


def where(room: Practice, plan: DayPlan) -> str:
    """``chair``, ``floor`` or ``both``: an exercise of the floor that is done sitting needs no floor."""
    items = [(room.protocol.exercises[item.work.code], item.work) for item in plan.items]
    lying = {resolve_shape(e, w.variant, w.changes).positions[0] is Position.LYING for e, w in items}
    return "both" if len(lying) > 1 else "floor" if True in lying else "chair"
