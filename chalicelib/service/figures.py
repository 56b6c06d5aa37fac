"""What an officer's desk begins with: how much lies in each queue, how much is late, how long things take.

Read from counters alone: one batch of rows whatever the number of reports (100 rows of one batch are asked at once).
"""

from datetime import datetime
from typing import Any

from chalicelib.domain.directory import NATION_ID, PROVINCE_KIND, Agency, Directory
from chalicelib.domain.events import Actor, Role
from chalicelib.domain.refusals import Forbidden
from chalicelib.domain.report import OPEN_STATES, State
from chalicelib.domain.tallying import (
    DAYS,
    NATION,
    OPEN,
    WATCH,
    Counts,
    agency_scope,
    by_unit,
    house_scope,
    median_of,
    province_scope,
    supervisory_at_scope,
    supervisory_scope,
)
from chalicelib.domain.workdays import local_date
from chalicelib.errors import NotFound
from chalicelib.service.desks import MAY_LIST, UNDELIVERED, Wanted, admits, desk_of
from chalicelib.store import queues as stored_queues
from chalicelib.store import statistics
from chalicelib.store.directory import directory_covering, institutions
from chalicelib.store.indexing import OPEN_QUEUES, QUEUE_OF_STATE, timestamp

LEVELS = range(5)
MONTHS_SHOWN = 12
Row = dict[str, int]


def queue_counts(actor: Actor, tree: Directory) -> dict[str, int]:
    """How many reports each of the officer's queues holds; nothing for who has none."""
    if actor.role not in MAY_LIST or actor.agency_id is None:
        return {}
    added, taken = _scopes(actor.role, actor.agency_id, tree)
    climbed = _climbed_elsewhere(actor, tree)
    found = statistics.rows((scope, OPEN) for scope in (*added, *taken, *climbed))
    row = _sum(found, added, OPEN, 1)
    for name, number in _sum(found, taken, OPEN, 1).items():
        row[name] = row.get(name, 0) - number
    counts = dict.fromkeys(OPEN_QUEUES, 0)
    for state in OPEN_STATES:
        counts[QUEUE_OF_STATE[state]] += row.get(f"state_{state.value}", 0)
    escalated = sum(row.get(f"level_{level}", 0) for level in LEVELS if level)
    elsewhere = _sum(found, climbed, OPEN, 1)
    escalated += sum(elsewhere.get(f"level_{level}", 0) for level in LEVELS if level)
    return counts | {"late": row.get("late", 0), "escalated": escalated, UNDELIVERED: _undelivered(actor, tree)}


def summary(actor: Actor, agency_id: str | None, month: str | None, now: datetime) -> dict[str, Any]:
    """The figures of an agency and its units. Raises NotFound for one out of reach, Forbidden for who has none."""
    wanted = agency_id or (NATION_ID if actor.role in (Role.NATION, Role.OBSERVER) else actor.agency_id) or ""
    tree = directory_covering([actor.agency_id, wanted])
    agency = tree.get(wanted)
    if actor.role not in MAY_LIST | {Role.OBSERVER}:
        raise Forbidden
    if agency is None or not _may_read(actor, agency, tree):
        raise NotFound
    this_month = local_date(now, agency.timezone).strftime("%Y-%m")
    asked = month or this_month
    months = _months_until(asked)
    scopes = _summary_scopes(actor, agency, tree)
    parts = _parts_scope(agency)
    keys = [(scope, row) for scope in scopes for row in (OPEN, DAYS, *months)]
    keys += [(parts, by_unit(row)) for row in (OPEN, asked)] if parts else []
    found = statistics.rows(keys)
    row = _sum(found, scopes, OPEN, 1)
    return {
        "agency_id": agency.agency_id,
        "name": agency.name,
        "month": asked,
        "as_of": timestamp(now),
        "open": _open(row, _sum(found, scopes, DAYS, 1)),
        "month_figures": _month(_sum(found, scopes, asked, 1)),
        "units": _units(agency, found, parts, asked, tree) if parts else _own_units(agency, found, asked, tree),
        "months": [{"month": one, **_course(_sum(found, scopes, one, 1))} for one in months],
    }


def _scopes(role: Role, own: str, tree: Directory) -> tuple[list[str], list[str]]:
    """The scopes whose counters make up an officer's queues, and those that were counted twice by that."""
    agency = tree.agencies.get(own)
    if agency is None:
        return [], []
    if role is Role.NATION:
        return [WATCH], []
    if role is Role.INSPECTORATE:
        held = _below(own, tree)
        house = supervisory_scope(tree.institution_of(own).agency_id)
        return [house, *(agency_scope(one) for one in held)], [supervisory_at_scope(one) for one in held]
    if agency.is_institution:
        return [house_scope(own)], []
    return [agency_scope(one) for one in _below(own, tree)], []


def _climbed_elsewhere(actor: Actor, tree: Directory) -> list[str]:
    agency = tree.get(actor.agency_id)
    is_province = actor.role is Role.COORDINATOR and agency is not None and agency.kind == PROVINCE_KIND
    return [province_scope(agency.agency_id)] if is_province and agency else []


