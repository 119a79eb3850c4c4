"""What a desktop tells of the moment is believed; what it cannot tell is said."""

from collections.abc import Mapping, Sequence

import pytest

from spinecoach.app.desktop import Presence, Run, presence

GNOME = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}


def answering(answers: Mapping[str, str]) -> Run:
    """A desktop that answers the questions in which a word of ``answers`` stands."""

    def run(command: Sequence[str]) -> str | None:
        return next((answer for name, answer in answers.items() if name in command), None)

    return run


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, Presence()),
        ({"Inhibited": "b false\n"}, Presence(of_quiet=True)),
        ({"Inhibited": "b true\n"}, Presence(busy=True, of_quiet=True)),
        ({"show-banners": "false\n"}, Presence(busy=True, of_quiet=True)),
        ({"IsInhibited": "b true\n"}, Presence(busy=True, of_calls=True)),
        ({"HasInhibit": "b false\n"}, Presence(of_calls=True)),
        ({"GetIdletime": "t 420000\n"}, Presence(idle_s=420.0)),
        ({"GetSessionIdleTime": "u 61\n"}, Presence(idle_s=61.0)),
        ({"GetIdletime": "nonsense"}, Presence()),
    ],
)
def test_each_answer_counts_for_what_it_says(answers: dict[str, str], found: Presence) -> None:
    assert presence(GNOME, answering(answers)) == found


def test_gnome_s_settings_mean_nothing_where_gnome_does_not_run() -> None:
    assert presence({}, answering({"show-banners": "false\n"})) == Presence()


def test_the_person_is_told_what_this_desktop_does_not_tell() -> None:
    told = {presence(GNOME, answering(each)).told for each in ({}, {"Inhibited": "b false"}, {"HasInhibit": "b false"})}
    assert len(told) == 3
    assert all("does not tell" in line or "tells nothing else" in line for line in told)
