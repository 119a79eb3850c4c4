"""A form as it was sent."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

SentForm = dict[str, Sequence[str]]


async def _sent(request: Request) -> SentForm:
    """Every name with all its values; files are no part of any form here."""
    form = await request.form(max_files=0, max_fields=1000)
    return {name: [value for value in form.getlist(name) if isinstance(value, str)] for name in form}


Sent = Annotated[SentForm, Depends(_sent)]


def first(form: SentForm, name: str) -> str:
    """The first value of a name, or nothing."""
    values = form.get(name, ())
    return values[0].strip() if values else ""
