"""What one report adds to the statistics: a pure function of its events, so that counters equal a recount of them.

A counter lives in a row of a scope: ``open`` is what is so now, ``2026-11`` what happened in a month (local to the
institution that held the report when it came in). ``units`` beside either tells the same by unit.

Many complaints never count against a unit, silence does: nothing here is a rank, and an answer is in time when its
limit ``finish`` had not ended, however many reports there are.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from chalicelib.domain.directory import NATION_ID, REGENCY_KINDS, Directory
from chalicelib.domain.events import Event, EventType, apply
from chalicelib.domain.report import ClosedReason, LimitName, Report
from chalicelib.domain.workdays import local_date

Counts = dict[tuple[str, str], dict[str, int]]
"""By (scope, row) and measure."""

OPEN, DAYS, NATION, WATCH = "open", "days", "nation", "watch"
WATCHED_FROM_LEVEL = 3
LONGEST_DAYS = 366
"""Days of answering are counted up to here; what took longer counts as this."""
_VERIFIED = frozenset({EventType.VERIFIED, EventType.FORWARDED, EventType.ARCHIVED})


def agency_scope(agency_id: str) -> str:
    """What one agency holds, its units not included."""
    return f"agency:{agency_id}"


def house_scope(institution_id: str) -> str:
    """What an institution and all its units hold."""
    return f"house:{institution_id}"


def supervisory_scope(institution_id: str) -> str:
    """The supervisory reports of an institution."""
    return f"supervisory:{institution_id}"


def supervisory_at_scope(agency_id: str) -> str:
    """The supervisory reports that one agency holds."""
    return f"supervisory_at:{agency_id}"


def province_scope(province_id: str) -> str:
    """What stands at level 3 or more in a province's regencies and cities."""
    return f"province:{province_id}"


def by_unit(row: str) -> str:
    """The row beside a row that tells its measures by unit, named ``<unit>:<measure>``."""
    return f"{row}#units"


def contributions(events: Iterable[Event], tree: Directory) -> Counts:
    """Everything one report counts for, after these events; ``tree`` covers every agency that held it."""
    counts: Counts = {}
    report = _months(counts, events, tree)
    if report and report.is_open:
        _open(counts, report, tree)
    return counts


def differences(before: Counts, after: Counts) -> Counts:
    """What must be added to the counters for a report that counted for ``before``; rows without a change left out."""
    changed: Counts = {}
    for key in before.keys() | after.keys():
        was, now = before.get(key, {}), after.get(key, {})
        row = {name: now.get(name, 0) - was.get(name, 0) for name in was.keys() | now.keys()}
        if row := {name: number for name, number in row.items() if number}:
            changed[key] = row
    return changed


def median_of(days: Mapping[int, int]) -> int | None:
    """The median of a histogram (the lower of two middle values); None of nothing."""
    middle = (sum(days.values()) + 1) // 2
    for day in sorted(days):
        middle -= days[day]
        if middle <= 0 and days[day]:
            return day
    return None


def _open(counts: Counts, report: Report, tree: Directory) -> None:
    holder = report.last_holder
    institution = tree.institution_of(holder)
    measures = [f"state_{report.state.value}", f"level_{report.level}", *(["late"] if report.late else [])]
    scopes = [agency_scope(holder), house_scope(institution.agency_id), NATION]
    if report.supervisory:
        scopes += [supervisory_scope(institution.agency_id), supervisory_at_scope(holder)]
    is_escalated = report.level >= WATCHED_FROM_LEVEL and not report.sealed
    if is_escalated or institution.agency_id == NATION_ID:
        scopes.append(WATCH)
    province = tree.province_of(institution.agency_id) if institution.kind in REGENCY_KINDS else None
    if is_escalated and province:
        scopes.append(province_scope(province.agency_id))
    received = local_date(report.received_at, institution.timezone)
    for scope in scopes:
        if _is_barred(scope, report, tree):
            continue
        for measure in measures:
            _add(counts, scope, OPEN, measure)
        _add(counts, scope, DAYS, received.isoformat())
    for scope, unit in ((house_scope(institution.agency_id), holder), (NATION, institution.agency_id)):
        for measure in ("open", *(["late"] if report.late else []), f"day_{received.isoformat()}"):
            _add(counts, scope, by_unit(OPEN), f"{unit}:{measure}")


