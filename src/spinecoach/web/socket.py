"""The live socket: what happens goes down in order, what is pressed comes up. The lock has looked at the Origin."""

import asyncio
from contextlib import suppress

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from spinecoach.app.live import Live
from spinecoach.app.permit import NoLongerAllowed
from spinecoach.app.refused import Refused
from spinecoach.app.running import Running, ServerMessage, Watcher
from spinecoach.record.errors import StoreError
from spinecoach.session.vocabulary import EventKind, SessionEvent
from spinecoach.wire.errors import WireError
from spinecoach.wire.live import CLIENT_MESSAGE, SERVER_MESSAGE, ClosedMessage, EventMessage
from spinecoach.wire.sighting import read_sighting

router = APIRouter()

LONGEST = 2000
"""Characters of a message that are read."""


@router.websocket("/live/{session}/socket")
async def live_socket(socket: WebSocket, session: str) -> None:
    """One page's socket. The first message is the state; a message that makes no sense is answered by a refusal."""
    live: Live = socket.app.state.live
    await socket.accept()
    try:
        running = await live.open(session)
    except (Refused, StoreError, WireError) as fault:
        await _last_word(socket, str(fault))
        return
    watcher = running.watch()
    down = asyncio.create_task(_down(socket, watcher))
    up = asyncio.create_task(_up(socket, live, running, watcher))
    try:
        await asyncio.wait({down, up}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (down, up):
            task.cancel()
        await asyncio.gather(down, up, return_exceptions=True)
        running.leave(watcher)
    with suppress(RuntimeError, WebSocketDisconnect):
        if socket.client_state is WebSocketState.CONNECTED:
            await socket.close()


async def _down(socket: WebSocket, watcher: Watcher) -> None:
    while True:
        message: ServerMessage = await watcher.next()
        await socket.send_text(SERVER_MESSAGE.text(message))
        if isinstance(message, ClosedMessage):
            return


async def _up(socket: WebSocket, live: Live, running: Running, watcher: Watcher) -> None:
    while True:
        received = await socket.receive()
        if received["type"] == "websocket.disconnect":
            return
        text, data = received.get("text"), received.get("bytes")
        try:
            if data is not None:
                running.see(read_sighting(data))
            else:
                await live.tell(running.id, CLIENT_MESSAGE.read((text or "")[:LONGEST], "message"))
        except NoLongerAllowed:
            # The watcher has been told already: the session was stopped with its reason.
            continue
        except (WireError, Refused) as fault:
            refusal = SessionEvent(running.now(), EventKind.REFUSED, reason=_reason(fault))
            watcher.queue.put_nowait(EventMessage(refusal))
        except StoreError:
            # The watcher has been told already, as the last message of this session.
            continue


def _reason(fault: WireError | Refused) -> str:
    return "malformed" if isinstance(fault, WireError) else fault.line


async def _last_word(socket: WebSocket, reason: str) -> None:
    with suppress(RuntimeError, WebSocketDisconnect):
        await socket.send_text(SERVER_MESSAGE.text(ClosedMessage(reason)))
        await socket.close()
