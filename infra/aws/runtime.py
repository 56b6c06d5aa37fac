"""The Lambda runtime that fits the Python which builds, and whether it is one to deploy on."""

import sys
from datetime import date
from typing import NamedTuple

from infra.aws.console import CommandRefused


class Runtime(NamedTuple):
    """A Python of Lambda's."""

    glibc: tuple[int, int]
    deprecated: date


# https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html, its dates as cfn-lint 1.58.0 carries them. Up to
# 3.11 the runtimes stand on Amazon Linux 2 (glibc 2.26), later ones on Amazon Linux 2023 (2.34).
RUNTIMES = {
    (3, 11): Runtime((2, 26), date(2027, 6, 30)),
    (3, 12): Runtime((2, 34), date(2028, 10, 31)),
    (3, 13): Runtime((2, 34), date(2029, 6, 30)),
    (3, 14): Runtime((2, 34), date(2029, 6, 30)),
}
VERSION = sys.version_info[:2]
PYTHON = f"{VERSION[0]}.{VERSION[1]}"
_ANOTHER = "Build with another Python: rm -rf .venv && make package PYTHON=python3.13"


def runtime() -> Runtime:
    """The one of the Python that builds. Raises Refusal."""
    if VERSION not in RUNTIMES:
        known = ", ".join(f"{major}.{minor}" for major, minor in RUNTIMES)
        raise CommandRefused(
            f"Lambda's Python {PYTHON} is not in infra/aws/runtime.py, which knows {known}. {_ANOTHER}"
        )
    return RUNTIMES[VERSION]


def warnings(today: date, too_new: dict[str, tuple[int, int]]) -> list[str]:
    """Why not to deploy what this Python builds; ``too_new``: packages that want a newer glibc than the runtime has."""
    found, own = [], runtime()
    if today >= own.deprecated:
        found.append(f"AWS has deprecated python{PYTHON} since {own.deprecated}: it is no longer patched. {_ANOTHER}")
    if too_new:
        names = ", ".join(f"{name} ({major}.{minor})" for name, (major, minor) in too_new.items())
        found.append(
            f"Lambda's python{PYTHON} has glibc {own.glibc[0]}.{own.glibc[1]}, and these wheels want a newer one: "
            f"{names}. Such a package serves the emulator, but not AWS. {_ANOTHER}"
        )
    return found
