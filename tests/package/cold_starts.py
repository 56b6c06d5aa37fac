"""The built package, unpacked as Lambda does, and an isolated Python that sees it and nothing else."""

import json
import platform
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from infra.aws.packaging import CODE, LAYER, SITE_PACKAGES

ARCHITECTURE = {"x86_64": "x86_64", "aarch64": "arm64"}[platform.machine()]
"""The one whose libraries this machine can load."""


class Unpacked(NamedTuple):
    """Where code and packages lie."""

    code: Path
    packages: Path


def unpack(built: Path, into: Path) -> Unpacked:
    """Code and layer of a folder that packaging built."""
    for archive in (CODE, LAYER):
        with zipfile.ZipFile(built / archive) as packed:
            packed.extractall(into / archive)
    return Unpacked(into / CODE, into / LAYER / SITE_PACKAGES)


def alone(script: str, unpacked: Unpacked, *arguments: str) -> str:
    """What a script beside this file prints in a process that sees no environment, no site and no folder of ours."""
    command: list[str | Path] = [sys.executable, "-I", "-S", "-B", Path(__file__).with_name(script)]
    ran = subprocess.run([*command, *unpacked, *arguments], env={}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def cold_start(unpacked: Unpacked, handler: str) -> dict[str, Any]:
    """Milliseconds and names of the modules that a function's first import takes."""
    figures: dict[str, Any] = json.loads(alone("cold_start.py", unpacked, handler))
    return figures
