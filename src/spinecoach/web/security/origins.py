"""Who may change anything: our own pages, and programs that are no browser.

The rule for POST, PUT, PATCH and DELETE:

1. An ``Origin`` must be this server's own, ``Sec-Fetch-Site`` must be ``same-origin`` or ``none``.
2. A request from a browser (it sent one of those, or a cookie) must also carry the CSRF token, in the field ``csrf``
   of a form or in ``X-CSRF-Token``; JSON to ``/api`` from our own origin needs none, because no other page can send
   it without being asked first.
3. A request to ``/api`` with neither header nor cookie is a program on purpose (curl, a test) and passes.

A socket is opened by GET and carries everything, so it is held to rule 1 always; a program may leave ``Origin`` out.
"""

import secrets
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spinecoach.web.security.request import SAFE_METHODS, close_or_answer, cookies, has_header, header

FIELD = "csrf"
HEADER = b"x-csrf-token"
MOST_BYTES = 1_000_000
TOKEN_LETTERS = 43

Answer = Callable[[Scope, int, str], Response]


class OriginCheck:
    """Keeps the rule above and gives each browser its token, in ``scope["state"]["csrf"]`` and in a strict cookie.

    Cookies know no ports, so the cookie's name carries ours: two servers on one machine do not take each other's.
    """

    def __init__(self, app: ASGIApp, port: int, answer: Answer) -> None:
        self.app = app
        self.cookie = f"spinecoach_csrf_{port}"
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 403 or 413."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        kept = cookies(scope).get(self.cookie, "")
        token = kept if len(kept) == TOKEN_LETTERS else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["csrf"] = token
        if scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS:
            if not from_us(scope):
                await self._refuse(scope, receive, send, 403, "Origin: another site asked for this; it was refused")
                return
            if scope["type"] == "http":
                body = await _whole(receive)
                if body is None:
                    await self._refuse(scope, receive, send, 413, "body: found more than 1 MB; right would be less")
                    return
                if _needs_token(scope) and not secrets.compare_digest(_token(scope, body).encode(), token.encode()):
                    line = "form: its token is missing or old; go back, reload the page and try again"
                    await self._refuse(scope, receive, send, 403, line)
                    return
                receive = _again(body, receive)
        await self.app(scope, receive, send if kept == token else self._with_cookie(token, send))

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, status: int, line: str) -> None:
        await close_or_answer(scope, receive, send, lambda: self.answer(scope, status, line))

    def _with_cookie(self, token: str, send: Send) -> Send:
        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", f"{self.cookie}={token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        return with_cookie


def from_us(scope: Scope) -> bool:
    """Rule 1. ``null`` and anything that is not exactly our own scheme, name and port is another site."""
    site = header(scope, b"sec-fetch-site")
    if has_header(scope, b"sec-fetch-site") and site not in {"same-origin", "none"}:
        return False
    if not has_header(scope, b"origin"):
        return True
    host = header(scope, b"host") or ""
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    return header(scope, b"origin") == f"{scheme}://{host}"


def _needs_token(scope: Scope) -> bool:
    browser = any(has_header(scope, name) for name in (b"origin", b"sec-fetch-site", b"cookie"))
    kind = (header(scope, b"content-type") or "").partition(";")[0].strip().lower()
    api = scope["path"].startswith("/api/")
    return not api or (browser and kind != "application/json")


def _token(scope: Scope, body: bytes) -> str:
    sent = header(scope, HEADER)
    if sent is not None:
        return sent
    kind = (header(scope, b"content-type") or "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return ""
    return parse_qs(str(body, "latin-1"), max_num_fields=1000).get(FIELD, [""])[0]


async def _whole(receive: Receive) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts)
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
