"""What a browser may do with our answers: nothing from elsewhere, nothing inline, no frame around us, no referrer."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spinecoach.web.security.request import header

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": (
        "camera=(self), screen-wake-lock=(self), autoplay=(self), fullscreen=(self), accelerometer=(), "
        "browsing-topics=(), display-capture=(), encrypted-media=(), "
        "geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), "
        "midi=(), payment=(), picture-in-picture=(), serial=(), usb=(), xr-spatial-tracking=()"
    ),
}


def content_security_policy(host: str, *, wasm: bool = False) -> str:
    """Everything from ourselves. The socket is named because older browsers do not count ws: as 'self'.

    ``wasm``: may compile WebAssembly, which only the camera's worker does, under the policy of its own file.
    """
    script = "'self' 'wasm-unsafe-eval'" if wasm else "'self'"
    return (
        f"default-src 'self'; script-src {script}; style-src 'self'; img-src 'self'; font-src 'self'; "
        "media-src 'self'; "
        f"connect-src 'self' ws://{host} wss://{host}; worker-src 'self'; object-src 'none'; frame-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


class Headers:
    """Adds the headers to every answer. Stands inside the Host check, so the host it names is one of ours.

    Pages and JSON are kept out of every cache: they hold health data. An answer that sets its own cache rule keeps it,
    and a drawing its own, stricter policy.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap ``send`` so that each answer carries the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = content_security_policy(header(scope, b"host") or "")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", policy)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers)
