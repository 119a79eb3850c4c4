"""Changes a TensorFlow Lite model: adds metadata, tensors and operators, chooses its outputs. Weights stay as they are.

Field numbers are those of TensorFlow's ``schema.fbs`` (version 3) and of MediaPipe's ``metadata_schema.fbs``.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from spinecoach.vision.models import flatbuffer as fb
from spinecoach.vision.models.flatbuffer import Kept, Number, Numbers, Table, Tables, Text

IDENTIFIER = b"TFL3"
METADATA_IDENTIFIER = b"M001"
METADATA_NAME = "TFLITE_METADATA"
"""The name by which MediaPipe looks a model's metadata up."""


class _Model(IntEnum):
    VERSION, CODES, SUBGRAPHS, DESCRIPTION, BUFFERS, METADATA_BUFFER, METADATA, SIGNATURES = range(8)


class _Graph(IntEnum):
    TENSORS, INPUTS, OUTPUTS, OPERATORS, NAME = range(5)


class Kind(IntEnum):
    """What a tensor holds."""

    FLOAT32 = 0
    INT32 = 2


class Operation(IntEnum):
    """An operator's code."""

    CONCATENATION = 2
    GATHER = 36


_OPTIONS = {Operation.CONCATENATION: 10, Operation.GATHER: 23}
"""Which type of options an operator has. In both, the first field is the axis."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor that a model has."""

    index: int
    name: str
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        made = 1
        for side in self.shape:
            made *= side
        return made


@dataclass
class Change:
    """A model with what is to be added to it. ``data`` is its file, of one graph."""

    data: bytes
    buffers: list[Table] = field(default_factory=list)
    tensors: list[Table] = field(default_factory=list)
    codes: list[Table] = field(default_factory=list)
    operators: list[Table] = field(default_factory=list)
    chosen: list[int] | None = None
    """The outputs by the index of their tensor; the model's own where nothing was chosen."""

    def __post_init__(self) -> None:
        self.root = fb.root_of(self.data)
        (self.graph,) = fb.children(self.data, self.root, _Model.SUBGRAPHS)

    @property
    def outputs(self) -> list[Tensor]:
        """The outputs that the model's file names."""
        listed = fb.children(self.data, self.graph, _Graph.TENSORS)
        return [
            Tensor(i, fb.text(self.data, listed[i], 3), fb.numbers(self.data, listed[i], 0))
            for i in fb.numbers(self.data, self.graph, _Graph.OUTPUTS)
        ]

    def buffer(self, content: bytes | None = None) -> int:
        """A new buffer's index."""
        self.buffers.append(Table({} if content is None else {0: Numbers("B", content)}))
        return self._count(self.root, _Model.BUFFERS) + len(self.buffers) - 1

    def tensor(self, name: str, shape: Sequence[int], kind: Kind, content: bytes | None = None) -> int:
        """A new tensor's index. Without ``content`` an operator fills it."""
        self.tensors.append(
            Table({
                0: Numbers("i", tuple(shape)),
                1: Number("b", kind),
                2: Number("I", self.buffer(content)),
                3: Text(name),
            })
        )  # fmt: skip
        return self._count(self.graph, _Graph.TENSORS) + len(self.tensors) - 1

    def operator(self, what: Operation, inputs: Sequence[int], output: int, axis: int) -> None:
        """A new operator, after all others."""
        self.codes.append(Table({0: Number("b", what), 2: Number("i", 1), 3: Number("i", what)}))
        code = self._count(self.root, _Model.CODES) + len(self.codes) - 1
        self.operators.append(
            Table({
                0: Number("I", code),
                1: Numbers("i", tuple(inputs)),
                2: Numbers("i", (output,)),
                3: Number("B", _OPTIONS[what]),
                4: Table({0: Number("i", axis)}),
            })
        )  # fmt: skip

    def file(self, mean: float, spread: float) -> bytes:
        """The changed model. Its picture is normalised as (value - ``mean``) / ``spread``, of values 0-255."""
        outputs = self._numbers(_Graph.OUTPUTS) if self.chosen is None else tuple(self.chosen)
        metadata = self.buffer(image_metadata(mean, spread, len(outputs)))
        named = Table({0: Text(METADATA_NAME), 1: Number("I", metadata)})
        graph = self._kept(self.graph, _Graph.INPUTS, _Graph.NAME) | {
            _Graph.TENSORS: self._longer(self.graph, _Graph.TENSORS, self.tensors),
            _Graph.OUTPUTS: Numbers("i", outputs),
            _Graph.OPERATORS: self._longer(self.graph, _Graph.OPERATORS, self.operators),
        }
        version = fb.field_of(self.data, self.root, _Model.VERSION)
        model = self._kept(self.root, _Model.DESCRIPTION, _Model.METADATA_BUFFER, _Model.SIGNATURES) | {
            _Model.VERSION: Number("I", 0 if version is None else fb.whole(self.data, version)),
            _Model.CODES: self._longer(self.root, _Model.CODES, self.codes),
            _Model.SUBGRAPHS: Tables([Table(graph)]),
            _Model.BUFFERS: self._longer(self.root, _Model.BUFFERS, self.buffers),
            _Model.METADATA: self._longer(self.root, _Model.METADATA, [named]),
        }
        return fb.write(Table(model), IDENTIFIER, self.data)

    def _kept(self, table: int, *fields: int) -> dict[int, Number | fb.Reference]:
        found = {number: fb.child(self.data, table, number) for number in fields}
        return {number: Kept(at) for number, at in found.items() if at is not None}

    def _longer(self, table: int, number: int, new: Sequence[Table]) -> Tables:
        return Tables([*map(Kept, fb.children(self.data, table, number)), *new])

    def _numbers(self, number: int) -> tuple[int, ...]:
        return fb.numbers(self.data, self.graph, number)

    def _count(self, table: int, number: int) -> int:
        return len(fb.children(self.data, table, number))


def image_metadata(mean: float, spread: float, outputs: int) -> bytes:
    """What MediaPipe asks of a model before it feeds it pictures: how the one input is normalised."""
    image = Table({
        0: Text("image"),
        3: Table({0: Number("B", 2), 1: Table({0: Number("b", 1)})}),  # image properties: RGB
        4: Tables([Table({0: Number("B", 1), 1: Table({0: Numbers("f", (mean,)), 1: Numbers("f", (spread,))})})]),
        5: Table({0: Numbers("f", ((255 - mean) / spread,)), 1: Numbers("f", (-mean / spread,))}),
    })  # fmt: skip
    results = Tables([Table({0: Text(f"out{i}")}) for i in range(outputs)])
    graph = Table({2: Tables([image]), 3: results})
    return fb.write(Table({3: Tables([graph]), 7: Text("1.0.0")}), METADATA_IDENTIFIER)


def int32(values: Sequence[int]) -> bytes:
    """Whole numbers as a tensor's content."""
    return struct.pack(f"<{len(values)}i", *values)
