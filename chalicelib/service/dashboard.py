"""What an officer's desk begins with: how much lies in each queue, how much is late, how long things take.

Read from counters alone, whatever the number of reports: one batch of rows, and for a table of units one Query for each
of its two rows and shards.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.directory import NATION_ID, PROVINCE_KIND, Agency, Directory
from chalicelib.domain.queues import OFFICERS_WITH_QUEUES, QUEUES, Queue
from chalicelib.domain.refusals import Forbidden
from chalicelib.domain.states import OPEN_STATES, State
from chalicelib.domain.tallying import (
    INSTITUTIONS,
    NATION,
    OPEN,
    WATCH,
    by_channel,
    histogram,
    inspectorate_scope,
    institution_scope,
    median_of,
    province_scope,
    unit_scope,
)
from chalicelib.refusals import NotFound
from chalicelib.service.queue_access import QueueQuery, source_of, visible_to
from chalicelib.store import queues as stored_queues
from chalicelib.store import statistics
from chalicelib.store.directory_lookup import directory_covering
from chalicelib.store.entries import Entry
from chalicelib.store.indexing import timestamp

if TYPE_CHECKING:
    from chalicelib.answers.desk import OpenFigures

LEVELS = range(5)
MONTHS_SHOWN = 12
LOOKED_AT_UP_TO = 1000
COURSE = ("received", "answered", "answered_in_time")
MONTH = (*COURSE, "closed_confirmed", "closed_without_confirmation", "reopened")
PROMISES = ("kept", "broken", "open")
Row = Mapping[str, int]


def queue_counts(actor: Actor, directory: Directory) -> dict[str, int]:
    """How many reports each of the officer's queues holds; nothing for who has none.

    Only queues that such an officer can ever find something in; one without counters is counted among a thousand
    entries at most.
    """
    scopes = queue_scopes(actor, directory)
    if not scopes:
        return {}
    found = statistics.rows((scope, OPEN) for scope in scopes)
    own, *climbed = [found[scope, OPEN] for scope in scopes]
    counted = counts_in(own, climbed)
    names = [name for name, row in QUEUES.items() if row.counters is not None and _can_have_some(actor, row, directory)]
    looked_at = _looked_at(actor, (name for name in names if name not in counted), directory)
    return {name: (counted | looked_at)[name] for name in names}


def _can_have_some(actor: Actor, row: Queue, directory: Directory) -> bool:
    agency = directory.get(actor.agency_id)
    answers_for_a_unit = actor.role in (Role.LIAISON, Role.HEAD) and agency is not None and not agency.is_institution
    return actor.role in row.roles and not (row.of_institutions and answers_for_a_unit)


def queue_scopes(actor: Actor, directory: Directory) -> list[str]:
    """The scopes whose counters make up an officer's queues, then a province's, which only adds to some; maybe none."""
    agency = directory.get(actor.agency_id)
    if actor.role not in OFFICERS_WITH_QUEUES or agency is None:
        return []
    if actor.role is Role.NATION:
        return [WATCH]
    has_regencies = actor.role is Role.COORDINATOR and agency.kind == PROVINCE_KIND
    return [_scope(actor, agency, directory), *([province_scope(agency.agency_id)] if has_regencies else [])]


def counts_in(own: Row, climbed: Iterable[Row] = ()) -> dict[str, int]:
    """Queues by the counters of what is open: in the own scope, and of what has climbed elsewhere."""
    elsewhere = tuple(climbed)
    return {
        name: sum(
            counters.get(measure, 0)
            for counters in (own, *(elsewhere if row.watches_regencies else ()))
            for measure in row.counters
        )
        for name, row in QUEUES.items()
        if row.counters
    }


def summary(actor: Actor, agency_id: str | None, month: str | None, now: datetime) -> dict[str, Any]:
    """The figures of an agency and its units, or of what an inspectorate sees.

    Raises NotFound for an agency out of reach, Forbidden for who has no figures at all.
    """
    if actor.role not in OFFICERS_WITH_QUEUES | {Role.OBSERVER}:
        raise Forbidden
    sees_all = actor.role in (Role.NATION, Role.OBSERVER)
    wanted = agency_id or (NATION_ID if sees_all else actor.agency_id)
    directory = directory_covering([actor.agency_id, wanted])
    agency = directory.get(wanted)
    if agency is None or not _may_read(actor, agency, directory):
        raise NotFound
    asked = month or local_date(now, agency.timezone).strftime("%Y-%m")
    months = _months_until(asked)
    scope = _scope(actor, agency, directory)
    found = statistics.rows((scope, row) for row in (OPEN, *months))
    return {
        "agency_id": agency.agency_id,
        "name": agency.name,
        "month": asked,
        "as_of": timestamp(now),
        "open": _open(found[scope, OPEN]),
        "month_figures": _month(found[scope, asked]),
        "units": _units(actor, agency, asked, directory),
        "months": [{"month": one, **_only(COURSE, found[scope, one])} for one in months],
    }


def _scope(actor: Actor, agency: Agency, directory: Directory) -> str:
    """Whose counters tell of an agency, to that officer."""
    if actor.role is Role.INSPECTORATE:
        return inspectorate_scope(actor.agency_id or "")
    if agency.agency_id == NATION_ID:
        return NATION
    if agency.is_institution:
        return institution_scope(agency.agency_id)
    return unit_scope(agency.agency_id, directory.institution_of(agency.agency_id).agency_id)


def _may_read(actor: Actor, agency: Agency, directory: Directory) -> bool:
    match actor.role:
        case Role.NATION:
            return True
        case Role.OBSERVER:
            return agency.is_institution
        case Role.INSPECTORATE:
            return agency.agency_id in (actor.agency_id, directory.institution_of(actor.agency_id or "").agency_id)
        case _:
            return directory.in_scope(agency.agency_id, actor.agency_id or "")


def _looked_at(actor: Actor, names: Iterable[str], directory: Directory) -> dict[str, int]:
    """Counted in the lists themselves, each index read once: a letter marks a report without an event to be counted."""
    read: dict[str, list[Entry]] = {}
    counted: dict[str, int] = {}
    for name in names:
        wanted = QueueQuery(name)
        source = source_of(actor, wanted, directory)
        index = wanted.row.marked_in or name
        if index not in read:
            read[index] = list(islice(stored_queues.entries(source.partitions), LOOKED_AT_UP_TO))
        is_admitted = visible_to(actor, wanted, source.part, directory)
        counted[name] = sum(is_admitted(entry) for entry in read[index])
    return counted


def _open(row: Row) -> "OpenFigures":
    return {
        "by_state": {state.value: row.get(f"state_{state.value}", 0) for state in State if state in OPEN_STATES},
        "by_level": {str(level): row.get(f"level_{level}", 0) for level in LEVELS},
        "late": row.get("late", 0),
        "total": _total(row),
        "oldest_received_on": _oldest(row),
    }


def _total(row: Row) -> int:
    return sum(row.get(f"level_{level}", 0) for level in LEVELS)


def _oldest(row: Row) -> str | None:
    days = (name.removeprefix("day_") for name, number in row.items() if name.startswith("day_") and number > 0)
    return min(days, default=None)


def _month(row: Row) -> dict[str, Any]:
    return _only(MONTH, row) | {
        "median_days_to_answer": median_of(histogram(row, "answer_days_")),
        "median_days_to_verify": median_of(histogram(row, "verify_days_")),
        "promises": {name: row.get(f"promise_{name}", 0) for name in PROMISES},
        "by_channel": by_channel(row),
    }


def _only(names: tuple[str, ...], row: Row) -> dict[str, Any]:
    return {name: row.get(name, 0) for name in names}


def _units(actor: Actor, agency: Agency, month: str, directory: Directory) -> list[dict[str, Any]]:
    """What lies right below an agency, each with all below it, and an institution's own desk beside them.

    By name, never by volume. Units that nothing was counted for are left out.
    """
    is_nation = agency.agency_id == NATION_ID
    below = {one.agency_id: one for one in directory.agencies.values() if _is_part(one, agency)}
    if actor.role is Role.INSPECTORATE or (actor.role is Role.OBSERVER and not is_nation) or not below:
        return []
    group = INSTITUTIONS if is_nation else directory.institution_of(agency.agency_id).agency_id
    opened, happened = statistics.members(group, OPEN), statistics.members(group, month)
    counted = (one for one in below if any([*opened.get(one, {}).values(), *happened.get(one, {}).values()]))
    units = [_unit(below[one], opened.get(one, {}), happened.get(one, {})) for one in counted]
    return sorted(units, key=lambda unit: (str(unit["name"]).casefold(), unit["agency_id"]))


def _is_part(one: Agency, agency: Agency) -> bool:
    if agency.agency_id == NATION_ID:
        return one.is_institution
    if one.agency_id == agency.agency_id:
        return agency.is_institution
    return one.parent == agency.agency_id and not one.is_institution


def _unit(unit: Agency, opened: Row, happened: Row) -> dict[str, Any]:
    return {
        "agency_id": unit.agency_id,
        "name": unit.name,
        "open": _total(opened),
        "late": opened.get("late", 0),
        "oldest_received_on": _oldest(opened),
        **_only(("answered", "answered_in_time"), happened),
        "median_days_to_answer": median_of(histogram(happened, "answer_days_")),
    }


def _months_until(month: str) -> list[str]:
    year, number = int(month[:4]), int(month[5:])
    counted = [year * 12 + number - 1 - back for back in range(MONTHS_SHOWN - 1, -1, -1)]
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in counted]
