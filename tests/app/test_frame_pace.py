"""How many frames a camera brings, and when the referee is believed."""

from spinecoach.app.frame_pace import QUICK_FPS, SLOW_FPS, SURE_S, FramePace


def seen(pace: FramePace, fps: float, seconds: float) -> list[bool]:
    """After each frame, whether the camera is slow."""
    told = []
    for _ in range(int(seconds * fps)):
        pace.see(1.0 / fps)
        told.append(pace.slow)
    return told


def test_a_camera_is_slow_some_seconds_after_its_rate_fell_and_quick_some_after_it_rose() -> None:
    pace = FramePace()
    assert not any(seen(pace, 30.0, 10.0))
    fell = seen(pace, 4.0, 20.0)
    assert fell[-1]
    assert fell.index(True) >= SURE_S * 4.0 - 1
    rose = seen(pace, 15.0, 20.0)
    assert not rose[-1]
    assert rose.index(False) >= SURE_S * 15.0 - 1


def test_a_rate_about_its_limits_and_one_long_gap_change_nothing() -> None:
    pace = FramePace()
    for _ in range(20):
        assert not any(seen(pace, SLOW_FPS - 1.0, 1.0))
        assert not any(seen(pace, QUICK_FPS + 8.0, 1.0))
    pace.see(5.0)
    assert not any(seen(pace, 15.0, 2.0))
