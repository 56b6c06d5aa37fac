"""Waiting for the reporter stops the clock, for thirty days in all (docs/law.md "Limits", "Pause").

Monday 16 November 2026 is day 0 of most: working days 1 to 14 are 17-20, 23-27, 30 November to 4 December; then 7-11,
14-18, 21-23 and 28-31 December; 24 and 25 December, 1 and 5 January are off.
"""

import pytest

from chalicelib.domain.commands import Accept, Complete, Forward, RequestData, Return
from tests.domain import special_dossiers as special
from tests.domain.dossier import Dossier, answered, forwarded, in_progress, submitted

ASK, DATA = RequestData("Di mana?"), Complete(text="Raja.")


def waited(dossier: Dossier, since: str, until: str, who: str = "liaison") -> Dossier:
    """Data asked for at one time and given at another."""
    return dossier.do(who, ASK, since).do("reporter", DATA, until)


@pytest.mark.parametrize(
    ("since", "until", "accept", "finish", "cap"),
    [
        # Tuesday, Wednesday and Thursday end in waiting.
        ("2026-11-17 10:00", "2026-11-20 10:00", "2026-11-20", "2026-12-09", "2027-01-18"),
        ("2026-11-17 10:00", "2026-11-17 23:59:58", "2026-11-17", "2026-12-04", "2027-01-15"),
        ("2026-11-17 23:59:00", "2026-11-18 00:00:00", "2026-11-18", "2026-12-07", "2027-01-16"),
        # Of Tuesday to Sunday four are working days.
        ("2026-11-17 10:00", "2026-11-23 08:00", "2026-11-23", "2026-12-10", "2027-01-21"),
        # The day 0 of all three ends in waiting as well, but counts for none of them.
        ("2026-11-16 12:00", "2026-11-17 08:00", "2026-11-17", "2026-12-04", "2027-01-15"),
    ],
)
def test_a_day_that_ends_in_waiting_is_skipped(since: str, until: str, accept: str, finish: str, cap: str) -> None:
    dossier = waited(forwarded(), since, until)
    assert dossier.days() == {"accept": accept, "finish": finish, "cap": cap}
    assert dossier.limit("respond").met_at is not None


def test_verify_is_paused_and_the_cap_begins_anew_when_the_coordinator_asks() -> None:
    dossier = waited(submitted(), "2026-11-17 10:00", "2026-11-19 10:00", "coordinator")
    assert dossier.days() == {"verify": "2026-11-23", "cap": "2027-01-18"}


def test_redo_is_paused_and_decide_reply_and_complete_never_are() -> None:
    dossier = answered().do("reporter", special.DISPUTE, "2026-11-17 09:00").do("liaison", Accept())
    waited(dossier, "2026-11-18 10:00", "2026-11-20 10:00")
    assert dossier.days() == {"redo": "2026-11-26"}
    dossier.do("liaison", Return("kl.pu", "Bukan kami."), "2026-11-20 11:00")
    assert dossier.days() == {"redo": "2026-11-26", "decide": "2026-11-23"}
    dossier = waited(in_progress(), "2026-11-18 10:00", "2026-11-20 10:00").do(
        "liaison", special.ANSWER, "2026-11-20 11:00"
    )
    assert dossier.days() == {"reply": "2026-12-04"}


def test_thirty_days_of_waiting_in_all_are_skipped_and_no_more() -> None:
    dossier = waited(in_progress(), "2026-11-16 12:00", "2026-12-16 10:00")
    # 30 days, 16 November to 15 December; day 1 is Wednesday 16 December; of the cap's days 29 are skipped.
    thirty = {"finish": "2027-01-08", "cap": "2027-02-13"}
    assert dossier.days() == thirty
    dossier.do("liaison", ASK, "2026-12-17 10:00")
    assert dossier.days() == {"complete": "2027-01-16", **thirty}
    assert dossier.do("reporter", DATA, "2026-12-21 10:00").days() == thirty


def test_a_pause_still_open_is_taken_to_last_as_long_as_it_may() -> None:
    dossier = in_progress().do("liaison", ASK, "2027-01-10 10:00")
    assert (dossier.day("complete"), dossier.day("cap")) == ("2027-02-09", "2027-02-14")
    assert dossier.report.due_at == dossier.limit("complete").due_at
    assert dossier.do("reporter", DATA, "2027-01-11 10:00").day("cap") == "2027-01-16"


def test_the_cap_is_due_before_the_data_when_no_pause_is_left() -> None:
    dossier = waited(in_progress(), "2026-11-16 12:00", "2026-12-16 10:00").do("liaison", ASK, "2027-02-01 10:00")
    assert (dossier.day("complete"), dossier.day("cap")) == ("2027-03-03", "2027-02-13")
    assert dossier.report.due_at == dossier.limit("cap").due_at


def test_two_waits_on_one_day_pause_it_once() -> None:
    dossier = waited(in_progress(), "2026-11-17 10:00", "2026-11-18 09:00")
    waited(dossier, "2026-11-18 10:00", "2026-11-18 11:00")
    waited(dossier, "2026-11-18 12:00", "2026-11-19 09:00")
    assert dossier.days() == {"finish": "2026-12-08", "cap": "2027-01-17"}


def test_a_day_ends_in_waiting_by_the_clock_of_the_limits_institution() -> None:
    # 21:59 and 22:01 in Jakarta are a minute before and after midnight in Jayapura.
    here, there = submitted(), submitted().do("coordinator", Forward("kota.9171"))
    here.do("coordinator", ASK, "2026-11-17 21:59").do("reporter", DATA, "2026-11-17 22:01")
    there.do("eastern coordinator", ASK, "2026-11-17 21:59").do("reporter", DATA, "2026-11-17 22:01")
    assert here.day("verify") == "2026-11-19"
    assert (there.day("dispose"), there.day("cap")) == ("2026-11-20", "2027-01-15")
