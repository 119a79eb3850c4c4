"""The gate's entries as they stand in the record, and back."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import assert_never, cast

from spinecoach.body import Region
from spinecoach.record.entry import Recorded
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.entries import (
    Checked,
    Cleared,
    ClearedUndone,
    Entry,
    FactAnswer,
    GateAnswer,
    SessionBegan,
    StoredFact,
)
from spinecoach.wire.json_value import JSON


class GateKind(StrEnum):
    """Kinds of entries that belong to the gate."""

    ANSWERED = "gate_answered"
    FACT_TOLD = "fact_told"
    CHECKED = "checked"
    SESSION_BEGAN = "session_began"
    ROW_CLEARED = "row_cleared"
    CLEARING_UNDONE = "clearing_undone"


def to_body(entry: Entry) -> tuple[GateKind, Mapping[str, JSON]]:
    """The kind and the JSON of an entry. Rows and facts are answered as in an answer file."""
    on = entry.on.isoformat()
    match entry:
        case GateAnswer(row, value):
            return GateKind.ANSWERED, {"on": on, "row": row, "value": answer_json(value)}
        case FactAnswer(fact, value, _, site):
            told: JSON = value.isoformat() if isinstance(value, date) else value
            return GateKind.FACT_TOLD, {"on": on, "fact": fact, "value": told, **({"site": site} if site else {})}
        case Checked(_, new, dizzy, pain):
            return GateKind.CHECKED, {
                "on": on,
                "new": new,
                "dizzy": dizzy,
                "pain": {region.value: value for region, value in pain.items()},
            }
        case SessionBegan():
            return GateKind.SESSION_BEGAN, {"on": on}
        case Cleared(row, by):
            return GateKind.ROW_CLEARED, {"on": on, "row": row, "by": by}
        case ClearedUndone(row):
            return GateKind.CLEARING_UNDONE, {"on": on, "row": row}
        case _:
            assert_never(entry)


def from_record(recorded: Recorded) -> Entry | None:
    """The entry that was written; None for what is not the gate's."""
    if recorded.kind not in list(GateKind):
        return None
    body = recorded.body
    on = date.fromisoformat(cast("str", body["on"]))
    match GateKind(recorded.kind):
        case GateKind.ANSWERED:
            return GateAnswer(cast("str", body["row"]), _answer(body["value"]), on)
        case GateKind.FACT_TOLD:
            fact = StoredFact(cast("str", body["fact"]))
            return FactAnswer(fact, _fact(fact, body["value"]), on, cast("str | None", body.get("site")))
        case GateKind.CHECKED:
            pain = cast("Mapping[str, int]", body["pain"])
            told = {Region(region): value for region, value in pain.items()}
            return Checked(on, bool(body["new"]), bool(body["dizzy"]), told)
        case GateKind.SESSION_BEGAN:
            return SessionBegan(on)
        case GateKind.ROW_CLEARED:
            return Cleared(cast("str", body["row"]), cast("str", body["by"]), on)
        case GateKind.CLEARING_UNDONE:
            return ClearedUndone(cast("str", body["row"]), on)


def answer_json(value: Answer) -> JSON:
    """An answer as an answer file has it: true, false, ``"unsure"`` or the items."""
    match value:
        case Said.YES:
            return True
        case Said.NO:
            return False
        case Said.UNSURE:
            return "unsure"
        case Ticked(items):
            return list(items)
        case _:
            assert_never(value)


def _answer(value: JSON) -> Answer:
    match value:
        case True:
            return Said.YES
        case False:
            return Said.NO
        case "unsure":
            return Said.UNSURE
        case _:
            return Ticked(tuple(cast("list[str]", value)))


def _fact(fact: StoredFact, value: JSON) -> int | date | tuple[Region, ...] | None:
    if value is None:
        return None
    match fact:
        case StoredFact.AGE:
            return cast("int", value)
        case StoredFact.REGIONS:
            return tuple(Region(region) for region in cast("list[str]", value))
        case StoredFact.DUE_DATE | StoredFact.INJURY_DATE | StoredFact.SURGERY:
            return date.fromisoformat(cast("str", value))
