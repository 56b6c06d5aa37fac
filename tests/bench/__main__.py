"""Measure on a database engine of its own and print the figures; nothing here reads a clock to judge by it."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from tests import local_cloud
from tests.bench import metering
from tests.bench.metering import METER, Meter

OPEN = (1_000, 10_000, 100_000)
DUE = 100
BACKLOG = 10_000
LISTED = (96, 10_000)
COUNTED = (10, 500)
MEMBERS = 100


def say(line: str) -> None:
    """Progress, apart from the figures."""
    print(line, file=sys.stderr, flush=True)


def load(count: int, received_at: datetime) -> None:
    """So many open reports received at an instant, their heads alone: what the clock reads."""
    from chalicelib.store.models.reports import HeadItem

    with HeadItem.batch_write() as batch:
        for head in _heads(count, received_at):
            batch.save(head)


def _heads(count: int, received_at: datetime) -> Iterator[Any]:
    from chalicelib.domain import lifecycle
    from chalicelib.domain.actors import Actor, Role
    from chalicelib.domain.commands import Submit
    from chalicelib.domain.report import Classification
    from chalicelib.domain.tracking import new_report_id
    from chalicelib.service.rules import rules_for
    from chalicelib.store.items import Stored, head_item

    rules, reporter = rules_for(["kab.6201"]), Actor(Role.REPORTER)
    for _ in range(count):
        command = Submit(
            report_id=new_report_id(),
            classification=Classification.COMPLAINT,
            category="pekerjaan-umum",
            language="id",
            addressed_to="kab.6201",
            anonymous=False,
            confidential=False,
        )
        decision = lifecycle.submit(command, reporter, received_at, rules)
        yield head_item(Stored(decision.report, "Jalan berlubang", "1"), rules.directory, decision.next_look_at)


def sweep(now: datetime) -> dict[str, Any]:
    """One run of the function behind the schedule, with the time it has on AWS."""
    from app import sweep as handler
    from infra.local.functions import context_of
    from infra.local.schedules import scheduled_event

    counts: dict[str, Any] = handler(scheduled_event(now), context_of("sweep"))
    return counts


def due_among_open(now: datetime) -> dict[str, Any]:
    """100 due reports among more and more open ones: the sweep should cost the same."""
    figures: dict[str, Any] = {}
    standing = 0
    for size in OPEN:
        say(f"sweep: {DUE} due among {size:,} open …")
        load(size - standing - DUE, now)
        load(DUE, now - timedelta(days=8))
        standing = size
        METER.clear()
        counts = sweep(now)
        assert (counts["acted_on"], counts["failed"]) == (DUE, 0), counts
        figures[str(size)] = METER.figures()
    return {"by_open_reports": figures, "same_cost": _same(list(figures.values()))}


def _same(figures: list[dict[str, Any]]) -> bool:
    """Alike but for half a read unit a shard: each Query's is rounded, and numbers fall into shards by chance."""
    exactly = {json.dumps([one["requests"], one["write_units"]]) for one in figures}
    read = [one["read_units"] for one in figures]
    return len(exactly) == 1 and max(read) - min(read) <= 1


def backlog(now: datetime) -> dict[str, Any]:
    """10,000 due at once, done in as many runs as their time allows."""
    say(f"sweep: {BACKLOG:,} due at once …")
    load(BACKLOG, now - timedelta(days=8))
    acted_on = []
    METER.clear()
    while True:
        counts = sweep(now)
        acted_on.append(counts["acted_on"])
        if counts["complete"]:
            break
    assert sum(acted_on) == BACKLOG, acted_on
    return {"acted_on_by_run": acted_on, **METER.figures()}


def queue_pages() -> dict[str, Any]:
    """A page of every queue of every role among few and among many open reports: the requests should be the same."""
    from chalicelib.domain.queues import QUEUES
    from chalicelib.service import lists
    from chalicelib.service.queue_access import QueueQuery
    from chalicelib.store import directory_lookup
    from tests.app.seeding import DESKS, HOUSE, build_house, fill_house

    build_house()
    directory_lookup.whole_directory()
    figures: dict[str, Any] = {}
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
    same = all(len({json.dumps(one["requests"]) for one in by_size.values()}) == 1 for by_size in figures.values())
    return {"by_desk_and_queue": figures, "same_requests": same}


