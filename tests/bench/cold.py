"""What a function's first call costs, from the built package as Lambda has it, engine and mail being reached for real:
CPU as a multiple of what Python itself takes to start.
"""

import json
import os
import resource
import subprocess
import sys
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from app import app
from infra.aws import packaging
from infra.local.arrivals import functions_for
from infra.local.objects import ObjectStore
from infra.local.schedules import scheduled_event
from tests.app.people import Desk
from tests.app.uploading import announced, uploaded
from tests.bench.saying import say
from tests.bench.stubbed import event_of, submit_event
from tests.files.made import photo
from tests.jobs.counting import records_of
from tests.local_cloud import SETTINGS
from tests.package.cold_starts import ARCHITECTURE, Unpacked, unpack
from tests.store.desk_work import submit

RUNS = 3
SCRIPT = Path(__file__).with_name("cold_run.py")


def cold(desk: Desk, data_dir: Path) -> dict[str, Any]:
    """By function: the median of some first calls."""
    say("building the package …")
    with TemporaryDirectory() as place, redirect_stdout(sys.stderr):
        packaging.package(Path(place), ARCHITECTURE)
        unpacked = unpack(Path(place), Path(place, "unpacked"))
        bare = median(_bare() for _ in range(2 * RUNS + 1))
        figures: dict[str, Any] = {"bare_python_cpu_ms": round(bare, 1)}
        for name, handler, events in _calls(desk, ObjectStore(data_dir)):
            say(f"cold {name} …")
            runs = [_run(unpacked, Path(place, "call.json"), handler, event) for event in events]
            figures[name] = {
                "times_bare_python": round(median(run["cpu_ms"] for run in runs) / bare, 1),
                **{what: median(run[what] for run in runs) for what in ("cpu_ms", "modules", "peak_mb")},
            }
    return figures


def _calls(desk: Desk, objects: ObjectStore) -> list[tuple[str, str, list[Any]]]:
    receipt = desk.submit()
    track = event_of("GET", f"/reports/{receipt['report_id']}", headers={"x-access-code": receipt["access_code"]})
    return [
        ("submit", "app", [submit_event() for _ in range(RUNS)]),
        ("track", "app", [track] * RUNS),
        ("dispatch", "dispatch", [{"Records": records_of(submit().report_id)} for _ in range(RUNS)]),
        ("tally", "tally", [{"Records": records_of(submit().report_id)} for _ in range(RUNS)]),
        ("sweep", "sweep", [scheduled_event(datetime.now(UTC))] * RUNS),
        ("check_upload", "check_upload", [_arrival(desk, objects) for _ in range(RUNS)]),
    ]


def _arrival(desk: Desk, objects: ObjectStore) -> Any:
    """The news of a picture that has just come."""
    assert uploaded(announced(desk, photo()), photo()).status == 204
    while taken := objects.take_event(time.time()):
        number, event = taken
        objects.done_with(number)
        if functions_for(app, event):
            return event
    raise AssertionError("nothing came")


def _run(unpacked: Unpacked, call: Path, handler: str, event: Any) -> dict[str, Any]:
    named = {name: os.environ[name] for name in SETTINGS if name in os.environ} | {"_HANDLER": f"app.{handler}"}
    call.write_text(json.dumps({"environment": named, "handler": handler, "event": event}), encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-I", "-S", "-B", SCRIPT, *unpacked, call]
    ran = subprocess.run(command, env={}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    figures: dict[str, Any] = json.loads(ran.stdout)
    assert figures["answer"] is None or figures["answer"].get("statusCode", 200) < 300, figures
    return figures


def _bare() -> float:
    """Milliseconds of CPU of a Python that starts and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-I", "-S", "-B", "-c", "pass"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
