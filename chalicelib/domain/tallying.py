"""What one report adds to the statistics: a pure function of its events, so that counters equal a recount of them.

A counter lives in a row of a scope. The row ``open`` is what is so now, with the days (local to the institution) on
which what is open came in; ``2026-11`` is what happened in that month, local to the institution where it happened.

A scope is one member of a group, written ``<group>/<member>``: every unit with all below it in the group of its
institution, what an institution's own desk holds beside them; every institution, units included, in the group of the
nation. Each is a row of its own, so that none grows with the number of the others.

Many complaints never count against a unit, silence does: nothing here is a rank, and an answer is in time when neither
its limit ``finish`` nor ``cap`` had ended, however many reports there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.channels import Channel
from chalicelib.domain.directory import INSPECTORATE_KIND, NATION_ID, Agency, Directory
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import apply
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ClosedReason, Report
from chalicelib.domain.states import State

Counts = dict[tuple[str, str], dict[str, int]]
"""By (scope, row) and measure."""

OPEN = "open"
INSTITUTIONS = "nation"
"""The group that every institution is a member of."""
NATION, WATCH = "all/nation", "all/watch"
"""Every report there is; and what the nation itself verifies, decides, or sees at level 3 and above."""
CHANNEL = "channel_"
LONGEST_DAYS = 366
"""Days of answering are counted up to here; what took longer counts as this."""
_VERIFIED = frozenset({EventType.FORWARDED, EventType.ARCHIVED, EventType.MERGED, EventType.JOINED})
_JUDGED = frozenset({EventType.PROMISE_KEPT, EventType.PROMISE_BROKEN})


def unit_scope(agency_id: str, institution_id: str) -> str:
    """What a unit and all below it hold; for the institution itself, what its own desk holds."""
    return f"{institution_id}/{agency_id}"


def institution_scope(institution_id: str) -> str:
    """What an institution and all its units hold."""
    return f"{INSTITUTIONS}/{institution_id}"


def inspectorate_scope(agency_id: str) -> str:
    """What an inspectorate sees: supervisory reports of its institution, and what it holds itself."""
    return f"inspectorate/{agency_id}"


def province_scope(province_id: str) -> str:
    """What stands at level 3 or more in a province's regencies and cities."""
    return f"province/{province_id}"


def contributions(events: Iterable[Event], directory: Directory) -> Counts:
    """Everything one report counts for, after these events; ``tree`` covers every agency that held it.

    An agency that it is about by now does not count it: not even in the months before that was known.
    Raises KeyError for a holder that ``tree`` does not know.
    """
    counts: Counts = {}
    report = _months(counts, events, directory)
    if report is None:
        return {}
    if report.is_open:
        _open(counts, report, directory)
    if report.open_promise and report.promised_by:
        _add(counts, _scopes(report, directory), _month_promised(report.promised_by.isoformat()), ["promise_open"])
    return {key: measures for key, measures in counts.items() if not _is_barred(key[0], report, directory)}


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


def histogram(row: Mapping[str, int], prefix: str) -> dict[int, int]:
    """How many reports took how many days, by the measures of a row that begin so."""
    return {int(name.removeprefix(prefix)): number for name, number in row.items() if name.startswith(prefix)}


def _scopes(report: Report, directory: Directory) -> Iterator[str]:
    """Where a report counts as things stand: with its holder, all above it in the house, the house, the nation."""
    holder = report.last_holder
    institution = directory.institution_of(holder)
    for agency in directory.with_ancestors(holder):
        if agency.is_institution:
            break
        yield unit_scope(agency.agency_id, institution.agency_id)
    if holder == institution.agency_id:
        yield unit_scope(holder, holder)
    yield institution_scope(institution.agency_id)
    yield NATION
    inspectorates = (one.agency_id for one in directory.agencies.values() if one.kind == INSPECTORATE_KIND)
    for one in inspectorates:
        sees_it = report.supervisory or directory.in_scope(holder, one)
        if sees_it and directory.institution_of(one) == institution:
            yield inspectorate_scope(one)


def _open(counts: Counts, report: Report, directory: Directory) -> None:
    institution = directory.institution_of(report.last_holder)
    received_on = report.day_of_receipt(institution.timezone)
    measures = [f"state_{report.state.value}", f"level_{report.level}", f"day_{received_on.isoformat()}"]
    _add(
        counts,
        [*_scopes(report, directory), *_watching(report, institution, directory)],
        OPEN,
        [*measures, *(["late"] if report.late else [])],
    )


