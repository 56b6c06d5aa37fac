"""What never moves a limit, and which ones begin anew (docs/law.md "Limits").

Monday 16 November 2026 is day 0 of most: working days 1 to 14 are 17-20, 23-27, 30 November to 4 December.
"""

from collections.abc import Callable

import pytest

from chalicelib.domain.commands import (
    Accept,
    Answer,
    Command,
    Confirm,
    Decide,
    Dispute,
    Escalate,
    Forward,
    Note,
    Progress,
    Reply,
    Return,
    Verify,
)
from chalicelib.domain.limits import LimitName
from tests.domain import special_dossiers as special
from tests.domain.dossier import UNIT, Dossier, answered, forwarded, in_progress, submitted

NOTE, PROGRESS, ANSWER = Note("Sudah ditelepon."), Progress("Dikerjakan."), Answer("Selesai.")
CORRECTION, BACK = Verify(category="jalan"), Return("kl.pu", "Bukan kami.")
Build = Callable[[], Dossier]


@pytest.mark.parametrize(
    ("build", "steps"),
    [
        (submitted, [("coordinator", NOTE), ("coordinator", CORRECTION), ("reporter", Reply("Masih."))]),
        (forwarded, [("liaison", NOTE), ("coordinator", CORRECTION), ("reporter", Reply("Masih."))]),
        (forwarded, [("liaison", Accept()), ("liaison", PROGRESS), ("liaison", PROGRESS)]),
        (forwarded, [("liaison", Forward("kab.6201.dinkes.pkm.pustu")), ("liaison", Accept())]),
        (in_progress, [("liaison", BACK), ("coordinator", Decide("kab.6201.dpupr")), ("neighbour", Accept())]),
        (in_progress, [("liaison", BACK), ("nation", Decide("kota.9171.dinkes"))]),
        (special.kept_by_the_institution, [("coordinator", Forward("kota.5171"))]),
        (forwarded, [("system", Escalate(1, LimitName.ACCEPT)), ("coordinator", Forward("kab.6201.dpupr"))]),
        (in_progress, [("coordinator", Verify(confidential=True)), ("coordinator", Verify(reported_agencies=(UNIT,)))]),
    ],
)
def test_nothing_said_or_handed_on_moves_a_limit(build: Build, steps: list[tuple[str, Command]]) -> None:
    dossier = build()
    before = dict.fromkeys(("verify", "respond", "finish", "cap"), "") | dossier.days()
    for hour, (who, command) in enumerate(steps, start=10):
        dossier.do(who, command, f"2026-11-19 {hour}:00")
    for name in ("verify", "respond", "finish", "cap"):
        assert (name, dossier.days().get(name, before[name])) == (name, before[name])


def test_accept_is_what_each_holder_gets_anew() -> None:
    dossier = forwarded().do("liaison", Forward("kab.6201.dinkes.pkm.pustu"), "2026-11-19 10:00")
    assert dossier.day("accept") == "2026-11-20"
    dossier.do("liaison", Accept(), "2026-11-20 10:00").do("liaison", BACK, "2026-11-20 11:00")
    assert dossier.day("decide") == "2026-11-23"
    dossier.do("coordinator", Decide(UNIT), "2026-11-24 10:00")
    assert (dossier.day("accept"), dossier.day("respond"), dossier.day("finish")) == (
        "2026-11-25",
        "2026-11-23",
        "2026-12-04",
    )


def test_the_reply_is_waited_for_anew_after_each_word_of_either_side() -> None:
    dossier = answered(at="2026-11-20 09:00")
    assert dossier.day("reply") == "2026-12-04"
    assert dossier.do("reporter", Reply("Kapan?"), "2026-11-25 10:00").day("reply") == "2026-12-09"
    assert dossier.do("liaison", ANSWER, "2026-11-30 10:00").day("reply") == "2026-12-14"


def test_redo_takes_the_place_of_respond_and_finish() -> None:
    dossier = answered().do("reporter", Dispute("Belum."), "2026-11-20 10:00")
    assert dossier.days() == {"redo": "2026-11-27"}
    dossier.do("liaison", Accept(), "2026-11-23 10:00").do("liaison", BACK, "2026-11-23 11:00")
    dossier.do("coordinator", Decide("kab.6201.dpupr"), "2026-11-24 10:00")
    assert dossier.days() == {"redo": "2026-11-27", "accept": "2026-11-25"}
    dossier.do("neighbour", ANSWER, "2026-11-25 10:00").do("reporter", Dispute("Masih belum."), "2026-11-26 10:00")
    assert dossier.days() == {"redo": "2026-12-03"}


def test_redo_runs_from_the_progress_out_of_an_answer() -> None:
    dossier = answered().do("liaison", PROGRESS, "2026-11-18 10:00")
    assert dossier.days() == {"redo": "2026-11-25"}
    assert dossier.report.due_at == dossier.limit("redo").due_at
    assert dossier.do("liaison", PROGRESS, "2026-11-20 10:00").day("redo") == "2026-11-25"


def test_a_closed_report_disputed_again_has_redo_alone() -> None:
    dossier = answered().do("reporter", Confirm(), "2026-11-18 10:00")
    dossier.do("reporter", Dispute("Rusak lagi."), "2026-12-18 23:00")
    assert dossier.days() == {"redo": "2026-12-29"}
