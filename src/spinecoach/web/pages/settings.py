"""Settings: what this is for, what is at hand, how it looks and speaks, and whom to call."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.answer_gate import concerns
from spinecoach.app.models import set_up
from spinecoach.app.practice import Practice
from spinecoach.app.preferences import Camera, Landmarks, Spoken, TextSize, Theme, changed
from spinecoach.app.refused import Refused
from spinecoach.app.set_preferences import set_preferences
from spinecoach.app.set_wishes import set_wishes
from spinecoach.body import Region
from spinecoach.planning.wishes import LEAST_MINUTES, MOST_MINUTES, PlaceWish
from spinecoach.protocol.exercise import Equipment
from spinecoach.protocol.form import ENGLISH
from spinecoach.record.copies import BEFORE, kept_before
from spinecoach.record.replays import kept_replays
from spinecoach.web.forms import Sent, SentForm, first
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)

PREFERENCES = ("emergency_number", "language", "voice", "text_size", "theme", "camera", "landmarks")
ONE_WISH = ("minutes", "days", "place")
SAMPLE = "Turn your head to the left. Stop where it feels tight."


@router.get("/settings")
def show(request: Request, room: Room, pages: Pages, saved: bool = False) -> Response:
    """How the person wants it."""
    return _page(request, room, pages, saved=saved)


@router.post("/settings")
def change(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Save what was sent, all or nothing."""
    try:
        if first(form, "camera") == Camera.ON:
            set_up(request.app.state.shelf)
        _save(room, form)
    except Refused as fault:
        return _page(request, room, pages, fault=fault.do)
    return RedirectResponse("/settings?saved=1", status_code=303)


def _save(room: Practice, form: SentForm) -> None:
    me = room.me()
    preferences = {name: first(form, name) for name in PREFERENCES if name in form}
    changed(me.preferences, preferences, room.languages)
    wishes: dict[str, object] = {name: first(form, name) for name in ONE_WISH if name in form}
    if "things" in form:
        wishes["equipment"] = [thing for thing in form["things"] if thing]
    regions = [region for region in form.get("regions", ()) if region]
    if "regions" in form and set(regions) != set(me.wishes.regions):
        wishes["regions"] = regions
    set_wishes(room, wishes)
    if "regions" in wishes:
        concerns(room, regions)
    set_preferences(room, preferences)


def _page(request: Request, room: Practice, pages: Pages, *, saved: bool = False, fault: str = "") -> Response:
    me = room.me()
    phrases = {**room.protocol.phrases[ENGLISH], **room.protocol.phrases.get(me.preferences.language, {})}
    return pages(
        request, "settings.html", place="settings", status=422 if fault else 200, saved=saved, fault=fault,
        preferences=me.preferences, wishes=me.wishes, languages=room.languages, voices=tuple(Spoken),
        sizes=tuple(TextSize), themes=tuple(Theme), things=tuple(Equipment), places=tuple(PlaceWish),
        replays=kept_replays(room.settings.data_dir),
        put_aside=kept_before(room.settings.data_dir), older=room.settings.data_dir / BEFORE,
        cameras=tuple(Camera), landmarks=tuple(Landmarks),
        least=LEAST_MINUTES, most=MOST_MINUTES,
        regions=[(region, phrases[f"region.{region}"]) for region in Region], sample=SAMPLE,
        can_speak=request.app.state.voice.program is not None, data=room.settings.database,
        only_here=room.settings.only_this_machine,
    )  # fmt: skip
