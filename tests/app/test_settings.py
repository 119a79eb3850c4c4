"""How the server is told to run, and what it refuses."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from spinecoach.app.clock import SystemClock
from spinecoach.app.refused import Refused
from spinecoach.app.settings import settings


def test_options_win_over_the_environment_and_that_over_the_defaults() -> None:
    environment = {"HOME": "/home/ada", "SPINECOACH_PORT": "9000", "SPINECOACH_DATA": "/srv/spine"}
    assert settings({"HOME": "/home/ada"}).port == 8420
    assert settings(environment).port == 9000
    assert settings(environment, port=9001).port == 9001
    assert settings(environment).data_dir == Path("/srv/spine")
    assert settings(environment, data_dir=Path("/else")).data_dir == Path("/else")


def test_the_data_lies_where_the_desktop_keeps_data() -> None:
    assert settings({"HOME": "/home/ada"}).database == Path("/home/ada/.local/share/spinecoach/spinecoach.sqlite3")
    elsewhere = settings({"HOME": "/home/ada", "XDG_DATA_HOME": "/data"})
    assert elsewhere.database == Path("/data/spinecoach/spinecoach.sqlite3")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "den.example", ""])
def test_others_are_let_in_only_with_a_passphrase(host: str) -> None:
    with pytest.raises(Refused, match="SPINECOACH_PASSPHRASE") as fault:
        settings({}, host=host)
    assert "\n" not in str(fault.value)
    assert settings({"SPINECOACH_PASSPHRASE": "seven words"}, host=host).passphrase == "seven words"


def test_a_proxy_lets_others_in_so_it_needs_a_passphrase_too() -> None:
    with pytest.raises(Refused, match="SPINECOACH_PASSPHRASE"):
        settings({"SPINECOACH_BEHIND_PROXY": "1"})
    behind = settings({"SPINECOACH_BEHIND_PROXY": "1", "SPINECOACH_PASSPHRASE": "seven words"})
    assert behind.behind_proxy
    assert not behind.only_this_machine


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_alone_needs_no_passphrase(host: str) -> None:
    assert settings({}, host=host).passphrase is None


@pytest.mark.parametrize("port", [0, -1, 65536, "five", "", "80 80"])
def test_a_port_that_cannot_be_is_refused_in_one_line(port: int | str) -> None:
    with pytest.raises(Refused, match="1 to 65535"):
        settings({}, port=port)


def test_links_lead_where_the_pages_are_opened() -> None:
    assert settings({"SPINECOACH_PORT": "9000"}).home == "http://127.0.0.1:9000"
    assert settings({"SPINECOACH_URL": "https://spine.home:8443/"}).home == "https://spine.home:8443"
    assert settings({"SPINECOACH_URL": "http://[::1]:9"}).home == "http://[::1]:9"


@pytest.mark.parametrize(
    "url",
    ["spine.home", "ftp://spine.home", "https://", "https://a.b/c", "http://me:word@a.b", "http://a:99999", "x y"],
)
def test_an_address_that_cannot_be_opened_is_refused(url: str) -> None:
    with pytest.raises(Refused, match=r"^SPINECOACH_URL: found .*; right would be an address such as"):
        settings({"SPINECOACH_URL": url})


@pytest.mark.parametrize("rate", ["0", "-1", "fast", "nan", "1e9"])
def test_a_clock_rate_that_cannot_be_is_refused(rate: str) -> None:
    with pytest.raises(Refused, match="SPINECOACH_CLOCK_RATE"):
        settings({"SPINECOACH_CLOCK_RATE": rate})


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-22", "2026-11-22T07:30:00"])
def test_a_start_of_the_clock_without_a_day_hour_and_zone_is_refused(moment: str) -> None:
    with pytest.raises(Refused, match="SPINECOACH_CLOCK_START"):
        settings({"SPINECOACH_CLOCK_START": moment})


def test_a_clock_that_is_set_shows_its_moment_and_goes_on() -> None:
    chosen = settings({"SPINECOACH_CLOCK_START": "2024-02-29T12:00:00+00:00"})
    clock = SystemClock.started_at(chosen.clock_start)
    assert timedelta() <= clock.now() - datetime(2024, 2, 29, 12, tzinfo=UTC) < timedelta(minutes=5)
    assert clock.today() == clock.now().astimezone().date()
    assert SystemClock.started_at(None) == SystemClock()


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8420"), ("::1", "http://[::1]:8420"), ("0.0.0.0", "http://127.0.0.1:8420")],
)
def test_the_address_can_be_typed_into_a_browser(host: str, address: str) -> None:
    assert settings({"SPINECOACH_PASSPHRASE": "seven words"}, host=host).address == address
