"""Faults as answers: one JSON line under /api, a page with care everywhere else. Never a traceback."""

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from types import NoneType
from typing import get_args

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from spinecoach.app.refused import Refused, Why
from spinecoach.record.errors import StoreError, StreamMoved
from spinecoach.web.render import Render
from spinecoach.wire.errors import WireError

log = logging.getLogger(__name__)

STATUS = {Why.WRONG: 422, Why.UNKNOWN: 404, Why.NOT_NOW: 409, Why.BROKEN: 503}

Answer = Callable[[Request, int, str], Response]


def answering(render: Render) -> Answer:
    """The one way in which a fault becomes an answer."""

    def answer(request: Request, status: int, line: str) -> Response:
        path = request.scope["path"]
        if path.startswith("/api/") or path in {"/voice", "/healthz"}:
            return JSONResponse({"error": line}, status_code=status)
        page = render(request, "error.html", status=status, code=status, line=line)
        if request.headers.get("HX-Request") == "true":
            # A part of a page has no room for this; the whole page is asked for again and tells what is so.
            page.headers["HX-Refresh"] = "true"
        return page

    return answer


def refuse_outside(answer: Answer) -> Callable[[Scope, int, str], Response]:
    """The same for the layers of the lock, which stand outside the application."""
    return lambda scope, status, line: answer(Request(scope), status, line)


def handle_errors(app: FastAPI, answer: Answer) -> None:
    """Teach ``app`` every fault that can come up."""

    @app.exception_handler(Refused)
    def refused(request: Request, fault: Refused) -> Response:
        return answer(request, STATUS[fault.why], fault.line)

    @app.exception_handler(StoreError)
    def store_failed(request: Request, fault: StoreError) -> Response:
        return answer(request, 409 if isinstance(fault, StreamMoved) else 503, str(fault))

    @app.exception_handler(WireError)
    def unreadable(request: Request, fault: WireError) -> Response:
        return answer(request, 422, str(fault))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, fault: RequestValidationError) -> Response:
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part not in {"body", "query", "path"}) or "body"
        return answer(request, 422, f"{place}: {_sentence(first, _field(request, first['loc']))}")

    @app.exception_handler(HTTPException)
    def http(request: Request, fault: HTTPException) -> Response:
        line = str(fault.detail)
        if line == HTTPStatus(fault.status_code).phrase:
            line = f"{request.url.path}: {line.lower()}"
        return answer(request, fault.status_code, line)

    @app.exception_handler(Exception)
    def broken(request: Request, fault: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=fault)
        return answer(request, 500, "something went wrong on this machine; nothing recorded was lost")


def _sentence(error: Mapping[str, object], field: object) -> str:
    """``field``: FastAPI's own of that place, where it is one of the address; it knows the limits."""
    missing = error["type"] == "missing"
    right = _right(field) or ("a value" if missing else str(error["msg"]).removeprefix("Input should be ").lower())
    found = error.get("input")
    if missing:
        return f"found nothing; right would be {right}"
    return f"found {found!r}; right would be {right}" if not isinstance(found, dict | list) else right


def _field(request: Request, loc: Sequence[object]) -> object:
    """What the route asks for in its query at ``loc``, or None."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    asked = [] if dependant is None or loc[0] != "query" else dependant.query_params
    return next((field.field_info for field in asked if field.alias == loc[-1]), None)


def _right(field: object) -> str:
    """A whole number within its limits or a text, of a field that asks for one; else nothing."""
    kinds = {kind for kind in get_args(getattr(field, "annotation", None)) if kind is not NoneType} or {
        getattr(field, "annotation", None)
    }
    if kinds == {str}:
        return "a text"
    if kinds != {int}:
        return ""
    limits = getattr(field, "metadata", [])
    least = next((limit.ge for limit in limits if hasattr(limit, "ge")), None)
    most = next((limit.le for limit in limits if hasattr(limit, "le")), None)
    return "a whole number" + (f" from {least} to {most}" if least is not None and most is not None else "")
