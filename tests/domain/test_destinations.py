"""Where a report may be sent, by whom (docs/law.md "Commands", rows forward and decide; "Supervisory")."""

from collections.abc import Callable

import pytest

from chalicelib.domain.commands import Accept, Command, Decide, Escalate, Forward, Return, Verify
from chalicelib.domain.limits import LimitName
from tests.domain import special_dossiers as special
from tests.domain.dossier import UNIT, Dossier, forwarded, in_progress, reopened, returned, submitted

Build = Callable[[], Dossier]


def kept_and_late() -> Dossier:
    """The institution itself works on it, and is late with ``respond``."""
    kept = special.worked_on_by_the_institution()
    return kept.do("system", Escalate(1, LimitName.RESPOND), "2026-11-24 00:00")


def kept_unaccepted_too_long() -> Dossier:
    """The institution itself has not even accepted."""
    return special.kept_by_the_institution().do("system", Escalate(1, LimitName.ACCEPT), "2026-11-18 00:00")


OWN = ("kab.6201.dpupr", "kab.6201.dinkes.pkm.pustu", "kab.6201")
WHOLE_INSTITUTIONS = ("kab.6202", "prov.62", "kl.pu", "kota.5171")
UNITS_OF_OTHERS = ("kab.6202.dinkes", "kl.pu.balai", "prov.62.dinkes")

# who, from which report, may send to these, and to none of those
SCOPES: tuple[tuple[str, Build, tuple[str, ...], tuple[str, ...]], ...] = (
    ("coordinator", submitted, (*OWN, *WHOLE_INSTITUTIONS), UNITS_OF_OTHERS),
    ("coordinator", reopened, (*OWN, *WHOLE_INSTITUTIONS), UNITS_OF_OTHERS),
    ("coordinator", special.kept_by_the_institution, (*OWN[:2], *WHOLE_INSTITUTIONS), UNITS_OF_OTHERS),
    ("coordinator", kept_unaccepted_too_long, (*OWN[:2], *WHOLE_INSTITUTIONS), UNITS_OF_OTHERS),
    # Who sent it there may put the slip right, as far as they may send at all.
    ("coordinator", special.unaccepted_too_long, (*OWN, *WHOLE_INSTITUTIONS), UNITS_OF_OTHERS),
    # A recall stays inside the institution, whoever of it held the report.
    ("coordinator", special.unanswered_too_long, OWN, (*WHOLE_INSTITUTIONS, *UNITS_OF_OTHERS)),
    ("coordinator", kept_and_late, OWN[:2], (*WHOLE_INSTITUTIONS, *UNITS_OF_OTHERS)),
    ("nation", submitted, (*OWN, *WHOLE_INSTITUTIONS, *UNITS_OF_OTHERS, "ri"), ()),
    ("liaison", forwarded, ("kab.6201.dinkes.pkm.pustu",), ("kab.6201", "kab.6201.dinkes", *WHOLE_INSTITUTIONS)),
    ("liaison", reopened, ("kab.6201.dinkes.pkm.pustu",), ("kab.6201.dpupr", "kab.6202")),
    ("ancestor", forwarded, ("kab.6201.dinkes", "kab.6201.dinkes.pkm.pustu"), ("kab.6201", "kab.6201.dpupr")),
    ("head", forwarded, ("kab.6201.dinkes.pkm.pustu",), ("kab.6201.dinkes", "kab.6201.dpupr")),
    ("inspectorate", special.supervisory, (special.INSPECTORATE,), ("kab.6201", "kab.6201.dpupr", "ri")),
)
DECISIONS: tuple[tuple[str, Build, tuple[str, ...], tuple[str, ...]], ...] = (
    ("coordinator", returned, (*OWN, UNIT, *WHOLE_INSTITUTIONS, "ri"), UNITS_OF_OTHERS),
    ("nation", returned, (*OWN, UNIT, *WHOLE_INSTITUTIONS, *UNITS_OF_OTHERS, "ri"), ()),
    ("nation", special.returned_by_the_institution, (*OWN, *WHOLE_INSTITUTIONS, *UNITS_OF_OTHERS), ()),
)


@pytest.mark.parametrize(
    ("who", "build", "reached", "beyond"), SCOPES, ids=lambda value: getattr(value, "__name__", None)
)
def test_forward_reaches_this_far(who: str, build: Build, reached: tuple[str, ...], beyond: tuple[str, ...]) -> None:
    dossier = build()
    for to in reached:
        after = dossier.decide(who, Forward(to)).report
        assert (after.state, after.holder) == ("forwarded", to)
    for to in beyond:
        assert (to, dossier.faults(who, Forward(to))) == (to, [("to", "out_of_reach")])


@pytest.mark.parametrize(
    ("who", "build", "reached", "beyond"), DECISIONS, ids=lambda value: getattr(value, "__name__", None)
)
def test_decide_reaches_this_far(who: str, build: Build, reached: tuple[str, ...], beyond: tuple[str, ...]) -> None:
    dossier = build()
    for to in reached:
        after = dossier.decide(who, Decide(to)).report
        assert (after.state, after.holder) == ("forwarded", to)
    for to in beyond:
        assert (to, dossier.faults(who, Decide(to))) == (to, [("to", "out_of_reach")])


def test_verify_forwards_as_far_as_forward_does() -> None:
    assert submitted().faults("coordinator", Verify(forward_to="kab.6202.dinkes")) == [("forward_to", "out_of_reach")]
    assert submitted().decide("coordinator", Verify(forward_to="kl.pu")).report.holder == "kl.pu"


