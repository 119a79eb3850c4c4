"""The camera is off until it is asked for, and the pages let it do no more than it needs."""

from front_door import knock, practice

from spinecoach.app.models import readiness, shelf_of
from spinecoach.web.assets import BUILT


def test_nothing_but_the_camera_s_worker_may_compile_webassembly() -> None:
    (worker,) = (BUILT / "assets").glob("camera-worker-*.js")
    with knock() as client:
        policy = client.get(f"/static/built/assets/{worker.name}").headers["content-security-policy"]
        assert "script-src 'self' 'wasm-unsafe-eval';" in policy
        others = [
            "/",
            "/settings",
            *(f"/static/built/assets/{file.name}" for file in (BUILT / "assets").glob("live-*.js")),
        ]
        for path in others:
            policy = client.get(path).headers["content-security-policy"]
            assert "script-src 'self';" in policy
            assert "worker-src 'self';" in policy
            assert "unsafe" not in policy


def test_the_camera_is_off_until_it_is_chosen_and_what_it_sees_is_forgotten() -> None:
    room = practice()
    assert (room.me().preferences.camera, room.me().preferences.landmarks) == ("off", "forgotten")
    with knock(room) as client:
        page = client.get("/settings").text
        assert "no video is kept, and none leaves this computer" in page
        assert 'name="camera" value="off" checked' in page
        csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
        answer = client.post("/settings", data={"csrf": csrf, "camera": "on"}, follow_redirects=False)
        assert answer.status_code == 303
    assert room.me().preferences.camera == "on"
    # Choosing it assembled the models.
    assert readiness(shelf_of()).ready
