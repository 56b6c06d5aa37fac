"""The packages of requirements.txt as wheels for Lambda, whatever machine builds."""

import re
import subprocess
import sys
from pathlib import Path

from infra.aws.console import CommandRefused
from infra.aws.runtime import PYTHON, runtime

MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
"""What wheels call Lambda's architectures."""
_TAG = re.compile(r"^Tag: .*manylinux_(\d+)_(\d+)_", re.MULTILINE)
# The oldest glibc Pillow and cryptography have wheels for; uv knows 2.28 and from 2.31 on each.
OLDEST_GLIBC = (2, 28)


def install(requirements: Path, into: Path, architecture: str) -> None:
    """Each package in its pinned version, its hash checked. Raises Refusal when one has no wheel that fits."""
    glibc = max(runtime().glibc, OLDEST_GLIBC)
    platform = f"{MACHINES[architecture]}-manylinux_{glibc[0]}_{glibc[1]}"
    command: list[str | Path] = [Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", "--require-hashes"]
    command += ["--requirements", requirements, "--target", into, "--only-binary", ":all:", "--no-compile-bytecode"]
    command += ["--python-platform", platform, "--python-version", PYTHON, "--link-mode", "copy"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandRefused(
            f"{requirements.name} could not be installed for {platform}, Python {PYTHON}: {_cause(done.stderr)}"
        )


def _cause(complaint: str) -> str:
    found = re.search(r"Because (.+ has no .*wheels)", complaint)
    if not found:
        return complaint.strip()
    return f"{found[1]}. Pin a version of it that has one in requirements.in, run `make lock`, and build again."


def too_new(packages: Path) -> dict[str, tuple[int, int]]:
    """Which packages want a newer glibc than the runtime has, and which one."""
    wanted = {}
    for wheel in sorted(packages.glob("*.dist-info/WHEEL")):
        tags = [(int(major), int(minor)) for major, minor in _TAG.findall(wheel.read_text(encoding="utf-8"))]
        if tags and min(tags) > runtime().glibc:
            wanted[wheel.parent.name.split("-")[0]] = min(tags)
    return wanted
