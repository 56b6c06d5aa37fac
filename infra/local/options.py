"""What `make run` is told from outside: HOST, PORT, DATA_DIR, DEMO and two figures; one sentence for what cannot be."""

import errno
import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SWEEPER_SECONDS = 60
"""How often the sweeper looks for letters that wait."""
WEB_WORKERS = max(2, min(4, 2 * (os.cpu_count() or 1)))
"""How many requests are answered at once."""

LEAST_OF_A_KEY = 22
"""Characters of the key of whoever brings messages: 128 random bits in base64."""
LETTERS_KEPT_DAYS = 30
"""How long a letter that was sent stays in the mail box."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where the system listens, where its data is, and whether it is for trying out."""

    host: str
    port: int
    data_dir: Path
    demo: bool
    sweeper_seconds: int = SWEEPER_SECONDS
    web_workers: int = WEB_WORKERS
    open_ports: bool = False
    letters_kept_days: int = LETTERS_KEPT_DAYS
    inbound_smtp: str = ""
    inbound_key: str = ""


def read_options(environ: Mapping[str, str] = os.environ) -> Options:
    """The options; an empty one is as good as none. RuntimeError with the sentence for one that cannot be."""
    port = _number(environ, "PORT", 8000, 65535)
    demo = environ.get("DEMO") or "1"
    if demo not in ("0", "1"):
        raise RuntimeError(f"DEMO is {demo!r}: it must be 1, or 0 for real use")
    ports = environ.get("INNER_PORTS") or "none"
    if ports not in ("none", "open"):
        raise RuntimeError(f"INNER_PORTS is {ports!r}: it must be none, or open where the kernel leaves no choice")
    host = environ.get("HOST") or "127.0.0.1"
    return Options(
        host,
        port,
        Path(environ.get("DATA_DIR") or ".data").resolve(),
        demo == "1",
        _number(environ, "SWEEPER_SECONDS", SWEEPER_SECONDS, 3600),
        _number(environ, "WEB_WORKERS", WEB_WORKERS, 64),
        ports == "open",
        _number(environ, "LETTERS_KEPT_DAYS", LETTERS_KEPT_DAYS, 36_500),
        _door(environ.get("INBOUND_SMTP") or ""),
        _key(environ.get("INBOUND_KEY") or ""),
    )


def _door(text: str) -> str:
    if text and not re.fullmatch(r"(?:\[[0-9a-fA-F:]+\]|[\w.-]+):[0-9]{1,5}", text):
        raise RuntimeError(f"INBOUND_SMTP is {text!r}: it must be host:port, as 0.0.0.0:25")
    return text


def _key(text: str) -> str:
    if text and len(text) < LEAST_OF_A_KEY:
        raise RuntimeError(f"INBOUND_KEY has {len(text)} characters: it must have {LEAST_OF_A_KEY} at least")
    return text


def _number(environ: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= most:
        raise RuntimeError(f"{name} is {text!r}: it must be a number from 1 to {most}")
    return int(text)


def url_of(host: str, port: int) -> str:
    """Where a browser on this machine reaches what listens there."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{reached}]' if ':' in reached else reached}:{port}"


def check_address(host: str, port: int) -> None:
    """RuntimeError with the sentence when nobody can listen there."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as refused:
        if isinstance(refused, socket.gaierror) or refused.errno == errno.EADDRNOTAVAIL:
            raise RuntimeError(f"HOST is {host!r}: this machine has no such address") from refused
        raise RuntimeError(
            f"port {port} on {host} cannot be had ({refused.strerror}): set PORT to a free one"
        ) from refused


def defaults(url: str) -> dict[str, str]:
    """The application's settings on one machine that serves at that address, unless the environment says otherwise."""
    return {
        "REPORTS_TABLE": "lapor-reports",
        "IDENTITIES_TABLE": "lapor-identities",
        "DIRECTORY_TABLE": "lapor-directory",
        "STATISTICS_TABLE": "lapor-statistics",
        "SENDER_ADDRESS": "lapor@lapor.example",
        "SITE_URL": url,
        "SHARDS": "1",
        "DELIVERY_LEASE_SECONDS": "60",
        "POWERTOOLS_SERVICE_NAME": "lapor",
        "LOG_LEVEL": "INFO",
    }
