"""Whom mail does not reach is seen by those whose duty it is, and by the reporter; the address by nobody."""

import uuid
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Note
from chalicelib.failures import Conflict
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import deliveries, reports
from chalicelib.store.deliveries import DeliveryKey
from tests.app.people import Desk, bearer
from tests.app.test_lists import numbers, walk


def unreached(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A report whose receipt was refused."""
    receipt = desk.submit(**changes)
    deliveries.mark_failed(DeliveryKey(receipt["report_id"], 1, "reporter"), "rejected", clock.now())
    return receipt


def sees(desk: Desk, username: str, report_id: str, more: str = "") -> bool:
    """Whether a report is in an officer's queue."""
    path = f"/officer/reports?queue=undelivered&limit=100{more}"
    return report_id in numbers(walk(desk, path, bearer(username)))


def test_the_coordinator_sees_it_and_no_other_institution(desk: Desk) -> None:
    report_id = unreached(desk)["report_id"]
    assert sees(desk, "kobar", report_id)
    assert not sees(desk, "kobar", desk.submit()["report_id"])
    assert not any(sees(desk, name, report_id) for name in ("kotim", "kalteng", "nasional", "dpupr", "inspektorat"))
    assert sees(desk, "nasional", report_id, "&agency=kab.6201")
    assert sees(desk, "kobar", report_id, "&state=submitted")
    assert not sees(desk, "kobar", report_id, "&state=closed")
    for username, more, status in (("kobar", "&agency=kab.6202", 404), ("dpupr", "&agency=kab.6201", 404),
                                   ("ombudsman", "", 403), ("nasional", "&agency=kab.9999", 404)):  # fmt: skip
        assert desk.get(f"/officer/reports?queue=undelivered{more}", bearer(username)).status == status


def test_it_goes_with_the_report_from_institution_to_institution(desk: Desk) -> None:
    report_id = unreached(desk, agency_id=None)["report_id"]
    assert sees(desk, "nasional", report_id), "the nation for its own"
    assert desk.act("nasional", report_id, "verify", forward_to="kab.6201").status == 200
    assert not sees(desk, "nasional", report_id)
    assert sees(desk, "kobar", report_id)
    assert desk.act("kobar", report_id, "forward", to="kab.6201.dpupr").status == 200
    assert all(sees(desk, name, report_id) for name in ("kobar", "dpupr", "kobar-sekda"))
    assert sees(desk, "kobar", report_id, "&agency=kab.6201.dpupr")
    assert not sees(desk, "dinkes", report_id)
    assert not sees(desk, "kobar", report_id, "&agency=kab.6201.dinkes")


def test_who_and_why_stands_in_the_officers_view_and_the_address_nowhere(desk: Desk) -> None:
    address = f"hilang-{uuid.uuid4().hex[:8]}@warga.example"
    receipt = unreached(desk, reporter={"name": "Siti Uji", "email": address})
    seen = desk.read("kobar", receipt["report_id"])
    assert seen.json["undelivered"] == [{"recipient": "reporter", "reason": "rejected"}]
    assert address not in seen.content.decode()
    own = desk.own(receipt)
    assert own["mail_undelivered"] is True
    assert address not in str(own)
    assert desk.own(desk.submit())["mail_undelivered"] is False
    page = desk.form("/track", {"report_id": receipt["report_id"], "access_code": receipt["access_code"]})
    assert "Email kami tidak sampai kepada Anda" in page.content.decode()


def test_an_officer_out_of_reach_is_the_coordinators_matter_not_the_reporters(desk: Desk) -> None:
    receipt = desk.submit()
    deliveries.mark_failed(DeliveryKey(receipt["report_id"], 1, "officer_kobar"), "suppressed", clock.now())
    assert sees(desk, "kobar", receipt["report_id"])
    assert desk.own(receipt)["mail_undelivered"] is False


def test_it_leaves_the_queue_when_a_later_letter_reaches_everybody(desk: Desk) -> None:
    receipt = unreached(desk)
    report_id = receipt["report_id"]
    deliveries.mark_failed(DeliveryKey(report_id, 1, "officer_kobar"), "suppressed", clock.now())
    assert desk.act("kobar", report_id, "verify", forward_to="kab.6201.dpupr").status == 200
    for recipient, still in (("reporter", True), ("officer_kobar", False)):
        later = DeliveryKey(report_id, 2, recipient)
        deliveries.claim(later, clock.now(), clock.now() - clock.now())
        deliveries.mark_sent(later, "0100", clock.now(), in_doubt=False, was_unreached=True)
        assert sees(desk, "kobar", report_id) is still
    assert desk.own(receipt)["mail_undelivered"] is False


def test_a_mark_and_a_decision_at_the_same_instant_lose_nothing_of_each_other(desk: Desk) -> None:
    receipt = desk.submit()
    before = reports.load(receipt["report_id"])
    assert before
    deliveries.mark_failed(DeliveryKey(receipt["report_id"], 1, "reporter"), "rejected", clock.now())
    kobar = Actor(Role.COORDINATOR, "kab.6201", "kobar")
    after = commands.carry_out(Opened(before, kobar), Note("Dihubungi lewat telepon."), 1, clock.now())
    assert (after.report.version, set(after.undelivered)) == (2, {"reporter"})
    assert sees(desk, "kobar", receipt["report_id"])


def test_a_decision_on_what_was_read_before_the_mark_is_not_written_over_it(desk: Desk) -> None:
    from chalicelib.domain import lifecycle
    from chalicelib.service.rules import agencies_of, rules_for

    receipt = desk.submit()
    before = reports.load(receipt["report_id"])
    assert before
    deliveries.mark_failed(DeliveryKey(receipt["report_id"], 1, "reporter"), "rejected", clock.now())
    kobar = Actor(Role.COORDINATOR, "kab.6201", "kobar")
    rules = rules_for(agencies_of(before.report))
    decision = lifecycle.decide(before.report, Note("Catatan."), kobar, clock.now(), rules)
    with pytest.raises(Conflict):
        reports.save(before, decision, rules.directory)
