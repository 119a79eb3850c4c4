"""Speaks to an ASGI application on a loop of its own: requests through httpx, sockets message by message."""

import asyncio
import json
import queue
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx
from starlette.types import ASGIApp, Message, Scope

PATIENCE_S = 30
T = TypeVar("T")


class SocketClosedError(Exception):
    """The server did not accept the socket, or closed it."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def start(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.start(work).result(PATIENCE_S)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()


class _Transport(httpx.BaseTransport):
    def __init__(self, app: ASGIApp, loop: Loop) -> None:
        self._inner = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._loop = loop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._loop.run(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        answer = await self._inner.handle_async_request(
            httpx.Request(request.method, request.url, headers=request.headers, content=body)
        )
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())


class Socket:
    """The page's end of a socket."""

    def __init__(self, app: ASGIApp, loop: Loop, scope: Scope) -> None:
        self._loop = loop
        self._to_app: asyncio.Queue[Message] = asyncio.Queue()
        self._from_app: queue.Queue[Message] = queue.Queue()
        self._running = loop.start(self._run(app, scope))
        self._put({"type": "websocket.connect"})
        first = self._from_app.get(timeout=PATIENCE_S)
        if first["type"] != "websocket.accept":
            raise SocketClosedError(first.get("code", 1000))

    async def _run(self, app: ASGIApp, scope: Scope) -> None:
        async def send(message: Message) -> None:
            self._from_app.put(message)

        try:
            await app(scope, self._to_app.get, send)
        finally:
            self._from_app.put({"type": "websocket.close", "code": 1006})

    def _put(self, message: Message) -> None:
        async def put() -> None:
            await self._to_app.put(message)

        self._loop.run(put())

    def send(self, text: str) -> None:
        self._put({"type": "websocket.receive", "text": text})

    def send_bytes(self, data: bytes) -> None:
        self._put({"type": "websocket.receive", "bytes": data})

    def send_json(self, value: object) -> None:
        self.send(json.dumps(value))

    def receive(self) -> str:
        message = self._from_app.get(timeout=PATIENCE_S)
        if message["type"] == "websocket.close":
            raise SocketClosedError(message.get("code", 1000))
        text: str = message["text"]
        return text

    def receive_json(self) -> Any:
        return json.loads(self.receive())

    def close(self) -> None:
        self._put({"type": "websocket.disconnect", "code": 1001})
        self._running.result(PATIENCE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Client(httpx.Client):
    """A browser or a program at the door. Follows redirects and keeps cookies, as a browser does."""

    def __init__(self, app: ASGIApp, base_url: str, headers: dict[str, str] | None = None) -> None:
        self._app = app
        self.loop = Loop()
        super().__init__(
            transport=_Transport(app, self.loop), base_url=base_url, headers=headers, follow_redirects=True
        )
        self._lifespan: asyncio.Queue[Message] = asyncio.Queue()
        self._alive: queue.Queue[Message] = queue.Queue()

    def socket(self, path: str, headers: dict[str, str] | None = None) -> Socket:
        url = urlsplit(str(self.base_url))
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {name.lower(): value for name, value in (headers or {}).items()}
        sent = {"host": url.netloc, **({"cookie": kept} if kept else {}), **own}
        scope: Scope = {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "ws",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": ("127.0.0.1", 50000),
            "server": (url.hostname, url.port or 80),
            "subprotocols": [],
            "state": {},
        }
        return Socket(self._app, self.loop, scope)

    def __enter__(self) -> Self:
        async def live() -> None:
            async def send(message: Message) -> None:
                self._alive.put(message)

            await self._app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, self._lifespan.get, send)

        self._living = self.loop.start(live())
        self._tell("lifespan.startup")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        fault: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self._tell("lifespan.shutdown")
        self._living.result(PATIENCE_S)
        self.close()
        self.loop.close()

    def _tell(self, kind: str) -> None:
        async def put() -> None:
            await self._lifespan.put({"type": kind})

        self.loop.run(put())
        answer = self._alive.get(timeout=PATIENCE_S)
        if answer["type"] != f"{kind}.complete":
            raise RuntimeError(answer)
