"""How a handler reaches what it works with."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from spinecoach.app.practice import Practice
from spinecoach.web.render import Render


def _practice(connection: HTTPConnection) -> Practice:
    practice: Practice = connection.app.state.practice
    return practice


def _render(connection: HTTPConnection) -> Render:
    render: Render = connection.app.state.render
    return render


Room = Annotated[Practice, Depends(_practice)]
Pages = Annotated[Render, Depends(_render)]
