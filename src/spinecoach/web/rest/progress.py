"""How it goes, for programs: mornings, doses, breaks, measures, and what was done of what was planned."""

from typing import Any

from fastapi import APIRouter

from spinecoach.app.choose_dose import Standing, choose_dose, standing, standings
from spinecoach.app.getting_on import getting_on, leave_out, name_activities, tell_measure
from spinecoach.app.measure_range import measure_range
from spinecoach.app.practice import Practice
from spinecoach.app.so_far import so_far
from spinecoach.app.take_break import break_now, end_break, take_break
from spinecoach.app.tell_morning import regions_asked, tell_morning, told_this_morning
from spinecoach.web.rest.body import Body, fails, takes
from spinecoach.web.room import Room
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_value import JSON

router = APIRouter(prefix="/api/v1", tags=["progress"])

_NUMBER: Adapter[float] = Adapter(float)


@router.get("/morning", responses=fails())
def get_morning(room: Room) -> dict[str, Any]:
    """Where this morning is asked for, after a day on which something was done, and what was told."""
    told = {region.value: pain for region, pain in told_this_morning(room).items()}
    return {"asked": [region.value for region in regions_asked(room)], "told": told}


@router.put("/morning", responses=fails(), openapi_extra=takes("Pain when getting up, 0-10.", {"pain": {"neck": 2}}))
def put_morning(room: Room, body: Body) -> dict[str, Any]:
    """Keep how this morning felt. The last answer for a region holds."""
    pain = _object(body, {"pain"}).get("pain")
    if not isinstance(pain, dict):
        raise WireError("body", "pain", shown(pain), 'an object such as {"neck": 2}')
    tell_morning(room, pain)
    return get_morning(room)


@router.get("/doses", responses=fails())
def list_doses(room: Room) -> list[Any]:
    """Where each exercise stands, why, and how far it may grow."""
    return [_dose_json(each) for each in standings(room)]


@router.put(
    "/doses/{code}",
    responses=fails(404),
    openapi_extra=takes(
        "`grow` to the article's dose, `stay` at the level of now, or go `beyond` the article.", {"reach": "stay"}
    ),
)
def put_dose(room: Room, code: str, body: Body) -> dict[str, Any]:
    """Choose how far an exercise may grow. It goes down when it hurts, whatever is chosen."""
    choose_dose(room, code, str(_object(body, {"reach"}).get("reach")))
    return _dose_json(standing(room, code))


@router.get("/break", responses=fails())
def get_break(room: Room) -> dict[str, Any]:
    """The break that holds today."""
    return {"break": _break_json(room)}


@router.put(
    "/break",
    responses=fails(),
    openapi_extra=takes("`sick` or `holiday`, and the last day if it is known.", {"why": "sick", "until": None}),
)
def put_break(room: Room, body: Body) -> dict[str, Any]:
    """Take a break from today on: its days are neither planned nor missed."""
    asked = _object(body, {"why", "until"})
    take_break(room, str(asked.get("why")), str(asked.get("until") or ""))
    return get_break(room)


@router.delete("/break", responses=fails())
def delete_break(room: Room) -> dict[str, Any]:
    """End the break; from today on it is planned again."""
    end_break(room)
    return get_break(room)


@router.get("/measures", responses=fails())
def get_measures(room: Room) -> dict[str, Any]:
    """What is asked today, the person's own activities, and what changed since the first answers."""
    found = getting_on(room)
    return {
        "due": [measure.id for measure in found.due],
        "activities": dict(found.activities),
        "changes": [
            {
                "measure": each.measure,
                "item": each.item or None,
                "before": each.change.before,
                "now": each.change.now,
                "noise": each.change.noise,
                "verdict": each.change.verdict.value,
            }
            for each in found.changes
        ],
    }


