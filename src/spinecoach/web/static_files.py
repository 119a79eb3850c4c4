"""The built files: hashed names may be kept for ever, all others are asked for again."""

import mimetypes
import os

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from spinecoach.web.assets import STATIC
from spinecoach.web.security.headers import content_security_policy
from spinecoach.web.security.request import header

HASHED = "built/assets/"
WORKER = "built/assets/camera-worker-"
"""The file that may compile WebAssembly; vite.config.ts names it."""
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


class KeptStatic(StaticFiles):
    """Static files with the right cache rule."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """As usual, and the rule."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        hashed = f"/static/{HASHED}" in scope["path"]
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        if f"/static/{WORKER}" in scope["path"]:
            answer.headers["Content-Security-Policy"] = content_security_policy(header(scope, b"host") or "", wasm=True)
        return answer
