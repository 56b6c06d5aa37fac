"""Nobody is deemed withdrawn who was not told: the sweep asks the outbox before it ends a report."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.notify import outcomes
from chalicelib.store import deliveries
from chalicelib.store.deliveries import DeliveryKey
from infra.local.mail_events import undelivered
from infra.local.mailbox import Mail
from tests.app.people import Desk, bearer
from tests.app.test_lists import numbers, walk
from tests.jobs.clockhand import send_letters, sweep_to
from tests.jobs.test_sweep import ahead
from tests.local_cloud import MAIL_PORT
from tests.notify.scene import settings_of


def asked(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A report whose reporter was asked for data."""
    receipt = desk.submit(**changes)
    assert desk.act("kobar", receipt["report_id"], "request-data", text="Sebutkan nama jalan.").status == 200
    send_letters(receipt["report_id"], 2)
    return receipt


def is_untold(desk: Desk, receipt: dict[str, Any]) -> bool:
    """Whether the report climbs in place of ending."""
    own = desk.own(receipt)
    kinds = {event["data"].get("kind") for event in own["events"] if event["type"] == "reminded"}
    return own["state"] == "needs_info" and own["level"] >= 1 and own["late"] and "unreached" in kinds


def unreached(desk: Desk, username: str) -> set[str]:
    """The numbers in an officer's queue."""
    return set(numbers(walk(desk, "/officer/reports?queue=unreached&limit=100", bearer(username))))


def bounce(receipt: dict[str, Any], seq: int) -> None:
    """The mail service gives the reporter's letter back."""
    deliveries.mark_returned(DeliveryKey(receipt["report_id"], seq, "reporter"), "bounced", datetime.now(UTC))


def test_who_has_but_a_telephone_and_was_never_called_is_not_deemed_withdrawn(desk: Desk) -> None:
    receipt = asked(desk, reporter={"name": "Siti", "phone": "081234567890"})
    sweep_to(ahead(40))
    assert is_untold(desk, receipt)
    sweep_to(ahead(300))
    own = desk.own(receipt)
    assert (own["state"], own["level"]) == ("needs_info", 4)
    assert desk.as_reporter(receipt, "complete", body="Jalan Rangga Santrek.").json["state"] == "submitted"


def test_a_letter_that_came_back_told_nothing(desk: Desk) -> None:
    receipt = asked(desk)
    bounce(receipt, 2)
    sweep_to(ahead(40))
    assert is_untold(desk, receipt)


def test_a_reminder_that_arrived_told_of_the_request_too(desk: Desk) -> None:
    receipt = asked(desk)
    bounce(receipt, 2)
    sweep_to(ahead(8))
    reminded = desk.own(receipt)["events"][-1]
    assert (reminded["type"], reminded["data"]["kind"]) == ("reminded", "day_7")
    send_letters(receipt["report_id"], reminded["seq"])
    sweep_to(ahead(40))
    assert desk.own(receipt)["archived_reason"] == "deemed_withdrawn"


def test_who_was_called_has_thirty_days_from_the_call(desk: Desk) -> None:
    receipt = asked(desk, reporter={"name": "Siti", "phone": "081234567890"})
    sweep_to(ahead(40))
    assert receipt["report_id"] in unreached(desk, "kobar")
    called = desk.act("kobar", receipt["report_id"], "contact-log", how="call", reached=True, text="Sudah tahu.")
    assert (called.json["level"], called.json["late"], called.json["deadline"]["limit"]) == (0, False, "complete")
    assert receipt["report_id"] not in unreached(desk, "kobar")


def test_the_queue_is_of_whoever_asked_and_of_what_was_not_told_alone(desk: Desk) -> None:
    untold, told = asked(desk, reporter={"name": "Siti", "phone": "081234567890"}), desk.forwarded()
    assert untold["report_id"] in unreached(desk, "kobar"), "nobody can tell them but by a call"
    sweep_to(ahead(40))
    assert untold["report_id"] in unreached(desk, "kobar")
    assert told["report_id"] not in unreached(desk, "kobar")
    assert not any(untold["report_id"] in unreached(desk, name) for name in ("kotim", "dpupr"))


def test_a_letter_sent_again_to_another_address_told_of_it(desk: Desk) -> None:
    receipt = asked(desk)
    bounce(receipt, 2)
    again = DeliveryKey(receipt["report_id"], 3, "reporter_again_2")
    deliveries.claim(again, datetime.now(UTC), timedelta(minutes=1))
    deliveries.mark_sent(again, "m-1", datetime.now(UTC), in_doubt=False, was_unreached=False)
    sweep_to(ahead(40))
    assert desk.own(receipt)["archived_reason"] == "deemed_withdrawn"


