"""The question of the next morning: how it feels today where something was done yesterday."""

from collections.abc import Mapping
from datetime import timedelta

from spinecoach.app.along import AlongKind
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import regions_met
from spinecoach.app.sessions import sessions
from spinecoach.app.tell_pain import pain_by_region
from spinecoach.body import Region
from spinecoach.wire.json_value import JSON


def regions_asked(practice: Practice) -> tuple[Region, ...]:
    """Where it is asked this morning: none unless something was done yesterday. Raises StoreError."""
    yesterday = practice.clock.today() - timedelta(days=1)
    done = {e.code for each in sessions(practice) if each.day == yesterday for e in each.done}
    return regions_met(practice.protocol, done, practice.me().wishes.regions) if done else ()


def told_this_morning(practice: Practice) -> Mapping[Region, int]:
    """What was answered of it so far; what was told before a session this morning counts too. Raises StoreError."""
    return practice.me().along.morning_of(practice.clock.today())


def tell_morning(practice: Practice, raw: Mapping[str, object]) -> None:
    """Keep pain of this morning, 0-10 by region; the last answer of a region holds. Raises Refused, StoreError."""
    pain = pain_by_region(raw)
    if pain:
        body: Mapping[str, JSON] = {
            "day": practice.clock.today().isoformat(),
            "pain": {region.value: value for region, value in pain.items()},
        }
        practice.note([(AlongKind.MORNING_TOLD, body)])
