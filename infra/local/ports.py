"""Inner ports: free ones, so that two systems run side by side, and waiting until somebody listens there."""

import random
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from infra.local.children import Child

_PORTS = range(15_000, 32_000)
"""Below those that a system gives to connections that go out (32768 on Linux, 49152 elsewhere): none of these takes the
port between the look and its use.
"""


def free_port() -> int:
    """A loopback port that nobody listens on at this moment. Raises OSError when there is none."""
    for port in random.sample(_PORTS, len(_PORTS)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError(f"no port from {_PORTS.start} to {_PORTS.stop} is free")


def is_listening(port: int, host: str = "127.0.0.1") -> bool:
    """Whether somebody answers on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def wait_until_listening(port: int, child: Child, name: str, seconds: float = 60) -> None:
    """Return once the child answers on its port; a sentence as RuntimeError when it ends or stays silent."""
    wait_until(lambda: is_listening(port), child, f"{name} on port {port}", seconds)


def wait_until(answers: Callable[[], bool], child: Child, name: str, seconds: float = 60) -> None:
    """Return once somebody answers; a sentence as RuntimeError when the child ends or it takes too long."""
    end = time.monotonic() + seconds
    while not answers():
        if child.poll() is not None:
            raise RuntimeError(f"{name} ended with code {child.returncode} while starting")
        if time.monotonic() > end:
            raise RuntimeError(f"{name} did not answer within {seconds:.0f} seconds")
        time.sleep(0.02)
