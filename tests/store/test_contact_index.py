"""The index of contacts says at every instant what the identities say: written, moved and removed with them."""

import uuid
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.commands import Contact, Erase
from chalicelib.failures import Unavailable
from chalicelib.service.commands import REPORTER
from chalicelib.settings import settings
from chalicelib.store import contact_index, reports
from chalicelib.store.models.identities import ContactItem, IdentityItem
from tests.app.people import new_key
from tests.store.desk_work import act, everything, submit
from tests.wire import Crash, Fault, crashes, crashes_at, disturbed, loses_answers, meanwhile, watched


def somebody() -> str:
    """An address nobody else has."""
    return f"Warga-{uuid.uuid4().hex[:12]}@warga.example"


def somebodys_phone() -> str:
    """A number nobody else has."""
    return f"08{uuid.uuid4().int % 10**10:010}"


def found(email: str | None = None, phone: str | None = None) -> list[str]:
    """The reports of a contact, the newest first."""
    contact = contact_index.email_hash(email) if email else contact_index.phone_hash(phone or "")
    return contact_index.newest(contact, 100)


def indexed(report_id: str) -> set[str]:
    """The hashes under which a report stands in the index."""
    keys = (key for table, *key in everything() if table == settings().identities_table)
    return {
        pk.removeprefix("CONTACT#") for pk, sk in keys if pk.startswith("CONTACT#") and sk.endswith(f"#{report_id}")
    }


def identity_of(report_id: str) -> IdentityItem | None:
    """A reporter's identity as it is kept."""
    with suppress(IdentityItem.DoesNotExist):
        return IdentityItem.get(report_id, "IDENTITY", consistent_read=True)
    return None


def agrees(report_id: str) -> bool:
    """Whether a report is found by what stands in its identity, and by nothing else."""
    identity = identity_of(report_id)
    return indexed(report_id) == (set(contact_index.hashes_of(identity)) if identity else set())


def forget(report_id: str) -> None:
    """As release 0.1 stored it: without an item in the index."""
    identity = identity_of(report_id)
    assert identity
    for item in contact_index.items_of(identity).values():
        item.delete()


@pytest.mark.parametrize("anonymous", [False, True])
def test_a_report_is_found_by_each_of_its_contacts_however_they_are_written(anonymous: bool) -> None:
    email, phone = somebody(), somebodys_phone()
    report_id = submit(reporter={"email": email, "phone": phone}, anonymous=anonymous).report_id
    assert found(email=email.upper()) == found(phone=f"+62 {phone[1:]}") == [report_id]
    assert found(email=f"x{email}") == found(phone=f"{phone}1") == []
    assert agrees(report_id)


def test_who_gave_no_contact_has_no_item() -> None:
    assert indexed(submit(reporter=None, anonymous=True).report_id) == set()


def test_the_newest_come_first_and_no_more_than_asked_for_in_one_request() -> None:
    email, now = somebody(), clock.now()
    numbers = [submit(now=now - timedelta(days=day), reporter={"email": email}).report_id for day in (3, 1, 2)]
    with watched() as wire:
        listed = contact_index.newest(contact_index.email_hash(email), 2)
    assert listed == [numbers[1], numbers[2]]
    assert (wire.operations, wire.read_units) == (["Query"], 1)


def test_neither_key_nor_item_tells_an_address() -> None:
    email, phone = somebody(), somebodys_phone()
    report_id = submit(reporter={"email": email, "phone": phone}).report_id
    items = [item for (_, pk, sk), item in everything().items() if pk.startswith("CONTACT#") and report_id in sk]
    assert [set(item) for item in items] == [{"pk", "sk"}] * 2
    for one in (email, email.lower(), phone, phone[1:]):
        assert one not in str(items)


def test_a_changed_contact_moves_and_what_stays_is_not_written_again() -> None:
    email, phone, other = somebody(), somebodys_phone(), somebody()
    report_id = submit(reporter={"email": email, "phone": phone}).report_id
    act(REPORTER, report_id, Contact(email=other))
    assert (found(email=email), found(email=other), found(phone=phone)) == ([], [report_id], [report_id])
    with watched() as wire:
        act(REPORTER, report_id, Contact(email=other.upper(), phone=f"+62 {phone[1:]}"))
    assert "CONTACT#" not in str([body for name, body in wire.requests if name == "TransactWriteItems"])
    assert agrees(report_id)


def test_a_contact_given_later_is_found_too() -> None:
    report_id = submit(reporter={"phone": somebodys_phone()}).report_id
    email = somebody()
    act(REPORTER, report_id, Contact(email=email))
    assert found(email=email) == [report_id]
    assert agrees(report_id)


def test_erasing_takes_every_item_and_leaves_another_report_of_the_same_contact() -> None:
    email, phone = somebody(), somebodys_phone()
    first, second = (submit(reporter={"email": email, "phone": phone}).report_id for _ in range(2))
    act(REPORTER, first, Contact(email=somebody()))
    act(REPORTER, first, Contact(email=email))
    act(REPORTER, first, Erase())
    assert indexed(first) == set()
    assert found(email=email) == found(phone=phone) == [second]


