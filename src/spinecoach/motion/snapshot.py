"""A tracking as a plain value and back, so that a stream can go on in another process, or be played again from here."""

from collections import deque
from dataclasses import Field, fields, is_dataclass
from typing import Any

from spinecoach.motion.referee import Referee, Tracking

Plain = dict[str, "Plain"] | list["Plain"] | str | float | int | bool | None
"""What JSON can say."""


def snapshot(tracking: Tracking) -> Plain:
    """Everything that the stream has left behind. Shares nothing with the tracking."""
    return _plain(tracking)


def restore(referee: Referee, kept: Plain) -> Tracking:
    """The tracking that ``snapshot`` was taken of; of the same referee."""
    tracking = referee.begin()
    _fill(tracking, kept)
    return tracking


def _plain(value: Any) -> Plain:
    if is_dataclass(value):
        return {entry.name: _plain(getattr(value, entry.name)) for entry in _kept(value)}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | deque):
        return [_plain(inner) for inner in value]
    return value  # type: ignore[no-any-return]  # a number, a text, a truth value or nothing


def _kept(state: Any) -> list[Field[Any]]:
    """All but what is found again from the rest."""
    return [entry for entry in fields(state) if "found_again" not in entry.metadata]


def _fill(state: Any, kept: Any) -> None:
    """Sets every field of ``state``, a dataclass that was just begun, whose parts have the right types already."""
    for entry in _kept(state):
        value, told = getattr(state, entry.name), kept[entry.name]
        if of := entry.metadata.get("of"):
            setattr(state, entry.name, [of(**one) for one in told])
        elif is_dataclass(value):
            _fill(value, told)
        elif isinstance(value, dict):
            for key, inner in value.items():
                _fill(inner, told[key])
        elif isinstance(value, list) and value and is_dataclass(value[0]):
            for inner, one in zip(value, told, strict=True):
                _fill(inner, one)
        else:
            setattr(state, entry.name, _like(value, told))


def _like(value: Any, told: Any) -> Any:
    if isinstance(value, deque):
        return deque(_points(told))
    if isinstance(value, list):
        return _points(told)
    return told if value is None or told is None else type(value)(told)


def _points(told: Any) -> Any:
    """A list of numbers, of pairs, or of lists of pairs."""
    return [
        tuple(one)
        if isinstance(one, list) and one and not isinstance(one[0], list)
        else _points(one)
        if isinstance(one, list)
        else one
        for one in told
    ]
