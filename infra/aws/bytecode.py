"""Bytecode beside each source, so that a cold start compiles nothing."""

import os
import subprocess
import sys
from pathlib import Path

from infra.aws.console import CommandRefused


def compile_sources(folder: Path, mounted_at: str) -> None:
    """Compile a folder that Lambda mounts at ``mounted_at``, the place tracebacks then show.

    Unchecked: nothing but a new package changes these files, and Lambda unpacks them with times of its own, by which
    bytecode that is valid by its source's time would be stale. A process of its own with a fixed hash seed, or sets
    and interned names would be written in another order each time.
    """
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "compileall",
        "-q",
        "-f",
        "--invalidation-mode",
        "unchecked-hash",
    ]
    command += ["-s", folder, "-p", mounted_at, folder]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandRefused(f"A source does not compile: {done.stdout.strip()}")
