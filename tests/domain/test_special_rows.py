"""The rows of the table that depend on more than the state: what they add to the plain table, or take from it."""

from collections.abc import Callable

import pytest

from chalicelib.domain.refusals import Forbidden, NotAllowedNow
from chalicelib.domain.states import State
from tests.domain import special_dossiers as special
from tests.domain.commands_table import commands_of, table_for
from tests.domain.dossier import Dossier, archived, closed, in_progress
from tests.domain.world import PEOPLE

_UNIT_GONE = "liaison none; ancestor none; head none"
_NOBODY_HERE = f"{_UNIT_GONE}; coordinator none; chief none"

# the report, the time (empty: at once), and how it differs from the plain table of its state
ROWS: tuple[tuple[Callable[[], Dossier], str, str], ...] = (
    (special.unverified_too_long, "", "reporter +ombudsman"),
    # Recall, from level 1 on.
    (special.unaccepted_too_long, "", "reporter +ombudsman; coordinator +forward"),
    (special.unanswered_too_long, "", "reporter +ombudsman; coordinator +forward"),
    # The province may read from level 3 on; it acts on nothing.
    (special.at_level_three, "", "reporter +ombudsman; coordinator +forward; head -extend; chief -extend"),
    (special.reopened_twice, "", "reporter +ombudsman"),
    (special.published, "", "coordinator +unpublish; nation +unpublish"),
    (lambda: Dossier(confidential=True), "", "coordinator -publish; nation -publish"),
    (special.supervisory, "", "coordinator -publish; nation -publish; inspectorate +forward +note +contact-log"),
    (
        special.supervisory_at_the_unit,
        "",
        "coordinator -publish; nation -publish; inspectorate +forward +note +contact-log",
    ),
    (
        special.with_the_inspectorate,
        "",
        f"{_UNIT_GONE}; coordinator -publish; nation -publish;"
        "inspectorate +verify +forward +note +contact-log +accept +answer +return +request-data",
    ),
    (
        special.sealed,
        "",
        f"{_UNIT_GONE}; coordinator -publish; nation none;"
        "inspectorate +note +contact-log +progress +answer +return +request-data",
    ),
    (special.merged_early, "", "reporter -object +leave; coordinator +leave +split; nation +leave +split"),
    (
        special.merged_late,
        "",
        "reporter -object +leave; coordinator +leave +split; nation +leave +split;"
        "liaison +note +contact-log; ancestor +note +contact-log; head +note +contact-log",
    ),
    (
        special.deemed_withdrawn,
        "",
        "reporter -object +complete; liaison +note +contact-log; ancestor +note +contact-log; head +note +contact-log",
    ),
    (
        special.deemed_withdrawn,
        "2027-03-17 23:59:59",
        "reporter -object +complete; liaison +note +contact-log; ancestor +note +contact-log; head +note +contact-log",
    ),
    (
        special.deemed_withdrawn,
        "2027-03-18 00:00:00",
        "reporter -object; liaison +note +contact-log; ancestor +note +contact-log; head +note +contact-log",
    ),
    # At the nation, which is the holder there.
    (special.objected, "", "coordinator none; chief none; nation +request-data"),
    (special.with_the_nation, "", "coordinator none; chief none; nation +request-data"),
    (special.archived_for_good, "", "reporter -object; coordinator none; chief none"),
    (archived, "2026-12-16 23:59:59", ""),
    (archived, "2026-12-17 00:00:00", "reporter -object"),
    (closed, "2026-12-16 23:59:59", ""),
    (closed, "2026-12-17 00:00:00", "reporter -dispute; system -count-dispute"),
    (special.expired, "", "reporter -dispute -contact; system -count-dispute"),
    (special.merged_and_expired, "", "reporter -object -contact"),
    # A coordinator gives the liaison's commands on what the institution itself holds.
    (
        special.kept_by_the_institution,
        "",
        f"{_UNIT_GONE}; coordinator +forward +accept +answer +return +request-data",
    ),
    (special.worked_on_by_the_institution, "", f"{_UNIT_GONE}; coordinator +progress +answer +return +request-data"),
    (special.returned_by_the_institution, "", "coordinator none; chief none"),
    # Above the nation nobody could decide: it returns nothing.
    (special.kept_by_the_nation, "", f"{_NOBODY_HERE}; nation +forward +accept +answer +request-data"),
    (special.decided_twice, "", ""),
    (special.decided_thrice, "", "liaison -return; ancestor -return; head -return; chief -return"),
    (special.binding_and_accepted, "", "liaison -return; ancestor -return; head -return; chief -return"),
    (special.extended, "", "head -extend; chief -extend"),
    (special.taken_up_again, "", "head -extend; chief -extend"),
    (in_progress, "2026-12-04 23:59:59", ""),
    (in_progress, "2026-12-05 00:00:00", "head -extend; chief -extend"),
    # Nobody judges a promise before its day, and its reporter may dispute for 30 days after it.
    (special.promised, "2027-01-19 23:59:59", ""),
    (special.promised, "2027-01-20 00:00:00", "reporter +confirm-promise"),
    (special.promised_and_closed, "2027-01-19 23:59:59", "system +remind"),
    (special.promised_and_closed, "2027-01-20 00:00:00", "system +remind; reporter +confirm-promise"),
    (special.promised_and_closed, "2027-02-19 23:59:59", "system +remind; reporter +confirm-promise"),
    (
        special.promised_and_closed,
        "2027-02-20 00:00:00",
        "system +remind -count-dispute; reporter +confirm-promise -dispute",
    ),
    # The consent that was given can be taken back.
    (special.referred, "", ""),
    (special.referred_and_withdrawn, "", "reporter +ombudsman"),
    (special.no_longer_referred, "", ""),
)


