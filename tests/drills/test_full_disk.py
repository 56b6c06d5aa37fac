"""A disk that is full to its last byte under people who go on submitting, and then has room again."""

import os
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from infra.local.durable import is_full
from infra.local.objects import ObjectStore
from tests.local.running_system import HASTY, RunningSystem, wait_until

FULL_SECONDS = 12


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MB."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", tmp_path], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small file system")
    yield tmp_path
    subprocess.run(["umount", "-l", tmp_path], check=True)


def put(store: ObjectStore, key: str, content: bytes) -> None:
    """Keep an object."""
    with store.draft() as draft:
        draft.write(content)
        store.keep(draft, "bucket", key, {}, "PutObject")


class Trickle:
    """Somebody who submits five reports a second and repeats, under the same key, what was not taken."""

    def __init__(self, system: RunningSystem) -> None:
        self.system = system
        self.receipts: dict[int, Any] = {}
        self.refusals: list[Any] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        number = 1
        while not self._ended.wait(0.2):
            reply = self.system.submit(number)
            if reply.status in (200, 201):
                self.receipts[number] = reply.json
                number += 1
            else:
                self.refusals.append(reply)

    def end(self) -> None:
        """No more."""
        self._ended.set()
        self._thread.join()


def fill(ballast: Path) -> None:
    """Take what space there is, to the last byte."""
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with suppress(OSError):
                while file.write(b"x" * size) == size:
                    pass


def test_files_are_read_on_a_full_disk_and_one_more_is_refused(small_disk: Path) -> None:
    store = ObjectStore(small_disk)
    with closing(store.stay_readable()):
        put(store, "key", b"x" * 100)
        fill(small_disk / "ballast")
        found = store.find("bucket", "key")
        assert found
        assert found.path.read_bytes() == b"x" * 100
        with pytest.raises((OSError, sqlite3.OperationalError)) as full:
            put(store, "other", b"x" * 100_000)
        assert is_full(full.value)
        assert store.find("bucket", "other") is None
        (small_disk / "ballast").unlink()
        put(store, "other", b"x" * 100_000)
        assert store.find("bucket", "other")


def test_a_full_disk_stops_writes_alone_and_nothing_is_lost(small_disk: Path) -> None:
    system = RunningSystem(small_disk / "data", HASTY.copy()).start()
    trickle, ballast = Trickle(system), small_disk / "ballast"
    try:
        wait_until(lambda: len(trickle.receipts) >= 10, 30)
        until = time.monotonic() + FULL_SECONDS
        while time.monotonic() < until:
            fill(ballast)
            time.sleep(0.2)
        room = os.statvfs(small_disk)
        assert room.f_bavail == 0
        health = system.ask("GET", "/api/health")
        assert (health.status, health.json["status"], health.json["reason"]) == (200, "degraded", "disk_full")
        deep = system.ask("GET", "/api/health?deep=1").json
        assert (deep["reason"], "disk_full" in deep["faults"]) == ("disk_full", True)
        assert system.own_view(trickle.receipts[1]).status == 200, "reading goes on"
        assert trickle.refusals, "writing does not"
        assert {(one.status, one.json["error"].get("reason")) for one in trickle.refusals} == {(503, "disk_full")}
        assert int(trickle.refusals[0].headers["Retry-After"]) > 0
        assert "penuh" in trickle.refusals[0].json["error"]["message"]
        wait_until(lambda: any("is full" in line for line in system.console), 10)

        taken = len(trickle.receipts)
        ballast.unlink()
        wait_until(lambda: len(trickle.receipts) > taken + 5, 60)
        trickle.end()
        assert system.ask("GET", "/api/health").json["status"] == "ok"
        wait_until(lambda: system.ask("GET", "/api/health?deep=1").json["status"] == "ok", 90)
        wait_until(lambda: any("can be written to again" in line for line in system.console), 10)
        assert '"reason":"disk_full"' in (system.data_dir / "log" / "web.log").read_text()
        wait_until(lambda: system.citizens_told() == len(trickle.receipts), 60)
        assert len({receipt["report_id"] for receipt in trickle.receipts.values()}) == len(trickle.receipts)
        assert all(system.own_view(receipt).status == 200 for receipt in trickle.receipts.values())
        receipts = [mail["to"] for mail in system.mails() if mail["to"].endswith("@warga.example")]
        assert len(receipts) == len(set(receipts)), "nobody is told twice"
    finally:
        trickle.end()
        system.stop()
