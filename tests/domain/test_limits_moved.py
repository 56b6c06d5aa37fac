"""The cases in which a limit ends later, or begins again (docs/law.md "Limits").

Monday 16 November 2026 is day 0 of most: working days 1 to 14 are 17-20, 23-27, 30 November to 4 December; then 7-11,
14-18, 21-23 and 28-31 December; 24 and 25 December, 1 and 5 January are off.
"""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.case_commands import Split
from chalicelib.domain.commands import (
    Accept,
    Archive,
    Complete,
    Extend,
    Forward,
    Lapse,
    Object,
    RequestData,
    Return,
    Verify,
)
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.standards import Standards, StricterStandard
from tests.domain import special_dossiers as special
from tests.domain.dossier import UNIT, forwarded, in_progress, submitted
from tests.domain.world import RULES, STANDARDS, WIT

ASK, DATA = RequestData("Di mana?"), Complete(text="Raja.")
SUPERVISORY = Verify(supervisory=True)


def test_an_extension_adds_its_days_and_is_paused_like_the_rest() -> None:
    dossier = in_progress().do("head", Extend(7, "Alat", "Menunggu."), "2026-11-20 10:00")
    assert dossier.days() == {"respond": "2026-11-23", "finish": "2026-12-15", "cap": "2027-01-15"}
    assert dossier.do("coordinator", Verify(category="jalan")).day("finish") == "2026-12-15"
    dossier.do("liaison", ASK, "2026-12-01 10:00").do("reporter", DATA, "2026-12-03 10:00")
    assert dossier.day("finish") == "2026-12-17"


def test_an_extension_ends_on_the_caps_last_day_at_the_latest() -> None:
    # Forwarded on 14 December: finish is 7 January; six working days more are 15 January, as is the cap.
    dossier = submitted().do("coordinator", Forward(UNIT), "2026-12-14 10:00").do("liaison", Accept())
    assert dossier.day("finish") == "2027-01-07"
    assert dossier.faults("head", Extend(7, "Alat", "Menunggu.")) == [("days", "beyond_cap")]
    assert dossier.do("head", Extend(6, "Alat", "Menunggu.")).day("finish") == dossier.day("cap") == "2027-01-15"


def test_set_to_supervisory_finish_is_sixty_days_from_the_same_day() -> None:
    dossier = in_progress().do("coordinator", SUPERVISORY, "2026-12-01 10:00")
    assert dossier.days() == {"respond": "2026-11-23", "finish": "2027-02-15", "cap": "2027-01-15"}


def test_an_extension_of_the_old_class_does_not_lengthen_the_sixty_days() -> None:
    dossier = in_progress().do("head", Extend(7, "Alat", "Menunggu.")).do("coordinator", SUPERVISORY)
    assert dossier.day("finish") == "2027-02-15"


def test_set_to_supervisory_before_the_forward_finish_is_sixty_days_from_it() -> None:
    dossier = submitted().do("coordinator", SUPERVISORY).do("coordinator", Forward(special.INSPECTORATE))
    assert dossier.day("finish") == "2027-02-15"


def test_revived_all_begins_anew() -> None:
    dossier = special.deemed_withdrawn().do("reporter", DATA, "2027-01-11 10:00")
    assert dossier.days() == {"verify": "2027-01-14", "cap": "2027-03-12"}
    dossier.do("coordinator", Forward(UNIT), "2027-01-13 10:00")
    expected = {"accept": "2027-01-14", "respond": "2027-01-20", "finish": "2027-02-02", "cap": "2027-03-12"}
    assert dossier.days() == expected


def test_revived_after_a_first_answer_the_cap_stays_met() -> None:
    dossier = special.taken_up_again().do("liaison", ASK, "2026-11-17 10:00").do("system", Lapse(), "2026-12-18 00:00")
    dossier.do("reporter", DATA, "2027-01-11 10:00")
    assert dossier.days() == {"verify": "2027-01-14"}
    dossier.do("coordinator", Forward(UNIT), "2027-01-13 10:00")
    assert dossier.days() == {"accept": "2027-01-14", "respond": "2027-01-20", "finish": "2027-02-02"}


def test_an_objection_is_verified_anew_and_nothing_else_begins_again() -> None:
    dossier = in_progress().do("liaison", Return("kl.pu", "Bukan kami."), "2026-11-20 10:00")
    dossier.do("nation", Archive(ArchiveReason.SPAM, "Iklan."), "2026-11-23 10:00")
    assert dossier.day("object") == "2026-12-23"
    dossier.do("reporter", Object("Bukan iklan."), "2026-11-24 10:00")
    kept = {"respond": "2026-11-23", "finish": "2026-12-04", "cap": "2027-01-15"}
    assert dossier.days() == {"verify": "2026-11-27", **kept}
    assert dossier.do("nation", Forward("kl.pu"), "2026-11-25 10:00").days() == {"dispose": "2026-11-30", **kept}


def test_a_split_report_is_verified_anew_with_its_cap_unchanged() -> None:
    dossier = special.merged_early().do("coordinator", Split(), "2026-12-10 10:00")
    assert dossier.days() == {"verify": "2026-12-15", "cap": "2027-01-15"}
    late = special.merged_late().do("coordinator", Split(), "2026-12-10 10:00")
    kept = {"respond": "2026-11-23", "finish": "2026-12-04", "cap": "2027-01-15"}
    assert late.days() == {"verify": "2026-12-15", **kept}


def test_a_limit_keeps_the_zone_in_which_it_began() -> None:
    dossier = submitted(at="2026-11-16 23:30").do("coordinator", Forward("kota.9171"), "2026-11-16 23:40")
    # In Jayapura it is already Tuesday.
    assert (dossier.limit("dispose").timezone, dossier.day("dispose")) == (WIT, "2026-11-20")
    dossier.do("eastern coordinator", Accept(), "2026-11-17 10:00")
    zones = {limit.name.value: (limit.timezone, dossier.day(limit.name)) for limit in dossier.report.limits}
    assert zones["verify"] == ("Asia/Jakarta", "2026-11-19")
    assert zones["cap"] == ("Asia/Jakarta", "2027-01-15")
    assert zones["finish"] == (WIT, "2026-12-07")


@pytest.mark.parametrize(
    ("own", "last_day"),
    [
        (StricterStandard("kab.6201", LimitName.FINISH, None, 10, date(2026, 11, 1)), "2026-11-30"),
        (StricterStandard("kab.6201", LimitName.FINISH, "complaint", 10, date(2026, 11, 16)), "2026-11-30"),
        (StricterStandard("kab.6201", LimitName.FINISH, None, 20, date(2026, 11, 1)), "2026-12-04"),  # looser
        (StricterStandard("kab.6201", LimitName.FINISH, "aspiration", 10, date(2026, 11, 1)), "2026-12-04"),
        (StricterStandard("kab.6201", LimitName.FINISH, None, 10, date(2026, 11, 17)), "2026-12-04"),  # not yet
        (StricterStandard("kab.6202", LimitName.FINISH, None, 10, date(2026, 11, 1)), "2026-12-04"),  # another's
    ],
)
def test_an_institution_binds_itself_to_less_never_to_more(own: StricterStandard, last_day: str) -> None:
    rules = replace(RULES, standards=Standards(STANDARDS.national, (own,)))
    assert forwarded(rules=rules).day("finish") == last_day


def test_each_limit_has_its_source() -> None:
    assert {row.limit for row in STANDARDS.national} == set(LimitName)
    assert all(row.source_id and row.source_en for row in STANDARDS.national)
