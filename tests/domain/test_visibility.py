"""Who may read a report: scopes cut at institutions, conflict, the seal (docs/law.md "Who may do what")."""

from collections.abc import Callable

import pytest

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Complete,
    Confirm,
    Decide,
    Escalate,
    Forward,
    Lapse,
    Object,
    Ombudsman,
    RequestData,
    Verify,
)
from chalicelib.domain.limits import LimitName
from chalicelib.domain.permissions import may_read
from chalicelib.domain.report import ArchiveReason
from tests.domain import special_dossiers as special
from tests.domain.dossier import Dossier, answered, forwarded, in_progress, returned, submitted
from tests.domain.world import PEOPLE, RULES

OFFICERS = {who: actor for who, actor in PEOPLE.items() if actor.agency_id} | {
    "post": Actor(Role.LIAISON, "kab.6201.dinkes.pkm.pustu"),
    "unit elsewhere": Actor(Role.LIAISON, "kab.6202.dinkes"),
    "unit of the province": Actor(Role.LIAISON, "prov.62.dinkes"),
    "city": Actor(Role.COORDINATOR, "kota.5171"),
    "its province": Actor(Role.COORDINATOR, "prov.51"),
    "another observer": Actor(Role.OBSERVER, "kl.pu"),
    "another system": Actor(Role.INTEGRATION, "kab.6201"),
    "the public": Actor(Role.PUBLIC, "kab.6201"),
    "nobody known": Actor(Role.COORDINATOR, "kab.6299"),
}
HOUSE = "coordinator chief nation"
UNIT = f"{HOUSE} liaison head ancestor"


def readers(dossier: Dossier) -> set[str]:
    """Everybody who may read it."""
    return {who for who, actor in OFFICERS.items() if may_read(actor, dossier.report, RULES.directory)}


def at_level(level: int) -> Dossier:
    """Nobody responded, and the ladder climbed."""
    dossier = in_progress()
    for step, day in ((1, "2026-11-24"), (2, "2026-11-27"), (3, "2026-12-08"))[:level]:
        dossier.do("system", Escalate(step, LimitName.RESPOND), f"{day} 00:00")
    return dossier


def handed_to_a_ministry() -> Dossier:
    """Another institution's matter, as it turned out."""
    return submitted().do("coordinator", Forward("kl.pu"))


def late_at_a_ministry() -> Dossier:
    """A ministry lies in no province."""
    dossier = submitted(addressed_to="kl.pu")
    return dossier.do("system", Escalate(3, LimitName.VERIFY), "2026-12-04 00:00")


def handed_down_by_the_ministry() -> Dossier:
    """Level 3 was the ministry's; the regency is not late with anything."""
    return late_at_a_ministry().do("ministry", Forward("kab.6201"), "2026-12-04 10:00")


def late_elsewhere() -> Dossier:
    """Another province's city let it climb, not the regency that had it before."""
    dossier = submitted().do("coordinator", Forward("kota.5171"))
    return dossier.do("system", Escalate(3, LimitName.DISPOSE), "2026-12-05 00:00")


def handed_on_at_level_four() -> Dossier:
    """The reporter's level 4 stays, whoever has it."""
    dossier = submitted().do("system", Escalate(1, LimitName.VERIFY), "2026-11-20 00:00").do("reporter", Ombudsman())
    return dossier.do("coordinator", Forward("kota.5171"))


def reported(agency_id: str) -> Callable[[], Dossier]:
    """About an agency that had it until it was named."""
    return lambda: in_progress().do("nation", Verify(reported_agencies=(agency_id,)))


def sealed_and_late() -> Dossier:
    """With the inspectorate, level 3."""
    return special.sealed().do("system", Escalate(3, LimitName.RESPOND), "2026-12-08 00:00")


