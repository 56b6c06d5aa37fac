"""The index of repeats: what stands in it, how long, what it holds of people, and what it costs in a disaster."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.case_commands import Merge
from chalicelib.domain.commands import Accept, Erase, Verify, Withdraw
from chalicelib.service import reading
from chalicelib.service.commands import REPORTER, Opened
from chalicelib.store import directory_lookup
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import Stored, StoredFingerprint, head_item
from chalicelib.store.models.reports import HeadItem
from chalicelib.store.similar_reports import READ_AT_MOST
from tests.store.desk_work import about, act, officer, stored, submit
from tests.wire import watched

KEYS = {"near_pk", "near_sk"}
MADE = {"area", "fingerprint"}
HOLE = {"title": "Lubang besar di Jalan Kapuas Raya", "body": "Ada lubang dalam di Jalan Kapuas Raya dekat jembatan."}
AGAIN = {"title": "jln kapuas raya bolong", "body": "jalanan kapuas raya bolong gede min, tolong ditambal ya"}


def place(village: str) -> dict[str, Any]:
    """A village of its own, so that other tests' reports are not near."""
    return {"province": "62", "regency": "6201", "district": "Kumai", "village": village}


def submitted(words: dict[str, str], village: str, **changes: Any) -> str:
    """A report in those words about a village."""
    fields: dict[str, Any] = {**words, "location": place(village), **changes}
    return submit(**fields).report_id


def head(report_id: str) -> dict[str, Any]:
    """The HEAD as it is kept."""
    kept: dict[str, Any] = about(report_id)["HEAD"]
    return kept


def view(report_id: str, username: str = "kobar") -> dict[str, Any]:
    """What an officer reads."""
    return reading.officer_view(Opened(stored(report_id), officer(username)), clock.now(), "id")


def offered(report_id: str, username: str = "kobar") -> list[str]:
    """The numbers of the reports an officer is offered beside one."""
    return [one["report_id"] for one in found(report_id, username)]


def found(report_id: str, username: str = "kobar") -> list[Any]:
    """What an officer is offered beside a report."""
    return list(reading.duplicates(Opened(stored(report_id), officer(username)), clock.now(), "id")["items"])


def test_a_report_stands_in_the_index_while_it_is_open() -> None:
    report_id = submitted(HOLE, "Satu")
    assert head(report_id)["near_pk"]["S"] == "kab.6201#pekerjaan-umum"
    act(officer("kobar"), report_id, Verify(category="perhubungan"))
    assert head(report_id)["near_pk"]["S"] == "kab.6201#perhubungan", "it is found where it was put"
    act(REPORTER, report_id, Withdraw())
    assert not KEYS & head(report_id).keys()


def test_erasing_takes_the_fingerprint_and_the_marks_of_the_name() -> None:
    title = "Akta atas nama Rahmaniah salah"
    reporter = {"name": "Siti Rahmaniah", "email": "siti@warga.example"}
    report_id = submit(title=title, location=place("Dua"), reporter=reporter).report_id
    assert head(report_id).keys() >= MADE
    assert "names" in about(report_id)["BODY"]
    act(REPORTER, report_id, Erase())
    assert not (KEYS | MADE) & head(report_id).keys()
    assert "names" not in about(report_id)["BODY"]


def test_the_fingerprint_holds_nobodys_name_or_number() -> None:
    body = (
        "Saya Murai Tersembunyi, NIK 6201019913990000, telepon 0812-5555-1212, surel murai@warga.example, rekening BRI "
        "0210 0100 0123 456, mobil KH 1234 AB. Kata Pak Slamet jalan ini berlubang."
    )
    reporter = {"name": "Murai Tersembunyi", "email": "murai@warga.example", "phone": "0812 5555 1212"}
    kept = head(submit(body=body, location=place("Tiga"), reporter=reporter).report_id)["fingerprint"]["S"]
    assert "lubang" in kept
    for secret in ("murai", "tersembunyi", "6201019913990000", "5555", "warga", "0210", "1234", "slamet"):
        assert secret not in kept.casefold()


def test_what_merge_would_refuse_is_not_offered() -> None:
    taken_up = submitted(HOLE, "Empat", category="perairan")
    hidden = submitted(AGAIN, "Empat", category="perairan", confidential=True)
    assert offered(hidden) == [taken_up], "the public one may go into the hidden one"
    act(officer("kobar"), taken_up, Verify(forward_to="kab.6201.dpupr"))
    act(officer("dpupr"), taken_up, Accept())
    assert offered(hidden) == [], "now only the hidden one could go, and would become more public"
    assert offered(taken_up) == []


def test_one_that_is_being_worked_on_is_offered_what_came_later() -> None:
    main = submitted(HOLE, "Lima", category="perairan")
    act(officer("kobar"), main, Verify(forward_to="kab.6201.dpupr"))
    later = submitted(AGAIN, "Lima", category="perairan")
    assert offered(main) == [later]
    assert offered(later) == [main]
    act(officer("kobar"), later, Merge(main))
    assert offered(main) == []


def test_a_disaster_costs_two_round_trips() -> None:
    # A category of its own: other tests' reports are not crowded out.
    words = " ".join(f"kata{number} rusak banjir jembatan" for number in range(60))
    report_id = submitted(HOLE | {"body": f"{HOLE['body']} {words}"}, "Enam", category="pertanian")
    kept = stored(report_id)
    assert kept.likeness
    with HeadItem.batch_write() as batch:
        for number in range(2 * READ_AT_MOST):
            batch.save(repeat(kept, kept.likeness, number))
    offered(report_id)
    with watched() as wire:
        alike = found(report_id)
    assert len(alike) == 5
    assert wire.operations == ["GetItem", "Query", "Query", "BatchGetItem"], "the report, those near it, the likeliest"
    assert wire.read_units <= 40
    with watched() as wire:
        view(report_id)
    assert wire.operations == ["GetItem", "Query"], "the page does not wait for it"
    assert wire.read_units <= 6


def repeat(kept: Stored, likeness: StoredFingerprint, number: int) -> HeadItem:
    """The index entry and facts of one more report of the same, some seconds later."""
    received_at = kept.report.received_at + timedelta(seconds=number)
    report = replace(kept.report, report_id=f"LP-DSTR-{number:04}-000", received_at=received_at)
    item = head_item(Stored(report, kept.title, "1", likeness=likeness), directory_lookup.whole_directory(), None)
    assert item.near_sk == timestamp(received_at)
    return item


def test_one_that_an_earlier_version_put_there_is_found_among_those_of_today() -> None:
    one, other = (submitted(HOLE, "Enam Puluh", category="perairan") for _ in range(2))
    before = HeadItem.get(f"REPORT#{one}", "HEAD")
    before.update(actions=[HeadItem.near_sk.set(f"{before.near_sk}#{one}")])
    assert (offered(one), offered(other)) == ([other], [one])


@pytest.mark.parametrize("username", ["kobar", "nasional"])
def test_a_process_that_knows_no_agency_reads_each_list_once(username: str) -> None:
    report_id = submitted(HOLE, "Tujuh")
    opened = Opened(stored(report_id), officer(username))
    directory_lookup.forget()
    with watched() as wire:
        reading.officer_view(opened, clock.now(), "id")
    lists = [body["ExpressionAttributeValues"][":0"]["S"] for name, body in wire.requests if name == "Query"]
    assert len(lists) == len(set(lists)), lists
    with watched() as warm:
        reading.officer_view(opened, clock.now(), "id")
    assert warm.operations[0] == "Query"
    assert len(warm.operations) <= 3
