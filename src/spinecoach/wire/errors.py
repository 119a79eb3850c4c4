"""A fault in something read from outside, in one line: where, what was found, what would be right."""

import json
from collections.abc import Callable
from typing import cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from spinecoach.wire.json_value import JSON

KEY = "[key]"
"""Pydantic's step to the key of a mapping, which the place names already."""

LONGEST = 60
"""Characters of a wrong value that are shown."""


class WireError(ValueError):
    """What was read is not what was asked for. ``str`` is one line."""

    def __init__(self, where: str, place: str, found: str, right: str) -> None:
        at = f"{where}: {place}" if place else where
        super().__init__(" ".join(f"{at}: found {found}; right would be {right}".split()))
        self.where = where
        self.place = place
        self.found = found
        self.right = right


def first_fault(
    where: str,
    place: str,
    fault: ValidationError,
    unseen: frozenset[str] = frozenset(),
    judged: Callable[[str], object] | None = None,
    value: JSON = None,
) -> WireError:
    """The first fault of a validation, as ours, and how many more there are. ``unseen`` steps are not told.

    ``judged`` validated ``value``; by it the fault of a missing value tells what would be right there.
    """
    every = fault.errors(include_url=False)
    found, right = _said(every[0])
    if judged and every[0]["type"] == "missing":
        right = _right_at(every[0]["loc"], value, judged)
    more = f" (and {len(every) - 1} more)" if len(every) > 1 else ""
    return WireError(where, dotted(every[0]["loc"], place, unseen), found, f"{right}{more}")


def dotted(loc: tuple[int | str, ...], place: str = "", unseen: frozenset[str] = frozenset()) -> str:
    """``items[2].code`` of ``("items", 2, "code")``, below ``place``."""
    for step in loc:
        if step not in unseen:
            place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
    return place


def shown(value: object) -> str:
    """A wrong value as it stood in the file, shortened."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError):
        text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _right_at(loc: tuple[int | str, ...], value: JSON, judged: Callable[[str], object]) -> str:
    """What would be right where nothing is: told by what is wrong with null there."""
    filled = json.loads(json.dumps(value))
    inner = filled
    for step in loc[:-1]:
        # A step that is not there is the name of one of several types.
        if isinstance(inner, dict) and step in inner:
            inner = inner[str(step)]
        elif isinstance(inner, list) and isinstance(step, int):
            inner = inner[step]
    if isinstance(inner, dict):
        inner[str(loc[-1])] = None
    elif isinstance(inner, list):
        inner.append(None)
    try:
        judged(json.dumps(filled))
    except ValidationError as fault:
        at = next((e for e in fault.errors(include_url=False) if e["loc"] == loc), None)
        return _said(at)[1] if at else _RIGHT["missing"]
    return _RIGHT["missing"]


_RIGHT = {
    "missing": "a value",
    "unexpected_keyword_argument": "leaving it out",
    "extra_forbidden": "leaving it out",
    "dataclass_type": "an object",
    "dict_type": "an object",
    "tuple_type": "a list",
    "list_type": "a list",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "string_type": "a text",
    "bool_type": "true or false",
}


def _said(error: ErrorDetails) -> tuple[str, str]:
    """What was found and what would be right, of one of pydantic's errors."""
    kind = error["type"]
    context = cast("dict[str, object]", error.get("ctx", {}))
    right = _RIGHT.get(kind) or error["msg"].removeprefix("Input should be ")
    match kind:
        case "json_invalid":
            return "a text with half a character", "whole characters"
        case "missing":
            return "nothing", right
        case "unexpected_keyword_argument" | "extra_forbidden":
            return "a key that is not known", right
        case "union_tag_not_found":
            return shown(error["input"]), f"an object with {context['discriminator']}"
        case "union_tag_invalid":
            return f"{context['discriminator']} {shown(context['tag'])}", f"{context['expected_tags']}"
        case "value_error":
            return shown(error["input"]), f"{context['error']}"
        case _:
            return shown(error["input"]), right
