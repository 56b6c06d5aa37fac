"""Why a deadline is what it is, day by day (docs/law.md "The working calendar")."""

from datetime import date, timedelta

import pytest

from chalicelib.domain.commands import Accept, Complete, Extend, Forward, RequestData
from chalicelib.domain.explanation import explain, is_provisional
from chalicelib.domain.report import Classification
from tests.domain.dossier import UNIT, Dossier, answered, forwarded, submitted
from tests.domain.world import CALENDAR


def explained(dossier: Dossier, name: str) -> list[tuple[str, str, str | None]]:
    """Each day with its kind and name."""
    days = explain(dossier.report, dossier.limit(name), CALENDAR)
    return [(day.date.isoformat(), day.kind, day.name_id) for day in days]


def test_a_limit_over_the_turn_of_the_year_with_a_pause_and_an_extension() -> None:
    dossier = Dossier("2026-12-21 08:00", classification=Classification.INFORMATION)
    dossier.do("coordinator", Forward(UNIT), "2026-12-21 09:00").do("liaison", Accept())
    dossier.do("head", Extend(2, "Arsip", "Dicari di arsip."))
    dossier.do("liaison", RequestData("Nomor berkas?"), "2026-12-22 10:00")
    dossier.do("reporter", Complete(text="7/2026."), "2026-12-23 10:00")
    assert explained(dossier, "finish") == [
        ("2026-12-22", "paused", None),
        ("2026-12-23", "counted", None),
        ("2026-12-24", "holiday", "Cuti Bersama Hari Raya Natal"),
        ("2026-12-25", "holiday", "Hari Raya Natal"),
        ("2026-12-26", "weekend", None),
        ("2026-12-27", "weekend", None),
        ("2026-12-28", "counted", None),
        ("2026-12-29", "counted", None),
        ("2026-12-30", "counted", None),
        ("2026-12-31", "counted", None),
        ("2027-01-01", "holiday", "Tahun Baru Masehi"),
        ("2027-01-02", "weekend", None),
        ("2027-01-03", "weekend", None),
        ("2027-01-04", "extended", None),
        ("2027-01-05", "holiday", "Isra Mikraj Nabi Muhammad"),
        ("2027-01-06", "extended", None),
    ]


def test_calendar_days_count_weekends_and_skip_every_day_of_waiting() -> None:
    dossier = forwarded().do("liaison", RequestData("Di mana?"), "2026-11-20 10:00")
    dossier.do("reporter", Complete(text="Raja."), "2026-11-23 10:00")
    days = explained(dossier, "cap")
    assert [day for day, kind, _ in days if kind == "paused"] == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert [kind for _, kind, _ in days].count("counted") == 60
    assert days[-1] == ("2027-01-18", "counted", None)


def test_what_is_never_paused_shows_no_pause() -> None:
    dossier = forwarded().do("liaison", RequestData("Di mana?"))
    assert {kind for _, kind, _ in explained(dossier, "complete")} == {"counted"}
    assert len(explained(dossier, "complete")) == 30


@pytest.mark.parametrize("name", ["accept", "respond", "finish", "cap"])
def test_every_day_from_the_first_to_the_last_is_told_once(name: str) -> None:
    days = explained(forwarded(), name)
    assert days[0][0] == "2026-11-17"
    assert days[-1][0] == forwarded().day(name)
    first = date(2026, 11, 17)
    assert [day for day, _, _ in days] == [(first + timedelta(days=n)).isoformat() for n in range(len(days))]


def test_what_was_counted_is_the_length_of_the_limit() -> None:
    for dossier, name, length in ((submitted(), "verify", 3), (forwarded(), "finish", 14), (answered(), "reply", 10)):
        assert [kind for _, kind, _ in explained(dossier, name)].count("counted") == length


@pytest.mark.parametrize(
    ("at", "name", "provisional"),
    [
        ("2026-12-30 09:00", "verify", False),
        ("2027-12-29 09:00", "verify", True),  # Thursday 30, Friday 31 December, Monday 3 January 2028
        ("2027-12-28 09:00", "verify", False),  # ends on the last day decreed
        ("2025-12-31 09:00", "verify", False),  # every day that counts lies in 2026
        ("2025-12-30 09:00", "verify", True),
        ("2027-12-30 09:00", "cap", False),  # calendar days know no holiday
    ],
)
def test_what_reaches_into_a_year_not_decreed_is_provisional(at: str, name: str, provisional: bool) -> None:
    assert is_provisional(Dossier(at).limit(name), CALENDAR) == provisional
