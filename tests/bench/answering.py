"""How fast citizens are answered: the web workers of `make run` beside a bare prototype of the same stack, in turns, on
one engine that writes through to the disk. Clients, engine and workers share the cores; so ratios are what counts.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from infra.local.ports import free_port
from tests.app.people import new_key, submission
from tests.bench import stubbed
from tests.bench.processes import cpu_seconds, family
from tests.bench.saying import say
from tests.store.desk_work import submit

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = (1, 4, 16)
ROUNDS, SECONDS = 2, 2.0
WORKERS = "2"
WEB = "from infra.local.web import main; main()"


@dataclass
class Server:
    """Web workers that answer `POST /api/reports`."""

    name: str
    port: int
    pid: int


@dataclass
class Taken:
    """What a round was: seconds that each answer took, and the CPU of workers and engine."""

    seconds: float
    answers: list[float]
    cpu: float


def answering(data_dir: Path, database: int) -> dict[str, Any]:
    """Submits a second, CPU and latency of each submit, at each number of clients; ``database``: the engine's pid."""
    figures: dict[str, Any] = {}
    with _ours(data_dir) as ours, _prototype(data_dir) as prototype:
        for server in (ours, prototype):
            _round(server, database, 4, 0.5)
        for clients in CLIENTS:
            say(f"answering: {clients} clients, ours and the prototype in turns …")
            taken: dict[str, list[Taken]] = {ours.name: [], prototype.name: []}
            for _ in range(ROUNDS):
                for server in (ours, prototype):
                    taken[server.name].append(_round(server, database, clients, SECONDS))
            told = {name: _figures(rounds) for name, rounds in taken.items()}
            figures[str(clients)] = told | {"ours_to_prototype": _compared(told[ours.name], told[prototype.name])}
    return figures


def _figures(rounds: list[Taken]) -> dict[str, float]:
    answers = [one for taken in rounds for one in taken.answers]
    cut = quantiles(answers, n=100)
    return {
        "a_second": round(len(answers) / sum(taken.seconds for taken in rounds), 1),
        "cpu_ms": round(sum(taken.cpu for taken in rounds) / len(answers) * 1000, 2),
        "median_ms": round(median(answers) * 1000, 1),
        "p99_ms": round(cut[98] * 1000, 1),
    }


def _compared(ours: dict[str, float], prototype: dict[str, float]) -> dict[str, float]:
    return {name: round(ours[name] / prototype[name], 2) for name in ("a_second", "cpu_ms", "median_ms")}


def _round(server: Server, database: int, clients: int, seconds: float) -> Taken:
    processes = [*family(server.pid), *family(database)]
    used, began = cpu_seconds(processes), time.monotonic()
    until = began + seconds
    with ThreadPoolExecutor(clients) as pool:
        shares = list(pool.map(lambda _: list(_ask_until(server.port, until)), range(clients)))
    return Taken(time.monotonic() - began, [one for share in shares for one in share], cpu_seconds(processes) - used)


def _ask_until(port: int, until: float) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps(submission())
    while time.monotonic() < until:
        asked = time.monotonic()
        headers = {"Content-Type": "application/json", "Idempotency-Key": new_key()}
        connection.request("POST", "/api/reports", body, headers)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 201, content
        yield time.monotonic() - asked
    connection.close()


@contextmanager
def _ours(data_dir: Path) -> Iterator[Server]:
    settings = {"DATA_DIR": str(data_dir), "DATA_FOLDER": str(data_dir), "WEB_WORKERS": WORKERS, "DEMO": "0"}
    settings["FIREWALL_COUNTS_SUBMITS"] = ""  # none stands before it: the workers count
    with _serving("ours", lambda address: ["-c", WEB, address], settings) as server:
        yield server


@contextmanager
def _prototype(data_dir: Path) -> Iterator[Server]:
    stubbed.WIRE.clear()
    key = new_key()
    number = submit(key).report_id
    (items,) = [params["TransactItems"] for name, params in stubbed.WIRE.asked if name == "TransactWriteItems"]
    transaction = json.dumps(items)
    claim = re.search(r"SUBMIT#([0-9a-f]+)", transaction)
    assert claim
    settings = {
        "PROTOTYPE_TRANSACTION": transaction,
        "PROTOTYPE_NUMBER": number,
        "PROTOTYPE_KEY": claim[1],
    }
    arguments = [
        "--workers",
        WORKERS,
        "--preload",
        "--log-level",
        "warning",
        "--no-control-socket",
        "--keep-alive",
        "60",
    ]

    def command(address: str) -> list[str]:
        return ["-m", "gunicorn", "tests.bench.prototype:application", "--bind", address, *arguments]

    with _serving("prototype", command, settings) as server:
        yield server


@contextmanager
def _serving(name: str, command: Callable[[str], list[str]], settings: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    argv = [sys.executable, *command(f"127.0.0.1:{port}")]
    process = subprocess.Popen(argv, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
    try:
        _wait_until_answering(port)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_answering(port: int) -> None:
    for _ in range(200):
        try:
            next(_ask_until(port, time.monotonic() + 5))
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("it does not answer")
