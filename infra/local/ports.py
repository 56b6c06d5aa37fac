"""Inner ports: free ones, so that two systems run side by side, and waiting until somebody listens there."""

import socket
import time
from collections.abc import Callable

from infra.local.children import Child


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


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
