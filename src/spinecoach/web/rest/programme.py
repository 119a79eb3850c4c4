"""The exercises, today's plan, and why a day's plan was what it was, for programs."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from spinecoach.app.explain_day import explain_day, explained_json
from spinecoach.app.today import plan_today
from spinecoach.planning.wishes import LEAST_MINUTES, MOST_MINUTES, PlaceWish
from spinecoach.web.rest.body import fails
from spinecoach.web.room import Room
from spinecoach.wire.catalogue import catalogue_json
from spinecoach.wire.plan import plan_json

router = APIRouter(prefix="/api/v1", tags=["programme"])


@router.get("/exercises", responses=fails())
def list_exercises(room: Room) -> list[Any]:
    """All exercises with their doses and sources."""
    return catalogue_json(room.protocol, room.me().preferences.language)


@router.get("/plan", responses=fails(409))
def get_plan(
    room: Room,
    minutes: Annotated[int | None, Query(ge=LEAST_MINUTES, le=MOST_MINUTES)] = None,
    place: PlaceWish | None = None,
) -> dict[str, Any]:
    """Today's plan by the stored answers and wishes. 409 until the gate allows one."""
    return plan_json(plan_today(room, minutes, place))


@router.get("/explain", responses=fails())
def get_explanation(room: Room, day: Annotated[date | None, Query(alias="date")] = None) -> Any:
    """What was planned on a day, today if none is given, and why; `why_not` says in words why there is no plan."""
    return explained_json(explain_day(room, day or room.clock.today()))
