"""When each limit begins, how long it is, what meets it and what does not move it (docs/law.md "Limits").

Monday 16 November 2026 is day 0 of most: working days 1 to 14 are 17-20, 23-27, 30 November to 4 December.
"""

from collections.abc import Callable

import pytest

from chalicelib.domain.case_commands import Merge
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Command,
    Complete,
    Decide,
    Extend,
    Forward,
    Note,
    Progress,
    Reply,
    RequestData,
    Return,
    Verify,
    Withdraw,
)
from chalicelib.domain.report import ArchiveReason, Classification
from tests.domain import special_dossiers as special
from tests.domain.dossier import (
    UNIT,
    Dossier,
    answered,
    archived,
    closed,
    forwarded,
    in_progress,
    needs_info,
    reopened,
    returned,
    submitted,
)

NOTE, PROGRESS, ANSWER = Note("Sudah ditelepon."), Progress("Dikerjakan."), Answer("Selesai.")
CORRECTION, ASK = Verify(category="jalan"), RequestData("Di mana?")
BACK = Return("kl.pu", "Bukan kami.")
Build = Callable[[], Dossier]


def forwarded_on_wednesday(**fields: object) -> Dossier:
    """Verified two days after it came in."""
    return submitted(**fields).do("coordinator", Forward(UNIT), "2026-11-18 10:00")


WITH_THE_UNIT = {"respond": "2026-11-23", "finish": "2026-12-04", "cap": "2027-01-15"}


@pytest.mark.parametrize(
    ("build", "due", "expected"),
    [
        (submitted, "verify", {"verify": "2026-11-19", "acknowledge": "2026-11-30", "cap": "2027-01-15"}),
        (forwarded, "accept", {"accept": "2026-11-17", **WITH_THE_UNIT}),
        (
            forwarded_on_wednesday,
            "accept",
            {"accept": "2026-11-19", "respond": "2026-11-25", "finish": "2026-12-08", "cap": "2027-01-15"},
        ),
        (in_progress, "respond", WITH_THE_UNIT),
        (returned, "decide", {"decide": "2026-11-17", **WITH_THE_UNIT}),
        (answered, "reply", {"reply": "2026-11-30"}),
        (reopened, "redo", {"redo": "2026-11-23"}),
        (closed, None, {"dispute": "2026-12-16"}),
        (archived, None, {"object": "2026-12-16"}),
        (special.merged_early, None, {}),
    ],
)
def test_each_state_has_its_limits_and_the_earliest_is_due(
    build: Build, due: str | None, expected: dict[str, str]
) -> None:
    dossier = build()
    assert dossier.days() == expected
    assert dossier.report.due_at == (dossier.limit(due).due_at if due else None)


def test_data_asked_for_is_waited_for_thirty_days() -> None:
    dossier = needs_info()
    assert (dossier.day("complete"), dossier.report.due_at) == ("2026-12-16", dossier.limit("complete").due_at)
    assert special.deemed_withdrawn().day("revive") == "2027-03-17"  # 90 days after 17 December


@pytest.mark.parametrize(
    ("fields", "last_day"),
    [
        ({"classification": Classification.INFORMATION}, "2026-11-23"),  # 5 working days
        ({"classification": Classification.ASPIRATION}, "2026-12-04"),  # 14
        ({"classification": Classification.COMPLAINT}, "2026-12-04"),
    ],
)
def test_finish_is_as_long_as_its_class(fields: dict[str, Classification], last_day: str) -> None:
    assert forwarded(**fields).day("finish") == last_day


def test_sixty_working_days_for_what_is_supervisory() -> None:
    # Off: 24 and 25 December, 1 and 5 January, 5 February; day 50 is 29 January.
    dossier = submitted().do("coordinator", Verify(supervisory=True, forward_to=special.INSPECTORATE))
    assert (dossier.day("finish"), dossier.day("cap")) == ("2027-02-15", "2027-01-15")


# the report, then who does what to it; what is met then, and what is not
MET: tuple[tuple[Build, str, Command, str, str], ...] = (
    (submitted, "coordinator", Forward(UNIT), "verify acknowledge", "cap"),
    (submitted, "coordinator", Archive(ArchiveReason.SPAM, "Iklan."), "verify acknowledge cap", ""),
    (submitted, "coordinator", Merge("LP-MAIN", submitted(report_id="LP-MAIN").report), "verify", "acknowledge cap"),
    (submitted, "coordinator", NOTE, "", "verify acknowledge cap"),
    (submitted, "coordinator", CORRECTION, "", "verify acknowledge cap"),
    (submitted, "coordinator", ASK, "acknowledge", "verify cap"),
    (submitted, "reporter", Reply("Masih."), "", "verify acknowledge cap"),
    (submitted, "reporter", Withdraw(), "verify acknowledge cap", ""),
    (forwarded, "liaison", Accept(), "accept", "respond finish cap"),
    (forwarded, "liaison", ANSWER, "accept respond finish cap", "reply"),
    (forwarded, "liaison", BACK, "accept", "respond finish cap decide"),
    (forwarded, "liaison", ASK, "respond", "accept finish cap complete"),
    (forwarded, "liaison", NOTE, "", "accept respond finish cap"),
    (in_progress, "liaison", PROGRESS, "respond", "finish cap"),
    (in_progress, "liaison", ASK, "respond", "finish cap complete"),
    (in_progress, "liaison", ANSWER, "respond finish cap", "reply"),
    (in_progress, "liaison", BACK, "", "respond finish cap decide"),
    (in_progress, "head", Extend(2, "Alat", "Menunggu."), "", "respond finish cap"),
    (in_progress, "coordinator", CORRECTION, "", "respond finish cap"),
    (returned, "coordinator", Decide(UNIT), "decide", "accept respond finish cap"),
    (returned, "nation", Archive(ArchiveReason.SPAM, "Iklan."), "decide cap", "object respond finish"),
    (returned, "coordinator", NOTE, "", "decide respond finish cap"),
    (needs_info, "reporter", Complete(text="Raja."), "complete", "finish cap"),
    (needs_info, "reporter", Reply("Raja."), "complete", "finish cap"),
    (reopened, "liaison", Accept(), "", "redo"),
    (reopened, "liaison", PROGRESS, "", "redo"),
    (reopened, "liaison", Forward("kab.6201.dinkes.pkm.pustu"), "", "redo accept"),
    (reopened, "liaison", ANSWER, "redo", "reply"),
)


@pytest.mark.parametrize(("build", "who", "command", "met", "unmet"), MET)
def test_a_limit_is_met_by_these_commands_alone(build: Build, who: str, command: Command, met: str, unmet: str) -> None:
    dossier = build()
    before = {limit.name.value for limit in dossier.report.limits if limit.met_at is None}
    dossier.do(who, command, "2026-11-16 15:00")
    after = {limit.name.value: limit.met_at for limit in dossier.report.limits}
    for name in met.split():
        assert (name, after[name]) == (name, dossier.now)
    for name in unmet.split():
        assert (name, after[name]) == (name, None)
    assert before <= set(met.split()) | set(unmet.split())
