"""Judges where notices shall go, as Apprise writes addresses."""

from collections.abc import Sequence

from spinecoach.app.refused import Refused, Why
from spinecoach.app.reminder_log import DESKTOP

MOST_ADDRESSES = 5
FORMS = {
    "ntfy": "ntfy://topic, or ntfy://host/topic of your own server",
    "gotify": "gotify://host/token",
    "mailto": "mailto://user:password@host",
    "json": "json://host/path, or jsons:// where the webhook has https",
}
"""What an address of each kind looks like."""
ANY = "an address such as ntfy://topic, gotify://host/token, mailto://user:password@host or json://host/path"
MEANT = {"ntfys": "ntfy", "gotifys": "gotify", "mailtos": "mailto", "mail": "mailto", "smtp": "mailto",
         "jsons": "json", "http": "json", "https": "json"}  # fmt: skip
"""Of which kind an address is that is written in another way."""


def judge_addresses(addresses: Sequence[str]) -> tuple[str, ...]:
    """Those that are not empty, if notices can go there. Raises Refused in one line that does not repeat a secret."""
    wanted = tuple(address.strip() for address in addresses if address.strip())
    if len(wanted) > MOST_ADDRESSES:
        raise Refused(
            Why.WRONG, f"notices: found {len(wanted)} addresses; right would be at most {MOST_ADDRESSES} of them"
        )
    typed = [address.strip() for address in addresses if address.strip() != DESKTOP]
    for number, address in enumerate(typed, 1):
        if address and not _reaches(address):
            told = address.partition("://")[0].lower() if "://" in address else ""
            # What is no kind may be a secret that was pasted into the wrong place.
            kind = told if told in FORMS or told in MEANT else ""
            right = FORMS.get(MEANT.get(kind, kind), ANY)
            raise Refused(
                Why.WRONG,
                f"notices: found line {number}{f' ({kind})' if kind else ''}, where nothing can be sent; "
                f"right would be {right}",
                f"Notices cannot be sent to line {number}. Write it as {right}.",
            )
    return wanted


def _reaches(address: str) -> bool:
    """Whether Apprise knows whom to tell."""
    from apprise import Apprise  # noqa: PLC0415 - large, and rarely asked for

    target = Apprise.instantiate(address, suppress_exceptions=True)
    # ntfy takes an address without a topic, and tells nobody.
    return target is not None and getattr(target, "topics", None) != []
