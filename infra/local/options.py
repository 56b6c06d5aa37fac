"""What `make run` is told from outside: HOST, PORT, DATA_DIR and DEMO; one sentence for each that cannot be."""

import errno
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """Where the system listens, where its data is, and whether it is for trying out."""

    host: str
    port: int
    data_dir: Path
    demo: bool


def read_options(environ: Mapping[str, str] = os.environ) -> Options:
    """The options; an empty one is as good as none. RuntimeError with the sentence for one that cannot be."""
    port = environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdecimal()) or not 1 <= int(port) <= 65535:
        raise RuntimeError(f"PORT is {port!r}: it must be a number from 1 to 65535")
    demo = environ.get("DEMO") or "1"
    if demo not in ("0", "1"):
        raise RuntimeError(f"DEMO is {demo!r}: it must be 1, or 0 for real use")
    host = environ.get("HOST") or "127.0.0.1"
    return Options(host, int(port), Path(environ.get("DATA_DIR") or ".data").resolve(), demo == "1")


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
