"""The schedules of one machine: what EventBridge rules do on AWS, firing at the same handlers of app.py."""

import importlib
import os
import signal
import sqlite3
import time
import traceback
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.local import pulse
from infra.local.children import end_with_parent
from infra.local.forgetting import forget
from infra.local.functions import Handler, context_of
from infra.local.last_runs import LastRuns
from infra.local.options import SWEEPER_SECONDS
from infra.local.upgrade import remove_old_copies

SCHEDULES: tuple[tuple[str, int], ...] = (
    ("sweep", 300),
    ("outbox_sweeper", int(os.environ.get("SWEEPER_SECONDS") or SWEEPER_SECONDS)),
    ("digest", 3600),
    ("look_after_files", 900),
)
"""Handler in app.py and its period in seconds; one that app.py does not have is not fired."""
TIDY = ("tidy", 3600)
"""What this machine does by itself beside them."""
PERIODS = dict((*SCHEDULES, TIDY))
LEAP_SECONDS = 300


def scheduled_event(at: datetime) -> dict[str, Any]:
    """What an EventBridge rule hands to its target; `time` is the instant it was scheduled for."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "region": "ap-southeast-3",
        "time": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "resources": [],
        "detail": {},
    }


def fire(work: Callable[[], object], name: str, runs: LastRuns) -> None:
    """Do one schedule's work; what it raises is logged, and the next time comes all the same."""
    went_well = False
    try:
        work()
        went_well = True
    except Exception:
        traceback.print_exc()
    with suppress(sqlite3.Error):  # a full disk, or a folder that is gone: the deep health tells of both
        runs.keep(name, time.time(), went_well=went_well)


class Clock:
    """Whether the wall clock goes as time does; after a leap nothing is deleted by date for an hour, so that whoever
    set it wrong can set it right."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()
        self._trusted_from = float("-inf")

    def is_trusted(self) -> bool:
        """Asked again and again."""
        now = time.monotonic()
        leap = time.time() - now - self._offset
        if abs(leap) > LEAP_SECONDS:
            self._offset += leap
            self._trusted_from = now + 3600
            print(f"the clock was set by {leap:+.0f} s: nothing is deleted by date for an hour", flush=True)
        return now >= self._trusted_from


def is_turn(fired: dict[str, int], name: str, period: int, now: float) -> bool:
    """Whether a period began that was not the last one fired. An earlier one is new as well: the clock was set back."""
    return int(now) // period != fired.get(name)


def tidy(data_dir: Path) -> None:
    """Every hour this machine loses what nobody keeps on AWS."""
    remove_old_copies(data_dir, time.time())
    forget(data_dir, time.time(), os.environ)


def main() -> None:
    """Fire each handler at the start, for what fell due while the machine was off, and then at every full period."""
    end_with_parent()
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    app = importlib.import_module("app")
    present = [(name, period) for name, period in SCHEDULES if hasattr(app, name)]
    data_dir = Path(os.environ["DATA_DIR"])
    runs, fired, clock = LastRuns(data_dir), dict[str, int](), Clock()
    while present and not stopping:
        for name, period in (TIDY, *present):
            pulse.beat()
            now = time.time()
            if not is_turn(fired, name, period, now) or (name == TIDY[0] and not clock.is_trusted()):
                continue
            turn = fired[name] = int(now) // period
            fire(_work(app, name, turn * period, data_dir), name, runs)
        time.sleep(0.5)


def _work(app: Any, name: str, at: int, data_dir: Path) -> Callable[[], object]:
    if name == TIDY[0]:
        return lambda: tidy(data_dir)
    handler: Handler = getattr(app, name)
    return lambda: handler(scheduled_event(datetime.fromtimestamp(at, UTC)), context_of(name))


if __name__ == "__main__":
    main()