@router.put("/measures/activities", responses=fails(), openapi_extra=takes("At most three.", {"names": ["drive"]}))
def put_activities(room: Room, body: Body) -> dict[str, Any]:
    """Name the person's own activities, in their own words."""
    names = _object(body, {"names"}).get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise WireError("body", "names", shown(names), "a list of texts")
    name_activities(room, [str(name) for name in names])
    return get_measures(room)


@router.put(
    "/measures/{measure}",
    responses=fails(404),
    openapi_extra=takes("A value, one by activity, or `skipped`.", {"value": 7}),
)
def put_measure(room: Room, measure: str, body: Body) -> dict[str, Any]:
    """Answer one measure, or leave it out this time."""
    told = _object(body, {"value", "values", "skipped"})
    values = told.get("values", {"": told["value"]} if "value" in told else {})
    if told.get("skipped") is True:
        leave_out(room, measure)
    elif isinstance(values, dict):
        tell_measure(room, measure, values)
    else:
        raise WireError("body", "values", shown(values), 'an object such as {"a1": 7}')
    return get_measures(room)


@router.post(
    "/ranges",
    status_code=201,
    responses=fails(),
    openapi_extra=takes(
        "One trial. Confidence 0-1 is how far the tracker trusted it.",
        {"movement": "neck-rotation-left", "degrees": 61.5, "confidence": 0.9, "session": None},
    ),
)
def post_range(room: Room, body: Body) -> dict[str, Any]:
    """Keep one reading of the range of motion; what the readings so far tell comes back."""
    told = _object(body, {"movement", "degrees", "confidence", "session"})
    degrees = _NUMBER.take(told.get("degrees"), "body", "degrees")
    confidence = _NUMBER.take(told.get("confidence"), "body", "confidence")
    measure_range(room, str(told.get("movement")), degrees, confidence, str(told.get("session") or ""))
    return {"ranges": get_progress(room)["ranges"]}


@router.get("/progress", responses=fails())
def get_progress(room: Room) -> dict[str, Any]:
    """Done of planned by week and exercise, the habit (0-1), levels over time, and changes against their error.

    Weeks and exercises count days; a missed day was planned, a day of a break was not.
    """
    found = so_far(room)
    return {
        "habit": round(found.habit, 3),
        "weeks": [
            {"monday": w.monday.isoformat(), "done": w.done, "planned": w.planned, "paused": w.paused,
             "sessions": w.sessions, "seconds": round(w.seconds, 1)}
            for w in found.weeks
        ],
        "exercises": [{"code": e.code, "done": e.done, "planned": e.planned} for e in found.exercises],
        "levels": {
            code: [{"from": day.isoformat(), "level": level} for day, level in levels]
            for code, levels in found.levels.items()
        },
        "pain": {
            region.value: [
                {"day": p.day.isoformat(), "before": p.before, "during": p.during, "next_morning": p.next_morning}
                for p in days
            ]
            for region, days in found.pain.items()
        },
        "ranges": {
            name: {"baseline_deg": r.baseline_deg, "now_deg": r.now_deg, "mdc_deg": r.mdc_deg, "own_mdc": r.own_mdc,
                   "verdict": r.verdict.value}
            for name, r in found.ranges.items()
        },
    }  # fmt: skip


def _object(body: JSON, known: set[str]) -> dict[str, JSON]:
    if not isinstance(body, dict):
        raise WireError("body", "", shown(body), f"an object with {', '.join(sorted(known))}")
    for key in body:
        if key not in known:
            raise WireError("body", key, "a key that is not known", f"one of {', '.join(sorted(known))}")
    return body


def _dose_json(each: Standing) -> dict[str, JSON]:
    return {
        "code": each.code,
        "level": each.level,
        "most": each.most,
        "reach": each.reach.value,
        "reaches": [reach.value for reach in each.reaches],
        "why": {"id": each.why.id, "text": each.why.text} if each.why else None,
    }


def _break_json(room: Practice) -> JSON:
    found = break_now(room)
    if found is None:
        return None
    end = found.end.isoformat() if found.end else None
    return {"start": found.start.isoformat(), "end": end, "why": found.why.value}
