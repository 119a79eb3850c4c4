"""The camera's files come from this server alone."""

import pytest
from front_door import knock

from spinecoach.app.models import set_up, shelf_of
from spinecoach.vision.models import FILES


@pytest.mark.parametrize("name", FILES)
def test_every_camera_file_is_served_as_what_it_is_and_sent_once(name: str) -> None:
    shelf = shelf_of()
    set_up(shelf)
    path = shelf.file(name)
    assert path is not None
    with knock() as client:
        answer = client.get(f"/static/camera/{name}")
        again = client.get(f"/static/camera/{name}", headers={"If-None-Match": answer.headers["etag"]})
    assert answer.status_code == 200
    assert answer.content == path.read_bytes()
    kinds = {".js": "text/javascript", ".wasm": "application/wasm", ".task": "application/octet-stream"}
    assert answer.headers["content-type"].split(";")[0] == kinds[path.suffix]
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize("name", ["", "models/other.task", "recipe.txt", "models/%2e%2e/recipe.txt"])
def test_anything_else_is_not_there(name: str) -> None:
    with knock() as client:
        assert client.get(f"/static/camera/{name}").status_code == 404
