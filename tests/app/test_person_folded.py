"""A person is the same whether their entries are folded at once or as they come, and what was handed out stays."""

from copy import deepcopy
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.along import AlongKind
from spinecoach.app.gate_log import GateKind
from spinecoach.app.person import Kind, Person, fold
from spinecoach.app.preferences import Preferences
from spinecoach.record.entry import Recorded
from spinecoach.wire.json_value import JSON

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
days = st.sampled_from(["2026-11-20", "2026-11-21", "2026-11-22"])
pains = st.dictionaries(st.sampled_from(["neck", "lumbar"]), st.integers(0, 10), min_size=1)
facts = st.one_of(
    st.tuples(
        st.just(Kind.PAIN_TOLD.value), st.fixed_dictionaries({"day": days, "pain": pains, "morning": st.booleans()})
    ),
    st.tuples(st.just(AlongKind.MORNING_TOLD.value), st.fixed_dictionaries({"day": days, "pain": pains})),
    st.tuples(st.just(GateKind.SESSION_BEGAN.value), st.fixed_dictionaries({"on": days})),
    st.tuples(st.just(Kind.WISHED.value), st.fixed_dictionaries({"minutes": st.integers(2, 45)})),
)
FRESH = Person(Preferences("en", "112"))


@given(st.lists(facts), st.integers(0, 12))
def test_a_person_folded_in_two_is_the_one_folded_at_once(told: list[tuple[str, dict[str, JSON]]], at: int) -> None:
    entries = [
        Recorded(number, "me", "person", number, kind, AT, body, None, None, ())
        for number, (kind, body) in enumerate(told, 1)
    ]
    first = fold(FRESH, entries[:at])
    before = deepcopy(first)
    whole = fold(FRESH, entries)
    assert fold(first, entries[at:]) == whole
    assert first == before, "what was handed out is not changed by what comes after"
    assert deepcopy(FRESH) == Person(Preferences("en", "112"))
    for day, pain in whole.along.pain.items():
        assert all(whole.along.highest[day][region] >= value for region, value in pain.items())


def test_the_first_pain_of_a_morning_the_last_of_a_day_and_the_most_of_it_are_kept() -> None:
    def told(number: int, neck: int, *, morning: bool) -> Recorded:
        body: JSON = {"day": "2026-11-22", "pain": {"neck": neck}, "morning": morning}
        assert isinstance(body, dict)
        return Recorded(number, "me", "person", number, Kind.PAIN_TOLD, AT, body, None, None, ())

    along = fold(FRESH, [told(1, 3, morning=True), told(2, 8, morning=True), told(3, 2, morning=False)]).along
    assert [{**pain} for days in (along.early, along.highest, along.pain) for pain in days.values()] == [
        {"neck": 3}, {"neck": 8}, {"neck": 2},
    ]  # fmt: skip
