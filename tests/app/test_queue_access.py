"""Every queue of every role over a house full of reports of all sorts: all that is theirs, and nothing else.

What is theirs is told from the law (domain.permissions) and the queue's meaning, never from the indexes.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory import Directory
from chalicelib.domain.permissions import may_read
from chalicelib.domain.queues import PHASE_OF_STATE, QUEUES
from chalicelib.domain.refusals import Forbidden
from chalicelib.domain.report import Report
from chalicelib.domain.states import State
from chalicelib.domain.tracking import new_report_id
from chalicelib.refusals import NotFound
from chalicelib.service import lists
from chalicelib.service.queue_access import QueueQuery
from chalicelib.store.directory_lookup import whole_directory
from chalicelib.store.items import Stored, Unreached, head_item
from chalicelib.store.models.reports import HeadItem
from tests.app.people import Desk
from tests.app.seeding import report

HOLDERS = (
    "ri", "prov.62", "kab.6201", "kab.6201.dpupr", "kab.6201.inspektorat", "kab.6201.kec.arsel", "kab.6201.dinkes",
    "kab.6202",
)  # fmt: skip
OFFICERS = {
    "nation": Actor(Role.NATION, "ri"),
    "province": Actor(Role.COORDINATOR, "prov.62"),
    "coordinator": Actor(Role.COORDINATOR, "kab.6201"),
    "neighbour": Actor(Role.COORDINATOR, "kab.6202"),
    "head": Actor(Role.HEAD, "kab.6201"),
    "roads": Actor(Role.LIAISON, "kab.6201.dpupr"),
    "sub-district": Actor(Role.LIAISON, "kab.6201.kec.arsel"),
    "health": Actor(Role.HEAD, "kab.6201.dinkes"),
    "inspectorate": Actor(Role.INSPECTORATE, "kab.6201.inspektorat"),
}
REPORTED = ((), (), (), (), ("kab.6201.dpupr",), ("kab.6201.kec.arsel",), ("kab.6201",), ("prov.62",),
            ("kab.6201.inspektorat",))  # fmt: skip
COUNT = 450


@pytest.fixture(scope="module")
def directory(desk: Desk) -> Directory:
    """The whole country."""
    return whole_directory()


@pytest.fixture(scope="module")
def full_house(directory: Directory) -> Iterator[dict[str, Report]]:
    """So many reports of every sort, the same ones each time; gone afterwards."""
    dice = random.Random(6)
    holders = [*HOLDERS * 6, *(one for one, agency in directory.agencies.items() if agency.parent in HOLDERS[5:7])]
    made = [_any_report(dice, holders) for _ in range(COUNT)]
    with HeadItem.batch_write() as batch:
        heads = [head_item(_stored(one), directory, None) for one in made]
        for head in heads:
            batch.save(head)
    yield {one.report_id: one for one in made}
    with HeadItem.batch_write() as batch:
        for head in heads:
            batch.delete(head)


def _any_report(dice: random.Random, holders: list[str]) -> Report:
    last, earlier = dice.choice(holders), dice.choice(holders)
    state = dice.choice(list(State))
    plain = report("kab.6201")
    is_open = replace(plain, state=state).is_open
    level = dice.choice((0, 0, 1, 2, 3, 4)) if is_open else 0
    supervisory = dice.random() < 0.3
    later = timedelta(minutes=dice.randrange(100_000))
    return replace(
        plain,
        report_id=new_report_id(),
        state=state,
        holder=last if is_open else None,
        held_by=tuple(dict.fromkeys((earlier, last))) if earlier != last else (last,),
        limits=tuple(replace(limit, due_at=limit.due_at + later) for limit in plain.limits),
        level=level,
        late=level > 0 and dice.random() < 0.7,
        held_at_level_three=(last,) if level >= 3 else (),
        supervisory=supervisory,
        sealed=supervisory and dice.random() < 0.5,
        reported_agencies=dice.choice(REPORTED),
        category=dice.choice(("pekerjaan-umum", "kesehatan")),
        ended_at=None if is_open else plain.received_at + later,
    )


def _stored(one: Report) -> Stored:
    unreached = {"reporter": Unreached(1, "rejected")} if _is_undelivered(one) else {}
    return Stored(one, "Sebuah laporan", "1", unreached)


def _is_undelivered(one: Report) -> bool:
    return int(one.received_at.timestamp() * 1_000_000) % 2 == 0 and one.is_open


def lies_with(actor: Actor, queue: str, one: Report, directory: Directory) -> bool:
    """Whether a report is some of this office's work, whatever hides it."""
    own, last = str(actor.agency_id), one.last_holder
    institution = directory.institution_of(last)
    if actor.role is Role.NATION:
        return (
            institution.agency_id == "ri"
            if queue in ("undelivered", "unreached")
            else one.is_open and (institution.agency_id == "ri" or (one.level >= 3 and not one.sealed))
        )
    if actor.role is Role.INSPECTORATE:
        in_institution = one.supervisory and institution == directory.institution_of(own)
        return in_institution or directory.in_scope(last, own)
    province = directory.province_of(institution.agency_id) if institution.kind in ("KABUPATEN", "KOTA") else None
    climbed = queue == "escalated" and one.level >= 3 and not one.sealed  # sealed: not even if they held it once
    return directory.in_scope(last, own) or (climbed and province is not None and province.agency_id == own)


