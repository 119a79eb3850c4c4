"""Drawings over the wire."""

import pytest
from front_door import knock

from spinecoach.app.catalogue import catalogue

PROTOCOL = catalogue()


@pytest.mark.parametrize("code", PROTOCOL.exercises)
def test_every_exercise_has_its_drawings(code: str) -> None:
    with knock() as client:
        for path in (f"/figures/{code}.svg", f"/figures/{code}/both.svg", f"/figures/{code}.svg?form=easier"):
            answer = client.get(path)
            assert answer.status_code == 200, answer.text
            assert answer.headers["content-type"].startswith("image/svg+xml")
            assert answer.text.startswith("<svg")


def test_a_drawing_opened_by_itself_can_do_nothing() -> None:
    with knock() as client:
        policy = client.get("/figures/C1.svg").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/figures/X9.svg", 404),
        ("/figures/C1.svg?phase=nothing", 404),
        ("/figures/C1.svg?changes=nothing", 404),
        ("/figures/C1.svg?form=nothing", 422),
        ("/figures/C1.svg?side=middle", 422),
        ("/figures/C1.svg?zone=-1", 422),
    ],
)
def test_a_drawing_that_cannot_be_is_refused(path: str, status: int) -> None:
    with knock() as client:
        assert client.get(path).status_code == status


def test_changes_are_drawn() -> None:
    with knock() as client:
        plain = client.get("/figures/T1.svg?phase=arch_back").text
        crossed = client.get("/figures/T1.svg?phase=arch_back&changes=arms_crossed,hold_s_max:5").text
    assert plain != crossed
