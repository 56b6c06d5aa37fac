"""What was stored before there was an index of contacts comes into it, once, whatever breaks off in between."""

import pkgutil
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from chalicelib.domain.commands import Contact, Erase
from chalicelib.service.commands import REPORTER
from chalicelib.store.job_rows import JOBS
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.identities import IdentityItem
from infra import migrations
from infra.local.mailbox import Mailbox
from infra.migrations import MIGRATIONS, contact_index, migration
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
    DirectoryItem(JOBS, contact_index.MIGRATION.job).delete()


def stored_before(many: int) -> list[tuple[str, str]]:
    """Reports as release 0.1 stored them, each with its address."""
    made = [(submit(reporter={"email": email}).report_id, email) for email in (somebody() for _ in range(many))]
    for report_id, _ in made:
        forget(report_id)
    return made


def index_all(say: Callable[[str], None]) -> int:
    return migration.run(contact_index.MIGRATION, say)


def quietly(line: str) -> None:
    """Nobody listens."""


def test_everything_is_found_afterwards_and_a_second_run_asks_one_row() -> None:
    made = stored_before(5)
    nobody = submit(reporter=None, anonymous=True).report_id
    both = submit(reporter={"email": somebody(), "phone": (phone := somebodys_phone())}).report_id
    forget(both)
    assert not found(phone=phone)
    assert index_all(quietly) == 7
    assert all(found(email=email) == [report_id] for report_id, email in made)
    assert found(phone=phone) == [both]
    assert agrees(nobody)
    with watched() as wire:
        assert index_all(quietly) == 0
    assert wire.operations == ["GetItem"]


def test_broken_off_at_any_request_it_goes_on_and_misses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migration, "PAGE", 2)
    made = stored_before(5)
    with watched() as wire:
        index_all(quietly)
    assert len(wire.operations) >= 12
    for number in range(len(wire.operations)):
        for report_id, _ in made:
            forget(report_id)
        begin_anew()
        with disturbed(crashes_at(number)), suppress(Crash):
            index_all(quietly)
        index_all(quietly)
        assert all(found(email=email) == [report_id] for report_id, email in made), number


def test_what_was_done_is_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migration, "PAGE", 2)
    made = stored_before(6)
    with watched() as wire:
        index_all(quietly)
    for report_id, _ in made:
        forget(report_id)
    begin_anew()
    said: list[str] = []
    with disturbed(crashes_at(len(wire.operations) - 3)), suppress(Crash):
        index_all(said.append)
    assert said
    assert index_all(quietly) < 6
    assert all(found(email=email) == [report_id] for report_id, email in made)


@pytest.mark.parametrize("command", [Contact(email="lain@warga.example"), Erase()])
def test_who_changes_or_erases_meanwhile_is_found_by_what_is_true(command: Any) -> None:
    ((report_id, _),) = stored_before(1)
    with disturbed(meanwhile(2, lambda: act(REPORTER, report_id, command))):
        index_all(quietly)
    assert agrees(report_id)


def test_one_report_alone() -> None:
    (first, email), (_, other) = stored_before(2)
    contact_index.index_one(first)
    contact_index.index_one("LP-0000-0000-000")
    assert (found(email=email), found(email=other)) == ([first], [])


def test_each_module_of_the_room_is_a_migration_in_the_list() -> None:
    modules = {one.name for one in pkgutil.iter_modules(migrations.__path__)} - {"migration"}
    assert len(modules) == len(MIGRATIONS)
    assert len({one.job for one in MIGRATIONS}) == len(MIGRATIONS)


def test_all_are_done_in_order_and_said_once() -> None:
    stored_before(1)
    said: list[str] = []
    migration.run_all(MIGRATIONS, said.append)
    migration.run_all(MIGRATIONS, said.append)
    assert said == ["1 reporters' contacts indexed: done"]
