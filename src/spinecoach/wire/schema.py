"""One JSON Schema of the live socket's messages, printed by ``python -m spinecoach.wire.schema``.

The island's types are made from it.
"""

import json
import sys

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from spinecoach.wire.live import ClientMessage, ServerMessage


class _Island(GenerateJsonSchema):
    """JSON Schema as ``Adapter`` writes: None is left out, nothing else ever is, no other key is there."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        return {**super().dataclass_schema(schema), "additionalProperties": False}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - its interface
        return False

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,  # noqa: ARG002 - its interface
    ) -> bool:
        inner = field["schema"]
        while inner["type"] == "default":
            inner = inner["schema"]
        return bool(inner["type"] != "nullable")


def schema() -> JsonSchemaValue:
    """The schema, titled ``LiveProtocol``."""
    made = TypeAdapter(ServerMessage | ClientMessage).json_schema(mode="serialization", schema_generator=_Island)
    return {"title": "LiveProtocol", "anyOf": made["anyOf"], "$defs": made["$defs"]}


def text() -> str:
    """The schema as the text of ``island/protocol.schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
