"""The listings that others rely on: exercises and clearances."""

import json
from datetime import date

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.screening.answers import Answers, Said
from spinecoach.screening.clear import clear
from spinecoach.wire.catalogue import catalogue_json
from spinecoach.wire.clearance import clearance_json

TODAY = date(2026, 11, 22)


def test_the_twelve_exercises_are_listed_by_the_contract() -> None:
    listed = json.loads(json.dumps(catalogue_json(catalogue())))
    assert [one["code"] for one in listed] == [
        "C1", "C2", "C3", "C4", "C5", "C6", "T1", "T2", "T3", "L1", "L2", "L3",
    ]  # fmt: skip
    for one in listed:
        assert {"id", "name", "complex", "place", "equipment", "sides", "zones", "dose", "sources", "reviewed"} <= set(
            one
        )
        assert one["complex"] in ("cervical", "thoracic", "lumbar")
        assert one["place"] in ("chair", "floor")
        assert set(one["dose"]["article"]) >= {"reps", "hold_s", "duration_s"}
        assert "1" in one["dose"]["levels"]
        assert one["sources"]
        assert one["reviewed"] is None
    by_code = {one["code"]: one for one in listed}
    assert by_code["C5"]["sides"] == 2
    assert by_code["C5"]["dose"]["article"]["reps"] == [10, 10]
    assert by_code["C5"]["dose"]["article"]["hold_s"] == 10
    assert by_code["C6"]["dose"]["article"]["duration_s"] == [180, 240]
    assert {code: one["zones"] for code, one in by_code.items() if one["zones"] != 1} == {"T3": 3}
    assert by_code["T1"]["equipment"] == ["chair_without_wheels"]
    assert by_code["T3"]["equipment"] == ["roller", "towel"]
    assert [code for code in ("C1", "C2", "C3", "C6", "T2") if by_code[code]["equipment"]] == []


def test_a_clearance_is_told_by_the_contract() -> None:
    questions = packaged_questions()
    told = clearance_json(clear(questions, Answers(rows={"S40": Said.YES, "S05": Said.NO}), TODAY))
    assert list(told)[:7] == ["outcome", "screened", "unanswered", "blocked", "changed", "advice", "reasons"]
    assert told["outcome"] == "MODIFY"
    assert told["screened"] is False
    assert isinstance(told["unanswered"], list)
    assert "S05" not in told["unanswered"]
    assert "S06" in told["unanswered"]
    assert told["blocked"] == ["L2"]
    assert told["changed"] == {"C6": ["light_pressure"], "T1": ["no_forward_bend"], "T3": ["towel_rest_only"]}
    assert told["blocked_by"] == {"L2": ["S40"]}
    assert told["advice"] == []
    [reason] = json.loads(json.dumps(told["reasons"]))
    assert (reason["id"], bool(reason["text"])) == ("S40", True)


def test_an_emergency_blocks_all_twelve() -> None:
    told = clearance_json(clear(packaged_questions(), Answers(rows={"S01": Said.YES}), TODAY))
    assert told["outcome"] == "EMERGENCY"
    assert told["blocked"] == list(catalogue().exercises)
    assert told["changed"] == {}
