"""Changes what a person wants: minutes, days a week, place, equipment, regions."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar, cast

from spinecoach.app.person import Kind
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.body import Region
from spinecoach.planning.wishes import LEAST_MINUTES, MOST_MINUTES, PlaceWish
from spinecoach.protocol.exercise import Equipment
from spinecoach.wire.json_value import JSON

T = TypeVar("T", bound=StrEnum)
MOST_DAYS = 7


def set_wishes(practice: Practice, raw: Mapping[str, object]) -> None:
    """Keep the given ones; the others stay. Raises Refused in one line."""
    body: dict[str, JSON] = {}
    for name, value in raw.items():
        match name:
            case "minutes":
                body[name] = minutes(value)
            case "days":
                body[name] = _days(value)
            case "place":
                body[name] = _place(value)
            case "equipment":
                body[name] = _several(Equipment, name, value)
            case "regions":
                body[name] = _several(Region, name, value)
            case _:
                raise Refused(
                    Why.WRONG, f"wishes: found {name!r}; right would be minutes, days, place, equipment or regions"
                )
    if body:
        practice.note([(Kind.WISHED, body)])


def minutes(value: object) -> int:
    """Whole minutes, also as a form sends them. Raises Refused."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not text.isascii() or not text.isdigit() or not LEAST_MINUTES <= int(text) <= MOST_MINUTES:
        line = f"minutes: found {value!r}; right would be a whole number from {LEAST_MINUTES} to {MOST_MINUTES}"
        raise Refused(Why.WRONG, line)
    return int(text)


def _days(value: object) -> int:
    """Days a week, also as a form sends them."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text not in map(str, range(1, MOST_DAYS + 1)):
        raise Refused(Why.WRONG, f"days: found {value!r}; right would be a whole number from 1 to {MOST_DAYS}")
    return int(text)


def _place(value: object) -> str:
    if value not in list(PlaceWish):
        raise Refused(Why.WRONG, f"place: found {value!r}; right would be one of {', '.join(PlaceWish)}")
    return str(value)


def _several(kind: type[T], name: str, value: object) -> list[str]:
    given = list(cast("Iterable[object]", value)) if isinstance(value, list | tuple) else [value]
    for entry in given:
        if entry not in list(kind):
            raise Refused(Why.WRONG, f"{name}: found {entry!r}; right would be among {', '.join(kind)}")
    return [member.value for member in kind if member in given]
