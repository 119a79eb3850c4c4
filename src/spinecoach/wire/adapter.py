"""A core type's way to JSON and back, strict both ways."""

import json
import re
from datetime import date
from typing import Any, Generic, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator, core_schema
from typing_extensions import TypeAliasType

from spinecoach.wire.errors import KEY, WireError, first_fault
from spinecoach.wire.json_value import JSON
from spinecoach.wire.text import parsed

T = TypeVar("T")

_SETTINGS = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
_STRICT = core_schema.CoreConfig(strict=True, allow_inf_nan=False)
"""The same for what is no dataclass."""


class Adapter(Generic[T]):
    """Reads and writes one type. Unknown keys, numbers in quotes and the like are refused; None may be left out.

    ``unseen`` names fields of the type that its JSON does not show as a level of their own.
    """

    def __init__(self, type_: Any, *, unseen: frozenset[str] = frozenset()) -> None:
        # A dataclass takes no settings of its own here; behind an alias it takes those of its surroundings.
        self._pydantic: TypeAdapter[T] = TypeAdapter(cast("Any", TypeAliasType("Root", type_)), config=_SETTINGS)
        self._validator = SchemaValidator(_outside(self._pydantic.core_schema), _STRICT)
        self._unseen = unseen | {KEY}

    def read(self, text: str | bytes, where: str) -> T:
        """The value that ``text`` says. Raises WireError naming ``where``."""
        return self.take(parsed(text, where), where)

    def take(self, value: JSON, where: str, place: str = "") -> T:
        """The value that plain JSON says. Raises WireError naming ``where`` and the place below ``place``."""
        try:
            return cast("T", self._validator.validate_json(json.dumps(value)))
        except ValidationError as fault:
            raise first_fault(where, place, fault, self._unseen, self._validator.validate_json, value) from fault

    def again(self, text: str, where: str) -> T:
        """As ``read``, at once, of what ``text`` has written. Raises WireError naming ``where``."""
        try:
            return cast("T", self._validator.validate_json(text))
        except ValidationError as fault:
            raise WireError(where, "", "what cannot be read again", "what this program wrote") from fault

    def plain(self, value: T, *, nones: bool = False) -> JSON:
        """The value as plain JSON, its Nones left out unless they are asked for."""
        return cast("JSON", self._pydantic.dump_python(value, mode="json", exclude_none=not nones))

    def fields(self, value: T, *, nones: bool = False) -> dict[str, JSON]:
        """As ``plain``, of a type that becomes an object."""
        return cast("dict[str, JSON]", self.plain(value, nones=nones))

    def text(self, value: T) -> str:
        """The value as one line of JSON, its Nones left out."""
        return self._pydantic.dump_json(value, exclude_none=True).decode()


_OPAQUE = {"default", "serialization", "metadata", "cls"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _outside(schema: Any) -> Any:
    """A core schema for what comes from outside: what may be None may be missing, and dates are written in full."""
    if isinstance(schema, list):
        return [_outside(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: part if key in _OPAQUE else _outside(part) for key, part in schema.items()}
    if made.get("type") == "dataclass-field" and made["schema"]["type"] == "nullable":
        made["schema"] = {"type": "default", "schema": made["schema"], "default": None}
    if made.get("type") == "date":
        return core_schema.no_info_plain_validator_function(_day)
    return made


def _day(found: object) -> date:
    try:
        if isinstance(found, str) and _DAY.fullmatch(found):
            return date.fromisoformat(found)
    except ValueError:
        pass
    raise ValueError("a date that exists, written as 2026-09-14")
