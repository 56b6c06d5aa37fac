"""The table of limits holds together: what a row leaves open, the calendar, the standards and the clock can fill."""

import pytest

from chalicelib.domain.clockwork import ENDED_BY
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LIMITS, Bound, DayUnit, LimitName, Reminding
from chalicelib.domain.states import OPEN_STATES
from tests.domain.world import STANDARDS


def test_every_limit_is_a_row_with_a_length() -> None:
    assert list(LIMITS) == list(LimitName)
    assert {row.limit for row in STANDARDS.national} == set(LimitName)


@pytest.mark.parametrize("name", LimitName)
def test_a_limit_begins_and_ends(name: LimitName) -> None:
    rule = LIMITS[name]
    replaced = any(name in other.replaces for other in LIMITS.values())
    assert rule.begun_by
    assert rule.met_by | rule.dropped_by or replaced
    assert not rule.begun_by & rule.met_by, "it would begin unmet with the event that meets it"
    assert not rule.met_by & rule.dropped_by


@pytest.mark.parametrize("name", LimitName)
def test_a_lapse_has_one_consequence(name: LimitName) -> None:
    rule = LIMITS[name]
    if rule.is_deadline and rule.runs_in & OPEN_STATES:
        assert bool(rule.ladder) != bool(rule.lapses_into)
        assert rule.lapses_into is None or rule.lapses_into in ENDED_BY
        assert bool(rule.ladder) == (rule.binds is Bound.INSTITUTION)
    else:
        assert not rule.ladder
        assert rule.lapses_into is None
    levels = [level for level, _ in rule.ladder]
    assert levels == sorted(set(levels))


@pytest.mark.parametrize("name", LimitName)
def test_half_of_it_and_its_last_day_but_one_are_working_days(name: LimitName) -> None:
    units = {row.unit for row in STANDARDS.national if row.limit is name}
    if LIMITS[name].reminds is Reminding.HALF_AND_LAST:
        assert units == {DayUnit.WORKING}
    if LIMITS[name].reminds is Reminding.ON_DAYS_7_14_25:
        assert units == {DayUnit.CALENDAR}


def test_only_ones_own_word_is_no_deadline() -> None:
    own_words = {name for name, rule in LIMITS.items() if rule.binds is Bound.OWN_WORD}
    assert own_words == {name for name, rule in LIMITS.items() if not rule.is_deadline} == {LimitName.PROMISE}


def test_to_a_limit_all_endings_of_a_report_are_the_same() -> None:
    endings = {EventType.CLOSED, EventType.ARCHIVED, EventType.MERGED, EventType.DEEMED_WITHDRAWN, EventType.WITHDRAWN}
    for name, rule in LIMITS.items():
        ended = endings & (rule.met_by | rule.dropped_by)
        assert ended in (set(), endings), name