def _below(own: str, tree: Directory) -> list[str]:
    return [one for one in tree.agencies if tree.in_scope(one, own)]


def _undelivered(actor: Actor, tree: Directory) -> int:
    """Counted in the sparse index itself: letters mark it, without an event that could be counted."""
    wanted = Wanted(UNDELIVERED)
    desk = desk_of(actor, wanted, tree)
    is_admitted = admits(actor, wanted, desk.part, tree)
    return sum(is_admitted(entry) for entry in stored_queues.entries(desk.partitions))


def _may_read(actor: Actor, agency: Agency, tree: Directory) -> bool:
    match actor.role:
        case Role.NATION | Role.OBSERVER:
            return True
        case Role.INSPECTORATE:
            return agency.agency_id in (actor.agency_id, tree.institution_of(actor.agency_id or "").agency_id)
        case _:
            return tree.in_scope(agency.agency_id, actor.agency_id or "")


def _summary_scopes(actor: Actor, agency: Agency, tree: Directory) -> list[str]:
    if agency.agency_id == NATION_ID:
        return [NATION]
    if actor.role is Role.INSPECTORATE:
        return [supervisory_scope(tree.institution_of(agency.agency_id).agency_id)]
    if agency.is_institution:
        return [house_scope(agency.agency_id)]
    return [agency_scope(one) for one in _below(agency.agency_id, tree)]


def _parts_scope(agency: Agency) -> str | None:
    if agency.agency_id == NATION_ID:
        return NATION
    return house_scope(agency.agency_id) if agency.is_institution else None


def _sum(found: Counts, scopes: list[str], row: str, sign: int) -> Row:
    total: Row = {}
    for scope in scopes:
        for name, number in found.get((scope, row), {}).items():
            total[name] = total.get(name, 0) + sign * number
    return total


def _open(row: Row, days: Row) -> dict[str, Any]:
    return {
        "by_state": {state.value: row.get(f"state_{state.value}", 0) for state in State if state in OPEN_STATES},
        "by_level": {str(level): row.get(f"level_{level}", 0) for level in LEVELS},
        "late": row.get("late", 0),
        "total": sum(row.get(f"level_{level}", 0) for level in LEVELS),
        "oldest_received_on": min((day for day, number in days.items() if number > 0), default=None),
    }


def _month(row: Row) -> dict[str, Any]:
    names = ("received", "answered", "answered_in_time", "closed_confirmed", "closed_without_confirmation", "reopened")
    return {name: row.get(name, 0) for name in names} | {
        "median_days_to_answer": median_of(_histogram(row, "answer_days_")),
        "median_days_to_verify": median_of(_histogram(row, "verify_days_")),
    }


def _course(row: Row) -> dict[str, int]:
    return {name: row.get(name, 0) for name in ("received", "answered", "answered_in_time")}


def _histogram(row: Row, prefix: str) -> dict[int, int]:
    return {int(name.removeprefix(prefix)): number for name, number in row.items() if name.startswith(prefix)}


def _units(agency: Agency, found: Counts, parts: str, month: str, tree: Directory) -> list[dict[str, Any]]:
    """By name, never by volume; units that nothing was counted for are left out."""
    rows: dict[str, Row] = {}
    for row in (by_unit(OPEN), by_unit(month)):
        for name, number in found.get((parts, row), {}).items():
            unit, _, measure = name.partition(":")
            rows.setdefault(unit, {})[measure] = number
    known = institutions() if agency.agency_id == NATION_ID else tree.agencies
    named = [(known[unit].name if unit in known else unit, unit, row) for unit, row in rows.items()]
    return [_unit(unit, name, row) for name, unit, row in sorted(named) if any(row.values())]


def _own_units(agency: Agency, found: Counts, month: str, tree: Directory) -> list[dict[str, Any]]:
    below = [one for one in _below(agency.agency_id, tree) if one != agency.agency_id]
    units = []
    for one in [agency.agency_id, *below] if below else []:
        scope = agency_scope(one)
        row, days = found.get((scope, OPEN), {}), found.get((scope, DAYS), {})
        total = sum(row.get(f"level_{level}", 0) for level in LEVELS)
        oldest = {f"day_{day}": number for day, number in days.items()}
        figures = {**found.get((scope, month), {}), "open": total, "late": row.get("late", 0), **oldest}
        units.append(_unit(one, tree.agencies[one].name, figures))
    return sorted(units, key=lambda unit: str(unit["name"]))


def _unit(unit: str, name: str, row: Row) -> dict[str, Any]:
    days = [measure.removeprefix("day_") for measure, n in row.items() if measure.startswith("day_") and n > 0]
    return {
        "agency_id": unit,
        "name": name,
        "open": row.get("open", 0),
        "late": row.get("late", 0),
        "oldest_received_on": min(days, default=None),
        "answered": row.get("answered", 0),
        "answered_in_time": row.get("answered_in_time", 0),
        "median_days_to_answer": median_of(_histogram(row, "answer_days_")),
    }


def _months_until(month: str) -> list[str]:
    year, number = int(month[:4]), int(month[5:])
    counted = [year * 12 + number - 1 - back for back in range(MONTHS_SHOWN - 1, -1, -1)]
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in counted]
