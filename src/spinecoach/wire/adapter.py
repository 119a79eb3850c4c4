"""A core type's way to JSON and back, strict both ways."""

from typing import Any, Generic, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator
from typing_extensions import TypeAliasType

from spinecoach.wire.errors import WireError, first_fault
from spinecoach.wire.json_value import JSON

T = TypeVar("T")

STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class Adapter(Generic[T]):
    """Reads and writes one type. Unknown keys, numbers in quotes and the like are refused; None is left out."""

    def __init__(self, type_: Any) -> None:
        # A dataclass takes no settings of its own here; behind an alias it takes those of its surroundings.
        self._pydantic: TypeAdapter[T] = TypeAdapter(cast("Any", TypeAliasType("Root", type_)), config=STRICT)
        self._validator = SchemaValidator(_forgiving(self._pydantic.core_schema))

    def read(self, text: str | bytes, where: str) -> T:
        """The value that ``text`` says. Raises WireError naming ``where``."""
        if isinstance(text, bytes):
            text = decoded(text, where)
        try:
            return cast("T", self._validator.validate_json(text))
        except ValidationError as fault:
            raise first_fault(where, fault) from fault

    def plain(self, value: T) -> JSON:
        """The value as plain JSON, without its Nones."""
        return cast("JSON", self._pydantic.dump_python(value, mode="json", exclude_none=True))

    def text(self, value: T) -> str:
        """The value as one line of JSON, without its Nones."""
        return self._pydantic.dump_json(value, exclude_none=True).decode()


def _forgiving(schema: Any) -> Any:
    """A core schema in which every field that may be None may be missing, as ``plain`` leaves it out."""
    if isinstance(schema, list):
        return [_forgiving(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: part if key in _OPAQUE else _forgiving(part) for key, part in schema.items()}
    if made.get("type") == "dataclass-field" and made["schema"]["type"] == "nullable":
        made["schema"] = {"type": "default", "schema": made["schema"], "default": None}
    return made


_OPAQUE = {"default", "serialization", "metadata", "cls"}


def decoded(text: bytes, where: str) -> str:
    """UTF-8 text, a byte order mark forgiven. Raises WireError."""
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise WireError(where, f"byte {fault.start}", shown_byte(text[fault.start]), "text in UTF-8") from fault


def shown_byte(byte: int) -> str:
    """A byte as a reader of hex dumps knows it."""
    return f"0x{byte:02x}"
