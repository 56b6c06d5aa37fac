"""What was stored before there was an index of contacts comes into it, once, whatever breaks off in between."""

from contextlib import suppress
from typing import Any

import pytest

from chalicelib.domain.commands import Contact, Erase
from chalicelib.service.commands import REPORTER
from chalicelib.store.job_rows import JOBS
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.identities import IdentityItem
from infra.local import index_contacts
from infra.local.mailbox import Mailbox
from tests.store.desk_work import act, submit
from tests.store.test_contact_index import agrees, forget, found, somebody, somebodys_phone
from tests.wire import Crash, crashes_at, disturbed, meanwhile, watched


@pytest.fixture(autouse=True)
def _not_begun(mailbox: Mailbox) -> None:
    # A scan passes by everything that other tests left in the table, two items a page.
    with IdentityItem.batch_write() as batch:
        for item in IdentityItem.scan(attributes_to_get=["pk", "sk"]):
            batch.delete(item)
    begin_anew()


def begin_anew() -> None:
    """Nothing is on record of what was looked at."""
    DirectoryItem(JOBS, index_contacts.JOB).delete()


def stored_before(many: int) -> list[tuple[str, str]]:
    """Reports as release 0.1 stored them, each with its address."""
    made = [(submit(reporter={"email": email}).report_id, email) for email in (somebody() for _ in range(many))]
    for report_id, _ in made:
        forget(report_id)
    return made


def quietly(line: str) -> None:
    """Nobody listens."""


def test_everything_is_found_afterwards_and_a_second_run_asks_one_row() -> None:
    made = stored_before(5)
    nobody = submit(reporter=None, anonymous=True).report_id
    both = submit(reporter={"email": somebody(), "phone": (phone := somebodys_phone())}).report_id
    forget(both)
    assert not found(phone=phone)
    assert index_contacts.index_all(quietly) == 7
    assert all(found(email=email) == [report_id] for report_id, email in made)
    assert found(phone=phone) == [both]
    assert agrees(nobody)
    with watched() as wire:
        assert index_contacts.index_all(quietly) == 0
    assert wire.operations == ["GetItem"]


def test_broken_off_at_any_request_it_goes_on_and_misses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_contacts, "PAGE", 2)
    made = stored_before(5)
    with watched() as wire:
        index_contacts.index_all(quietly)
    assert len(wire.operations) >= 12
    for number in range(len(wire.operations)):
        for report_id, _ in made:
            forget(report_id)
        begin_anew()
        with disturbed(crashes_at(number)), suppress(Crash):
            index_contacts.index_all(quietly)
        index_contacts.index_all(quietly)
        assert all(found(email=email) == [report_id] for report_id, email in made), number


def test_what_was_done_is_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_contacts, "PAGE", 2)
    made = stored_before(6)
    with watched() as wire:
        index_contacts.index_all(quietly)
    for report_id, _ in made:
        forget(report_id)
    begin_anew()
    said: list[str] = []
    with disturbed(crashes_at(len(wire.operations) - 3)), suppress(Crash):
        index_contacts.index_all(said.append)
    assert said
    assert index_contacts.index_all(quietly) < 6
    assert all(found(email=email) == [report_id] for report_id, email in made)


@pytest.mark.parametrize("command", [Contact(email="lain@warga.example"), Erase()])
def test_who_changes_or_erases_meanwhile_is_found_by_what_is_true(command: Any) -> None:
    ((report_id, _),) = stored_before(1)
    with disturbed(meanwhile(2, lambda: act(REPORTER, report_id, command))):
        index_contacts.index_all(quietly)
    assert agrees(report_id)


def test_one_report_alone() -> None:
    (first, email), (_, other) = stored_before(2)
    index_contacts.index_one(first)
    index_contacts.index_one("LP-0000-0000-000")
    assert (found(email=email), found(email=other)) == ([first], [])
