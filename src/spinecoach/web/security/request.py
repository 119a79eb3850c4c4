"""What the layers of the lock read from a request, and how they turn one away."""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY_VIOLATION = 1008


def header(scope: Scope, name: bytes) -> str | None:
    """One header, or None when it is missing or given twice (nothing honest sends Host or Origin twice)."""
    found = [value for key, value in scope["headers"] if key == name]
    return str(found[0], "latin-1") if len(found) == 1 else None


def has_header(scope: Scope, name: bytes) -> bool:
    """Whether the header is there at all."""
    return any(key == name for key, _ in scope["headers"])


def cookies(scope: Scope) -> dict[str, str]:
    """The cookies of a request; a malformed header has none."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header(scope, b"cookie") or "")
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


async def close_or_answer(scope: Scope, receive: Receive, send: Send, answer: Callable[[], Response]) -> None:
    """Turn a request away with an answer, which is made for requests only; a socket before it is accepted."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    await answer()(scope, receive, send)
