"""A burst on one machine, as `make run` starts it: how fast citizens are answered in it, and when all are told and
counted. Clients and system share the cores.
"""

import http.client
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from typing import Any

from tests.bench.processes import cpu_seconds, family
from tests.local.running_system import RunningSystem, submission

SUBMITS, SECONDS, CLIENTS = 2_000, 30, 8
LONGEST_WAIT = 600
FIRST = 50_000
"""The number of the first submission: nobody else uses it."""
READ_EVERY = 0.2


def burst(system: RunningSystem, say: Callable[[str], None]) -> dict[str, Any]:
    """2,000 submits in 30 s: latencies in milliseconds, the seconds until all were told and counted, and the CPU that
    it took the whole system, a submit.
    """
    assert system.process
    eldest = system.process.pid
    told_before, cpu_before = system.citizens_told(), cpu_seconds(family(eldest))
    say(f"burst: {SUBMITS:,} submits in {SECONDS} s …")
    counted_before = _counted(system)
    began, over, reads = time.monotonic(), threading.Event(), list[float]()
    reader = threading.Thread(target=_read, args=(system.port, over, reads))
    reader.start()
    with ThreadPoolExecutor(CLIENTS) as clients:
        shares = [range(first, SUBMITS, CLIENTS) for first in range(CLIENTS)]
        submits = [
            one for share in clients.map(lambda numbers: _submit(system.port, numbers, began), shares) for one in share
        ]
    last = time.monotonic()
    over.set()
    reader.join()
    say(f"burst: sent in {last - began:.0f} s; until all are told and counted …")
    told = counted = 0.0
    while not (told and counted) and time.monotonic() - last < LONGEST_WAIT:
        if not told and system.citizens_told() - told_before >= SUBMITS:
            told = time.monotonic() - last
        if not counted and _counted(system) - counted_before >= SUBMITS:
            counted = time.monotonic() - last
        time.sleep(0.5)
    return {
        "submits": SUBMITS,
        "sent_in_seconds": round(last - began, 1),
        "submit_ms": _spread(submits),
        "read_ms": _spread(reads),
        "told_after_seconds": round(told, 1) or None,
        "counted_after_seconds": round(counted, 1) or None,
        "told": system.citizens_told() - told_before,
        "told_a_second": round(SUBMITS / (last - began + told), 1) if told else None,
        "cpu_ms_a_submit": round((cpu_seconds(family(eldest)) - cpu_before) / SUBMITS * 1000, 1),
    }


def _submit(port: int, numbers: range, began: float) -> list[float]:
    """One client's share, each at its time, or as soon as the one before is answered; seconds each took."""
    took = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in numbers:
        time.sleep(max(0.0, began + number * SECONDS / SUBMITS - time.monotonic()))
        headers = {"Content-Type": "application/json", "Idempotency-Key": f"kunci-deras-{number:08}"}
        asked = time.monotonic()
        connection.request("POST", "/api/reports", json.dumps(submission(number + FIRST)), headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 201, answer.status
        took.append(time.monotonic() - asked)
    connection.close()
    return took


def _read(port: int, over: threading.Event, took: list[float]) -> None:
    """A citizen who looks at the public list meanwhile."""
    while not over.wait(READ_EVERY):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        asked = time.monotonic()
        connection.request("GET", "/api/reports")
        assert connection.getresponse().read()
        took.append(time.monotonic() - asked)
        connection.close()


def _counted(system: RunningSystem) -> int:
    told = system.ask("GET", "/api/officer/summary", headers=system.as_officer("kobar")).json
    return int(told["open"]["total"])


def _spread(seconds: list[float]) -> dict[str, float]:
    cut = quantiles(seconds, n=100)
    return {"median": round(cut[49] * 1000, 1), "p99": round(cut[98] * 1000, 1)}
