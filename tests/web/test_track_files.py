"""Tracks over the wire."""

import pytest
from front_door import knock

from spinecoach.app.catalogue import catalogue


@pytest.mark.parametrize("code", catalogue().exercises)
def test_every_exercise_has_tracks_small_enough_to_come_at_once(code: str) -> None:
    with knock() as client:
        answer = client.get(f"/figures/{code}/tracks.json")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["code"] == code
    assert len(answer.text) < 60_000


def test_tracks_that_are_known_are_not_sent_again() -> None:
    with knock() as client:
        first = client.get("/figures/C1/tracks.json")
        again = client.get("/figures/C1/tracks.json", headers={"If-None-Match": first.headers["etag"]})
        other = client.get("/figures/C1/tracks.json?form=easier", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.text
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]


def test_each_side_and_place_has_its_own_tracks() -> None:
    with knock() as client:
        sides = {client.get(f"/figures/C5/tracks.json?side={side}").text for side in ("left", "right")}
        zones = {client.get(f"/figures/T3/tracks.json?zone={zone}").text for zone in (0, 1, 2)}
    assert len(sides) == 2
    assert len(zones) == 3


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/figures/X9/tracks.json", 404),
        ("/figures/C1/tracks.json?changes=nothing", 404),
        ("/figures/C1/tracks.json?changes=range_factor:7", 404),
        ("/figures/C1/tracks.json?form=nothing", 422),
        ("/figures/C1/tracks.json?side=middle", 422),
        ("/figures/C1/tracks.json?zone=-1", 422),
    ],
)
def test_tracks_that_cannot_be_are_refused(path: str, status: int) -> None:
    with knock() as client:
        assert client.get(path).status_code == status