def _months(counts: Counts, events: Iterable[Event], tree: Directory) -> Report | None:
    report: Report | None = None
    seen: set[str] = set()
    is_answered = is_verified = False
    day_one: date | None = None
    for event in events:
        report = apply(report, event)
        holder = report.last_holder
        zone = tree.institution_of(holder).timezone
        day_one = day_one or local_date(report.received_at, zone)
        if holder not in seen:
            _received(counts, holder, seen, event.at, tree)
        if event.type in _VERIFIED and not is_verified and (is_verified := True):
            _took(counts, report.held_by[0], event.at, day_one, "verify", tree)
        if event.type is EventType.ANSWERED and not is_answered and (is_answered := True):
            in_time = ["answered_in_time"] if _is_in_time(report, event.at) else []
            _happened(counts, holder, event.at, ["answered", *in_time], tree)
            _took(counts, holder, event.at, day_one, "answer", tree)
        if event.type is EventType.DISPUTED:
            _happened(counts, holder, event.at, ["reopened"], tree)
        if event.type in (EventType.CLOSED, EventType.CONFIRMED) and report.closed_reason:
            is_confirmed = report.closed_reason is ClosedReason.CONFIRMED
            what = "closed_confirmed" if is_confirmed else "closed_without_confirmation"
            _happened(counts, holder, event.at, [what], tree)
    return report


def _is_in_time(report: Report, at: datetime) -> bool:
    """By the instants stored with the report: an answer whose sweep came late is not made good by that."""
    finish = report.limit(LimitName.FINISH)
    return finish is None or at <= finish.due_at


def _received(counts: Counts, holder: str, seen: set[str], at: datetime, tree: Directory) -> None:
    """A report counts as received once for each agency, and once for each institution, that it comes to."""
    institution = tree.institution_of(holder)
    month = _month(at, institution.timezone)
    _add(counts, agency_scope(holder), month, "received")
    houses = {tree.institution_of(one).agency_id for one in seen}
    if institution.agency_id not in houses:
        _add(counts, house_scope(institution.agency_id), month, "received")
    if not seen:
        _add(counts, NATION, month, "received")
    seen.add(holder)


def _happened(counts: Counts, holder: str, at: datetime, measures: list[str], tree: Directory) -> None:
    institution = tree.institution_of(holder)
    month = _month(at, institution.timezone)
    for measure in measures:
        for scope in (agency_scope(holder), house_scope(institution.agency_id), NATION):
            _add(counts, scope, month, measure)
        _add(counts, house_scope(institution.agency_id), by_unit(month), f"{holder}:{measure}")
        _add(counts, NATION, by_unit(month), f"{institution.agency_id}:{measure}")


def _took(counts: Counts, holder: str, at: datetime, since: date, what: str, tree: Directory) -> None:
    """Calendar days from receipt, as the reporter waits them."""
    zone = tree.institution_of(holder).timezone
    days = min(max((local_date(at, zone) - since).days, 0), LONGEST_DAYS)
    _happened(counts, holder, at, [f"{what}_days_{days}"], tree)


def _is_barred(scope: str, report: Report, tree: Directory) -> bool:
    """Whether those whose queue a scope is must not learn of the report: not even that there is one."""
    kind, _, agency_id = scope.partition(":")
    if kind not in ("agency", "house", "province", "supervisory", "supervisory_at"):
        return False
    return any(tree.is_within(agency_id, one) for one in report.reported_agencies)


def _month(at: datetime, zone: str) -> str:
    return local_date(at, zone).strftime("%Y-%m")


def _add(counts: Counts, scope: str, row: str, measure: str) -> None:
    there = counts.setdefault((scope, row), {})
    there[measure] = there.get(measure, 0) + 1