def expected(state: State, who: str, differences: str) -> set[str]:
    """The plain table of a state with the differences told for one office."""
    plain = {name for name, moves in table_for(who).items() if state in moves}
    for difference in differences.split(";"):
        if difference.strip().startswith(f"{who} "):
            said = difference.strip().removeprefix(f"{who} ").split()
            plain = set() if said == ["none"] else plain
            plain |= {one[1:] for one in said if one[0] == "+"}
            plain -= {one[1:] for one in said if one[0] == "-"}
    return plain


@pytest.mark.parametrize(("build", "at", "differences"), ROWS, ids=lambda value: getattr(value, "__name__", None))
def test_a_special_report_differs_from_the_plain_table_as_told(
    build: Callable[[], Dossier], at: str, differences: str
) -> None:
    dossier = build()
    for who in PEOPLE:
        may = expected(dossier.report.state, who, differences)
        assert (who, dossier.allowed(who, at or None)) == (who, may)
        for name, command in commands_of(who, is_with_ombudsman=dossier.report.referred_to_ombudsman).items():
            refusal = dossier.refusal(who, command, at or None)
            # A fault in what the command says (422) is told before its state is looked at.
            assert refusal if name not in may else not isinstance(refusal, Forbidden | NotAllowedNow), (who, name)


@pytest.mark.parametrize(
    ("build", "who", "name", "state", "events"),
    [
        (special.unaccepted_too_long, "coordinator", "forward", "forwarded", ["forwarded"]),
        (special.unanswered_too_long, "coordinator", "forward", "forwarded", ["forwarded"]),
        (special.unanswered_too_long, "reporter", "ombudsman", "in_progress", ["escalated", "ombudsman_referred"]),
        (special.reopened_twice, "reporter", "ombudsman", "reopened", ["escalated", "ombudsman_referred"]),
        (special.published, "nation", "unpublish", "submitted", ["unpublished"]),
        (special.published, "reporter", "publicity", "submitted", ["publicity_changed"]),
        (special.supervisory, "inspectorate", "forward", "forwarded", ["forwarded"]),
        (special.supervisory_at_the_unit, "inspectorate", "forward", "forwarded", ["forwarded"]),
        (special.sealed, "inspectorate", "answer", "answered", ["answered"]),
        (special.merged_late, "coordinator", "split", "submitted", ["split"]),
        (special.deemed_withdrawn, "reporter", "complete", "submitted", ["completed"]),
        (special.archived_for_good, "reporter", "ombudsman", "archived", ["ombudsman_referred"]),
        (special.kept_by_the_institution, "coordinator", "accept", "in_progress", ["accepted"]),
        (special.kept_by_the_institution, "coordinator", "forward", "forwarded", ["forwarded"]),
        (special.kept_by_the_nation, "nation", "answer", "answered", ["answered"]),
        (special.returned_by_the_institution, "nation", "archive", "archived", ["archived"]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_special_move_leads_where_the_law_says(
    build: Callable[[], Dossier], who: str, name: str, state: str, events: list[str]
) -> None:
    decision = build().decide(who, commands_of(who)[name])
    assert decision.report.state == state
    assert [event.type.value for event in decision.events] == events