@pytest.mark.parametrize(
    ("build", "who"),
    [
        (submitted, HOUSE),
        (lambda: submitted(addressed_to=None), "nation"),
        (lambda: submitted(addressed_to="kab.6202"), "other-coordinator nation"),
        (lambda: submitted(addressed_to="prov.62"), "province nation"),
        (forwarded, UNIT),
        (returned, UNIT),  # who held it goes on reading
        (lambda: returned().do("coordinator", Decide("kab.6201.dpupr")), f"{UNIT} neighbour"),
        (
            lambda: submitted().do("coordinator", Forward("kab.6201.dinkes.pkm.pustu")),
            f"{HOUSE} ancestor liaison head post",
        ),
        (handed_to_a_ministry, f"{HOUSE} ministry"),
        (lambda: at_level(1), UNIT),
        (lambda: at_level(2), UNIT),
        (lambda: at_level(3), f"{UNIT} province"),
        (lambda: at_level(3).do("liaison", Answer("Sudah.")).do("reporter", Confirm()), f"{UNIT} province"),
        (late_at_a_ministry, "ministry nation"),
        (handed_down_by_the_ministry, f"{HOUSE} ministry"),
        (late_elsewhere, f"{HOUSE} city its-province"),
        (handed_on_at_level_four, f"{HOUSE} province city its-province observer"),
        (special.supervisory, f"{HOUSE} inspectorate"),
        (special.supervisory_at_the_unit, f"{UNIT} inspectorate"),
        (special.with_the_inspectorate, f"{HOUSE} inspectorate"),
        (special.sealed, "coordinator chief inspectorate"),
        (sealed_and_late, "coordinator chief inspectorate"),
        (lambda: submitted().do("coordinator", Forward("kab.6201.inspektorat")), f"{HOUSE} inspectorate"),
        (reported("kab.6201.dinkes.pkm"), f"{HOUSE} ancestor"),
        (reported("kab.6201.dinkes"), HOUSE),
        (reported("kab.6201.dinkes.pkm.pustu"), UNIT),
        (reported("kab.6201.dpupr"), UNIT),
        (reported("kab.6201"), "nation"),
        (reported("prov.62"), "nation"),
        (lambda: at_level(3).do("nation", Verify(reported_agencies=("prov.62",))), "nation"),
        (lambda: special.supervisory().do("coordinator", Verify(reported_agencies=(special.INSPECTORATE,))), HOUSE),
        (special.referred, f"{UNIT} observer"),
        (special.no_longer_referred, UNIT),
        # Level 4 at the reporter's wish is more than level 3.
        (lambda: at_level(1).do("reporter", Ombudsman()), f"{UNIT} observer province"),
        (answered, UNIT),
    ],
)
def test_these_may_read_it_and_nobody_else(build: Callable[[], Dossier], who: str) -> None:
    assert readers(build()) == {one.replace("-", " ") for one in who.split()}


def test_who_only_held_it_once_reads_and_does_nothing() -> None:
    moved = handed_to_a_ministry()
    assert moved.allowed("coordinator") == {"forward"}, "a slip may be put right until the ministry accepts"
    assert moved.do("ministry", Accept()).allowed("coordinator") == set()
    assert returned().allowed("liaison") == set()
    assert at_level(3).allowed("province") == set()


def test_the_nation_reads_a_sealed_report_that_comes_to_it() -> None:
    # Nobody else could act on it: an objection goes to the nation, which must not be blind to it.
    dossier = special.sealed().do("inspectorate", RequestData("Siapa saksinya?"))
    dossier.do("system", Lapse(), "2026-12-17 00:00").do("reporter", Complete(text="Dua orang."))
    dossier.do("coordinator", Archive(ArchiveReason.TOO_GENERAL, "Terlalu umum."))
    assert "nation" not in readers(dossier)
    dossier.do("reporter", Object("Tidak terlalu umum."))
    assert (dossier.report.sealed, dossier.report.holder) == (True, "ri")
    assert "nation" in readers(dossier)
    dossier.do("nation", Forward(special.INSPECTORATE)).do("inspectorate", Accept())
    assert "nation" not in readers(dossier)
