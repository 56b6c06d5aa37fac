"""Commands on several reports at once: an office has those, and those alone, that it may give on some report."""

from dataclasses import replace

import pytest

from chalicelib.domain.actors import Role
from chalicelib.domain.batches import BATCHES, CAPACITIES, may_batch
from chalicelib.domain.permissions import capacities
from chalicelib.domain.report import Report
from tests.domain import special_dossiers as special
from tests.domain.dossier import forwarded, submitted
from tests.domain.lawful_moves import LAWFUL
from tests.domain.world import PEOPLE, RULES

OFFICES = (Role.LIAISON, Role.HEAD, Role.COORDINATOR, Role.INSPECTORATE, Role.NATION, Role.OBSERVER)


def reports() -> list[Report]:
    """Reports held by everybody who can hold one: a unit, an institution, an inspectorate, the nation."""
    dossiers = (
        submitted(), forwarded(), special.supervisory(), special.supervisory_at_the_unit(),
        special.with_the_inspectorate(), special.with_the_nation(), special.kept_by_the_nation(),
        special.kept_by_the_institution(), special.at_level_three(), special.sealed(), special.merged_early(),
    )  # fmt: skip
    return [dossier.report for dossier in dossiers]


@pytest.mark.parametrize("role", OFFICES)
def test_an_office_may_batch_what_the_law_lets_it_do_to_some_report(role: Role) -> None:
    lawful = {command for office, command, _, _ in LAWFUL if office == role}
    assert set(may_batch(role)) == lawful & set(BATCHES)


def test_an_inspectorate_takes_several_over_at_once_and_an_observer_touches_nothing() -> None:
    assert may_batch(Role.INSPECTORATE) == ("forward",)
    assert may_batch(Role.COORDINATOR) == may_batch(Role.NATION) == ("forward", "merge", "publish")
    assert may_batch(Role.OBSERVER) == may_batch(Role.PUBLIC) == ()


def test_what_an_office_can_be_is_all_that_it_ever_is_to_a_report() -> None:
    seen: dict[Role, set[str]] = {}
    for report in reports():
        for held in {agency for one in PEOPLE.values() if (agency := one.agency_id)}:
            moved = replace(report, holder=held, held_by=(*report.held_by, held))
            for actor in PEOPLE.values():
                seen.setdefault(actor.role, set()).update(capacities(actor, moved, RULES.directory))
    for role in OFFICES:
        assert seen[role] == CAPACITIES.get(role, frozenset()), role
