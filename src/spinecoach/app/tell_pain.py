"""Keeps how much it hurts today."""

from collections.abc import Mapping

from spinecoach.app.person import Kind
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.body import Region
from spinecoach.wire.json_value import JSON

WORST = 10
NOON = 12
"""Pain told before this hour of the day is also that of the morning."""


def tell_pain(practice: Practice, raw: Mapping[str, object]) -> Mapping[Region, int]:
    """Add the given regions to today's pain, 0-10 each, and answer all of today's. Raises Refused in one line."""
    today = practice.clock.today()
    pain = {**practice.me().pain_on(today), **pain_by_region(raw)}
    body: Mapping[str, JSON] = {
        "day": today.isoformat(),
        "pain": {region.value: value for region, value in pain.items()},
        "morning": practice.clock.now().astimezone().hour < NOON,
    }
    practice.note([(Kind.PAIN_TOLD, body)])
    return pain


def pain_by_region(raw: Mapping[str, object]) -> Mapping[Region, int]:
    """Pain 0-10 by region, also as a form sends it. Raises Refused."""
    return {_region(name): scale(name, value) for name, value in raw.items()}


def scale(name: str, value: object) -> int:
    """A number 0-10, also as a form sends it. Raises Refused."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not text.isascii() or not text.isdigit() or int(text) > WORST:
        raise Refused(Why.WRONG, f"pain: {name}: found {value!r}; right would be a whole number from 0 to {WORST}")
    return int(text)


def _region(name: str) -> Region:
    if name not in list(Region):
        raise Refused(Why.WRONG, f"pain: found {name!r}; right would be among {', '.join(Region)}")
    return Region(name)
