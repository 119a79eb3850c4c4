"""Every number of a data file stands under a ``source``; this walks the whole file, so that nothing slips by."""

from collections import deque
from collections.abc import Mapping

from spinecoach.protocol.faults import Faults
from spinecoach.protocol.table import is_number, place_of

FREE = ("format", "version", "sides")
"""Numbers at the top level that need no source: the first two count files, the levels' source speaks for the third."""


def sourced(top: Mapping[str, object], faults: Faults) -> tuple[tuple[str, str], ...]:
    """Note every number that stands under no source; give the place and id of every source named.

    Walks with a list of its own, so that depth costs nothing.
    """
    cited: list[tuple[str, str]] = []
    waiting: deque[tuple[object, str, bool]] = deque([(top, "", False)])
    while waiting:
        value, place, covered = waiting.popleft()
        if isinstance(value, Mapping):
            ids = value.get("source")
            if isinstance(ids, list):
                cited += [(place_of(place, f"source#{i}"), e) for i, e in enumerate(ids, 1) if isinstance(e, str)]
            inside = covered or bool(ids)
            for key, inner in value.items():
                if place or key not in FREE:
                    waiting.append((inner, place_of(place, str(key)), inside))
        elif isinstance(value, list):
            waiting += [(inner, place_of(place, f"#{i}"), covered) for i, inner in enumerate(value, 1)]
        elif is_number(value) and not covered:
            faults.add(place, f"the number {value} without a source", 'source = ["an id of sources.toml"] in its table')
    return tuple(cited)
