"""Who is told of each event and who is not, written by hand from the rules: "Events and who is told", "Ladder"."""

from dataclasses import replace

import pytest

from chalicelib.domain.actors import SYSTEM
from chalicelib.domain.commands import Accept, Answer, Dispute, Escalate, Forward, Verify
from chalicelib.domain.directory.appointing import Officer
from chalicelib.domain.events import UNTOLD, EventType
from chalicelib.domain.limits import LimitName
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.recipients import FOLLOWED, LADDER, TOLD, Audience, is_heard_by_merged, officers_told, parts_told
from tests.notify.courses import (
    COORDINATOR,
    DPUPR,
    INSPECTOR,
    INSPECTORATE,
    KOBAR,
    LIAISON,
    NATION,
    REPORTER,
    Course,
    answered,
    escalated,
    forwarded,
    in_progress,
    situations,
)

WORLD = [
    Officer(name, f"{name}@petugas.example", role, agency)
    for name, role, agency in [
        ("liaison", "liaison", DPUPR),
        ("deputy", "liaison", DPUPR),
        ("head", "head", DPUPR),
        ("coordinator", "coordinator", KOBAR),
        ("regent", "head", KOBAR),
        ("inspector", "inspectorate", INSPECTORATE),
        ("other-unit", "liaison", "kab.6201.dinkes"),
        ("other-head", "head", "kab.6201.dinkes"),
        ("other-regency", "coordinator", "kab.6202"),
        ("province", "coordinator", "prov.62"),
        ("governor", "head", "prov.62"),
        ("nation", "nation", "ri"),
        ("ombudsman", "observer", "lb.ombudsman"),
        ("ministry", "observer", "ri"),
    ]
]
HOLDER = "liaison deputy"

# Everybody named is told, everybody else in this world is not.
EXPECTED = {
    "submitted": "reporter coordinator",
    "verified": "",
    "reclassified": "",
    "forwarded": f"reporter {HOLDER}",
    "forwarded.published": f"reporter {HOLDER}",
    "published.forwarded": "",
    "data_requested": "reporter",
    "completed": HOLDER,
    "replied": HOLDER,
    "accepted": "",
    "progressed": "reporter",
    "answered": "reporter",
    "answered.planned": "reporter",
    "returned": "coordinator",
    "returned.conflict": "coordinator",
    "decided": f"reporter {HOLDER}",
    "extended": "reporter coordinator",
    "reminded.half": HOLDER,
    "reminded.last": HOLDER,
    "reminded.lapsed": HOLDER,
    "reminded.day_14": HOLDER,
    "reminded.reply": "reporter",
    "reminded.complete": "reporter",
    "reminded.promise": f"reporter {HOLDER}",
    "reminded.promise.answered": f"reporter {HOLDER}",
    "promise_kept": HOLDER,
    "promise_kept.confirmed": "",  # confirmed tells them
    "promise_broken": "",  # what it was broken by is told
    "escalated.1": "reporter coordinator",
    "reminded.unreached": HOLDER,
    "forwarded.institution": "reporter coordinator",
    "escalated.complete": "reporter coordinator",
    "escalated.1.submitted": "coordinator",
    "escalated.2": "head regent",
    "escalated.3": "nation province",
    "escalated.4": "",  # ombudsman_asked tells all of them
    "escalated.reopened": "nation province",
    "ombudsman_asked": "reporter coordinator nation",
    "ombudsman_referred": "reporter coordinator nation ombudsman",
    "ombudsman_consent_withdrawn": "reporter ombudsman",
    "disputed": f"reporter {HOLDER} head",
    "confirmed": HOLDER,
    "surveyed": "",
    "contact_changed": "reporter",
    "closed.confirmed": "",  # confirmed tells the holder
    "closed.no_reply": f"reporter {HOLDER}",
    "archived": "reporter",
    "archived.criminal_matter": "reporter",
    "archived.final": "reporter",
    "objected": "reporter nation",
    "deemed_withdrawn": "reporter",
    "merged": "reporter",
    "split": "reporter",
    "joined": "reporter",
    "linked": "reporter",
    "left": "reporter",
    "left.own": "reporter",
    "followed": "",
    "main_changed": "reporter",
    "took_over": f"reporter {HOLDER}",
    "member_disputed": "",
    "disputed.case": f"reporter {HOLDER} head",
    "withdrawn": f"reporter {HOLDER}",
    "erased": f"reporter {HOLDER}",
    "expired": "",
    "withdrawn.erased": "",  # erased tells them
    "published": "reporter",
    "unpublished": "reporter",
    "publicity_changed.True": "coordinator",
    "publicity_changed.False": "coordinator",
    "deadline_moved": f"reporter {HOLDER}",
    "contact_logged": "",
    "noted": "",
}
HEARD_BY_FOLLOWERS = {
    "forwarded", "forwarded.published", "forwarded.institution", "progressed", "answered", "answered.planned",
    "decided", "closed.confirmed", "closed.no_reply",
    "archived", "archived.criminal_matter", "archived.final",
}  # fmt: skip
# What the main report's own reporter hears and the public may know, and how it ends.
HEARD_BY_REPORTERS_OF_MERGED = HEARD_BY_FOLLOWERS | {
    "extended", "escalated.1", "disputed", "disputed.case", "objected", "deemed_withdrawn", "withdrawn", "erased",
    "ombudsman_asked", "ombudsman_referred", "published", "deadline_moved",
    "escalated.complete",
}  # fmt: skip


