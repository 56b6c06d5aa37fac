"""What reports cost in requests and units: a life, many at once, a case of many, counting."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.case_commands import Join
from chalicelib.domain.commands import Accept, Answer, Forward
from chalicelib.notify.turns import PAUSE
from chalicelib.service import cases, commands, dashboard, submitting
from chalicelib.service.commands import Opened
from chalicelib.service.tallying import tally
from chalicelib.store import directory_lookup, gathered, reports
from tests.app.people import Desk, new_key
from tests.bench.metering import METER, Meter
from tests.bench.saying import say
from tests.jobs import counting
from tests.notify import scene
from tests.store.desk_work import ROADS, submit

COUNTED = (10, 500)
BUSY, BUSY_RATE = 80, 200
LETTERS_AT_ONCE, COUNTED_AT_ONCE = 20, 80
"""Batches of infra/resources/streams.py; of the tally's at most so many reports are one transaction."""
MEMBERS = 100
Figures = dict[str, Any]


def one_report(desk: Desk) -> Figures:
    """What one report costs from submit to confirmed: the requests of its people, its letters, and its counting."""
    say("one report: from submit to confirmed …")
    lives(desk, 1)  # who came before has read the directory
    return lives(desk, 1)


def in_a_busy_hour(desk: Desk) -> Figures:
    """The same of many reports to one institution at once, told and counted in batches as the streams bring them; and
    the keys that are written to most, a second, at 200 submits a second.
    """
    say(f"a busy hour: {BUSY} reports to one institution …")
    return lives(desk, BUSY)


def lives(desk: Desk, count: int, reporter: Callable[[], dict[str, str]] | None = None) -> Figures:
    """So many lives, step by step together."""
    totals = {"people": Meter(), "letters": Meter(), "counting": Meter()}
    submitted: Counter[str] = Counter()
    counting_a_submit = 0.0
    receipts: list[dict[str, Any]] = []
    told = dict[str, int]()
    METER.clear()
    for step in _steps(desk, count, receipts, reporter or somebody):
        step()
        written = Counter(METER.keys)
        METER.add_to(totals["people"])
        records = [one for receipt in receipts for one in _news(receipt["report_id"], told)]
        METER.clear()
        for name, at_once, work in (("letters", LETTERS_AT_ONCE, _tell), ("counting", COUNTED_AT_ONCE, counting.count)):
            for first in range(0, len(records), at_once):
                work(_numbered(records[first : first + at_once]))
            written.update(METER.keys)
            METER.add_to(totals[name])
        submitted = submitted or written
        counting_a_submit = counting_a_submit or totals["counting"].write_units / count
    assert {desk.own(receipt)["state"] for receipt in receipts} == {"closed"}
    in_common = _letters_to_offices()
    METER.clear()
    scene.sweep(PAUSE + timedelta(minutes=2))
    METER.add_to(totals["letters"])
    mails = sum(len(scene.letters_of(receipt["report_id"])) for receipt in receipts)
    mails += _letters_to_offices() - in_common
    METER.clear()
    return {
        "reports": count,
        "events": sum(told.values()),
        "mails_a_report": round(mails / count, 2),
        "messages_to_the_reporter": round(sum(_to_reporter(one["report_id"]) for one in receipts) / count, 2),
        **{name: total.figures(count) for name, total in totals.items()},
        "counting_a_submit": round(counting_a_submit, 1),
        "writes_a_second_by_key": {
            key: round(times / count * BUSY_RATE) for key, times in submitted.most_common(8) if count == BUSY
        },
    }


def _letters_to_offices() -> int:
    """Letters that told the two offices of many reports at once; their digest goes whatever was closed."""
    return sum(len(scene.letters_of(gathered.collection_of(office))) for office in ("kab.6201", ROADS))


def _to_reporter(report_id: str) -> int:
    """What its reporter was told, by mail or short message."""
    return sum(one.sk.endswith("#reporter") and bool(one.sent_at) for one in scene.letters_of(report_id))


def _steps(
    desk: Desk, count: int, receipts: list[dict[str, Any]], reporter: Callable[[], dict[str, str]]
) -> Iterator[Callable[[], object]]:
    def each(act: Callable[[dict[str, Any]], Any]) -> Callable[[], object]:
        return lambda: [act(receipt) for receipt in receipts]

    def by(officer: str, command: str, **fields: Any) -> Callable[[], object]:
        return each(lambda receipt: desk.act(officer, receipt["report_id"], command, **fields))

    yield lambda: receipts.extend(desk.submit(reporter=reporter()) for _ in range(count))
    yield each(desk.own)
    yield by("kobar", "verify", forward_to=ROADS)
    yield by("dpupr", "accept")
    yield by("dpupr", "answer", text="Lubang sudah ditambal.")
    yield each(lambda receipt: desk.as_reporter(receipt, "confirm", rating=5))


def somebody() -> dict[str, str]:
    """A citizen who has never been here."""
    return {"name": "Siti Uji", "email": f"{new_key()}@warga.example"}


def _news(report_id: str, told: dict[str, int]) -> list[dict[str, Any]]:
    """Its stream's records that nobody has read yet."""
    records = counting.records_of(report_id)
    known = told.get(report_id, 0)
    told[report_id] = len(records)
    return records[known:]


def _numbered(batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        one | {"eventID": str(place), "dynamodb": one["dynamodb"] | {"SequenceNumber": str(place)}}
        for place, one in enumerate(batch, 1)
    ]


def _tell(records: list[dict[str, Any]]) -> None:
    scene.stream(*records)


def case_of_many() -> Figures:
    """What a case costs for each of its members: to join it, and to be told an answer that was given once."""
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


def tallying(now: datetime) -> Figures:
    """What an event costs to count, and the desk's first page to read, after few and after many reports of a house."""
    coordinator = Actor(Role.COORDINATOR, "kab.6201", "kobar")
    directory = directory_lookup.directory_covering(["kab.6201"])
    found: dict[str, Any] = {}
    standing = 0
    for size in COUNTED:
        say(f"tally: among {size:,} counted …")
        for _ in range(size - standing):
            tally(submit(now=now).report_id, 1)
        standing = size
        one = submit(now=now).report_id
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
