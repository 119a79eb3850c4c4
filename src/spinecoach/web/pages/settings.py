"""Settings, and About."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.answer_gate import concerns
from spinecoach.app.practice import Practice
from spinecoach.app.preferences import Spoken, TextSize, Theme
from spinecoach.app.refused import Refused
from spinecoach.app.set_preferences import set_preferences
from spinecoach.app.set_wishes import set_wishes
from spinecoach.body import Region
from spinecoach.protocol.exercise import Equipment
from spinecoach.web.forms import Sent, first
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)

PREFERENCES = ("emergency_number", "language", "voice", "text_size", "theme")
SAMPLE = "Turn your head to the left. Stop where it feels tight."


@router.get("/settings")
def show(request: Request, room: Room, pages: Pages, kept: bool = False) -> Response:
    """How the person wants it."""
    return _page(request, room, pages, kept=kept)


@router.post("/settings")
def change(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Keep what was changed."""
    try:
        set_preferences(room, {name: first(form, name) for name in PREFERENCES if name in form})
        if "things" in form:
            set_wishes(room, {"equipment": [thing for thing in form["things"] if thing]})
        if "regions" in form:
            regions = [region for region in form["regions"] if region]
            if set(regions) != set(room.me().wishes.regions):
                set_wishes(room, {"regions": regions})
                concerns(room, regions)
    except Refused as fault:
        return _page(request, room, pages, fault=fault.line)
    return RedirectResponse("/settings?kept=1", status_code=303)


@router.get("/about")
def about(request: Request, room: Room, pages: Pages) -> Response:
    """What this is, and what it is not."""
    return pages(request, "about.html", data=room.settings.database)


def _page(request: Request, room: Practice, pages: Pages, *, kept: bool = False, fault: str = "") -> Response:
    me = room.me()
    phrases = room.protocol.phrases["en"]
    return pages(
        request, "settings.html", place="settings", status=422 if fault else 200, kept=kept, fault=fault,
        preferences=me.preferences, wishes=me.wishes, languages=room.languages, voices=tuple(Spoken),
        sizes=tuple(TextSize), themes=tuple(Theme), things=tuple(Equipment),
        regions=[(region, phrases[f"region.{region}"]) for region in Region], sample=SAMPLE,
        can_speak=request.app.state.voice.program is not None, data=room.settings.database,
    )  # fmt: skip
