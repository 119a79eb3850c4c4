"""The whole door as one ASGI application: pages, REST, the live socket, and the lock around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from spinecoach.app.kept import Kept
from spinecoach.app.live import Live
from spinecoach.app.models import shelf_of
from spinecoach.app.pictures import Pictures
from spinecoach.app.practice import Practice
from spinecoach.app.voice import Voice, speech_program
from spinecoach.web import camera_files, feed, figures, handouts, health, socket, tracks, voice
from spinecoach.web.errors import answering, handle_errors, refuse_outside
from spinecoach.web.pages import (
    about,
    answers,
    cleared,
    data,
    exercises,
    gate,
    getting_on,
    history,
    progress,
    reminders,
    see_someone,
    settings,
    start,
    today,
)
from spinecoach.web.render import Asset, Render
from spinecoach.web.rest import gate as rest_gate
from spinecoach.web.rest import programme, sessions
from spinecoach.web.rest import progress as rest_progress
from spinecoach.web.rest import reminders as rest_reminders
from spinecoach.web.security.headers import Headers
from spinecoach.web.security.hosts import HostCheck, allowed_hosts
from spinecoach.web.security.origins import OriginCheck
from spinecoach.web.security.passphrase import Passphrase, PassphraseCheck
from spinecoach.web.static_files import KeptStatic

SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""Nothing is reported to anybody, whatever the environment says."""


def application(practice: Practice, asset: Asset) -> ASGIApp:
    """Everything that serves ``practice``. ``asset`` gives the address of a built file."""
    live = Live(practice)

    @asynccontextmanager
    async def lifetime(_: FastAPI) -> AsyncIterator[None]:
        yield
        await live.shutdown()

    app = FastAPI(
        lifespan=lifetime,
        title="Spinecoach",
        version=version("spinecoach"),
        docs_url=None,
        redoc_url=None,
        telemetry=SILENT,
    )
    render = Render(asset, practice.preferences, practice.reminding)
    answer = answering(render)
    app.state.practice = practice
    app.state.render = render
    app.state.voice = Voice(speech_program())
    handle_errors(app, answer)
    app.state.live = live
    app.state.shelf = shelf_of(practice.settings.models_dir)
    app.state.pictures = Pictures()
    app.state.figures = Kept(figures.MOST_KEPT)
    for part in (
        health,
        camera_files,
        sessions,
        rest_gate,
        programme,
        socket,
        voice,
        figures,
        tracks,
        handouts,
        today,
        start,
        exercises,
        gate,
        see_someone,
        cleared,
        answers,
        history,
        progress,
        settings,
        reminders,
        rest_reminders,
        feed,
        data,
        about,
        getting_on,
        rest_progress,
    ):
        app.include_router(part.router)
    app.mount("/static", KeptStatic())
    return _locked(app, practice, render)


def _locked(app: ASGIApp, practice: Practice, render: Render) -> ASGIApp:
    """The lock, from the inside out."""
    settings = practice.settings

    def form(request: Request, fault: str, status: int) -> Response:
        return render(request, "login.html", fault=fault, status=status)

    if settings.passphrase is not None:
        app = PassphraseCheck(app, Passphrase(settings.passphrase), practice.clock, settings.port, form)
    app = OriginCheck(app, settings.port, refuse_outside(answering(render)))
    return HostCheck(Headers(app), allowed_hosts(settings))
