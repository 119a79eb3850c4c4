"""Values of the engine cannot be altered, and what a stream leaves behind has no room for anything but its fields."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

import spinecoach.motion

STATE = {
    "Facing", "Sight", "Gesturing", "HeadState", "Level", "Excess", "Expected", "Tracking", "Known", "WayState",
    "Smooth", "Mean", "Trace",
}  # fmt: skip


def made() -> Iterator[type]:
    for module in iter_modules(spinecoach.motion.__path__):
        name = f"spinecoach.motion.{module.name}"
        for one in vars(import_module(name)).values():
            if isinstance(one, type) and is_dataclass(one) and one.__module__ == name:
                yield one


CLASSES = sorted(made(), key=lambda one: one.__name__)


@pytest.mark.parametrize("one", CLASSES, ids=[one.__name__ for one in CLASSES])
def test_only_the_state_of_a_stream_can_be_altered_and_nothing_can_be_added_to_it(one: type) -> None:
    assert "__slots__" in vars(one)
    raw: object = object.__new__(one)
    first = fields(one)[0].name
    if one.__name__ in STATE:
        setattr(raw, first, None)
        assert getattr(raw, first) is None
    else:
        with pytest.raises(FrozenInstanceError):
            setattr(raw, first, None)


def test_every_state_is_known_by_its_name() -> None:
    assert {one.__name__ for one in CLASSES} >= STATE