def told(context: LetterContext, world: list[Officer] | None = None) -> set[str]:
    """Everybody who is told, by name."""
    everybody = WORLD if world is None else world

    def officers_of(agency_id: str, role: str) -> list[Officer]:
        return [one for one in everybody if (one.agency_id, one.role) == (agency_id, role)]

    names = [one.officer.username for one in officers_told(context, officers_of)]
    assert len(names) == len(set(names)), "nobody twice"
    return {*names, *(["reporter"] if Audience.REPORTER in parts_told(context.report, context.event) else [])}


def without(*names: str) -> list[Officer]:
    """The world without some of its people."""
    return [one for one in WORLD if one.username not in names]


def test_every_type_of_event_stands_in_the_table() -> None:
    assert set(situations()) == set(EXPECTED)
    assert {context.event.type for context in situations().values()} == set(EventType)


@pytest.mark.parametrize("name", EXPECTED)
def test_who_is_told(name: str) -> None:
    assert told(situations()[name]) == set(EXPECTED[name].split())


@pytest.mark.parametrize("name", EXPECTED)
def test_who_else_hears_in_public_wording(name: str) -> None:
    context = situations()[name]
    assert (context.event.type in FOLLOWED) == (name in HEARD_BY_FOLLOWERS)
    assert is_heard_by_merged(context.report, context.event) == (name in HEARD_BY_REPORTERS_OF_MERGED)


def test_an_event_promises_a_telling_exactly_when_somebody_can_hear_of_it() -> None:
    assert set(TOLD) | {EventType.ESCALATED} == set(EventType) - UNTOLD
    assert set(LADDER) == {1, 2, 3, 4}


def test_of_a_case_of_many_the_holder_is_reminded_of_its_promise_once() -> None:
    main = situations()["reminded.promise"]
    member = replace(main, report=replace(main.report, case_main="LP-MAIN"))
    assert told(main) == {"reporter", "liaison", "deputy"}
    assert told(member) == {"reporter"}


def test_reports_addressed_to_the_nation_climb_to_the_nation() -> None:
    assert told(Course(addressed_to=None).last(EventType.SUBMITTED)) == {"reporter", "nation"}
    for level in (1, 2, 3):
        course = escalated(Course(addressed_to=None), level, LimitName.VERIFY)
        assert told(course.last(EventType.ESCALATED)) == {"nation"}, level


def test_a_report_submitted_late_climbs_through_the_institution() -> None:
    expected = {1: {"coordinator"}, 2: {"regent"}, 3: {"nation", "province"}}
    for level, people in expected.items():
        assert told(escalated(Course(), level, LimitName.VERIFY).last(EventType.ESCALATED)) == people


def test_data_completed_before_the_report_was_forwarded_goes_to_the_coordinator() -> None:
    assert told(replace_holder("completed", KOBAR)) == {"coordinator"}


def replace_holder(name: str, holder: str) -> LetterContext:
    """The same event on a report that somebody else holds."""
    context = situations()[name]
    report = replace(context.report, holder=holder, held_by=(holder,))
    return replace(context, report=report, present=report)


@pytest.mark.parametrize(
    ("name", "missing", "expected"),
    [
        ("forwarded", "liaison deputy", "reporter head"),
        ("forwarded", "liaison deputy head", "reporter coordinator"),
        ("forwarded", "liaison deputy head coordinator", "reporter regent"),
        ("forwarded", "liaison deputy head coordinator regent", "reporter nation"),
        ("submitted", "coordinator", "reporter regent"),
        ("submitted", "coordinator regent", "reporter nation"),
        ("escalated.1", "coordinator", "reporter regent"),
        ("escalated.2", "head", "regent"),
        ("escalated.2", "head regent", "nation"),
        ("escalated.3", "province", "nation"),
        ("disputed", "head", "reporter liaison deputy regent"),
        ("escalated.3", "nation province", "regent"),
    ],
)
def test_where_a_person_is_missing_the_next_one_up_is_told(name: str, missing: str, expected: str) -> None:
    assert told(situations()[name], without(*missing.split())) == set(expected.split())


