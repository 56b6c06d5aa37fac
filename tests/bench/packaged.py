"""What the built package costs before a function has done anything."""

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from infra.aws import packaging
from tests.package.cold_starts import ARCHITECTURE, cold_start, unpack
from tests.package.selecting import FUNCTIONS


def cold_imports(say: Callable[[str], None]) -> dict[str, Any]:
    """What each function's first import takes: the median of five, and its modules."""
    figures: dict[str, Any] = {}
    with TemporaryDirectory() as place, redirect_stdout(sys.stderr):
        packaging.package(Path(place), ARCHITECTURE)
        unpacked = unpack(Path(place), Path(place, "unpacked"))
        for name in FUNCTIONS:
            say(f"cold import of {name} …")
            runs = [cold_start(unpacked, f"app.{name}") for _ in range(5)]
            milliseconds = median(run["milliseconds"] for run in runs)
            figures[name] = {"milliseconds": milliseconds, "modules": len(runs[0]["loaded"])}
    return figures
