"""The drill of a disaster: `make backup` under load, `make restore` elsewhere, started there, and I1 to I6 counted.

SEED gives the same instants again.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from tests.app.uploading import fetched
from tests.chaos.invariants import broken
from tests.files.made import photo
from tests.local.running_system import HASTY, ROOT, RunningSystem, submission, wait_until
from tests.releases.town import SITE_URL, Town

SEED = int(os.environ.get("SEED", "13"))
CITIZENS, FIRST, BACKUPS = 4, 30_000, 3
LOOKED_FOR = 20
"""Reporters whose names and addresses are looked for in every log."""
SETTINGS = HASTY | {"SITE_URL": SITE_URL}
CHECKED_SECONDS = 300
"""Two lanes look at a picture in two seconds each, and the load brings far more than one a second."""
DRAINED_SECONDS = 120
Receipt = dict[str, Any]


class Load:
    """Citizens who send reports, some with a picture, and a coordinator and a unit who work on them, all at once."""

    def __init__(self, system: RunningSystem) -> None:
        self.receipts: dict[str, Receipt] = {}
        self._system, self._town, self._ended = system, Town(system), threading.Event()
        self._people = ThreadPoolExecutor(CITIZENS)
        self._lives = [self._people.submit(self._live, place) for place in range(CITIZENS)]

    def end(self) -> None:
        """No more; what anybody met that must not be is raised."""
        self._ended.set()
        self._people.shutdown()
        for life in self._lives:
            life.result()

    def _live(self, place: int) -> None:
        for number in range(FIRST + place, FIRST + 100_000, CITIZENS):
            if self._ended.is_set():
                return
            self._report(number)

    def _report(self, number: int) -> None:
        key = f"kunci-uji-{number:08}"
        fields = submission(number)
        if number % 5 == 0:
            fields["attachments"] = [self._town.file(photo(size=(320, 200)))]
        reply = self._system.ask("POST", "/api/reports", fields, {"Idempotency-Key": key})
        assert reply.status == 201, reply.content
        self.receipts[key] = reply.json | {"fields": fields}
        if number % 2:
            for officer, command, more in (
                ("kobar", "verify", {"forward_to": "kab.6201.dpupr"}),
                ("dpupr", "accept", {}),
                ("dpupr", "answer", {"text": "Lubang contoh ini sudah ditutup.", "outcome": "solved"}),
            ):
                done = self._system.act(officer, reply.json["report_id"], command, **more)
                assert done.status == 200, done.content


@contextmanager
def loaded(system: RunningSystem) -> Iterator[Load]:
    """A system that is at work."""
    load = Load(system)
    try:
        yield load
    finally:
        load.end()


def make(target: str, **given: Path | str) -> str:
    """Run a target as an operator does; what it says."""
    options = [f"{name}={value}" for name, value in given.items()]
    done = subprocess.run(["make", "-s", target, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def is_drained(system: RunningSystem) -> bool:
    """Whether nothing is left to be told, read or counted."""
    told = system.ask("GET", "/api/health?deep=1").json
    return bool(told["status"] == "ok" and told["letters"]["waiting"] == 0 and told["stream"]["unread"] == 0)


def test_backed_up_under_load_and_restored_elsewhere_everything_holds(tmp_path: Path) -> None:
    system, chance = RunningSystem(tmp_path / "data", SETTINGS).start(), Random(SEED)
    before: list[dict[str, Receipt]] = []
    try:
        with loaded(system) as load:
            for _ in range(BACKUPS):
                time.sleep(chance.uniform(1.5, 4))
                before.append(dict(load.receipts))
                assert "backed up to" in make("backup", TO=tmp_path / "backups", DATA_DIR=system.data_dir)
        receipts = load.receipts
    finally:
        system.kill_everything()
    made = sorted((tmp_path / "backups").iterdir())
    assert len(made) == BACKUPS
    assert 0 < len(before[0]) < len(before[-1]) < len(receipts), "it was at work meanwhile"
    for number in (0, BACKUPS - 1):
        place = tmp_path / f"elsewhere-{number}"
        make("restore", FROM=made[number], DATA_DIR=place)
        check(RunningSystem(place, SETTINGS), before[number], receipts)


def check(again: RunningSystem, before: dict[str, Receipt], receipts: dict[str, Receipt]) -> None:
    """Start a restored folder; everybody sends again what they have a receipt for, and nothing is broken in the end."""
    again.start()
    try:
        for key, receipt in before.items():
            assert again.own_view(receipt).status == 200, key
        new = [receipt for key, receipt in receipts.items() if sent_again(again, key, receipt, is_known=key in before)]
        wait_until(lambda: is_drained(again), DRAINED_SECONDS)
        pictures = [one for key, one in before.items() if "attachments" in one["fields"] and one not in new]
        assert pictures
        for receipt in pictures:
            see_picture(again, receipt)
        assert ", 0 counted anew" in make("recount", DATA_DIR=again.data_dir)
    finally:
        assert again.stop() == 0
    some = list(receipts.values())[:: max(1, len(receipts) // LOOKED_FOR)]
    private = [text for one in some for text in one["fields"]["reporter"].values()]
    acknowledged = [one["report_id"] for one in before.values()]
    assert broken(again.data_dir, acknowledged, private) == []


def sent_again(system: RunningSystem, key: str, receipt: Receipt, *, is_known: bool) -> bool:
    """Send a report again as a form does that got no answer; whether it was new to the system."""
    fields = {name: value for name, value in receipt["fields"].items() if is_known or name != "attachments"}
    reply = system.ask("POST", "/api/reports", fields, {"Idempotency-Key": key})
    if reply.status == 409:
        assert reply.code == "key_reused", "it came before the backup, with its picture"
        return False
    assert reply.status == 200 if is_known else reply.status in (200, 201), reply.content
    if reply.status == 200:
        assert {name: receipt[name] for name in ("report_id", "access_code")} == {
            name: reply.json[name] for name in ("report_id", "access_code")
        }
    return reply.status == 201


def see_picture(system: RunningSystem, receipt: Receipt) -> None:
    """The picture of a report is looked at in the end, and is there."""
    code = {"X-Access-Code": receipt["access_code"]}

    def checked() -> list[dict[str, Any]]:
        return [one for one in system.own_view(receipt).json["attachments"] if one["state"] == "checked"]

    wait_until(checked, CHECKED_SECONDS)
    (one,) = checked()
    path = f"/api/reports/{receipt['report_id']}/attachments/{one['attachment_id']}"
    url = system.ask("GET", path, headers=code).json["url"].replace(SITE_URL, f"http://127.0.0.1:{system.port}")
    assert fetched(url).status == 200
