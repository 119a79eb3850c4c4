"""Parses ``[sentence.<id>]``: why something is so, with its sources, by language."""

from collections.abc import Collection, Iterable
from string import Formatter

from spinecoach.protocol.parse_shared import parse_by_language
from spinecoach.protocol.planning import Sentence
from spinecoach.protocol.table import Table, one_of


def opened(top: Table, key: str) -> Table:
    """The table, or an empty one whose faults nobody reads: that it is missing is told already."""
    return top.table(key) or Table({}, key, type(top.faults)(top.faults.file))


def parse_sentences(top: Table, needed: Iterable[str], gaps: Collection[str]) -> dict[str, Sentence]:
    """All sentences. ``needed`` must be there; ``gaps`` are the names that a sentence may leave open in braces."""
    found = {}
    table = opened(top, "sentence")
    for name, entry in table.named():
        sources = entry.cited()
        if not sources:
            entry.fault("source", "nothing", "an id of sources.toml")
        text = parse_by_language(entry, "text")
        for language, said in text.items():
            _judge_gaps(entry, f"text.{language}", said, gaps)
        found[name] = Sentence(name, text, sources)
        entry.end()
    for name in dict.fromkeys(needed):
        if name and name not in table.values:
            table.fault(name, "nothing", f"a table [sentence.{name}]")
    return found


def _judge_gaps(entry: Table, key: str, said: str, gaps: Collection[str]) -> None:
    try:
        found = [gap for _, gap, _, _ in Formatter().parse(said) if gap is not None]
    except ValueError:
        entry.fault(key, "braces that do not match", "{name} with both braces")
        return
    for gap in found:
        if gap not in gaps:
            entry.fault(key, f"{{{gap}}}", one_of([f"{{{g}}}" for g in gaps], f"{{{gap}}}"))
