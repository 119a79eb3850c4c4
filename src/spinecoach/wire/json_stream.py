"""Reads one large JSON object from a file, a value at a time, as strictly as ``wire.text`` reads a small one."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_value import JSON

CHUNK = 2**16
LONGEST_VALUE = 16 * 2**20
"""Characters of one value. None comes near; a damaged file might."""
_SPACE = " \t\n\r"


class JsonStream:
    """The top level of one object: a walk over its keys, ``value`` and ``items`` read what stands behind a key."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file = file
        self._where = where
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._passed = 0
        self._ended = False
        self._json = json.JSONDecoder(object_pairs_hook=self._once, parse_constant=self._constant)

    def __iter__(self) -> Iterator[str]:
        """Each key once; the caller reads what stands behind it before it asks for the next. Nothing may follow."""
        self._take("{")
        seen: set[str] = set()
        while not (self._peek() == "}" and not seen):
            key = self.value("")
            if not isinstance(key, str):
                raise self._wrong(shown(key), "a key in quotes")
            if key in seen:
                raise self._wrong(f"the key {shown(key)} twice in one object", "each key once")
            seen.add(key)
            self._take(":")
            yield key
            if self._peek() != ",":
                break
            self._take(",")
        self._take("}")
        if self._peek():
            raise self._wrong("more after the end", "one JSON object")

    def items(self, place: str) -> Iterator[JSON]:
        """The items of the list that stands here."""
        self._take("[")
        index = 0
        while not (self._peek() == "]" and not index):
            yield self.value(f"{place}[{index}]")
            index += 1
            if self._peek() != ",":
                break
            self._take(",")
        self._take("]")

    def value(self, place: str) -> JSON:
        """The value that stands here. ``place`` names it in a fault."""
        self._peek()
        while True:
            try:
                found: JSON
                found, end = self._json.raw_decode(self._text, self._at)
                # A number at the end of what is read may go on in what is not.
                if end < len(self._text) or self._ended:
                    self._at = end
                    return found
                fault = None
            except json.JSONDecodeError as error:
                fault = error
            except (RecursionError, ValueError) as error:
                if isinstance(error, WireError):
                    raise
                raise WireError(self._where, place, "JSON that is too deep or too long", "an export") from error
            if self._ended or len(self._text) - self._at > LONGEST_VALUE:
                told = "an end too early" if fault is None or self._ended else fault.msg.lower()
                raise self._wrong(f"malformed JSON ({told})", "a whole export") from fault
            self._more(max(CHUNK, len(self._text) - self._at))

    def _peek(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._more(CHUNK)

    def _take(self, character: str) -> None:
        found = self._peek()
        if found != character:
            raise self._wrong(shown(found) if found else "an end too early", f'"{character}", in a whole export')
        self._at += 1

    def _more(self, size: int) -> None:
        read = self._file.read(size)
        self._ended = not read
        self._passed += self._at
        try:
            text = self._decode.decode(read, final=self._ended)
        except UnicodeDecodeError as fault:
            raise self._wrong(f"0x{fault.object[fault.start]:02x}", "text in UTF-8") from fault
        if not self._passed and not self._text:
            text = text.removeprefix("\ufeff")
        self._text, self._at = self._text[self._at :] + text, 0

    def _wrong(self, found: str, right: str) -> WireError:
        return WireError(self._where, f"character {self._passed + self._at + 1}", found, right)

    def _once(self, pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise self._wrong(f"the key {shown(twice)} twice in one object", "each key once")
        return made

    def _constant(self, name: str) -> NoReturn:
        raise self._wrong(name, "a number")
