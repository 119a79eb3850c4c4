"""The sound of a cue, for our own pages only."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.app.refused import Refused, Why
from spinecoach.app.voice import Voice

router = APIRouter(include_in_schema=False)


@router.get("/voice")
async def say(request: Request, text: str, lang: str = "en") -> Response:
    """A WAV file; 404 where this machine cannot speak."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Refused(Why.WRONG, "voice: another site asked for it; right would be a page of ours")
    voice: Voice = request.app.state.voice
    return Response(
        await voice.say(lang, text), media_type="audio/wav", headers={"Cache-Control": "private, max-age=3600"}
    )
