"""What may be corrected, until when; what is confidential; who may loosen it (docs/law.md "Commands", row verify)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.domain.case_commands import Split
from chalicelib.domain.commands import Accept, Complete, Forward, Publicity, Publish, Verify
from chalicelib.domain.refusals import NotAllowedNow
from chalicelib.domain.report import Classification
from chalicelib.domain.states import State
from tests.domain import special_dossiers as special
from tests.domain.dossier import IN_STATE, UNIT, Dossier, archived, forwarded, in_progress, needs_info, submitted

LATER = sorted(set(IN_STATE) - {State.SUBMITTED, State.CLOSED, State.ARCHIVED, State.WITHDRAWN})
TITLE, BODY = "Judul", "Isi tanpa nama."


def refused_now(dossier: Dossier, command: Verify) -> bool:
    """Whether a correction comes too late."""
    return isinstance(dossier.refusal("coordinator", command), NotAllowedNow)


@pytest.mark.parametrize("state", LATER)
def test_after_the_first_forward_the_class_is_fixed_but_for_supervisory(state: State) -> None:
    assert refused_now(IN_STATE[state](), Verify(classification=Classification.INFORMATION))
    assert refused_now(IN_STATE[state](), Verify(supervisory=False))
    assert refused_now(IN_STATE[state](), Verify(forward_to="kab.6201.dpupr"))
    for who in ("coordinator", "nation"):
        correction = Verify(supervisory=True, category="pungli", confidential=True, public_title=TITLE)
        dossier = IN_STATE[state]().do(who, correction)
        report = dossier.report
        assert (report.supervisory, report.category, report.confidential) == (True, "pungli", True)
        # What became supervisory is no longer for whoever holds the main report of its case: it leaves it.
        leaves = state is State.JOINED
        assert (report.state, report.public_title) == (State.SUBMITTED if leaves else state, "Judul")
        expected = ["verified", "reclassified", *(["left"] if leaves else [])]
        assert dossier.event_types()[-len(expected) :] == expected


def test_the_inspectorate_gives_back_what_is_not_supervisory_before_it_accepts() -> None:
    dossier = special.with_the_inspectorate()
    assert refused_now(dossier, Verify(supervisory=False))
    for more in (Verify(supervisory=True), Verify(supervisory=False, category="pungli"), Verify(category="pungli")):
        assert dossier.faults("inspectorate", more) == [("supervisory", "only_not_supervisory")]
    report = dossier.do("inspectorate", Verify(supervisory=False), "2026-11-23 09:00").report
    assert (report.state, report.holder, report.supervisory) == (State.SUBMITTED, "kab.6201", False)
    assert report.confidential, "making it less secret needs the reporter's consent"
    assert dossier.event_types()[-2:] == ["verified", "reclassified"]
    # Three working days from the day it came back, and the cap as it was.
    assert (dossier.days()["verify"], dossier.day("cap")) == ("2026-11-26", "2027-01-15")
    assert dossier.do("coordinator", Forward(UNIT)).report.holder == UNIT

    assert "verify" not in special.sealed().allowed("inspectorate")
    assert "verify" not in special.supervisory_at_the_unit().allowed("inspectorate")
    assert "verify" not in special.supervisory().allowed("inspectorate")


def test_until_the_first_forward_the_class_is_free() -> None:
    dossier = submitted().do("coordinator", Verify(classification=Classification.INFORMATION, supervisory=True))
    assert dossier.do("coordinator", Verify(supervisory=False)).report.supervisory is False
    assert dossier.do("nation", Verify(classification=Classification.ASPIRATION)).report.classification == "aspiration"


@pytest.mark.parametrize(
    ("build", "who", "command"),
    [
        (special.deemed_withdrawn, "reporter", Complete(text="Kampung Raja.")),
        (special.merged_late, "coordinator", Split()),
    ],
)
def test_what_came_back_after_its_first_forward_keeps_its_class(
    build: Callable[[], Dossier], who: str, command: Complete | Split
) -> None:
    dossier = build().do(who, command)
    assert dossier.report.state is State.SUBMITTED
    assert refused_now(dossier, Verify(classification=Classification.INFORMATION))
    assert refused_now(dossier, Verify(supervisory=False))
    assert dossier.do("coordinator", Verify(supervisory=True, forward_to=special.INSPECTORATE)).report.supervisory


def test_one_breath_verifies_publishes_and_forwards() -> None:
    dossier = submitted()
    dossier.do(
        "coordinator",
        Verify(category="jalan", publish=True, forward_to=UNIT, public_title=TITLE, public_body=BODY),
    )
    assert dossier.event_types(1) == ["verified", "reclassified", "published", "forwarded"]
    assert (dossier.report.version, dossier.report.seq) == (2, 5)
    assert (dossier.report.state, dossier.report.published) == (State.FORWARDED, True)


@pytest.mark.parametrize("state", [State.SUBMITTED, *LATER])
def test_confidential_is_loosened_by_the_reporters_consent_alone(state: State) -> None:
    dossier = IN_STATE[state](confidential=True)
    loosen = Verify(confidential=False)
    for who in ("coordinator", "nation"):
        assert dossier.faults(who, loosen) == [("confidential", "needs_consent")]
    assert dossier.do("reporter", Publicity(allowed=True)).report.confidential
    assert not dossier.do("coordinator", loosen).report.confidential


def test_a_supervisory_report_stays_confidential_whatever_the_reporter_allows() -> None:
    dossier = special.supervisory().do("reporter", Publicity(allowed=True))
    for who in ("coordinator", "nation"):
        assert dossier.faults(who, Verify(confidential=False)) == [("confidential", "supervisory_is_confidential")]
    both = Verify(supervisory=True, confidential=False)
    assert submitted().faults("coordinator", both) == [("confidential", "supervisory_is_confidential")]


def test_consent_taken_back_hides_at_once_and_needs_asking_again() -> None:
    dossier = submitted(confidential=True).do("reporter", Publicity(allowed=True))
    dossier.do("coordinator", Verify(confidential=False, publish=True, public_title=TITLE, public_body=BODY))
    assert dossier.report.published
    dossier.do("reporter", Publicity(allowed=False))
    assert dossier.event_types()[-2:] == ["publicity_changed", "unpublished"]
    assert (dossier.report.published, dossier.report.confidential) == (False, True)
    assert dossier.faults("coordinator", Verify(confidential=False)) == [("confidential", "needs_consent")]


@pytest.mark.parametrize("secret", [Verify(supervisory=True), Verify(confidential=True)])
def test_what_becomes_confidential_is_public_no_more(secret: Verify) -> None:
    dossier = special.published().do("coordinator", secret)
    assert dossier.event_types()[-1] == "unpublished"
    assert not dossier.report.published
    assert isinstance(dossier.refusal("coordinator", Publish(TITLE, BODY)), NotAllowedNow)
    publishing = replace(secret, publish=True, public_title="Judul", public_body="Isi.")
    assert submitted().faults("coordinator", publishing) == [("publish", "confidential")]


def test_publishing_needs_a_public_wording() -> None:
    required = [("public_title", "required"), ("public_body", "required")]
    assert submitted().faults("nation", Publish()) == required
    assert submitted().faults("coordinator", Verify(publish=True)) == required
    worded = submitted().do("coordinator", Verify(public_title=TITLE, public_body=BODY))
    assert not worded.report.published
    assert worded.do("coordinator", Publish()).report.published


def test_supervisory_set_while_the_inspectorate_works_on_it_seals_it() -> None:
    dossier = submitted().do("coordinator", Forward(special.INSPECTORATE)).do("inspectorate", Accept())
    assert not dossier.report.sealed
    assert dossier.do("coordinator", Verify(supervisory=True)).report.sealed
    not_accepted = submitted().do("coordinator", Forward(special.INSPECTORATE))
    assert not not_accepted.do("coordinator", Verify(supervisory=True)).report.sealed


@pytest.mark.parametrize("build", [forwarded, in_progress])
def test_a_unit_named_as_reported_loses_the_file(build: Callable[[], Dossier]) -> None:
    dossier = build().do("coordinator", Verify(reported_agencies=("kab.6201.dinkes",)))
    assert dossier.event_types()[-2:] == ["verified", "returned"]
    assert (dossier.report.state, dossier.report.holder) == (State.RETURNED, "kab.6201")
    assert dossier.report.returns == 0


@pytest.mark.parametrize("state", [State.NEEDS_INFO, State.ANSWERED, State.REOPENED])
def test_a_reported_unit_loses_the_file_in_the_other_states_too(state: State) -> None:
    dossier = IN_STATE[state]().do("coordinator", Verify(reported_agencies=(UNIT,)))
    assert (dossier.report.state, dossier.report.holder) == (state, "kab.6201")
    assert dossier.allowed("liaison") == set()


def test_an_institution_named_as_reported_leaves_it_to_the_nation() -> None:
    dossier = submitted().do("coordinator", Verify(reported_agencies=("kab.6201",)))
    assert (dossier.report.state, dossier.report.holder) == (State.SUBMITTED, "ri")
    assert dossier.allowed("coordinator") == set()
    assert "verify" in dossier.allowed("nation")
    from_the_start = submitted(reported_agencies=("kab.6201",))
    assert (from_the_start.report.holder, from_the_start.report.addressed_to) == ("ri", "kab.6201")
    waiting = needs_info().do("nation", Verify(reported_agencies=("kab.6201",)))
    assert (waiting.report.state, waiting.report.holder) == (State.NEEDS_INFO, "ri")


def test_nobody_names_the_nation_or_somebody_unknown() -> None:
    assert submitted().faults("coordinator", Verify(reported_agencies=("ri", "kab.6299"))) == [
        ("reported_agencies", "not_the_nation"),
        ("reported_agencies", "unknown_agency"),
    ]


def test_nothing_is_corrected_after_the_end() -> None:
    assert refused_now(archived(), Verify(category="jalan"))
