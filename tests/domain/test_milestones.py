"""When a report was verified and answered, and how many working days that took (docs/law.md "Limits")."""

from chalicelib.domain.commands import Accept, Answer, Complete, Dispute, RequestData, Withdraw
from chalicelib.domain.milestones import answered_at, verified_at, working_days_late, working_days_used
from tests.domain.dossier import Dossier, answered, forwarded, submitted
from tests.domain.world import CALENDAR, WIB, local


def days(dossier: Dossier, now: str) -> tuple[int, int]:
    """The working days used by a moment, and those of them that were too late."""
    report, moment = dossier.report, local(now, WIB)
    return working_days_used(report, CALENDAR, WIB, moment), working_days_late(report, CALENDAR, WIB, moment)


def test_nobody_has_verified_or_answered_what_just_came_in() -> None:
    report = submitted().report
    assert (verified_at(report), answered_at(report)) == (None, None)


def test_it_is_verified_when_first_sent_on_and_answered_when_first_answered() -> None:
    dossier = answered()
    first = answered_at(dossier.report)
    assert verified_at(dossier.report) == dossier.report.first_forwarded_at
    assert first == dossier.limit("finish").met_at
    dossier.do("reporter", Dispute("Belum selesai."))
    assert answered_at(dossier.report) == first


def test_who_withdraws_was_neither_verified_nor_answered() -> None:
    report = submitted().do("reporter", Withdraw()).report
    assert report.ended_at
    assert (verified_at(report), answered_at(report)) == (None, None)


def test_weekends_holidays_and_days_of_waiting_do_not_count() -> None:
    dossier = Dossier("2026-12-21 08:00")
    assert days(dossier, "2026-12-21 20:00") == (0, 0)
    assert days(dossier, "2026-12-28 20:00") == (3, 0), "22, 23 and 28 December: Christmas and a weekend between"
    dossier = forwarded().do("liaison", Accept()).do("liaison", RequestData("Di mana?"), "2026-11-20 10:00")
    before = days(dossier, "2026-11-19 20:00")[0]
    dossier.do("reporter", Complete(text="Raja."), "2026-11-24 10:00")
    assert days(dossier, "2026-11-24 20:00")[0] == before + 1


def test_late_are_the_working_days_after_the_last_day_of_the_limit() -> None:
    dossier = forwarded().do("liaison", Accept())
    due = dossier.day("finish")
    used, late = days(dossier, f"{due} 23:00")
    assert (used, late) == (14, 0)
    dossier.do("liaison", Answer("Lubang sudah ditambal semua."), "2026-12-15 10:00")
    assert days(dossier, "2027-03-01 10:00") == days(dossier, "2026-12-15 10:00")
    assert days(dossier, "2027-03-01 10:00")[1] > 0
