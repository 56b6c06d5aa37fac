"""The own view asks for readings of the identity where there is a trace of one, or may be one of before the traces."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.service import reading
from chalicelib.service.commands import REPORTER, Opened
from chalicelib.store import consulted, identities
from chalicelib.store.identities import Reading
from chalicelib.store.items import report_key
from chalicelib.store.job_rows import JOBS
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.reports import CONSULTED, ConsultedItem
from infra.local.mailbox import Mailbox
from infra.migrations import migration, readings
from tests.store.desk_work import officer, stored, submit
from tests.wire import Crash, crashes, disturbed, watched


@pytest.fixture(autouse=True)
def _everything_has_its_trace_afterwards(mailbox: Mailbox) -> Iterator[None]:
    yield
    consulted.began_with_traces()
    consulted.forget()


def shown(report_id: str) -> list[str]:
    """Who the reporter reads to have read who they are."""
    view = reading.own_view(Opened(stored(report_id), REPORTER), clock.now(), "id")
    return [one["actor"]["agency_id"] for one in view["identity_readings"]]


def read_before_there_were_traces(times: int = 1) -> str:
    """A report of release 0.2 whose identity an officer read."""
    report_id = submit().report_id
    for number in range(times):
        identities.record_reading(report_id, Reading(clock.now() + timedelta(seconds=number), officer("kobar")))
    ConsultedItem(report_key(report_id), CONSULTED).delete()
    DirectoryItem(JOBS, consulted.JOB).delete()
    consulted.forget()
    return report_id


def test_a_reading_of_before_is_shown_before_the_walk_and_after_it() -> None:
    report_id = read_before_there_were_traces(2)
    assert shown(report_id) == ["kab.6201"] * 2
    migration.run(readings.MIGRATION, lambda _: None)
    assert consulted.all_traced()
    assert shown(report_id) == ["kab.6201"] * 2


def test_broken_off_the_walk_promises_nothing() -> None:
    report_id = read_before_there_were_traces()
    with disturbed(crashes("PutItem")), pytest.raises(Crash):
        migration.run(readings.MIGRATION, lambda _: None)
    assert not consulted.all_traced()
    assert shown(report_id) == ["kab.6201"]


def test_where_all_have_their_trace_nobody_asks_in_vain() -> None:
    report_id, other = submit().report_id, submit().report_id
    identities.record_reading(other, Reading(clock.now(), officer("kobar")))
    assert (shown(report_id), shown(other)) == ([], ["kab.6201"])
    with watched() as wire:
        shown(report_id)
    assert wire.operations == ["GetItem", "Query"]


def test_a_trace_stands_before_the_reading_does() -> None:
    report_id = submit().report_id
    with watched() as wire:
        identities.record_reading(report_id, Reading(clock.now(), officer("kobar")))
    kept = [body["Item"]["sk"]["S"].partition("#")[0] for _, body in wire.requests]
    assert kept == [CONSULTED, "READING"]
