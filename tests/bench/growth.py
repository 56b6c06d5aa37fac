"""What an operation costs among 1,000, 10,000 and 100,000 reports: citizens, officers, and the clock."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from chalice.test import Client

from app import app
from app import sweep as swept
from chalicelib.domain.queues import QUEUES
from chalicelib.service import lists
from chalicelib.service.queue_access import QueueQuery
from chalicelib.store import directory_lookup
from infra.local.functions import context_of
from infra.local.schedules import scheduled_event
from tests.app.people import Desk, bearer
from tests.app.seeding import DESKS, HOUSE, build_house, fill_house, remove_seeded
from tests.bench.lives import somebody
from tests.bench.metering import METER
from tests.bench.saying import say
from tests.bench.straight import multiply
from tests.store.desk_work import ROADS, submit

SIZES = (1_000, 10_000, 100_000)
LISTED = (96, 10_000)
DUE = 100
BACKLOG = 2_000
OVERDUE = timedelta(days=8)
Figures = dict[str, Any]


def growth(database: Path, now: datetime) -> Figures:
    """Each operation by the number of open reports of one institution that stand."""
    figures: Figures = {}
    standing = 0
    with Client(app) as client:
        for size in SIZES:
            say(f"growth: among {size:,} …")
            multiply(database, submit(now=now).report_id, size - standing)
            standing = size
            for name, cost in _operations(Desk(client), database, now).items():
                figures.setdefault(name, {})[str(size)] = cost
    return figures | {"same_cost": [name for name, by_size in figures.items() if _same(list(by_size.values()))]}


def _operations(desk: Desk, database: Path, now: datetime) -> dict[str, Figures]:
    receipt: dict[str, Any] = {}
    number = partial(receipt.__getitem__, "report_id")
    steps: dict[str, Callable[[], Any]] = {
        "submit": lambda: receipt.update(desk.submit(reporter=somebody())),
        "track": lambda: desk.own(receipt),
        "verify and forward": lambda: desk.act("kobar", number(), "verify", version=1, forward_to=ROADS),
        "accept": lambda: desk.act("dpupr", number(), "accept", version=2),
        "officer opens": lambda: desk.read("dpupr", number()),
        "queue page": lambda: desk.get("/officer/reports?queue=verify&limit=20", bearer("kobar")),
        "public list": lambda: desk.get("/reports?limit=20"),
    }
    costs = {}
    for name, step in steps.items():
        METER.clear()
        step()
        costs[name] = METER.figures()
    overdue = submit(now=now - OVERDUE).report_id
    multiply(database, overdue, DUE - 1)
    METER.clear()
    counts = sweep(now)
    assert (counts["acted_on"], counts["failed"]) == (DUE, 0), counts
    return costs | {f"sweep of {DUE} due": METER.figures()}


def sweep(now: datetime) -> Figures:
    """One run of the function behind the schedule, with the time it has on AWS."""
    counts: Figures = swept(scheduled_event(now), context_of("sweep"))
    return counts


def backlog(database: Path, now: datetime) -> Figures:
    """So many due at once, done in as many runs as their time allows."""
    say(f"sweep: {BACKLOG:,} due at once …")
    multiply(database, submit(now=now - OVERDUE).report_id, BACKLOG - 1)
    acted_on = []
    METER.clear()
    while True:
        counts = sweep(now)
        acted_on.append(counts["acted_on"])
        if counts["complete"]:
            break
    assert sum(acted_on) == BACKLOG, acted_on
    return {"acted_on_by_run": acted_on, **METER.figures()}


def queue_pages() -> Figures:
    """A page of every queue of every role among few and among many open reports: the requests should be the same."""
    build_house()
    directory_lookup.whole_directory()
    figures: Figures = {}
    standing = 0
    for size in LISTED:
        say(f"queues: pages among {size:,} …")
        fill_house(size - standing)
        standing = size
        for who, actor in DESKS.items():
            for queue in QUEUES:
                METER.clear()
                lists.officer_queue(actor, QueueQuery(queue, agency=HOUSE if who == "nation" else None))
                figures.setdefault(f"{who} {queue}", {})[str(size)] = METER.figures()
    remove_seeded()
    same = all(len({json.dumps(one["requests"]) for one in by_size.values()}) == 1 for by_size in figures.values())
    return {"by_desk_and_queue": figures, "same_requests": same}


def _same(figures: list[Figures]) -> bool:
    """Alike but for one read unit: each Query's is rounded, and numbers fall into shards by chance."""
    exactly = {json.dumps([one["requests"], one["write_units"]]) for one in figures}
    read = [one["read_units"] for one in figures]
    return len(exactly) == 1 and max(read) - min(read) <= 1
