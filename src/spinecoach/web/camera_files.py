"""The camera's models and their runtime, from where they were assembled."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from spinecoach.app.refused import Refused, Why
from spinecoach.vision.models import FILES, Shelf

router = APIRouter(include_in_schema=False)


@router.get("/static/camera/{name:path}")
def camera_file(request: Request, name: str) -> Response:
    """One of the files; asked for again by its tag, as a new version of the programme may bring others."""
    shelf: Shelf = request.app.state.shelf
    path = shelf.file(name)
    if path is None:
        found = "a file that is not set up yet" if name in FILES else repr(name[:60])
        raise Refused(Why.UNKNOWN, f"camera: found {found}; right would be one of {', '.join(FILES)}")
    kinds = {".js": "text/javascript", ".wasm": "application/wasm"}
    kind = kinds.get(path.suffix, "application/octet-stream")
    answer = FileResponse(path, media_type=kind, headers={"Cache-Control": "no-cache"}, stat_result=path.stat())
    if request.headers.get("if-none-match") == answer.headers["etag"]:
        return Response(status_code=304, headers={"ETag": answer.headers["etag"], "Cache-Control": "no-cache"})
    return answer
