"""The Host allow-list. A page that rebinds its own name to this machine still sends its own name, and is refused."""

import ipaddress
import socket
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from spinecoach.app.settings import EVERY_ADDRESS, Settings, loopback
from spinecoach.web.security.request import close_or_answer, header

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """Names and addresses that are ours. A rebound name is never an address: beyond loopback any address is fine."""

    names: frozenset[str]
    any_address: bool

    def __contains__(self, host: str) -> bool:
        name = name_of(host)
        return name in self.names or (self.any_address and _is_address(name))


def allowed_hosts(settings: Settings) -> AllowedHosts:
    """This machine's own names, the configured host, and the names that were given."""
    names = {*THIS_MACHINE, *settings.names}
    beyond = not loopback(settings.host)
    if settings.host not in EVERY_ADDRESS:
        names.add(settings.host.lower())
    if beyond:
        own = socket.gethostname().lower()
        names |= {own, f"{own}.local"}
    return AllowedHosts(frozenset(names), any_address=beyond)


def name_of(host: str) -> str:
    """The name in a Host header, without port and brackets, in small letters."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class HostCheck:
    """Refuses every request and socket whose Host is not ours (421)."""

    def __init__(self, app: ASGIApp, allowed: AllowedHosts) -> None:
        self.app = app
        self.allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 421."""
        if scope["type"] not in {"http", "websocket"} or (header(scope, b"host") or "") in self.allowed:
            await self.app(scope, receive, send)
            return
        answer = PlainTextResponse(
            "Host: found a name that is not ours; right would be http://127.0.0.1, or the name in SPINECOACH_NAMES\n",
            status_code=421,
        )
        await close_or_answer(scope, receive, send, lambda: answer)
