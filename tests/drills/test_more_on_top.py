"""Five hundred reports more on the running system over what 0.1 stored: all taken, all told once, all counted."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.local.running_system import HASTY, ROOT, Reply, RunningSystem, wait_until
from tests.releases.held import KEPT, unpacked
from tests.releases.killed_upgrade import upgraded
from tests.releases.today import MORE, further, key_of

DRAINED_SECONDS = 400


def received(system: RunningSystem) -> int:
    """How many reports the nation has received in the months that touch today."""
    today, officer = datetime.now(UTC).date(), system.as_officer("nasional")
    months = {f"{day:%Y-%m}" for day in (today - timedelta(days=1), today, today + timedelta(days=1))}
    found = [system.ask("GET", f"/api/officer/summary?month={month}", headers=officer).json for month in sorted(months)]
    return sum(int(one["month_figures"]["received"]) for one in found)


def receipts(system: RunningSystem, addresses: set[str]) -> Counter[str]:
    """How many letters each of these reporters got."""
    return Counter(mail["to"] for mail in system.mails() if mail["to"] in addresses)


def is_drained(system: RunningSystem) -> bool:
    """Whether everything is told and read."""
    told = system.ask("GET", "/api/health?deep=1").json
    return bool(told["letters"]["waiting"] == 0 and told["stream"]["unread"] == 0)


@pytest.mark.timeout(900)
def test_all_are_taken_told_once_and_counted(tmp_path: Path) -> None:
    system = RunningSystem(upgraded(unpacked(tmp_path / "data")), HASTY | KEPT).start()
    try:
        wait_until(lambda: is_drained(system), DRAINED_SECONDS)
        before, wanted = received(system), list(enumerate(further()))

        def send(one: tuple[int, dict[str, object]]) -> Reply:
            return system.ask("POST", "/api/reports", one[1], key_of(one[0]))

        with ThreadPoolExecutor(8) as citizens:
            replies = list(citizens.map(send, wanted))
            assert [reply.status for reply in replies] == [201] * MORE
            again = list(citizens.map(send, wanted))
        assert [one.json["report_id"] for one in again] == [one.json["report_id"] for one in replies]
        wait_until(lambda: is_drained(system), DRAINED_SECONDS)
        addresses = {str(one["reporter"]["email"]) for _, one in wanted}
        assert receipts(system, addresses) == dict.fromkeys(addresses, 1)
        assert received(system) == before + MORE
        command = [sys.executable, "-m", "infra.local.recount"]
        environment = {"PATH": "/usr/bin:/bin", "DATA_DIR": str(system.data_dir)}
        told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
        assert ", 0 counted anew" in told
    finally:
        system.stop()