def _watching(report: Report, institution: Agency, directory: Directory) -> Iterator[str]:
    if report.is_watched or (institution.agency_id == NATION_ID and not _is_sealed_from_the_nation(report)):
        yield WATCH
    province = directory.province_watching(institution.agency_id)
    if report.is_watched and province:
        yield province_scope(province.agency_id)


def _is_sealed_from_the_nation(report: Report) -> bool:
    return report.sealed and report.holder != NATION_ID


def _months(counts: Counts, events: Iterable[Event], directory: Directory) -> Report | None:
    report: Report | None = None
    seen: set[str] = set()
    is_answered = is_verified = False
    for event in events:
        before, report = report, apply(report, event)
        came_to = [scope for scope in _scopes(report, directory) if scope not in seen]
        seen.update(came_to)
        came_at = event.at if before else report.moment_of_receipt(_zone(report, directory))
        _add(counts, came_to, _month(came_at, report, directory), ["received", *_way(report)])
        if before and before.state is State.SUBMITTED and event.type in _VERIFIED and not is_verified:
            is_verified = True
            _happened(counts, event.at, before, [_days("verify", event.at, before, directory)], directory)
        if event.type is EventType.ANSWERED and not is_answered:
            is_answered = True
            in_time = ["answered_in_time"] if _is_in_time(report, event.at) else []
            _happened(
                counts,
                event.at,
                report,
                ["answered", *in_time, _days("answer", event.at, report, directory)],
                directory,
            )
        if event.type is EventType.DISPUTED:
            _happened(counts, event.at, report, ["reopened"], directory)
        if event.type in _JUDGED:
            month = _month_promised(event.data["promised_by"])
            _add(counts, _scopes(report, directory), month, [event.type.value])
        if event.type is EventType.CLOSED:
            is_confirmed = report.closed_reason is ClosedReason.CONFIRMED
            what = "closed_confirmed" if is_confirmed else "closed_without_confirmation"
            _happened(counts, event.at, report, [what], directory)
    return report


def _way(report: Report) -> list[str]:
    """The way by which it came, counted beside ``received``; what came by the form is the rest."""
    return [] if report.channel is Channel.WEB else [f"{CHANNEL}{report.channel.value}"]


def by_channel(row: Mapping[str, int]) -> dict[str, int]:
    """What was received in a month, by the way it came."""
    others = {one.value: row.get(f"{CHANNEL}{one.value}", 0) for one in Channel if one is not Channel.WEB}
    return {Channel.WEB.value: row.get("received", 0) - sum(others.values()), **others}


def _month_promised(day: str) -> str:
    """A promise counts in the month of its day, whenever it is judged: open, kept and broken ones make up the month."""
    return day[:7]


def _is_in_time(report: Report, at: datetime) -> bool:
    """By the instants stored with the report: an answer whose sweep came late is not made good by that."""
    limits = (report.limit(LimitName.FINISH), report.limit(LimitName.CAP))
    return all(limit is None or at <= limit.due_at for limit in limits)


def _happened(counts: Counts, at: datetime, report: Report, measures: list[str], directory: Directory) -> None:
    _add(counts, _scopes(report, directory), _month(at, report, directory), measures)


def _days(what: str, at: datetime, report: Report, directory: Directory) -> str:
    """Calendar days from receipt, as the reporter waits them, in the zone of whoever holds the report."""
    zone = _zone(report, directory)
    waited = (local_date(at, zone) - report.day_of_receipt(zone)).days
    return f"{what}_days_{min(waited, LONGEST_DAYS)}"


def _month(at: datetime, report: Report, directory: Directory) -> str:
    return local_date(at, _zone(report, directory)).strftime("%Y-%m")


def _zone(report: Report, directory: Directory) -> str:
    return directory.institution_of(report.last_holder).timezone


def _is_barred(scope: str, report: Report, directory: Directory) -> bool:
    """Whether those who read a scope must not learn of the report: not even that there is one."""
    return directory.is_about(scope.partition("/")[2], report.reported_agencies)


def _add(counts: Counts, scopes: Iterable[str], row: str, measures: Iterable[str]) -> None:
    measures = list(measures)
    for scope in scopes:
        there = counts.setdefault((scope, row), {})
        for measure in measures:
            there[measure] = there.get(measure, 0) + 1
