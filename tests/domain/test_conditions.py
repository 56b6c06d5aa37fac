"""What a command must say to be taken: ratings, reasons, days, the report to merge into (docs/law.md "Commands")."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.domain.case_commands import Merge, Split
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Complete,
    Confirm,
    Dispute,
    Erase,
    Extend,
    Object,
    Ombudsman,
    Progress,
    Reply,
    RequestData,
    Survey,
    Withdraw,
)
from chalicelib.domain.limits import LimitName
from chalicelib.domain.refusals import NotAllowedNow
from chalicelib.domain.report import ArchiveReason, Classification, Outcome, Report
from chalicelib.domain.states import State
from tests.domain import special_dossiers as special
from tests.domain.commands_table import CONSENT
from tests.domain.dossier import (
    IN_STATE,
    Dossier,
    answered,
    archived,
    closed,
    forwarded,
    in_progress,
    needs_info,
    submitted,
)

ASK = RequestData("Di kampung mana?")


@pytest.mark.parametrize("rating", [None, 1, 2, 3, 4, 5])
def test_who_confirms_may_rate_it_good_or_bad(rating: int | None) -> None:
    dossier = answered().do("reporter", Confirm(rating))
    assert (dossier.report.rating, dossier.report.closed_reason) == (rating, "confirmed")
    assert dossier.event_types()[-2:] == ["confirmed", "closed"]


def test_who_confirms_without_a_rating_keeps_the_earlier_one() -> None:
    dossier = answered().do("reporter", Dispute("Belum.", 2)).do("liaison", Answer("Kini selesai."))
    assert dossier.do("reporter", Confirm()).report.rating == 2
    assert answered().do("reporter", Dispute("Belum.", 2)).report.rating == 2
    again = answered().do("reporter", Dispute("Belum.", 2)).do("liaison", Answer("Kini selesai."))
    assert again.do("reporter", Confirm(5)).report.rating == 5


def test_after_each_closing_the_reporter_may_answer_three_questions_once() -> None:
    dossier = closed().do("reporter", Survey(4, 1, 3))
    assert (dossier.events[-1].data, dossier.report.state) == ({"easy": 4, "quick": 1, "useful": 3}, State.CLOSED)
    assert "survey" not in dossier.allowed("reporter")
    dossier.do("reporter", Dispute("Belum.")).do("liaison", Answer("Kini selesai.")).do("reporter", Confirm())
    assert "survey" in dossier.allowed("reporter")


def test_an_answer_says_what_it_comes_to_until_the_report_is_taken_up_again() -> None:
    dossier = in_progress().do("liaison", Answer("Sudah dijadwalkan.", outcome=Outcome.PARTLY))
    assert dossier.report.outcome is Outcome.PARTLY
    assert dossier.do("liaison", Answer("Tambahan foto.")).report.outcome is Outcome.PARTLY
    assert dossier.do("liaison", Answer("Kini selesai.", outcome=Outcome.SOLVED)).report.outcome is Outcome.SOLVED
    assert dossier.do("reporter", Dispute("Belum.")).report.outcome is None
    assert dossier.do("liaison", Answer("Tanpa hasil.")).report.outcome is None
    again = in_progress().do("liaison", Answer("Selesai.", outcome=Outcome.SOLVED)).do("liaison", Progress("Belum."))
    assert again.report.outcome is None


@pytest.mark.parametrize(
    "reason", sorted(set(ArchiveReason) - {ArchiveReason.DEEMED_WITHDRAWN, ArchiveReason.DUPLICATE})
)
def test_an_archived_report_says_why_and_may_be_objected_to(reason: ArchiveReason) -> None:
    dossier = submitted().do("coordinator", Archive(reason, "Alasan.", refer_to="Polres Kotawaringin Barat"))
    assert (dossier.report.state, dossier.report.archived_reason) == (State.ARCHIVED, reason)
    assert dossier.do("reporter", Object("Tidak.")).report.holder == "ri"


def test_a_criminal_matter_is_laid_aside_only_with_the_place_it_belongs_to() -> None:
    crime = ArchiveReason.CRIMINAL_MATTER
    assert submitted().faults("coordinator", Archive(crime, "Pencurian.")) == [("refer_to", "required")]
    dossier = submitted().do("coordinator", Archive(crime, "Pencurian.", refer_to="Polres Kotawaringin Barat"))
    assert dossier.events[-1].data == {"reason": "criminal_matter", "refer_to": "Polres Kotawaringin Barat"}


def test_one_objects_once_and_the_nation_has_the_last_word() -> None:
    dossier = special.archived_for_good()
    assert dossier.report.objected
    assert dossier.report.limit(LimitName.OBJECT) is None
    assert "object" not in dossier.allowed("reporter")


@pytest.mark.parametrize(
    ("main", "fault"),
    [
        (None, "unknown_report"),  # not there, or not visible to the officer
        (submitted().report, "unknown_report"),  # itself
        (closed(report_id="LP-MAIN").report, "not_open"),
        (archived(report_id="LP-MAIN").report, "not_open"),
        (special.merged(submitted(report_id="LP-MAIN2")).report, "not_open"),
    ],
)
def test_merge_needs_an_open_report_that_the_officer_sees(main: Report | None, fault: str) -> None:
    assert submitted().faults("coordinator", Merge("LP-MAIN", main)) == [("into", fault)]


def test_merge_makes_nothing_more_public() -> None:
    secret, plain = (submitted(report_id="LP-MAIN", confidential=one).report for one in (True, False))
    assert submitted(confidential=True).faults("coordinator", Merge("LP-MAIN", plain)) == [("into", "more_public")]
    for confidential in (True, False):
        merged = submitted(confidential=confidential).do("coordinator", Merge("LP-MAIN", secret)).report
        assert (merged.state, merged.case_main, merged.holder) == ("joined", "LP-MAIN", "kab.6201")


def test_a_split_report_is_verified_anew_where_it_was() -> None:
    dossier = special.merged_late().do("coordinator", Split())
    assert (dossier.report.state, dossier.report.holder) == (State.SUBMITTED, "kab.6201")
    assert (dossier.report.duplicate_of, dossier.report.archived_reason) == (None, None)


@pytest.mark.parametrize(
    ("fields", "days", "faults"),
    [
        ({}, 7, []),  # half of 14
        ({}, 8, [("days", "more_than_half")]),
        ({"classification": Classification.INFORMATION}, 2, []),  # half of 5, rounded down
        ({"classification": Classification.INFORMATION}, 3, [("days", "more_than_half")]),
    ],
)
def test_an_extension_is_at_most_half_of_the_days(
    fields: dict[str, Classification], days: int, faults: list[tuple[str, str]]
) -> None:
    assert in_progress(**fields).faults("head", Extend(days, "Alat", "Menunggu.")) == faults


def test_an_extension_never_reaches_beyond_the_cap() -> None:
    # 60 working days are never within 60 calendar days.
    assert special.sealed().faults("chief", Extend(1, "Alat", "Menunggu.")) == [("days", "beyond_cap")]


def test_to_be_late_first_and_extended_then_is_refused() -> None:
    assert "extend" not in in_progress().allowed("head", "2026-12-05 00:00:00")


@pytest.mark.parametrize(
    ("build", "who", "state"),
    [
        (submitted, "coordinator", "submitted"),
        (forwarded, "liaison", "forwarded"),
        (in_progress, "liaison", "in_progress"),
    ],
)
@pytest.mark.parametrize("command", [Complete(text="Kampung Raja."), Reply("Kampung Raja.")])
def test_data_given_brings_the_report_back_to_where_it_was(
    build: Callable[[], Dossier], who: str, state: str, command: Complete | Reply
) -> None:
    dossier = build()
    holder = dossier.report.holder
    dossier.do(who, ASK)
    assert (dossier.report.state, dossier.report.holder) == (State.NEEDS_INFO, holder)
    dossier.do("reporter", command)
    assert (dossier.report.state, dossier.report.holder) == (state, holder)
    assert dossier.event_types()[-2:] == ["data_requested", "completed"]


@pytest.mark.parametrize("state", State)
def test_the_ombudsman_is_for_those_who_waited(state: State) -> None:
    dossier = IN_STATE[state]()
    ended = state in (State.CLOSED, State.ARCHIVED)
    assert ("ombudsman" in dossier.allowed("reporter")) == ended
    if ended:
        after = dossier.decide("reporter", Ombudsman()).report
        assert (after.referred_to_ombudsman, after.level, after.state) == (True, 0, state)


def test_with_the_ombudsman_the_level_is_four_until_the_end() -> None:
    for dossier in (special.unanswered_too_long(), special.reopened_twice()):
        dossier.do("reporter", Ombudsman())
        assert (dossier.report.level, dossier.report.referred_to_ombudsman) == (4, True)
        if dossier.report.state is State.REOPENED:
            dossier.do("liaison", Accept())
        assert dossier.do("liaison", Answer("Sudah.")).report.level == 4
        ended = dossier.do("reporter", Confirm()).report
        assert (ended.level, ended.referred_to_ombudsman) == (0, True)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(("given", "level", "consent", "states"), CONSENT)
def test_consent_is_given_where_it_is_due_and_taken_back_wherever_it_was_given(
    state: State, given: bool, level: int, consent: bool, states: str
) -> None:
    dossier = IN_STATE[state]()
    dossier.report = replace(dossier.report, level=level if dossier.report.is_open else 0, referred_to_ombudsman=given)
    command = Ombudsman(consent=consent)
    if state not in states.split():
        assert isinstance(dossier.refusal("reporter", command), NotAllowedNow)
        return
    decision = dossier.decide("reporter", command)
    after = decision.report
    assert (after.referred_to_ombudsman, after.state, after.limits) == (consent, state, dossier.report.limits)
    if not consent:
        assert after.level == dossier.report.level, "the level stays"
        assert [event.type.value for event in decision.events] == ["ombudsman_consent_withdrawn"]


def test_consent_may_be_given_and_taken_back_again() -> None:
    dossier = special.unanswered_too_long()
    for consent in (True, False, True, False):
        dossier.do("reporter", Ombudsman(consent=consent))
        assert dossier.report.referred_to_ombudsman is consent
    assert (dossier.report.level, dossier.event_types().count("escalated")) == (4, 2), "it climbs to the top once"
    assert "ombudsman" in dossier.allowed("reporter")


@pytest.mark.parametrize("state", State)
def test_erasing_ends_what_is_open_and_hides_all(state: State) -> None:
    dossier = IN_STATE[state]()
    was_open = dossier.report.is_open
    dossier.do("reporter", Erase())
    assert dossier.report.erased_at
    assert not dossier.report.published
    assert dossier.report.state == ("withdrawn" if was_open else state)


def test_nobody_holds_what_has_ended() -> None:
    for dossier in (closed(), archived(), needs_info().do("reporter", Withdraw()), special.deemed_withdrawn()):
        assert (dossier.report.holder, dossier.report.due_at) == (None, None)


def test_the_third_return_binds_whoever_holds_it_next() -> None:
    assert "return" in special.decided_twice().allowed("liaison")
    binding = special.decided_thrice()
    assert binding.report.returns == 3
    assert "return" not in binding.allowed("liaison")
