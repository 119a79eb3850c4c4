"""Parses the screening's data file, and tells all its faults at once."""

import tomllib
from collections.abc import Mapping

from spinecoach.body import Region
from spinecoach.protocol.exercise import Mark, Source, Tier
from spinecoach.protocol.faults import Fault, Faults
from spinecoach.protocol.sourced import sourced
from spinecoach.protocol.table import Table, one_of, told
from spinecoach.screening.parse_row import parse_row
from spinecoach.screening.questions import (
    Group,
    GroupText,
    Page,
    Part,
    Questions,
    Reach,
    Row,
    SessionCheck,
    Validity,
)

FORMAT = 1
WORDS = ("none", "unsure", "confirm", "confirm_yes", "confirm_no", "since_cleared", "ask_about", "proceed")


def parse_questions(text: str, file: str) -> tuple[Questions | None, tuple[Fault, ...]]:
    """The questions, or None and every fault of the file."""
    faults = Faults(file)
    try:
        top = Table(tomllib.loads(text), "", faults)
    except tomllib.TOMLDecodeError as fault:
        faults.add("the file", str(fault), "TOML that can be read")
        return None, tuple(faults.found)
    sources = _sources(top)
    for place, source in sourced(top.values, faults):
        if source not in sources:
            faults.add(place, f'the unknown source "{source}"', one_of(sources, source))
    questions = _questions(top, sources)
    top.end()
    if faults.found or questions is None:
        return None, tuple(faults.found)
    return questions, ()


def _questions(top: Table, sources: Mapping[str, Source]) -> Questions | None:
    if top.whole("format", 1, 99) not in (None, FORMAT):
        top.fault("format", told(top.values["format"]), f"{FORMAT}, the form that this version of spinecoach reads")
    version = top.text("version")
    reviewed = top.texts("reviewed")
    codes = top.texts("codes", least=1)
    reach = _reach(top, codes)
    rows = _rows(top, codes)
    validity, check, words = _validity(top), _check(top, rows), _words(top)
    groups, pages = _groups(top), _pages(top, rows)
    if validity is None or check is None:
        return None
    return Questions(version, reviewed, codes, reach, validity, check, words, groups, pages, rows, sources)


def _sources(top: Table) -> Mapping[str, Source]:
    found = {}
    table = top.table("sources")
    for name, inner in table.named() if table else ():
        tier, mark = inner.choice("tier", Tier), inner.choice("mark", Mark)
        citation = inner.text("citation")
        inner.end()
        if tier and mark:
            found[name] = Source(name, tier, mark, citation)
    return found


def _reach(top: Table, codes: tuple[str, ...]) -> Mapping[Region, Reach]:
    found = {}
    table = top.table("region")
    for region in Region:
        inner = table.table(region) if table else None
        if inner:
            found[region] = Reach(_known_codes(inner, codes), inner.choices("linked", Region))
            inner.end()
    if table:
        table.end()
    return found


def _known_codes(table: Table, codes: tuple[str, ...]) -> tuple[str, ...]:
    named = table.texts("codes", least=1)
    for i, code in enumerate(named, 1):
        if code not in codes:
            table.fault(f"codes#{i}", told(code), one_of(codes, code))
    return named


def _rows(top: Table, codes: tuple[str, ...]) -> Mapping[str, Row]:
    table = top.table("row")
    found: dict[str, Row] = {}
    last = 0
    for name, inner in table.named() if table else ():
        row = parse_row(name, inner, codes)
        if row is None:
            continue
        found[name] = row
        order = list(Group).index(row.group)
        if order < last:
            inner.fault("group", f"{row.group} after a row less grave", "rows in the order " + ", ".join(Group))
        last = max(last, order)
    return found


def _pages(top: Table, rows: Mapping[str, Row]) -> tuple[Page, ...]:
    pages = []
    asked: list[str] = []
    for table in top.tables("page"):
        intro = table.text("intro", needed=False)
        parts = tuple(_part(part, rows, asked) for part in table.tables("parts"))
        page = Page(table.text("id"), table.text("title"), intro, parts)
        if not parts:
            table.fault("parts", "no part", "one part or more, each with rows")
        table.end()
        for row in page.rows:
            if row in rows and rows[row].after and rows[row].after not in page.rows:
                table.fault("parts", f"{row} without {rows[row].after}", "both on one page, for one opens the other")
        pages.append(page)
    for row in rows:
        if row not in asked:
            top.fault("page", f"no page that asks {row}", "each row on one page")
    if len({page.id for page in pages}) < len(pages):
        top.fault("page", "two pages with one id", "an id for each page")
    return tuple(pages)


def _part(table: Table, rows: Mapping[str, Row], asked: list[str]) -> Part:
    named = table.texts("rows", least=1)
    for i, row in enumerate(named, 1):
        if row not in rows:
            table.fault(f"rows#{i}", told(row), one_of(rows, row))
        elif row in asked:
            table.fault(f"rows#{i}", f"{row} for a second time", "each row on one page only")
        asked.append(row)
    heading = table.text("heading", needed=False)
    table.end()
    return Part(heading, named)


def _validity(top: Table) -> Validity | None:
    table = top.table("validity")
    if not table:
        return None
    table.cited()
    days, idle = table.whole("answer_days", 1, 366), table.whole("idle_days", 1, 366)
    table.end()
    return Validity(days, idle) if days and idle else None


def _check(top: Table, rows: Mapping[str, Row]) -> SessionCheck | None:
    table = top.table("session_check")
    if not table:
        return None
    new, pain, dizzy = (table.table(key) for key in ("new", "pain", "dizzy"))
    table.end()
    if not (new and pain and dizzy):
        return None
    opens = dizzy.texts("opens", least=1)
    for i, row in enumerate(opens, 1):
        if row not in rows:
            dizzy.fault(f"opens#{i}", told(row), one_of(rows, row))
    check = SessionCheck(
        new.text("ask"), new.choices("opens_groups", Group, least=1), pain.text("ask"), dizzy.text("ask"), opens
    )
    for inner in (new, pain, dizzy):
        inner.end()
    return check


def _words(top: Table) -> Mapping[str, str]:
    table = top.table("words")
    if not table:
        return {}
    words = {name: table.text(name) for name in WORDS}
    table.end()
    return words


def _groups(top: Table) -> Mapping[Group, GroupText]:
    found = {}
    table = top.table("group")
    for group in Group:
        inner = table.table(group) if table else None
        if inner:
            found[group] = GroupText(
                inner.text("title"), inner.texts("do_now", least=1), inner.text("until", needed=False)
            )
            inner.end()
    if table:
        table.end()
    return found
