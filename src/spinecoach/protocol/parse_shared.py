"""Parses what exercises share: sources, stop signs, phrases and the table of lights."""

from collections.abc import Mapping

from spinecoach.protocol.exercise import Mark, Source, Tier
from spinecoach.protocol.parse_text import ENGLISH
from spinecoach.protocol.protocol import StopSign
from spinecoach.protocol.table import Table, one_of, told

OUTCOMES = ("EMERGENCY", "URGENT", "CLINICIAN_FIRST", "MODIFY")
LIGHTS = "GARB"
ROWS = 11


def parse_by_language(table: Table, key: str) -> Mapping[str, str]:
    """``key`` as a table of one text a language; English is always there."""
    inner = table.table(key)
    if inner is None:
        return {}
    inner.text(ENGLISH)
    return {language: inner.text(language) for language in inner.values if language != ENGLISH} | (
        {ENGLISH: str(inner.values[ENGLISH])} if ENGLISH in inner.values else {}
    )


def parse_sources(top: Table) -> dict[str, Source]:
    """``sources.toml``: ``[source.<id>]``."""
    sources = {}
    if table := top.table("source"):
        for name, entry in table.named():
            tier = entry.choice("tier", Tier)
            mark = entry.choice("mark", Mark)
            citation = entry.text("citation")
            says = entry.text("says", needed=False)
            entry.end()
            if tier and mark:
                sources[name] = Source(name, tier, mark, citation, says)
    top.end()
    return sources


def parse_stop_signs(top: Table) -> dict[str, StopSign]:
    """``stop_signs.toml``: ``[sign.<id>]``."""
    signs = {}
    if table := top.table("sign"):
        for name, entry in table.named():
            outcome = entry.text("outcome")
            if outcome and outcome not in OUTCOMES:
                entry.fault("outcome", told(outcome), one_of(OUTCOMES, outcome))
            row = entry.text("row", needed=False) or None
            item = entry.text("item", needed=False) or None
            if item and not row:
                entry.fault("row", "nothing", "the row of the screening that the item belongs to")
            label, do_now = parse_by_language(entry, "label"), parse_by_language(entry, "do_now")
            entry.cited()
            entry.end()
            signs[name] = StopSign(name, row, item, outcome, label, do_now)
    top.cited()
    top.end()
    return signs


def parse_phrases(top: Table) -> dict[str, dict[str, str]]:
    """``phrases.toml``: ``[phrase.<language>]``; every phrase stands in English."""
    phrases = {}
    if table := top.table("phrase"):
        for language, entry in table.named():
            phrases[language] = {name: entry.text(name) for name in entry.values}
        english = phrases.get(ENGLISH)
        if english is None:
            table.fault(ENGLISH, "nothing", f"a table [phrase.{ENGLISH}]")
        for language, said in phrases.items():
            for name in said:
                if english is not None and name not in english:
                    table.fault(f"{language}.{name}", "a phrase that English has not", one_of(english, name))
    top.end()
    return phrases


def parse_lights(top: Table) -> tuple[str, ...]:
    """``lights.toml``: ``rows``, eleven of eleven letters; row = pain before, column = worst pain during."""
    rows = top.texts("rows", least=ROWS)
    if rows and len(rows) != ROWS:
        top.fault("rows", told(list(rows)), f"a list of {ROWS}")
    for i, row in enumerate(rows, 1):
        if len(row) != ROWS or set(row) - set(LIGHTS):
            top.fault(f"rows#{i}", told(row), f"{ROWS} letters of {', '.join(LIGHTS)}")
    if not top.cited():
        top.fault("source", "nothing", "an id of sources.toml")
    top.end()
    return rows
