"""What is offered instead when it hurts: always cleared, always possible, never the item itself."""

from typing import Any

import pytest

from spinecoach.progress.progress import Progress
from spinecoach.protocol.exercise import Equipment

People = Any


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("C1", ["C1/easier", "C3/easier"]),
        ("C2", ["C2/easier", "C3/standard"]),
        ("C4", ["C4/easier", "C3/standard", "T2/easier"]),
        ("C6", ["C6/easier", "T2/easier"]),
        ("T1", ["T1/easier", "T3/easier", "T2/standard"]),
        ("T2", ["T2/easier", "C6/standard"]),
        ("L1", ["L1/easier"]),
        ("L2", ["L2/easier", "L1/standard"]),
    ],
)
def test_with_nothing_in_the_way_the_chain_is_the_papers(
    person: People, seasoned: Progress, code: str, chain: list[str]
) -> None:
    assert person(minutes=60, progress=seasoned).chain(code) == chain


def test_a_link_equal_to_the_item_is_dropped_and_links_of_that_region_are_easier(
    person: People, seasoned: Progress
) -> None:
    someone = person(pain={"neck": 5}, minutes=60, progress=seasoned)
    assert someone.chain("C1") == ["C3/easier"]
    assert someone.chain("C2") == ["C3/easier"]
    assert someone.chain("T2") == ["T2/easier", "C6/easier"]


def test_a_blocked_code_is_in_no_chain(person: People, seasoned: Progress) -> None:
    someone = person(answers={"S30": True, "S32": True}, minutes=60, progress=seasoned)
    assert someone.chain("T2") == ["T2/easier"]
    assert someone.chain("T1") == ["T1/easier", "T2/standard"]


def test_a_link_without_its_towel_is_in_no_chain(person: People, seasoned: Progress) -> None:
    things = frozenset({Equipment.CHAIR_WITHOUT_WHEELS, Equipment.ROLLER})
    someone = person(things=things, minutes=60, progress=seasoned)
    assert someone.chain("T1") == ["T1/easier", "T2/standard"]
    assert someone.chain("T3") == ["T1/easier", "T2/standard"]


def test_a_link_carries_its_own_limits(person: People, seasoned: Progress) -> None:
    someone = person(answers={"S40": True, "S42": True}, minutes=60, progress=seasoned)
    arch, shrug = someone.item("T3").if_it_hurts
    assert arch.changes == ("no_forward_bend",)
    assert (shrug.effort, shrug.hold_s, shrug.rest_s) == (3, 5, 24)


def test_a_link_that_pain_rests_today_is_in_no_chain(person: People, seasoned: Progress) -> None:
    someone = person(pain={"lumbar": 7}, minutes=60, progress=seasoned)
    assert all(not link.code.startswith("L") for item in someone.plan.items for link in item.if_it_hurts)


def test_a_standard_link_starts_at_its_lowest_standard_level(person: People, seasoned: Progress) -> None:
    assert person(minutes=60, progress=seasoned).item("C2").if_it_hurts[1].level == 1
