"""Text from outside to plain JSON: every fault of the text itself is told with its place."""

import json
from typing import NoReturn

from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_value import JSON


def parsed(text: str | bytes, where: str) -> JSON:
    """The one JSON value that ``text`` holds. Raises WireError.

    Stricter than Python's own reader: NaN and a key that stands twice are refused.
    """
    if isinstance(text, bytes):
        text = decoded(text, where)

    def once(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise WireError(where, "", f"the key {shown(twice)} twice in one object", "each key once")
        return made

    def constant(name: str) -> NoReturn:
        raise WireError(where, "", name, "a number")

    try:
        found: JSON = json.loads(text, object_pairs_hook=once, parse_constant=constant)
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise WireError(where, place, f"malformed JSON ({fault.msg.lower()})", "JSON") from fault
    except (RecursionError, ValueError) as fault:
        if isinstance(fault, WireError):
            raise
        raise WireError(where, "", "JSON that is too deep or too long", "a few lists and objects") from fault
    return found


def decoded(text: bytes, where: str) -> str:
    """UTF-8 text, a byte order mark forgiven. Raises WireError."""
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise WireError(where, f"byte {fault.start}", f"0x{text[fault.start]:02x}", "text in UTF-8") from fault
