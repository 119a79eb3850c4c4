"""The whole record as one JSON object, entry by entry, so that no length of history fills the memory.

``{"archive": 1, "entries": [{"seq", "person", "stream", "position", "kind", "at", "rules", "body", and where there is
one "exercise" with "exercise_version"}, ...], "sha256": of the entries as written here, each with a line end}``.
It holds no time of its own: the same record gives the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO, cast

from spinecoach.record.entry import Recorded
from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_stream import JsonStream
from spinecoach.wire.json_value import JSON

VERSION = 1
LARGEST_NUMBER = 2**63 - 1

_NAMES = ("seq", "person", "stream", "position", "kind", "at")
_OPTIONAL = ("exercise", "exercise_version")
_KNOWN = frozenset({*_NAMES, *_OPTIONAL, "rules", "body"})


def archive(rows: Iterable[Recorded]) -> Iterator[bytes]:
    """The bytes of the archive, an entry a line."""
    yield f'{{"archive":{VERSION},"entries":['.encode()
    between = b"\n"
    digest = hashlib.sha256()
    for row in rows:
        line = _written(row)
        digest.update(line + b"\n")
        yield between + line
        between = b",\n"
    yield f'\n],"sha256":"{digest.hexdigest()}"}}\n'.encode()


def read_archive(file: BinaryIO, where: str) -> Iterator[Recorded]:
    """The entries of an archive in its order, each judged by itself. Raises WireError, also at the very end."""
    stream = JsonStream(file, where)
    digest = hashlib.sha256()
    due = ["archive", "entries", "sha256"]
    for key in stream:
        if key != (due[0] if due else None):
            raise WireError(
                where, "", f"the key {shown(key)} here", f"{due[0] if due else 'nothing more'}, as in an export"
            )
        match due.pop(0):
            case "archive":
                version = stream.value("archive")
                if type(version) is not int or version != VERSION:
                    raise WireError(where, "archive", shown(version), f"{VERSION}, or a newer spinecoach")
            case "entries":
                for row in _in_order(stream, where):
                    digest.update(_written(row) + b"\n")
                    yield row
            case _:
                found = stream.value("sha256")
                if found != digest.hexdigest():
                    raise WireError(where, "sha256", shown(found), "that of the entries, as in an export nobody edited")
    if due:
        raise WireError(where, "", f"no {due[0]}", "a whole export, as `export --format json` writes it")


def _in_order(stream: JsonStream, where: str) -> Iterator[Recorded]:
    """Entries whose seq grows and whose streams grow by one."""
    seq = 0
    positions: dict[tuple[str, str], int] = {}
    for index, value in enumerate(stream.items("entries")):
        place = f"entries[{index}]"
        row = _read(value, where, place)
        if row.seq <= seq:
            raise WireError(where, f"{place}.seq", f"{row.seq} after {seq}", "numbers that grow")
        due = positions.get((row.person, row.stream), 0) + 1
        if row.position != due:
            raise WireError(where, f"{place}.position", f"{row.position}", f"{due}, the next one of {row.stream}")
        seq, positions[row.person, row.stream] = row.seq, due
        yield row


def _written(row: Recorded) -> bytes:
    told: dict[str, JSON] = {name: getattr(row, name) for name in _NAMES[:-1]}
    told["at"] = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    told |= {name: getattr(row, name) for name in _OPTIONAL if getattr(row, name) is not None}
    told |= {"rules": list(row.rules), "body": row.body}
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _read(value: JSON, where: str, place: str) -> Recorded:
    if not isinstance(value, Mapping):
        raise WireError(where, place, shown(value), "an object")
    strange = next((key for key in value if key not in _KNOWN), None)
    if strange is not None:
        raise WireError(where, f"{place}.{strange}", "a key that is not known", "leaving it out")

    def wrong(name: str, right: str) -> WireError:
        found = shown(value[name]) if name in value else "nothing"
        return WireError(where, f"{place}.{name}", found, right)

    for name in ("seq", "position", *(("exercise_version",) if "exercise_version" in value else ())):
        number = value.get(name)
        if type(number) is not int or not 1 <= number <= LARGEST_NUMBER:
            raise wrong(name, "a whole number from 1 on")
    for name in ("person", "stream", "kind", *(("exercise",) if "exercise" in value else ())):
        text = value.get(name)
        if not isinstance(text, str) or not text or not text.isprintable():
            raise wrong(name, "a short printable text")
    if ("exercise" in value) != ("exercise_version" in value):
        raise wrong("exercise", "exercise and exercise_version, both or neither")
    rules = value.get("rules")
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        raise wrong("rules", "a list of texts")
    body = value.get("body")
    if not isinstance(body, Mapping) or not _kept(body):
        raise wrong("body", "an object of plain JSON")
    moment = _moment(value.get("at"))
    if moment is None or not _kept(rules):
        raise wrong("at", "a moment in UTC such as 2026-11-22T07:00:00.000000+00:00")
    return Recorded(
        seq=cast("int", value["seq"]),
        person=cast("str", value["person"]),
        stream=cast("str", value["stream"]),
        position=cast("int", value["position"]),
        kind=cast("str", value["kind"]),
        at=moment,
        body=body,
        exercise=cast("str | None", value.get("exercise")),
        exercise_version=cast("int | None", value.get("exercise_version")),
        rules=tuple(cast("list[str]", rules)),
    )


def _moment(text: JSON) -> datetime | None:
    """The moment, if it is written in the one form that the record has."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
        same = moment is not None and moment.astimezone(UTC).isoformat(timespec="microseconds") == text
    except (ValueError, OverflowError):
        return None
    return moment if same else None


def _kept(value: JSON) -> bool:
    """Whether the record can keep it: no half characters, nothing endless."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True
