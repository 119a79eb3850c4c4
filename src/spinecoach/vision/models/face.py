"""Joins the seven outputs of the face mesh with attention to the one that MediaPipe's newer graphs read.

The older graph took a mesh of 468 points, and finer lips, eyes and irises beside it, and put them together itself. The
newer one wants 478 points and a flag. A mesh of 468 points without the finer outputs loads there too and gives
nonsense without a word, so a model without them is refused here.

The lists say which points of the mesh the finer ones take the place of, in their order. They are facts of the model,
as the older graph in the same package states them; a test compares both.
"""

from spinecoach.vision.errors import ModelsError
from spinecoach.vision.models.tflite import Change, Kind, Operation, Tensor, int32

MESH, POINTS, IRIS = 468, 478, 5
FLAG = "conv_faceflag"
_MESH = "output_mesh_identity"

# fmt: off
LIPS = (
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178, 87, 14,
    317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306,
    184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268,
    271, 272, 407,
)
LEFT_EYE = (
    33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23, 22, 26, 112, 243,
    247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221, 189, 35,
    124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193,
)
RIGHT_EYE = (
    263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339, 254, 253, 252, 256,
    341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464, 342, 445, 444, 443, 442,
    441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336,
    285, 417,
)
# fmt: on
FINER = {"output_lips": LIPS, "output_left_eye": LEFT_EYE, "output_right_eye": RIGHT_EYE}
"""Outputs of two numbers a point; the depth stays the mesh's."""
IRISES = {"output_left_iris": 159, "output_right_iris": 386}
"""Outputs of the points 468-477, and the point whose depth they get.

The older graph gives them the mean depth of the eye's sixteen points; nothing here reads it, and one point will do."""


def joined(model: bytes) -> Change:
    """The change that gives the face model the outputs 478 x 3 and flag. Raises ModelsError for another model."""
    change = Change(model)
    found = {tensor.name: tensor for tensor in change.outputs}
    order = [_MESH, *FINER, *IRISES]
    for name, size in _sizes().items():
        if name not in found or found[name].size != size:
            raise ModelsError(
                "the face mesh",
                f'no output "{name}" of {size}',
                "the model with attention; a plain mesh gives nonsense",
            )
    starts = _starts([found[name] for name in order])
    every = sum(found[name].size for name in order)
    side_by_side = change.tensor("side_by_side", (1, 1, 1, every), Kind.FLOAT32)
    chosen = change.tensor("chosen", (3 * POINTS,), Kind.INT32, int32(sources(starts)))
    points = change.tensor("points", (1, 1, 1, 3 * POINTS), Kind.FLOAT32)
    change.operator(Operation.CONCATENATION, [found[name].index for name in order], side_by_side, axis=3)
    change.operator(Operation.GATHER, (side_by_side, chosen), points, axis=3)
    change.chosen = [points, found[FLAG].index]
    return change


def sources(starts: dict[str, int]) -> list[int]:
    """Where x, y and z of each of the 478 points stand when the outputs lie side by side from ``starts`` on."""
    made = [(starts[_MESH] + 3 * i, starts[_MESH] + 3 * i + 1, starts[_MESH] + 3 * i + 2) for i in range(MESH)]
    for name, places in FINER.items():
        for i, place in enumerate(places):
            made[place] = (starts[name] + 2 * i, starts[name] + 2 * i + 1, made[place][2])
    for name, deep in IRISES.items():
        made += [(starts[name] + 2 * i, starts[name] + 2 * i + 1, made[deep][2]) for i in range(IRIS)]
    return [place for point in made for place in point]


def _sizes() -> dict[str, int]:
    finer = {name: 2 * len(places) for name, places in FINER.items()}
    return {_MESH: 3 * MESH} | finer | dict.fromkeys(IRISES, 2 * IRIS) | {FLAG: 1}


def _starts(outputs: list[Tensor]) -> dict[str, int]:
    made, at = {}, 0
    for tensor in outputs:
        made[tensor.name] = at
        at += tensor.size
    return made
