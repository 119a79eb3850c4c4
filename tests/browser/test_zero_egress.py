"""Not one packet and not one name look-up leaves this machine in a whole camera session, by server, page or model."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clips import RENDERED
from filmed import film
from outward import STRACE, packets_beyond_loopback, requests_beyond

SESSION = Path(__file__).with_name("camera_session.py")
PATHS = os.pathsep.join(path for path in sys.path if "tests" in path)


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_leaves_this_machine_in_a_camera_session(tmp_path: Path) -> None:
    assert shutil.which("strace"), "strace is missing; `make test` installs it"
    # Without the clips the camera shows Chromium's test picture; the models look at that as well.
    played = [film("C1_woman_front_s1", tmp_path, lead_s=10)] if RENDERED.is_dir() else []
    trace = tmp_path / "trace"
    run = subprocess.run(
        [*STRACE, "-o", trace, sys.executable, SESSION, tmp_path, *played],
        env={**os.environ, "PYTHONPATH": PATHS}, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.stdout.strip().endswith("done"), run.stderr[-3000:]
    lines = trace.read_text(errors="replace").splitlines()
    assert sum("127.0.0.1" in line for line in lines) > 20, "the session itself was watched"
    assert list(packets_beyond_loopback(lines)) == []
    (origin,) = {word for word in (tmp_path / "server.log").read_text().split() if word.startswith("http://")}
    assert list(requests_beyond(tmp_path / "net.json", origin)) == []


OUT = [
    '7 connect(26<TCP:[15492]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.7")}, 16) = -1',
    '7 connect(26<TCPv6:[15492]>, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001:db8::8", &sin6_addr)}, 28) = 0',
    '7 sendto(24<UDP:[127.0.0.1:39471->192.0.2.53:53]>, "\\357\\1"..., 39, 0, NULL, 0 <unfinished ...>',
    '7 sendto(24<UDPv6:[[2001:db8::1]:39471->[2001:db8::53]:53]>, "\\357"..., 39, 0, NULL, 0) = 39',
    '7 sendto(24<UDP:[1549]>, "", 1, 0, {sa_family=AF_INET, sin_addr=inet_addr("192.0.2.53")}, 16) = 1',
    '7 sendmsg(9<UDP:[1]>, {msg_name={sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("192.0.2.1")}}, 0) = 1',
    "7 sendmmsg(24<UDP:[10.1.2.3:3947->192.0.2.53:53]>, [{msg_hdr={msg_name=NULL}}], 2, MSG_NOSIGNAL) = 2",
    '7 sendto(5<RAW:[1]>, "E", 20, 0, NULL, 0) = 20',
]
HERE = [
    '7 connect(3<TCP:[1549]>, {sa_family=AF_INET, sin_port=htons(45891), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
    '7 connect(3<UNIX-STREAM:[15]>, {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, 110) = -1 ENOENT',
    '7 sendto(27<TCP:[127.0.0.1:50414->127.0.0.1:45891]>, "\\302", 21, MSG_NOSIGNAL, NULL, 0 <unfinished ...>',
    '7 connect(19<UDPv6:[3]>, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001:4860:4860::8888", &sin6_addr)}, 28) = 0',
    "7 sendto(32<NETLINK:[8]>, [{nlmsg_len=17}], 17, 0, {sa_family=AF_NETLINK, nl_pid=0}, 12) = 17",
    '7 sendmsg(4<UNIX-STREAM:[1->2]>, {msg_name=NULL, msg_iov=[{iov_base="inet_addr(\\"192.0.2.7\\")"}]}, 0) = 20',
    "7 <... sendto resumed>) = 320",
]


@pytest.mark.parametrize("line", OUT)
def test_a_packet_to_another_address_is_found(line: str) -> None:
    assert list(packets_beyond_loopback([line])) == [line]


@pytest.mark.parametrize("line", HERE)
def test_what_stays_here_is_none(line: str) -> None:
    assert list(packets_beyond_loopback([line])) == []
