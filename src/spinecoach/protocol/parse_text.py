"""Parses ``[text.<language>]``: the words for the standard form, and what other forms say otherwise."""

import re
from collections.abc import Collection, Mapping

from spinecoach.protocol.exercise import Dose, Form, Kind, Words
from spinecoach.protocol.parse_form import NAMES, STANDARD, phases_of
from spinecoach.protocol.table import Table, one_of, told

ENGLISH = "en"
SPOKEN_WORDS = 12
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
NEEDED = ("name", "clinical_name", "summary", "position", "camera_sees", "camera_misses", "evidence")
LEFT_OUT = ("fetch", "rep_means", "feel", "range_note", "reading")


def parse_texts(
    table: Table, forms: Mapping[str, Form], doses: Mapping[int, Dose], kind: Kind | None, sides: int
) -> dict[str, dict[str, Words]]:
    """``text[language][form]``. English is always there; other languages may leave out what they like."""
    texts = {}
    for language, entry in table.named():
        if not LANGUAGE.fullmatch(language):
            table.fault(language, "an unknown language", "a tag such as en or pt-BR")
        texts[language] = _language(entry, forms, sides, needed=language == ENGLISH)
    if ENGLISH not in table.values:
        table.fault(ENGLISH, "nothing", f"a table [text.{ENGLISH}]; other languages stand beside it")
    elif ENGLISH in texts:
        words = texts[ENGLISH][STANDARD]
        zones = max((d.zones for d in doses.values()), default=1)
        if zones > max(1, len(words.zones)):
            table.fault(
                f"{ENGLISH}.zones", f"a list of {len(words.zones)}", f"{zones} names, as a level has {zones} zones"
            )
        if kind is not Kind.MASSAGE and not words.rep_means:
            table.fault(f"{ENGLISH}.rep_means", "nothing", "what one repetition is")
    return texts


def _language(table: Table, forms: Mapping[str, Form], sides: int, *, needed: bool) -> dict[str, Words]:
    standard = forms.get(STANDARD, Form())
    every = {p.id for f in forms.values() for p in f.phases} | {s.id for f in forms.values() for s in f.spots}
    found = {STANDARD: _words(table, every, sides, needed=needed)}
    if patches := table.table("form", needed=False):
        for name, patch in patches.named():
            if name not in NAMES or name == STANDARD:
                patches.fault(name, "an unknown form", one_of([n for n in NAMES if n != STANDARD], name))
            form = forms.get(name, Form())
            own = {p.id for p in phases_of(standard, form)} | {s.id for s in form.spots or standard.spots}
            found[name] = _words(patch, own, sides, needed=False)
            patch.end()
    table.end()
    return found


def _words(table: Table, spoken_at: Collection[str], sides: int, *, needed: bool) -> Words:
    words = Words(
        **{key: table.text(key, needed=needed) for key in NEEDED},
        **{key: table.text(key, needed=False) for key in LEFT_OUT},
        steps=table.texts("steps", least=1 if needed else 0),
        cues=_cues(table, spoken_at, sides),
        reminders=table.texts("reminders"),
        errors=_named_texts(table, "errors"),
        zones=table.texts("zones"),
    )
    for i, reminder in enumerate(words.reminders, 1):
        _judge_spoken(table, f"reminders#{i}", reminder)
    return words


def _named_texts(table: Table, key: str, *, silent: bool = False) -> dict[str, str]:
    inner = table.table(key, needed=False)
    return {} if inner is None else {name: inner.text(name, needed=not silent) for name in inner.values}


def _cues(table: Table, spoken_at: Collection[str], sides: int) -> dict[str, str]:
    cues = _named_texts(table, "cues", silent=True)
    for key, cue in cues.items():
        at, *more = key.split(".")
        if not spoken_at:
            continue
        if at not in spoken_at:
            table.fault(f"cues.{key}", f'a cue for "{at}", which this form has not', one_of(sorted(spoken_at), at))
        elif more not in ([], ["again"], ["left"], ["right"], ["left", "again"], ["right", "again"]):
            table.fault(f"cues.{key}", told(key), f"{at}, then .left or .right, then .again, each only where needed")
        elif sides == 1 and more and more[0] != "again":
            table.fault(f"cues.{key}", f".{more[0]} with sides = 1", f"{at} alone, or sides = 2")
        _judge_spoken(table, f"cues.{key}", cue)
    return cues


def _judge_spoken(table: Table, key: str, spoken: str) -> None:
    words = len(spoken.split())
    if words > SPOKEN_WORDS:
        table.fault(key, f"{words} words", f"at most {SPOKEN_WORDS}, as it is spoken")
