"""Measure, and print tables for people and all figures as JSON on the last line. Nothing here judges by a clock: what
is a ratio was measured in turns, in one run.
"""

import json
import os
import sys
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import local_cloud
from tests.bench import metering
from tests.bench.processes import child_named

COUNTS_SUBMITS = "FIREWALL_COUNTS_SUBMITS"


def measured() -> dict[str, Any]:
    """Every figure there is."""
    local_cloud.configure()
    os.environ[COUNTS_SUBMITS] = "yes"  # as on AWS
    del os.environ["OFFICE_LETTERS_AT_ONCE"]  # as an office finds it
    metering.install()
    from tests.bench import stubbed  # what these import reads the settings

    stubbed.install()
    now = datetime.now(UTC)
    with TemporaryDirectory() as folder:
        data_dir = Path(folder)
        with local_cloud.standing(data_dir):
            figures = _on_one_engine(data_dir, now)
    del os.environ[COUNTS_SUBMITS]
    from tests.bench.machine import machine

    figures["machine"] = machine()
    return figures


def _on_one_engine(data_dir: Path, now: datetime) -> dict[str, Any]:
    from chalice.test import Client

    from app import app
    from tests.app.people import Desk
    from tests.bench import answering, cold, growth, lives, prices, short_messages, stubbed

    with Client(app) as client:
        desk = Desk(client)
        figures: dict[str, Any] = {
            "one_report": lives.one_report(desk),
            "by_telephone": short_messages.by_telephone(desk),
            "busy_hour": lives.in_a_busy_hour(desk),
            "case_of_many": lives.case_of_many(),
            "tallying": lives.tallying(now),
            "without_the_wire": stubbed.ratios(),
            "answering": answering.answering(data_dir, child_named("dynoxide")),
            "cold": cold.cold(desk, data_dir),
            "queue_pages": growth.queue_pages(),
        }
        figures["backlog"] = growth.backlog(data_dir / "reports.db", now)
        figures["growth"] = growth.growth(data_dir / "reports.db", now)
    figures["dollars"] = prices.a_million_lives(figures["busy_hour"]) | {"dated": prices.DATED}
    return figures


def main() -> None:
    """The tables, and the figures on the last line."""
    began = time.monotonic()
    with redirect_stdout(sys.stderr):
        figures = measured()
    from tests.bench import table

    figures["took_seconds"] = round(time.monotonic() - began)
    figures["compared"] = table.compared(figures)
    for shown in (table.goals_table, table.clients_table, table.hot_keys_table, table.growth_table):
        print(shown(figures), end="\n\n")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
