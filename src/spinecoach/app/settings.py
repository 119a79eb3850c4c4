"""How this server is run: by the options of ``serve`` and the environment. What a person sets is in the record."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from spinecoach.app.refused import Refused, Why

PORT = 8420
DATABASE = "spinecoach.sqlite3"
EVERY_ADDRESS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, never bound to


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is fixed while the server runs.

    ``clock_rate`` is session seconds per real second, ``clock_start`` the moment that the server's clock shows when it
    starts, None for the real one (tests speed a session up and live through weeks with them). ``passphrase`` is needed
    as soon as ``host`` is not this machine alone, or a proxy lets others in. ``names`` are further host names under
    which the page may be opened. ``behind_proxy`` believes what a proxy on this machine says of the scheme (HTTPS).
    ``models_dir`` holds a person's own camera models, taken instead of the assembled ones. ``url`` is where the person
    opens the pages, if that is another address than this machine's own (a proxy, a name of the house).
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = PORT
    passphrase: str | None = None
    open_browser: bool = True
    clock_rate: float = 1.0
    clock_start: datetime | None = None
    language: str = "en"
    emergency_number: str = "112"
    names: tuple[str, ...] = ()
    behind_proxy: bool = False
    models_dir: Path | None = None
    url: str | None = None

    @property
    def database(self) -> Path:
        """The one file that holds everything."""
        return self.data_dir / DATABASE

    @property
    def only_this_machine(self) -> bool:
        """Whether nobody else can reach the port."""
        return loopback(self.host) and not self.behind_proxy

    @property
    def address(self) -> str:
        """What to type into a browser on this machine."""
        host = "127.0.0.1" if self.host in EVERY_ADDRESS else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def home(self) -> str:
        """Where links that leave the pages (reminders, the calendar) lead; no slash at its end."""
        return self.url or self.address


def loopback(host: str) -> bool:
    """Whether ``host`` names this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def data_home(environment: Mapping[str, str]) -> Path:
    """Where the data lies when nothing else is said (XDG)."""
    home = environment.get("XDG_DATA_HOME") or str(Path(environment.get("HOME", "~")).expanduser() / ".local" / "share")
    return Path(home) / "spinecoach"


def settings(
    environment: Mapping[str, str],
    *,
    host: str | None = None,
    port: int | str | None = None,
    data_dir: Path | None = None,
    passphrase: str | None = None,
    open_browser: bool = True,
    names: tuple[str, ...] = (),
) -> Settings:
    """Options first, then ``SPINECOACH_*`` in ``environment``, then the defaults. Refuses in one line."""
    listen = host if host is not None else environment.get("SPINECOACH_HOST") or "127.0.0.1"
    secret = passphrase or environment.get("SPINECOACH_PASSPHRASE") or None
    if not loopback(listen) and secret is None:
        raise Refused(
            Why.WRONG,
            f"--host: found {listen!r}, which others can reach; right would be 127.0.0.1, "
            "or SPINECOACH_PASSPHRASE set beside it",
        )
    behind_proxy = environment.get("SPINECOACH_BEHIND_PROXY", "0") == "1"
    if behind_proxy and secret is None:
        raise Refused(
            Why.WRONG,
            "SPINECOACH_BEHIND_PROXY: found 1, which lets others in; "
            "right would be SPINECOACH_PASSPHRASE set beside it",
        )
    folder = data_dir or (Path(found) if (found := environment.get("SPINECOACH_DATA")) else data_home(environment))
    more = tuple(name.strip().lower() for name in environment.get("SPINECOACH_NAMES", "").split(",") if name.strip())
    return Settings(
        data_dir=folder.expanduser(),
        host=listen,
        port=_port(port if port is not None else environment.get("SPINECOACH_PORT") or PORT),
        passphrase=secret,
        open_browser=open_browser,
        clock_rate=_rate(environment.get("SPINECOACH_CLOCK_RATE") or "1"),
        clock_start=_moment(environment.get("SPINECOACH_CLOCK_START") or ""),
        language=environment.get("SPINECOACH_LANGUAGE") or "en",
        emergency_number=environment.get("SPINECOACH_EMERGENCY_NUMBER") or "112",
        names=(*names, *more),
        behind_proxy=behind_proxy,
        models_dir=Path(found).expanduser() if (found := environment.get("SPINECOACH_MODELS")) else None,
        url=_url(environment.get("SPINECOACH_URL") or ""),
    )


def _port(given: int | str) -> int:
    try:
        port = int(given)
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise Refused(Why.WRONG, f"port: found {given!r}; right would be a whole number from 1 to 65535")
    return port


def _url(given: str) -> str | None:
    if not given:
        return None
    try:
        parts = urlsplit(given)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or given.rstrip("/") != f"{parts.scheme}://{parts.netloc}" or "@" in given:
        raise Refused(
            Why.WRONG, f"SPINECOACH_URL: found {given!r}; right would be an address such as https://spine.home"
        )
    return given.rstrip("/")


def _rate(given: str) -> float:
    try:
        rate = float(given)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 10_000:
        raise Refused(
            Why.WRONG, f"SPINECOACH_CLOCK_RATE: found {given!r}; right would be a number above 0, at most 10000"
        )
    return rate


def _moment(given: str) -> datetime | None:
    if not given:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        raise Refused(
            Why.WRONG,
            f"SPINECOACH_CLOCK_START: found {given!r}; right would be a moment such as 2026-11-22T07:30:00+00:00",
        )
    return moment
