"""What an officer recorded for somebody runs from the day on which it came; what came by the form from its receipt."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.workdays import add_calendar_days, local_date
from chalicelib.domain.channels import RECORDED, Channel
from chalicelib.domain.commands import Complete, Forward, RequestData
from chalicelib.domain.history import replay
from chalicelib.domain.limits import LimitName
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.report import Report
from chalicelib.domain.tallying import by_channel, contributions
from chalicelib.domain.time_ledger import Owner, Party, time_ledger
from chalicelib.store.codec import decode_report, encode_report
from chalicelib.store.packing import values_in
from tests.domain.dossier import UNIT, Dossier
from tests.domain.world import RULES, WIB, WIT, local

CLERK = Actor(Role.COORDINATOR, "kab.6201", "kobar")
MONDAY, FRIDAY = date(2026, 11, 9), date(2026, 11, 6)


def letter(at: str = "2026-11-16 14:00", received_on: date | None = MONDAY, **fields: Any) -> Dossier:
    """A letter that lay for a week before it was recorded."""
    return Dossier(at, channel=Channel.LETTER, received_on=received_on, recorded_by=CLERK, **fields)


def test_the_first_limits_of_a_letter_run_from_the_day_it_came() -> None:
    report = letter()
    assert report.days() == {
        "verify": "2026-11-12",
        "cap": add_calendar_days(MONDAY, 60).isoformat(),
        "acknowledge": "2026-11-23",
    }
    assert {limit.started_on for limit in report.report.limits} == {MONDAY}


def test_a_letter_that_came_on_a_friday_counts_from_monday_on() -> None:
    assert letter(received_on=FRIDAY).day("verify") == "2026-11-11"


def test_without_a_day_of_receipt_the_limits_run_from_the_recording() -> None:
    assert letter(received_on=None).days() == Dossier("2026-11-16 14:00").days()


def test_what_begins_later_begins_when_it_happens() -> None:
    forwarded = letter().do("coordinator", Forward(UNIT), "2026-11-17 09:00")
    assert {name: forwarded.limit(name).started_on for name in ("accept", "respond", "finish")} == dict.fromkeys(
        ("accept", "respond", "finish"), date(2026, 11, 17)
    )
    completed = letter().do("coordinator", RequestData("Di kilometer berapa?"), "2026-11-17 09:00")
    completed.do("reporter", Complete("Di kilometer tiga."), "2026-11-18 09:00")
    assert completed.limit("cap").started_on == date(2026, 11, 18)


def test_a_limit_that_was_over_before_the_letter_was_recorded_is_late_at_the_first_look() -> None:
    report = letter()
    assert report.next_look_at
    assert report.next_look_at <= report.now
    decided = lifecycle.tick(report.report, report.now, RULES)
    assert decided
    assert decided.report.late
    assert decided.report.level == 1


@pytest.mark.parametrize("received_on", [date(2026, 10, 17), date(2026, 11, 16)])
def test_today_and_thirty_days_back_may_be_days_of_receipt(received_on: date) -> None:
    assert letter(received_on=received_on).limit("cap").started_on == received_on


@pytest.mark.parametrize("received_on", [date(2026, 10, 16), date(2026, 11, 17)])
def test_no_other_day_may_be_one(received_on: date) -> None:
    with pytest.raises(Invalid) as refused:
        letter(received_on=received_on)
    (fault,) = refused.value.errors
    assert (fault.field, fault.code, fault.values) == (
        "received_on",
        "no_day_of_receipt",
        {"least": "2026-10-17", "most": "2026-11-16"},
    )


def test_today_is_the_institutions_own_day() -> None:
    """At 23:30 in Jakarta it is tomorrow in Jayapura: there a letter of tomorrow has come, here it has not."""
    tomorrow = date(2026, 11, 17)
    east = Dossier("2026-11-16 23:30", zone=WIB, addressed_to="kota.9171", received_on=tomorrow)
    assert east.limit("verify").timezone == WIT
    assert east.limit("verify").started_on == tomorrow
    with pytest.raises(Invalid):
        letter("2026-11-16 23:30", received_on=tomorrow)


def test_the_time_ledger_begins_with_the_morning_on_which_it_came() -> None:
    report = letter()
    until = local("2026-11-17 08:00", WIB)
    ledger = {one.owner: one for one in time_ledger(report.events, RULES.directory, RULES.calendar, until)}
    assert sum(one.seconds for one in ledger.values()) == timedelta(days=8).total_seconds()
    assert ledger[Owner(Party.COORDINATOR, "kab.6201")].working_days == 6


def test_it_counts_in_the_month_in_which_it_came_and_waits_since_then() -> None:
    report = letter("2026-11-02 10:00", date(2026, 10, 30)).do("coordinator", Forward(UNIT), "2026-11-03 10:00")
    counts = contributions(report.events, RULES.directory)
    assert counts["nation/kab.6201", "2026-10"] == {"received": 1, "channel_letter": 1}
    assert by_channel(counts["nation/kab.6201", "2026-10"])["letter"] == 1
    assert counts["nation/kab.6201", "2026-11"] == {"verify_days_4": 1}
    assert counts["nation/kab.6201", "open"]["day_2026-10-30"] == 1


def test_what_came_by_the_form_is_what_came_by_no_other_way() -> None:
    """Months that were counted before there were channels say so too."""
    assert by_channel({"received": 7, "channel_letter": 2, "channel_sms": 1})["web"] == 4
    assert by_channel({"received": 3})["web"] == 3


def test_how_it_came_is_kept_and_of_older_reports_it_is_the_form() -> None:
    report = letter().report
    assert decode_report(encode_report(report)) == report == replay(letter().events)
    assert (report.channel, report.recorded_by) == (Channel.LETTER, CLERK)
    plain: Report = Dossier().report
    assert "channel" not in values_in(encode_report(plain))
    assert decode_report(encode_report(plain)).channel is Channel.WEB


def test_nobody_records_what_the_form_or_another_system_sends_by_itself() -> None:
    assert set(Channel) - set(RECORDED) == {Channel.WEB, Channel.INTEGRATION}


def test_the_moment_of_receipt_is_never_after_the_recording() -> None:
    early = letter("2026-11-09 07:00").report
    assert early.moment_of_receipt(WIB) == early.received_at == datetime.fromisoformat("2026-11-09T07:00:00+07:00")
    assert local_date(letter().report.moment_of_receipt(WIB), WIB) == MONDAY
    assert letter().report.limit(LimitName.VERIFY) is not None
