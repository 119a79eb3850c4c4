"""The passphrase, asked for whenever one is set. Beyond this machine there is always one."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable
from urllib.parse import parse_qs, quote

from itsdangerous import BadSignature, TimestampSigner
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from spinecoach.app.clock import Clock
from spinecoach.web.security.request import close_or_answer, cookies, header

OPEN = frozenset({"/healthz", "/login"})
OPEN_FOLDERS = ("/static/", "/calendar/")
"""A calendar program cannot log in; what it may read has a secret in its address."""
LIVES_S = 30 * 24 * 3600
TRIES = 5
SECONDS_A_TRY = 10.0
MOST_ADDRESSES = 1000

Form = Callable[[Request, str, int], Response]


class Guess:
    """Five tries for each address, then one every ten seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def allowed(self, address: str) -> bool:
        """Take one try of ``address``; False when there is none left."""
        now = self._clock.monotonic()
        left, then = self._left.pop(address, (float(TRIES), now))
        left = min(float(TRIES), left + (now - then) / SECONDS_A_TRY)
        taken = left >= 1
        self._left[address] = (left - 1 if taken else left, now)
        while len(self._left) > MOST_ADDRESSES:
            del self._left[next(iter(self._left))]
        return taken

    def forget(self, address: str) -> None:
        """Give ``address`` its tries back."""
        self._left.pop(address, None)


class Passphrase:
    """Knows the passphrase only as a scrypt hash, and signs the cookie of those who knew it.

    The signing key comes from the passphrase, so that a restart in the middle of a session locks nobody out and a new
    passphrase ends every old login.
    """

    def __init__(self, secret: str) -> None:
        self._salt = secrets.token_bytes(16)
        self._hash = _stretched(secret, self._salt)
        self._signer = TimestampSigner(_stretched(secret, b"spinecoach login cookie"), salt="login")
        self._one_at_a_time = asyncio.Lock()

    async def right(self, guess: str) -> bool:
        """Compare in constant time, off the loop, one at a time: each try costs memory on purpose."""
        async with self._one_at_a_time:
            tried = await asyncio.to_thread(_stretched, guess, self._salt)
        return hmac.compare_digest(tried, self._hash)

    def cookie(self) -> str:
        """A fresh login."""
        return self._signer.sign("in").decode()

    def accepts(self, cookie: str) -> bool:
        """Whether this is a login of ours, at most thirty days old."""
        try:
            self._signer.unsign(cookie, max_age=LIVES_S)
        except BadSignature:
            return False
        return True


def _stretched(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


class PassphraseCheck:
    """Lets those in who have the cookie, or send ``Authorization: Bearer <passphrase>``; shows the others the form."""

    def __init__(self, app: ASGIApp, passphrase: Passphrase, clock: Clock, port: int, form: Form) -> None:
        self.app = app
        self.passphrase = passphrase
        self.guess = Guess(clock)
        self.cookie = f"spinecoach_login_{port}"
        self.form = form

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or ask for the passphrase."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path == "/login":
            await (await self._login(Request(scope, receive)))(scope, receive, send)
        elif path in OPEN or path.startswith(OPEN_FOLDERS) or await self._known(scope):
            await self.app(scope, receive, send)
        elif path.startswith("/api/") or scope["type"] == "websocket" or scope["method"] != "GET":
            line = "passphrase: missing, wrong or tried too often; right would be Authorization: Bearer, or a login"
            await close_or_answer(scope, receive, send, lambda: JSONResponse({"error": line}, status_code=401))
        else:
            await RedirectResponse(f"/login?next={quote(path)}", status_code=303)(scope, receive, send)

    async def _known(self, scope: Scope) -> bool:
        if self.passphrase.accepts(cookies(scope).get(self.cookie, "")):
            return True
        kind, _, guess = (header(scope, b"authorization") or "").partition(" ")
        return kind.lower() == "bearer" and await self._right(_address(scope), guess)

    async def _right(self, address: str, guess: str) -> bool:
        if not self.guess.allowed(address) or not await self.passphrase.right(guess):
            return False
        self.guess.forget(address)
        return True

    async def _login(self, request: Request) -> Response:
        wanted = request.query_params.get("next", "/")
        if request.method != "POST":
            return self.form(request, "", 200)
        given = parse_qs((await request.body()).decode("utf-8", "replace")).get("passphrase", [""])[0]
        if not await self._right(_address(request.scope), given):
            return self.form(request, "That is not the passphrase, or it was tried too often. Wait a little.", 401)
        answer = RedirectResponse(wanted if _ours(wanted) else "/", status_code=303)
        secure = "; Secure" if request.url.scheme == "https" else ""
        MutableHeaders(raw=answer.raw_headers).append(
            "Set-Cookie",
            f"{self.cookie}={self.passphrase.cookie()}; Path=/; Max-Age={LIVES_S}; HttpOnly; SameSite=Strict{secure}",
        )
        return answer


def _ours(path: str) -> bool:
    return path.startswith("/") and not path.startswith(("//", "/\\"))


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""