def is_in(queue: str, one: Report) -> bool:
    """Whether a report belongs into a queue by its own facts."""
    if queue in ("undelivered", "unreached"):
        return _is_undelivered(one)
    if queue in ("late", "escalated"):
        return one.is_open and (one.late if queue == "late" else one.level >= 1)
    return PHASE_OF_STATE[one.state] in QUEUES[queue].phases


def walked(actor: Actor, wanted: QueueQuery) -> list[str]:
    """All numbers of a list, page by page."""
    found: list[str] = []
    while True:
        page = lists.officer_queue(actor, wanted)
        found += [item["report_id"] for item in page["items"]]
        if page["next"] is None:
            return found
        wanted = replace(wanted, cursor=page["next"])


@pytest.mark.parametrize("queue", QUEUES)
@pytest.mark.parametrize("who", OFFICERS)
def test_all_that_is_theirs_and_nothing_else(
    full_house: dict[str, Report], directory: Directory, who: str, queue: str
) -> None:
    actor = OFFICERS[who]
    agency = "kab.6201" if who == "nation" and queue == "all" else None
    office = Actor(Role.COORDINATOR, agency) if agency else actor
    theirs = {
        number
        for number, one in full_house.items()
        if may_read(actor, one, directory) and lies_with(office, queue, one, directory) and is_in(queue, one)
    }
    narrowed = {number for number in theirs if full_house[number].category == "kesehatan"}
    for wanted, expected in (
        (QueueQuery(queue, agency=agency, limit=20), theirs),
        (QueueQuery(queue, agency=agency, limit=100, order="calm"), theirs),
        (QueueQuery(queue, agency=agency, limit=10, category="kesehatan"), narrowed),
    ):
        listed = walked(actor, wanted)
        assert len(listed) == len(set(listed)), "each once"
        assert set(listed) & full_house.keys() == expected


def test_the_house_is_full_enough_to_tell(full_house: dict[str, Report], directory: Directory) -> None:
    for who, actor in OFFICERS.items():
        for queue in ("inbox", "late", "escalated"):
            near = [one for one in full_house.values() if lies_with(actor, queue, one, directory) and is_in(queue, one)]
            assert any(may_read(actor, one, directory) for one in near), (who, queue)
    barred = [one for one in full_house.values() if "kab.6201" in one.reported_agencies]
    assert any(directory.in_scope(one.last_holder, "kab.6201") for one in barred)
    assert any(one.sealed and one.level >= 3 for one in full_house.values())


def test_a_province_asks_for_one_of_its_regencies(full_house: dict[str, Report], directory: Directory) -> None:
    province = OFFICERS["province"]
    theirs = {
        number
        for number, one in full_house.items()
        if may_read(province, one, directory)
        and one.is_open
        and one.level >= 3
        and directory.in_scope(one.last_holder, "kab.6202")
    }
    assert theirs
    assert set(walked(province, QueueQuery("escalated", agency="kab.6202", limit=5))) & full_house.keys() == theirs
    for wanted in (
        QueueQuery("inbox", agency="kab.6202"),
        QueueQuery("late", agency="kab.6202"),
        QueueQuery("escalated", agency="kl.kemenkes"),
        QueueQuery("escalated", agency="ri"),
    ):
        with pytest.raises(NotFound):
            lists.officer_queue(province, wanted)
    for nobody in (Actor(Role.HEAD, "prov.62"), OFFICERS["neighbour"], Actor(Role.COORDINATOR, "kab.9999")):
        with pytest.raises(NotFound):
            lists.officer_queue(nobody, QueueQuery("escalated", agency="kab.6201"))


def test_an_inspectorate_asks_for_a_unit_of_its_house(full_house: dict[str, Report], directory: Directory) -> None:
    actor = OFFICERS["inspectorate"]
    theirs = {
        number
        for number, one in full_house.items()
        if may_read(actor, one, directory)
        and one.supervisory
        and one.holder == "kab.6201.dpupr"
        and is_in("inbox", one)
    }
    assert theirs
    assert set(walked(actor, QueueQuery("inbox", agency="kab.6201.dpupr"))) & full_house.keys() == theirs
    with pytest.raises(NotFound):
        lists.officer_queue(actor, QueueQuery("inbox", agency="kab.6202"))


def test_an_observer_has_no_queues(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        lists.officer_queue(Actor(Role.OBSERVER, "lb.ombudsman"), QueueQuery("all"))
