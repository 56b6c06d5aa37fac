"""AWS as ministack plays it, all its services in one process on a free port."""

import os
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.children import spawn, stop
from infra.local.ports import free_port, wait_until_listening

PYTHON = Path(__file__).resolve().parents[2] / ".venv-ministack" / "bin" / "python"
# It runs functions with sys.executable. Its own would lend them its packages, before those of their layers.
_START = "import sys; sys.executable = sys.argv.pop(1); from ministack.app import main; main()"


@contextmanager
def standing(folder: Path, *, with_policies: bool = False) -> Iterator[str]:
    """Its address; ``with_policies``: whether who asks is allowed only what their IAM policies say."""
    port = free_port()
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "AUTH": "true" if with_policies else "false",
        "AWS_ACCESS_KEY_ID": os.environ["AWS_ACCESS_KEY_ID"],  # the account's root: whoever deploys
        "STATE_DIR": str(folder),
        "TMPDIR": str(folder),
    }
    without_packages = folder / "python"
    venv.create(without_packages, symlinks=True)
    start: list[str | Path] = [PYTHON, "-c", _START, without_packages / "bin" / "python"]
    ministack = spawn(start, folder / "ministack.log", environment)
    try:
        wait_until_listening(port, ministack, "ministack")
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(ministack)
