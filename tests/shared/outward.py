"""What left, or tried to leave, this machine: read from `strace -f -yy` and from Chromium's own network log."""

import json
import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path

CALL = re.compile(r"^\d+ +(connect|sendto|sendmsg|sendmmsg)\((.*)")
SOCKET = re.compile(r"^\d+<(TCP|TCPv6|UDP|UDPv6|RAW|RAWv6|PACKET)\b[^>]*?(?:->\[?([0-9a-fA-F.:]+?)\]?:\d+\]?)?>")
NAMED = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
STRACE = (
    "strace",
    "-f",
    "-yy",
    "--seccomp-bpf",
    "-qq",
    "-e",
    "trace=connect,sendto,sendmsg,sendmmsg",
    "-e",
    "signal=none",
)


def packets_beyond_loopback(trace: Iterable[str]) -> Iterator[str]:
    """The calls that sent something, or opened a connection, to another address than this machine's own.

    To connect a datagram socket sends nothing; browsers do it to learn which way out they would take.
    """
    for line in trace:
        call = CALL.match(line)
        socket = SOCKET.match(call[2]) if call else None
        if call is None or socket is None:
            continue
        kind, peer = socket[1], socket[2]
        if call[1] == "connect" and kind.startswith("UDP"):
            continue
        addresses = [a or b for a, b in NAMED.findall(call[2])] + ([peer] if peer else [])
        if kind in {"RAW", "RAWv6", "PACKET"} or not all(ip_address(address).is_loopback for address in addresses):
            yield line.strip()


def requests_beyond(log: Path, origin: str) -> Iterator[str]:
    """What pages of ``origin`` asked for that is not of ``origin``; the browser's own errands are not theirs."""
    text = log.read_text(encoding="utf-8")
    told = json.loads(text if text.rstrip().endswith("}") else text.rstrip().rstrip(",") + "]}")
    kinds = {number: name for name, number in told["constants"]["logEventTypes"].items()}
    for event in told["events"]:
        asked = event.get("params") or {}
        url, by = asked.get("url", ""), asked.get("initiator", "")
        if kinds[event["type"]] == "URL_REQUEST_START_JOB" and url and by != "not an origin":
            here = url.startswith((origin, origin.replace("http", "ws", 1), "blob:", "data:"))
            if not here:
                yield f"{by}: {url}"
