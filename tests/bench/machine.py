"""One machine, as `make run` starts it: what it holds and does when nobody asks, its first answers, and a burst."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.burst import burst
from tests.bench.processes import cpu_seconds, family, megabytes
from tests.bench.saying import say
from tests.bench.straight import multiply
from tests.local.running_system import RunningSystem

ALIKE = 1_250
SETTLED_SECONDS, IDLE_SECONDS = 10, 20
"""By then the letters about what was asked before are out."""
AGAIN = 9
Steps = dict[str, Callable[[], Any]]


def machine() -> dict[str, Any]:
    """Memory in megabytes, CPU in percent of one core, and answers in milliseconds."""
    with TemporaryDirectory() as folder:
        system = RunningSystem(Path(folder) / "data", {"OFFICE_LETTERS_AT_ONCE": ""}).start()
        try:
            return _measured(system)
        finally:
            system.stop()


def _measured(system: RunningSystem) -> dict[str, Any]:
    assert system.process
    eldest = system.process.pid
    figures: dict[str, Any] = {"memory_mb": {"fresh": megabytes(family(eldest))}}
    figures["answers"] = _answers(system)
    say(f"idle for {IDLE_SECONDS} s …")
    time.sleep(SETTLED_SECONDS)
    before = cpu_seconds(family(eldest))
    time.sleep(IDLE_SECONDS)
    figures["idle_cpu_percent"] = round((cpu_seconds(family(eldest)) - before) / IDLE_SECONDS * 100, 1)
    figures["burst"] = burst(system, say)
    figures["memory_mb"]["after_load"] = megabytes(family(eldest))
    return figures


def _answers(system: RunningSystem) -> dict[str, Any]:
    """The first of each kind after the start, and those later: the median of some."""
    say(f"first answers; an officer among {ALIKE:,} alike …")
    receipts: list[dict[str, Any]] = []
    steps: Steps = {
        "health": lambda: system.ask("GET", "/api/health"),
        "submit": lambda: receipts.append(system.submit(len(receipts)).json),
        "track": lambda: system.own_view(receipts[-1]),
        "officer opens": lambda: system.ask("GET", f"/api/officer/reports/{_last(receipts)}", headers=kobar),
        "verify and forward": lambda: system.ask(
            "POST",
            f"/api/officer/reports/{_last(receipts)}/verify",
            {"version": 1, "forward_to": "kab.6201.dpupr"},
            kobar,
        ),
        "queue page": lambda: system.ask("GET", "/api/officer/reports?queue=verify", headers=kobar),
        "public list": lambda: system.ask("GET", "/api/reports"),
    }
    kobar = system.as_officer("kobar")
    system.ask("GET", "/api/categories")  # whoever asks here gets warm, too
    figures = {name: {"first_ms": _milliseconds(step)} for name, step in steps.items()}
    multiply(system.data_dir / "reports.db", system.submit(10_000).json["report_id"], ALIKE)
    later: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(AGAIN):
        for name, step in steps.items():
            later[name].append(_milliseconds(step))
    return {name: first | {"later_ms": round(median(later[name]), 1)} for name, first in figures.items()}


def _last(receipts: list[dict[str, Any]]) -> str:
    return str(receipts[-1]["report_id"])


def _milliseconds(step: Callable[[], Any]) -> float:
    began = time.monotonic()
    reply = step()
    assert reply is None or reply.status < 300, reply
    return round((time.monotonic() - began) * 1000, 1)
