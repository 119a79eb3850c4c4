"""Changes how a person wants it."""

from collections.abc import Mapping

from spinecoach.app.person import Kind
from spinecoach.app.practice import Practice
from spinecoach.app.preferences import Preferences, changed


def set_preferences(practice: Practice, raw: Mapping[str, object]) -> Preferences:
    """Keep what differs from before. Raises Refused in one line."""
    before = practice.me().preferences
    after = changed(before, raw, practice.languages)
    new = {name: str(getattr(after, name)) for name in raw if getattr(after, name) != getattr(before, name)}
    if new:
        practice.note([(Kind.PREFERRED, new)])
    return after
