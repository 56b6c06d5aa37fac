"""Reports put straight into the database, as many as a test wants, wherever and however late it wants them.

Their heads alone: what lists and the clock read. The facts are a submitted report's, changed.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import clock
from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Submit
from chalicelib.domain.directory import Agency
from chalicelib.domain.report import Classification, Report
from chalicelib.domain.states import State
from chalicelib.domain.tracking import new_report_id
from chalicelib.service.rules import rules_for
from chalicelib.store import directory_lookup
from chalicelib.store.items import Stored, Unreached, head_item, report_key
from chalicelib.store.models.reports import HeadItem

TITLE = "Jalan berlubang"
_seeded: list[str] = []
# A house that no other test looks into.
HOUSE = "kab.6298"
ROADS, INSPECTORATE = f"{HOUSE}.dpupr", f"{HOUSE}.inspektorat"
DISTRICT, VILLAGE = f"{HOUSE}.kec", f"{HOUSE}.kec.desa"
DESKS = {
    "nation": Actor(Role.NATION, "ri", "nasional"),
    "province": Actor(Role.COORDINATOR, "prov.62", "kalteng"),
    "coordinator": Actor(Role.COORDINATOR, HOUSE, "admin"),
    "head": Actor(Role.HEAD, HOUSE, "sekda"),
    "roads": Actor(Role.LIAISON, ROADS, "dpupr"),
    "sub-district": Actor(Role.LIAISON, DISTRICT, "camat"),
    "inspectorate": Actor(Role.INSPECTORATE, INSPECTORATE, "inspektur"),
}


def report(addressed_to: str | None = "kab.6201", received_at: datetime | None = None) -> Report:
    """The facts of a report just received."""
    command = Submit(
        report_id=new_report_id(),
        classification=Classification.COMPLAINT,
        category="pekerjaan-umum",
        language="id",
        addressed_to=addressed_to,
        anonymous=False,
        confidential=False,
    )
    rules = rules_for([addressed_to])
    return lifecycle.submit(command, Actor(Role.REPORTER), received_at or clock.now(), rules).report


def seed(
    count: int, title: str = TITLE, holder: str = "kab.6201", *, unreached: bool = False, **changes: Any
) -> list[str]:
    """So many reports that ``holder`` holds, each received a second after the one before; their numbers in order."""
    marks = {"reporter": Unreached(1, "rejected")} if unreached else {}
    rules = rules_for([holder])
    institution = rules.directory.institution_of(holder).agency_id
    first = replace(report(institution), holder=holder, held_by=(institution, holder), **changes)
    with HeadItem.batch_write() as batch:
        numbers = []
        for one in _copies(first, count):
            batch.save(head_item(Stored(one, title, "1", marks), rules.directory, None))
            _seeded.append(report_key(one.report_id))
            numbers.append(one.report_id)
    return numbers


def remove_seeded() -> None:
    """Take them out again: other tests count what lies in queues, and read the history of what does."""
    with HeadItem.batch_write() as batch:
        while _seeded:
            batch.delete(HeadItem(_seeded.pop(), "HEAD"))


def build_house() -> None:
    """The house's agencies."""
    zone = "Asia/Pontianak"
    directory_lookup.put_agencies([(Agency(HOUSE, "Kabupaten Uji", "KABUPATEN", "prov.62", zone), HOUSE)])
    for agency_id, kind, parent in (
        (ROADS, "DINAS", HOUSE),
        (INSPECTORATE, "INSPEKTORAT", HOUSE),
        (DISTRICT, "KECAMATAN", HOUSE),
        (VILLAGE, "DESA", DISTRICT),
    ):
        directory_lookup.put_agencies([(Agency(agency_id, f"{kind} Uji", kind, parent, zone), HOUSE)])
    directory_lookup.forget()


def fill_house(count: int) -> None:
    """So many reports, an eighth of each sort that one queue or another is there for."""
    each = count // 8
    climbed: dict[str, Any] = {"level": 3, "late": True, "held_at_level_three": (VILLAGE,)}
    seed(each, holder=HOUSE, unreached=True)
    seed(each, holder=HOUSE, state=State.RETURNED)
    seed(each, holder=ROADS, state=State.FORWARDED)
    seed(each, holder=ROADS, state=State.ANSWERED, category="kesehatan")
    seed(each, holder=ROADS, state=State.IN_PROGRESS, supervisory=True, confidential=True)
    seed(each, holder=VILLAGE, state=State.IN_PROGRESS, **climbed)
    seed(each, holder=VILLAGE, state=State.REOPENED, **climbed)
    seed(each, holder=INSPECTORATE, state=State.IN_PROGRESS, supervisory=True, sealed=True, confidential=True)


def _copies(first: Report, count: int) -> Iterator[Report]:
    for n in range(count):
        later = timedelta(seconds=n)
        limits = tuple(replace(limit, due_at=limit.due_at + later) for limit in first.limits)
        yield replace(first, report_id=new_report_id(), received_at=first.received_at + later, limits=limits)
