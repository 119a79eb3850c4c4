"""``plan``: the contract's JSON, a page for reading, and exit code 0 also when nothing may be done."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.cli.main import run
from spinecoach.wire.plan import read_plan

Plan = Callable[..., str]
DATE = ("--date", "2026-11-22")


@pytest.fixture
def planned(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Plans for a profile and gives what was printed."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(profile: object, *arguments: str) -> str:
        file = tmp_path / "me.json"
        file.write_text(json.dumps(profile), "utf-8")
        code = run(["plan", "--profile", str(file), *DATE, *arguments])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return out

    return call


def test_a_plan_has_the_contracts_keys(planned: Plan) -> None:
    plan = json.loads(planned({"pain": {"neck": 2}}, "--minutes", "8", "--json"))
    assert plan["plan"] == 1
    assert plan["outcome"] == "PROCEED"
    assert plan["minutes"] == 8
    assert plan["seconds"] == pytest.approx(sum(item["seconds"] for item in plan["items"]))
    assert 0 < plan["seconds"] <= 8 * 60
    assert plan["day"] == "2026-11-22"
    assert plan["pain"] == {"neck": 2}
    for item in plan["items"]:
        assert {
            "code", "variant", "level", "reps", "hold_s", "rest_s", "effort", "sides", "zones", "duration_s", "seconds",
            "reasons", "if_it_hurts",
        } <= set(item)  # fmt: skip
        assert item["reasons"]
        assert all(set(reason) == {"id", "text"} for reason in item["reasons"])
        assert all({"code", "variant"} <= set(link) for link in item["if_it_hurts"])
    codes = {item["code"] for item in plan["items"]} | {left["code"] for left in plan["left_out"]}
    assert codes == set(catalogue().exercises)
    assert all(left["reasons"] for left in plan["left_out"])


def test_the_same_profile_gives_the_same_plan(planned: Plan) -> None:
    profile = {"pain": {"thoracic": 3}, "equipment": ["chair", "towel"]}
    assert planned(profile, "--json") == planned(profile, "--json")


def test_ten_minutes_and_any_place_when_nothing_is_said(planned: Plan) -> None:
    assert planned({}, "--json") == planned({}, "--json", "--minutes", "10", "--place", "any")


def test_a_chair_keeps_the_floor_away(planned: Plan) -> None:
    profile = {"pain": {"lumbar": 2}, "equipment": ["chair", "mat", "towel", "roller"]}
    floor = {code for code, exercise in catalogue().exercises.items() if exercise.place == "floor"}
    on_chair = json.loads(planned(profile, "--place", "chair", "--minutes", "30", "--json"))
    anywhere = json.loads(planned(profile, "--place", "floor", "--minutes", "30", "--json"))
    assert not floor & {item["code"] for item in on_chair["items"]}
    assert floor & {item["code"] for item in anywhere["items"]}


def test_history_is_used(planned: Plan) -> None:
    days = [
        {"date": f"2026-11-{day}", "items": [{"code": "C1", "level": 1, "reps_done": 5, "pain_before": 1,
         "pain_worst": 1, "effort": 2}], "next_morning": {"neck": 1}}
        for day in (18, 19, 20, 21)
    ]  # fmt: skip
    new = json.loads(planned({"pain": {"neck": 1}}, "--json"))["items"]
    later = json.loads(planned({"pain": {"neck": 1}, "history": days}, "--json"))["items"]
    assert [item["level"] for item in new if item["code"] == "C1"] == [1]
    assert [item["level"] for item in later if item["code"] == "C1"] == [2]


def test_what_the_plan_promises_the_rehearsal_takes(
    planned: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = planned({"pain": {"neck": 2, "lumbar": 2}}, "--minutes", "20", "--json")
    plan = read_plan(text, "plan", catalogue())
    assert plan.items
    (tmp_path / "plan.json").write_text(text, "utf-8")
    assert run(["rehearse", "--plan", str(tmp_path / "plan.json"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told[-1]["t"] == pytest.approx(plan.seconds, rel=0.02)


@pytest.mark.parametrize("row", ["S01", "S10"])
def test_nothing_may_be_done_and_the_exit_code_is_0(planned: Plan, row: str) -> None:
    profile = {"answers": {row: True}}
    plan = json.loads(planned(profile, "--json"))
    assert (plan["items"], plan["seconds"]) == ([], 0)
    assert plan["outcome"] in ("EMERGENCY", "URGENT")
    assert len(plan["left_out"]) == 12
    page = planned(profile)
    assert page.startswith(("Get help now\n", "See a doctor today\n"))
    assert "0:00 of 10 minutes, no exercise" in page


def test_a_page_tells_each_line_and_its_reasons(planned: Plan) -> None:
    profile = {"pain": {"neck": 3}, "answers": {"S40": True}, "equipment": ["chair_without_wheels"]}
    plan = json.loads(planned(profile, "--json"))
    page = planned(profile)
    assert max(map(len, page.splitlines())) <= 80
    assert page.startswith("Done in another way\n")
    folded = " ".join(page.split())
    for item in plan["items"]:
        assert f" ({item['code']})\n" in page
        for reason in item["reasons"]:
            assert f"{reason['text']} ({reason['id']})" in folded
    assert "(L2): " in folded
    assert "If it hurts: " in page


def test_a_page_tells_sides_holds_rests_and_effort(planned: Plan) -> None:
    page = " ".join(planned({"pain": {"lumbar": 1}}, "--minutes", "30").split())
    assert "Knee and hand press (L3) 3 times on each side, hold 3 s, rest 5 s, effort 3 of 10; level 1; " in page


def test_a_page_ends_each_chain_in_rest(planned: Plan) -> None:
    page = planned({"pain": {"neck": 1}})
    assert "then rest." in page