def test_a_return_that_comes_after_the_end_leaves_the_right_to_revive(desk: Desk) -> None:
    receipt = asked(desk)
    sweep_to(ahead(40))
    bounce(receipt, 2)
    own = desk.own(receipt)
    assert (own["archived_reason"], own["mail_undelivered"]) == ("deemed_withdrawn", True)
    assert "complete" in own["allowed"]


def by_telephone(desk: Desk) -> dict[str, Any]:
    """A report whose reporter was asked for data by short message."""
    with settings_of(SHORT_MESSAGES="yes", SMS_ENDPOINT=f"http://127.0.0.1:{MAIL_PORT}"):
        return asked(desk, reporter={"name": "Siti", "phone": "081234567891"})


def test_a_short_message_that_was_taken_told_of_the_request(desk: Desk) -> None:
    receipt = by_telephone(desk)
    sweep_to(ahead(40))
    assert desk.own(receipt)["archived_reason"] == "deemed_withdrawn"


def test_one_that_its_gateway_gave_up_told_nothing(desk: Desk) -> None:
    receipt = by_telephone(desk)
    tags = {"report": receipt["report_id"], "seq": "2", "recipient": "reporter"}
    message = Mail("", "+6281234567891", "", "", tags=tags)
    outcomes.record(undelivered(message, "id-1"))
    sweep_to(ahead(40))
    assert is_untold(desk, receipt)
    assert receipt["report_id"] in unreached(desk, "kobar")


CALLED = {"how": "call", "text": "Ditelepon sore hari."}


def told_of(desk: Desk, receipt: dict[str, Any]) -> list[dict[str, str]]:
    """Whom the officer's view says letters do not reach."""
    found: list[dict[str, str]] = desk.read("kobar", receipt["report_id"]).json["undelivered"]
    return found


def test_who_has_but_a_telephone_is_to_be_called_as_soon_as_there_is_news(desk: Desk) -> None:
    receipt = desk.submit(reporter={"name": "Siti", "phone": "081234567890"})
    assert receipt["report_id"] not in unreached(desk, "kobar"), "nothing was to be told yet"
    send_letters(receipt["report_id"], 1)
    assert receipt["report_id"] in unreached(desk, "kobar")
    assert told_of(desk, receipt) == [{"recipient": "reporter", "reason": "telephone"}]
    assert desk.own(receipt)["mail_undelivered"] is False


def test_an_attempt_leaves_it_there_and_a_call_that_reached_them_takes_it_off(desk: Desk) -> None:
    receipt = desk.submit(reporter={"name": "Siti", "phone": "081234567890"})
    send_letters(receipt["report_id"], 1)
    desk.act("kobar", receipt["report_id"], "contact-log", reached=False, **CALLED)
    assert receipt["report_id"] in unreached(desk, "kobar")
    desk.act("kobar", receipt["report_id"], "contact-log", reached=True, **CALLED)
    assert receipt["report_id"] not in unreached(desk, "kobar")
    assert told_of(desk, receipt) == []
    assert desk.act("kobar", receipt["report_id"], "verify", forward_to="kab.6201.dpupr").status == 200
    send_letters(receipt["report_id"], 5)
    assert receipt["report_id"] in unreached(desk, "kobar"), "there is something new to tell"


def test_a_mail_that_came_back_is_to_be_told_by_a_call(desk: Desk) -> None:
    receipt = desk.submit()
    send_letters(receipt["report_id"], 1)
    bounce(receipt, 1)
    assert receipt["report_id"] in unreached(desk, "kobar")
    desk.act("kobar", receipt["report_id"], "contact-log", reached=True, **CALLED)
    assert receipt["report_id"] not in unreached(desk, "kobar")


def test_an_officer_out_of_reach_is_not_the_reporter(desk: Desk) -> None:
    receipt = desk.submit()
    send_letters(receipt["report_id"], 1)
    deliveries.mark_returned(DeliveryKey(receipt["report_id"], 1, "officer_kobar"), "bounced", datetime.now(UTC))
    assert told_of(desk, receipt) == [{"recipient": "officer_kobar", "reason": "bounced"}]
    assert receipt["report_id"] not in unreached(desk, "kobar")


def test_who_is_anonymous_is_never_called(desk: Desk) -> None:
    receipt = desk.submit(reporter={"phone": "081234567890"}, anonymous=True)
    send_letters(receipt["report_id"], 1)
    assert told_of(desk, receipt) == []


def test_an_address_given_later_is_told_by_mail(desk: Desk) -> None:
    receipt = desk.submit(reporter={"name": "Siti", "phone": "081234567890"})
    send_letters(receipt["report_id"], 1)
    desk.as_reporter(receipt, "contact", email="siti.uji@warga.example")
    send_letters(receipt["report_id"], 2)
    assert receipt["report_id"] not in unreached(desk, "kobar")
