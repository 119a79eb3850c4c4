"""Every number of a data file stands under a ``source``; this walks the whole file, so that nothing slips by."""

from collections import deque
from collections.abc import Mapping

from spinecoach.protocol.faults import Faults
from spinecoach.protocol.table import is_number, place_of

FREE = ("format", "version", "sides", "text")
"""Top-level keys without a source: two count files, the levels' source speaks for the sides, text holds no number."""


def sourced(top: Mapping[str, object], faults: Faults) -> tuple[tuple[str, str], ...]:
    """Note every table whose own numbers stand under no source; give the place and id of every source named.

    Walks with a queue of its own, so that depth costs nothing.
    """
    cited: list[tuple[str, str]] = []
    bare: dict[str, dict[str, None]] = {}
    waiting: deque[tuple[object, str, str, bool]] = deque([(top, "", "", False)])
    while waiting:
        value, table, key, covered = waiting.popleft()
        place = place_of(table, key)
        if isinstance(value, Mapping):
            ids = value.get("source")
            if isinstance(ids, list):
                cited += [(place_of(place, f"source#{i}"), e) for i, e in enumerate(ids, 1) if isinstance(e, str)]
            waiting += [(v, place, str(k), covered or bool(ids)) for k, v in value.items() if place or k not in FREE]
        elif isinstance(value, list):
            waiting += [(v, table, f"{key}#{i}", covered) for i, v in enumerate(value, 1)]
        elif is_number(value) and not covered:
            bare.setdefault(table.partition("#")[0], {})[key.partition("#")[0]] = None
    for table, keys in bare.items():
        faults.add(
            table or "the whole file", f"{', '.join(keys)} without a source", 'source = ["an id of sources.toml"]'
        )
    return tuple(cited)
