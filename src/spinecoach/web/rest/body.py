"""A JSON body, read as strictly as a file, and what /openapi.json says of it."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request

from spinecoach.wire.json_value import JSON
from spinecoach.wire.text import parsed


async def _body(request: Request) -> JSON:
    """The one JSON value of the body. Raises WireError."""
    return parsed(await request.body(), "body")


Body = Annotated[Any, Depends(_body)]

ERROR = {
    "description": "One line: where, what was found, what would be right.",
    "content": {
        "application/json": {
            "schema": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
        }
    },
}


def takes(description: str, example: object) -> dict[str, Any]:
    """The description of a JSON body."""
    schema = {"type": "object", "description": description}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


def fails(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an address."""
    return dict.fromkeys((*codes, 422, 503), ERROR)