def test_who_stands_in_is_told_for_whom() -> None:
    context = situations()["forwarded"]

    def officers_of(agency_id: str, role: str) -> list[Officer]:
        return [one for one in without("liaison", "deputy", "head") if (one.agency_id, one.role) == (agency_id, role)]

    assert [(one.officer.username, one.stands_in_for) for one in officers_told(context, officers_of)] == [
        ("coordinator", DPUPR)
    ]


@pytest.mark.parametrize("name", [name for name, people in EXPECTED.items() if people])
def test_nobody_whom_the_report_is_about_is_told(name: str) -> None:
    context = situations()[name]
    everybody = {one.username for one in WORLD}
    in_kobar = {"liaison", "deputy", "head", "coordinator", "regent", "inspector", "other-unit", "other-head"}
    about_the_unit = replace(context, present=replace(context.present, reported_agencies=(DPUPR,)))
    assert told(about_the_unit) & everybody <= everybody - {"liaison", "deputy", "head"}
    about_the_regency = replace(context, present=replace(context.present, reported_agencies=(KOBAR,)))
    assert told(about_the_regency) & everybody <= everybody - in_kobar
    if told(context) & everybody:
        assert told(about_the_regency) & everybody, "somebody else hears of it instead"


def test_a_sealed_report_is_told_to_the_head_of_the_institution_not_to_the_nation() -> None:
    course = Course(confidential=True).then(
        (COORDINATOR, Verify(supervisory=True, forward_to=INSPECTORATE)), (INSPECTOR, Accept())
    )
    assert course.report.sealed
    assert told(escalated(course, 3, LimitName.FINISH).last(EventType.ESCALATED)) == {"regent"}
    assert told(course.last(EventType.ACCEPTED)) == set()


def test_the_inspectorate_answers_for_its_reports() -> None:
    course = Course(confidential=True).then((COORDINATOR, Verify(supervisory=True, forward_to=INSPECTORATE)))
    assert told(course.last(EventType.FORWARDED)) == {"reporter", "inspector"}


def test_another_provinces_people_and_ministries_have_no_province_above_them() -> None:
    course = Course(addressed_to=None).then((NATION, Forward("kl.kemenpu")))
    assert told(escalated(course, 3, LimitName.ACCEPT).last(EventType.ESCALATED)) == {"nation"}


def test_what_was_late_already_and_is_disputed_twice_goes_to_level_three() -> None:
    course = answered().then((REPORTER, Dispute("Belum.")), (SYSTEM, Escalate(2, LimitName.REDO)))
    course.then((LIAISON, Answer("Sudah.")), (REPORTER, Dispute("Belum.")))
    context = course.last(EventType.ESCALATED)
    assert told(context) == {"nation", "province"}
    assert next(iter(context.details())) == "reopened"


@pytest.mark.parametrize(
    "address", ["a@x.example, b@x.example", "a@x.example\r\nBcc: b@x.example", "<a@x.example>", ""]
)
def test_an_address_that_is_not_one_is_nobody(address: str) -> None:
    world = [*without("liaison", "deputy", "head"), Officer("broken", address, "liaison", DPUPR)]
    assert told(situations()["forwarded"], world) == {"reporter", "coordinator"}


def test_a_late_telling_goes_to_whom_it_concerned_then_if_they_may_still_read_it() -> None:
    reminded = situations()["reminded.half"]
    recalled = replace(reminded.report, holder=KOBAR, held_by=(DPUPR, KOBAR))
    assert told(replace(reminded, present=recalled)) == {"liaison", "deputy"}
    sealed = in_progress().report
    assert told(replace(situations()["escalated.3"], present=replace(sealed, sealed=True))) == {"regent"}


def test_the_ombudsman_hears_that_it_may_no_longer_read_and_nothing_that_came_before() -> None:
    referred, withdrawn = situations()["ombudsman_referred"], situations()["ombudsman_consent_withdrawn"]
    assert told(replace(referred, present=withdrawn.present)) == {"reporter", "coordinator", "nation"}
    about_it = replace(withdrawn.present, reported_agencies=("lb.ombudsman",))
    assert told(replace(withdrawn, present=about_it)) == {"reporter"}


def test_a_forward_to_another_regency_leaves_the_first_one_out() -> None:
    course = Course().then((COORDINATOR, Forward("kab.6202")))
    assert told(course.last(EventType.FORWARDED)) == {"reporter", "other-regency"}
    assert told(forwarded().last(EventType.SUBMITTED)) == {"reporter", "coordinator"}