def tallying(now: datetime) -> dict[str, Any]:
    """What an event costs to count, and the desk's first page to read, after few and after many reports of a house."""
    from chalicelib.domain.actors import Actor, Role
    from chalicelib.service import dashboard
    from chalicelib.service.tallying import tally
    from chalicelib.store import directory_lookup

    coordinator = Actor(Role.COORDINATOR, "kab.6201", "kobar")
    directory = directory_lookup.directory_covering(["kab.6201"])
    found: dict[str, Any] = {}
    standing = 0
    for size in COUNTED:
        say(f"tally: among {size:,} counted …")
        for _ in range(size - standing):
            tally(_submitted(now), 1)
        standing = size
        one = _submitted(now)
        measured: tuple[tuple[str, Callable[[], object]], ...] = (
            ("event", partial(tally, one, 1)),
            ("again", partial(tally, one, 1)),
            ("queue_counts", partial(dashboard.queue_counts, coordinator, directory)),
            ("summary", partial(dashboard.summary, coordinator, None, None, now)),
        )
        for name, act in measured:
            METER.clear()
            act()
            found.setdefault(name, {})[str(size)] = METER.figures()
    return found


def one_report() -> dict[str, Any]:
    """What one report costs from submit to confirmed: the requests of its people, its letters, and its counting."""
    from chalice.test import Client

    from app import app
    from tests.app.people import Desk

    say("one report: from submit to confirmed …")
    with Client(app) as client:
        desk = Desk(client)
        _life(desk)  # who came before has read the directory
        METER.clear()
        return _life(desk)


def _life(desk: Any) -> dict[str, Any]:
    from tests.jobs import counting
    from tests.notify import scene

    totals = {"people": Meter(), "letters": Meter(), "counting": Meter()}
    receipt, told = desk.submit(), 0
    number = receipt["report_id"]
    steps: tuple[Callable[[], Any], ...] = (
        partial(desk.own, receipt),
        partial(desk.act, "kobar", number, "verify", forward_to="kab.6201.dpupr"),
        partial(desk.act, "dpupr", number, "accept"),
        partial(desk.act, "dpupr", number, "answer", text="Lubang sudah ditambal."),
        partial(desk.as_reporter, receipt, "confirm", rating=5),
    )
    for step in steps:
        step()
        METER.add_to(totals["people"])
        records = counting.records_of(number)[told:]
        told += len(records)
        METER.clear()
        for record in records:
            scene.stream(scene.record_of(number, record["dynamodb"]["Keys"]["sk"]["S"]))
        METER.add_to(totals["letters"])
        for record in records:
            counting.count([record])
        METER.add_to(totals["counting"])
    assert desk.own(receipt)["state"] == "closed"
    METER.clear()
    mails = len(scene.letters_of(number))
    return {"events": told, "mails": mails, **{name: total.figures() for name, total in totals.items()}}


def case_of_many() -> dict[str, Any]:
    """What a case costs for each of its members: to join it, and to be told an answer that was given once."""
    from chalicelib import clock
    from chalicelib.domain.actors import Actor, Role
    from chalicelib.domain.case_commands import Join
    from chalicelib.domain.commands import Accept, Answer, Forward
    from chalicelib.service import cases, commands, submitting
    from chalicelib.service.commands import Opened
    from chalicelib.store import reports
    from tests.notify import scene

    say(f"a case of {MEMBERS} …")
    coordinator = Actor(Role.COORDINATOR, "kab.6201", "kobar")
    liaison = Actor(Role.LIAISON, "kab.6201.dpupr", "dpupr")

    def act(report_id: str, actor: Actor, command: Any) -> None:
        stored = reports.load(report_id)
        assert stored
        commands.carry_out(Opened(stored, actor), command, None, clock.now())

    receipts: list[submitting.Receipt] = [scene.submitted() for _ in range(MEMBERS + 1)]
    main, *members = [receipt.report_id for receipt in receipts]
    act(main, coordinator, Forward("kab.6201.dpupr"))
    act(main, liaison, Accept())
    METER.clear()
    for member in members:
        act(member, coordinator, Join(main))
    figures = {"joined": METER.figures()}
    act(main, liaison, Answer("Gardu sudah diperbaiki, listrik menyala."))
    METER.clear()
    stored = reports.load(main)
    assert stored
    assert cases.share(main, stored.report.seq, clock.now(), lambda: True)
    return {"members": MEMBERS, **figures, "answered": METER.figures()}


def _submitted(now: datetime) -> str:
    """A report that came in, whole."""
    from tests.store.desk_work import submit

    return submit(now=now).report_id


def cold_imports() -> dict[str, Any]:
    """What each function's first import takes, from the built package."""
    from tests.bench import packaged  # what it imports reads the settings

    return packaged.cold_imports(say)


def in_a_burst() -> dict[str, Any]:
    """What a burst does to one machine."""
    from tests.bench import burst

    return burst.burst(say)


def main() -> None:
    """All figures, as JSON on the last line."""
    local_cloud.configure()
    metering.install()
    now = datetime.now(UTC)
    with local_cloud.standing():
        figures = {
            "one_report": one_report(),
            "case_of_many": case_of_many(),
            "queue_pages": queue_pages(),
            "tallying": tallying(now),
            "due_among_open": due_among_open(now),
            "backlog": backlog(now),
            "cold_imports": cold_imports(),
        }
    figures["burst"] = in_a_burst()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