def test_who_forwarded_puts_a_slip_right_until_the_holder_accepts() -> None:
    dossier = forwarded().do("coordinator", Forward("kab.6202"), "2026-11-17 10:00")
    before = dossier.report
    assert dossier.allowed("coordinator") == {"forward"}, "of another institution's file nothing else"
    assert dossier.allowed("chief") == set()
    again = dossier.do("coordinator", Forward("kl.pu"), "2026-11-18 10:00").report
    assert (again.holder, again.returns, again.first_forwarded_at) == ("kl.pu", 0, before.first_forwarded_at)
    # Of the clocks dispose alone begins anew: another institution has three working days for it.
    assert dossier.day("dispose") == "2026-11-23"
    assert {name: dossier.day(name) for name in ("respond", "finish", "cap")} == {
        "respond": "2026-11-23",
        "finish": "2026-12-04",
        "cap": "2027-01-15",
    }
    assert "forward" not in dossier.do("ministry", Accept()).allowed("coordinator")


def test_who_decided_or_sent_it_down_may_do_so_anew() -> None:
    decided = special.decided(times=1)
    assert decided.do("coordinator", Forward("kab.6201.dpupr")).report.returns == 1
    from_above = submitted().do("nation", Forward("kab.6202.dinkes"))
    assert from_above.do("nation", Forward("kl.pu.balai")).report.holder == "kl.pu.balai"
    assert "forward" not in from_above.allowed("coordinator")


def test_the_holder_has_it_already() -> None:
    late = special.unaccepted_too_long()
    assert late.faults("coordinator", Forward(UNIT)) == [("to", "is_the_holder")]
    assert forwarded().faults("liaison", Forward(UNIT)) == [("to", "is_the_holder")]
    assert in_progress().faults("liaison", Return(UNIT, "Bukan kami.")) == [("proposed", "is_the_holder")]


@pytest.mark.parametrize("command", [Forward("kab.6299"), Decide("kab.6299")])
def test_an_agency_that_does_not_exist_is_no_destination(command: Command) -> None:
    assert returned().faults("nation", command) == [("to", "unknown_agency")]
    assert in_progress().faults("liaison", Return("kab.6299", "Entah.")) == [("proposed", "unknown_agency")]


@pytest.mark.parametrize("reported", ["kab.6201.dinkes", UNIT])
def test_who_is_reported_gets_it_from_nobody(reported: str) -> None:
    dossier = submitted(reported_agencies=(reported,))
    for who in ("coordinator", "nation"):
        assert dossier.faults(who, Forward(UNIT)) == [("to", "is_reported")]
    named_now = Verify(reported_agencies=(reported,), forward_to=UNIT)
    assert submitted().faults("coordinator", named_now) == [("forward_to", "is_reported")]


def test_who_names_the_own_institution_leaves_the_rest_to_the_nation() -> None:
    named = Verify(reported_agencies=("kab.6201",), forward_to="kl.pu")
    assert submitted().faults("coordinator", named) == [("forward_to", "out_of_reach")]
    assert submitted().decide("nation", named).report.holder == "kl.pu"


def test_a_supervisory_report_goes_to_the_inspectorate_of_the_institution() -> None:
    dossier = special.supervisory()
    for to in ("kab.6201.dpupr", UNIT, "kab.6201"):
        assert (to, dossier.faults("coordinator", Forward(to))) == (to, [("to", "supervisory_to_inspectorate")])
    assert dossier.decide("coordinator", Forward(special.INSPECTORATE)).report.holder == special.INSPECTORATE
    # Another institution as a whole: its coordinator finds its inspectorate.
    assert dossier.decide("coordinator", Forward("kl.pu")).report.holder == "kl.pu"
    in_one_breath = Verify(supervisory=True, forward_to=UNIT)
    assert submitted().faults("coordinator", in_one_breath) == [("forward_to", "supervisory_to_inspectorate")]


def test_a_supervisory_report_stays_with_the_coordinator_where_there_is_no_inspectorate() -> None:
    dossier = submitted(addressed_to="kab.6202").do("other coordinator", Verify(supervisory=True))
    refused = dossier.faults("other coordinator", Forward("kab.6202.dinkes"))
    assert refused == [("to", "supervisory_to_inspectorate")]
    kept = dossier.do("other coordinator", Forward("kab.6202")).do("other coordinator", Accept())
    assert (kept.report.state, kept.report.sealed) == ("in_progress", False)


def test_a_supervisory_report_about_the_inspectorate_goes_to_the_nation() -> None:
    dossier = submitted(reported_agencies=(special.INSPECTORATE,)).do("coordinator", Verify(supervisory=True))
    assert dossier.faults("coordinator", Forward(special.INSPECTORATE)) == [("to", "is_reported")]
    for to in ("kab.6201", UNIT):
        assert dossier.faults("coordinator", Forward(to)) == [("to", "supervisory_to_inspectorate")]
    assert dossier.decide("coordinator", Forward("ri")).report.holder == "ri"


def test_the_nation_sends_a_supervisory_report_to_the_institution_or_its_inspectorate() -> None:
    dossier = special.supervisory()
    for to in ("kab.6201", special.INSPECTORATE, "kab.6202"):
        assert dossier.decide("nation", Forward(to)).report.holder == to
    assert dossier.faults("nation", Forward(UNIT)) == [("to", "supervisory_to_inspectorate")]


def test_the_inspectorate_takes_over_what_a_unit_holds() -> None:
    dossier = special.supervisory_at_the_unit().do("inspectorate", Forward(special.INSPECTORATE))
    assert (dossier.report.holder, dossier.report.sealed) == (special.INSPECTORATE, False)
    assert dossier.do("inspectorate", Accept()).report.sealed