def test_an_erasure_with_everything_still_fits_one_transaction() -> None:
    report_and_case, who, files = 1 + 1 + 2 + 3, 1 + 2 + 1, 10
    assert reports.ERASED_AT_ONCE + report_and_case + who + files + reports.MOST_FORMER == 100
    report_id = submit(reporter={"email": somebody(), "phone": somebodys_phone()}).report_id
    with watched() as wire:
        act(REPORTER, report_id, Erase())
    (erasing,) = [body["TransactItems"] for name, body in wire.requests if name == "TransactWriteItems"]
    kinds = [kind for one in erasing for kind in one]
    assert kinds.count("Delete") == 3, "the identity and its two contacts"


@pytest.mark.parametrize(
    "fault", [crashes("TransactWriteItems"), crashes("TransactWriteItems", after_it=True)], ids=["before", "after"]
)
def test_killed_at_a_submit_the_index_and_the_identity_agree(fault: Fault) -> None:
    email, key = somebody(), new_key()
    with disturbed(fault), pytest.raises(Crash):
        submit(key, reporter={"email": email})
    assert all(agrees(report_id) for report_id in found(email=email))
    report_id = submit(key, reporter={"email": email}).report_id
    assert found(email=email) == [report_id]


@pytest.mark.parametrize("command", [Contact(email="lain@warga.example", phone="0813 0000 0001"), Erase()])
def test_killed_at_any_request_of_a_change_the_index_and_the_identity_agree(command: Any) -> None:
    def new() -> str:
        return submit(reporter={"email": somebody(), "phone": somebodys_phone()}).report_id

    report_id = new()
    with watched() as wire:
        act(REPORTER, report_id, command)
    assert len(wire.operations) > 2
    for number in range(len(wire.operations)):
        report_id = new()
        with disturbed(crashes_at(number)), suppress(Crash):
            act(REPORTER, report_id, command)
        assert agrees(report_id)
        act(REPORTER, report_id, command)
        assert agrees(report_id)


def test_an_answer_lost_leaves_both_or_neither() -> None:
    for times in (1, 2):
        report_id = submit(reporter={"email": somebody()}).report_id
        with disturbed(loses_answers("TransactWriteItems", times=times)), suppress(Unavailable):
            act(REPORTER, report_id, Contact(email=somebody()))
        assert agrees(report_id)


def test_two_changes_in_the_same_instant_leave_one_contact() -> None:
    for moment in range(3):
        report_id = submit(reporter={"email": somebody()}).report_id
        mine, theirs = somebody(), somebody()

        def rival(report_id: str = report_id, theirs: str = theirs) -> None:
            act(REPORTER, report_id, Contact(email=theirs))

        with disturbed(meanwhile(moment, rival)):
            act(REPORTER, report_id, Contact(email=mine))
        assert agrees(report_id)
        assert len(indexed(report_id)) == 1


def test_what_was_stored_without_an_item_gets_it_and_twice_is_once() -> None:
    email = somebody()
    report_id = submit(reporter={"email": email, "phone": somebodys_phone()}).report_id
    forget(report_id)
    identity = identity_of(report_id)
    assert identity
    assert found(email=email) == []
    assert contact_index.add_missing(identity)
    assert contact_index.add_missing(identity)
    assert found(email=email) == [report_id]
    assert agrees(report_id)


@pytest.mark.parametrize("command", [Contact(email="baru@warga.example"), Erase()])
def test_what_changes_while_it_is_indexed_is_not_indexed_as_it_was(command: Any) -> None:
    report_id = submit(reporter={"email": somebody()}).report_id
    forget(report_id)
    identity = identity_of(report_id)
    assert identity
    with disturbed(meanwhile(0, lambda: act(REPORTER, report_id, command))):
        assert not contact_index.add_missing(identity)
    assert agrees(report_id)


def test_a_contact_taken_away_between_is_seen_although_there_was_none() -> None:
    report_id = submit(reporter={"phone": somebodys_phone()}).report_id
    forget(report_id)
    identity = identity_of(report_id)
    assert identity
    act(REPORTER, report_id, Contact(email=somebody()))
    assert not contact_index.add_missing(identity)


def test_five_hundred_reports_of_a_village_head_are_five_hundred_small_items() -> None:
    email = somebody()
    contact = contact_index.PREFIX + contact_index.email_hash(email)
    with ContactItem.batch_write() as batch:
        for number in range(500):
            batch.save(
                ContactItem(pk=contact, sk=f"2026-11-{number % 28 + 1:02}T00:00:00.000Z#LP-{number:04}-0000-000")
            )
    with watched() as wire:
        listed = contact_index.newest(contact_index.email_hash(email), 51)
    assert (len(listed), wire.operations) == (51, ["Query"])
    assert wire.read_units <= 2
    assert listed[0] == "LP-0475-0000-000"
