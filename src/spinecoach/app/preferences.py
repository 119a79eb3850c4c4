"""How a person wants it: how it looks, speaks, and whom to call. Kept in the record, changed by appending."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from spinecoach.app.refused import Refused, Why

NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,14}")


class Theme(StrEnum):
    """Which of the two palettes; ``system`` follows the device."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large the text is."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Spoken(StrEnum):
    """How much is said aloud; captions are always there."""

    FULL = "full"
    SHORT = "short"
    BELL = "bell"
    SILENT = "silent"


class Camera(StrEnum):
    """Whether the live page coaches with the camera."""

    OFF = "off"
    ON = "on"


class Landmarks(StrEnum):
    """Whether what the camera saw of the body is kept as replay files. The video never is."""

    FORGOTTEN = "forgotten"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the settings page changes."""

    language: str
    emergency_number: str
    theme: Theme = Theme.SYSTEM
    text_size: TextSize = TextSize.NORMAL
    voice: Spoken = Spoken.FULL
    camera: Camera = Camera.OFF
    landmarks: Landmarks = Landmarks.FORGOTTEN


def changed(preferences: Preferences, raw: Mapping[str, object], languages: tuple[str, ...]) -> Preferences:
    """``preferences`` with the given ones in place. Raises Refused for what cannot be, in one line."""
    known = [field.name for field in fields(Preferences)]
    made: dict[str, object] = {}
    for name, value in raw.items():
        match name:
            case "theme":
                made[name] = _one_of(Theme, name, value)
            case "text_size":
                made[name] = _one_of(TextSize, name, value)
            case "voice":
                made[name] = _one_of(Spoken, name, value)
            case "camera":
                made[name] = _one_of(Camera, name, value)
            case "landmarks":
                made[name] = _one_of(Landmarks, name, value)
            case "language":
                if value not in languages:
                    raise Refused(Why.WRONG, f"language: found {value!r}; right would be one of {', '.join(languages)}")
                made[name] = value
            case "emergency_number":
                if not isinstance(value, str) or not NUMBER.fullmatch(value.strip()):
                    raise Refused(Why.WRONG, f"emergency number: found {value!r}; right would be digits such as 112")
                made[name] = value.strip()
            case _:
                raise Refused(Why.WRONG, f"settings: found {name!r}; right would be one of {', '.join(known)}")
    return replace(preferences, **made)  # type: ignore[arg-type]  # each value was judged by its name


def _one_of(kind: type[StrEnum], name: str, value: object) -> StrEnum:
    if not isinstance(value, str) or value not in list(kind):
        raise Refused(Why.WRONG, f"{name}: found {value!r}; right would be one of {', '.join(kind)}")
    return kind(value)
