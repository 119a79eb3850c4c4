"""Serves the pages until somebody ends it."""

import errno
import gc
import os
import socket
import sys
import threading
import webbrowser
from types import FrameType

import uvicorn

from spinecoach.app.catalogue import catalogue
from spinecoach.app.clock import RandomIds, SystemClock
from spinecoach.app.practice import Practice
from spinecoach.app.questions import packaged_questions
from spinecoach.app.refused import Refused, Why
from spinecoach.app.settings import Settings
from spinecoach.record.sqlite import SqliteStore
from spinecoach.web.application import application
from spinecoach.web.assets import BUILT, assets

CLOSES_S = 5


def serve(settings: Settings) -> None:
    """Open the record, take the port, serve. Raises Refused or StoreError before anything is served."""
    asset = assets()
    if not asset.files:
        raise Refused(Why.BROKEN, f"{BUILT}: found no built pages; right would be `make setup`, which builds them")
    listener = _listen(settings)
    try:
        store = SqliteStore.open(settings.data_dir)
        try:
            practice = Practice(
                settings,
                store,
                SystemClock.started_at(settings.clock_start),
                RandomIds(),
                catalogue(),
                packaged_questions(),
            )
            pages = application(practice, asset)
            # What was read once lives as long as the server: looking through it again would halt a frame in the middle.
            gc.collect()
            gc.freeze()
            _run(settings, uvicorn.Config(
                pages, log_level="warning", access_log=False, server_header=False,
                proxy_headers=settings.behind_proxy, forwarded_allow_ips="127.0.0.1,::1",
                timeout_graceful_shutdown=CLOSES_S, ws="websockets-sansio", ws_max_size=65_536,
            ), listener, store)  # fmt: skip
        finally:
            store.close()
    finally:
        listener.close()


class _Server(uvicorn.Server):
    """Says where it is once it can be reached."""

    def __init__(self, config: uvicorn.Config, settings: Settings, store: SqliteStore) -> None:
        super().__init__(config)
        self._settings = settings
        self._store = store

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in order. The signal is not raised once more afterwards: the record is still to be closed."""
        super().handle_exit(sig, frame)
        self._captured_signals.clear()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As usual, then one line and, where there is one, the browser."""
        await super().startup(sockets)
        if self.should_exit:
            return
        self._store.serves_at(self._settings.home)
        sys.stderr.write(f"spinecoach is at {self._settings.address} (Ctrl+C ends it)\n")
        sys.stderr.flush()
        if self._settings.open_browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(self._settings.address,), daemon=True).start()


def _run(settings: Settings, config: uvicorn.Config, listener: socket.socket, store: SqliteStore) -> None:
    _Server(config, settings, store).run(sockets=[listener])


def _has_screen() -> bool:
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _listen(settings: Settings) -> socket.socket:
    try:
        found = socket.getaddrinfo(
            settings.host or None, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError as fault:
        raise Refused(
            Why.WRONG,
            f"--host: found {settings.host!r}, a name nobody knows; right would be an address of this machine",
        ) from fault
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(128)
    except OSError as fault:
        listener.close()
        raise Refused(Why.WRONG, _no_port(settings, fault)) from fault
    listener.set_inheritable(True)
    return listener


def _no_port(settings: Settings, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        free = settings.port % 65535 + 1
        return f"--port: found {settings.port} in use by another program; right would be a free one, e.g. {free}"
    if fault.errno == errno.EACCES:
        return f"--port: found {settings.port}, which needs more rights; right would be one above 1023"
    return f"--host: found {settings.host!r}, where this machine cannot listen; right would be 127.0.0.1"
