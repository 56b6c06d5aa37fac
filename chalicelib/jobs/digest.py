"""The digest: every hour, for the institutions where it is a working morning and that have none of today yet.

From seven to noon local time, so that a run that never came is made up for the same morning. What each agency finds is
promised once a day; dispatch sends it like any letter, and an agency with nothing to do hears nothing.

Cost: 1 query of the directory for each zone, then for each institution 1 query a shard for each of three phases, slim
entries (about 0.3 kB), 1 query of what was closed, 1 query a shard of its units' counters of the month, 1 transaction
for each digest, and for the institution's own 1 query of its officers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.calendar.workdays import Calendar
from chalicelib.domain.directory import Agency
from chalicelib.domain.directory.appointing import vacant
from chalicelib.domain.queues import Phase
from chalicelib.notify.digest_content import DigestContent, days_of, encode
from chalicelib.observability import log_job
from chalicelib.store import digests, directory_lookup, ended, officers, partitions, queues, statistics
from chalicelib.store.ended import EndedReport

MORNING, NOON = time(7), time(12)
# What somebody at the agency must act on; the rest waits for the reporter.
PHASES = (Phase.VERIFY, Phase.INBOX, Phase.RETURNED)
LEAST_MILLISECONDS = 10_000


def put_digests_in_outbox(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Promise this morning's digests as of the event's scheduled time (`time`, UTC)."""
    now = datetime.fromisoformat(event["time"])
    calendar = directory_lookup.calendar(anew=True)
    counts = {"institutions": 0, "digests": 0, "complete": True}
    for institution, today in _institutions_in_the_morning(now, calendar):
        if context.get_remaining_time_in_millis() < LEAST_MILLISECONDS:
            counts["complete"] = False
            break
        closed = ended.of_institution(institution.agency_id)
        for agency_id, day in _days(institution, today, calendar, closed):
            keys = [one.key for one in ended.told_at_once(closed, agency_id)]
            digests.put_in_outbox(agency_id, today, encode(day), now, keys)
            counts["digests"] += 1
        digests.mark_done(institution.agency_id, today)
        counts["institutions"] += 1
    log_job(context.aws_request_id, "digest", **counts)
    return counts


def _institutions_in_the_morning(now: datetime, calendar: Calendar) -> Iterator[tuple[Agency, date]]:
    done: dict[date, frozenset[str]] = {}
    for institution in directory_lookup.institutions().values():
        local = now.astimezone(ZoneInfo(institution.timezone))
        today = local.date()
        if not MORNING <= local.time() < NOON or not calendar.is_working_day(today):
            continue
        if today not in done:
            done[today] = digests.done_on(today)
        if institution.agency_id not in done[today]:
            yield institution, today


def _days(
    institution: Agency, today: date, calendar: Calendar, closed: Sequence[EndedReport]
) -> Iterator[tuple[str, DigestContent]]:
    entries = queues.entries(partitions.institution_partitions(institution.agency_id, PHASES))
    directory = directory_lookup.directory_covering([institution.agency_id])
    since = datetime.combine(calendar.working_day_before(today), MORNING, ZoneInfo(institution.timezone))
    promised = statistics.members(institution.agency_id, f"{today:%Y-%m}")
    for agency_id, day in days_of(entries, today, since, institution.timezone, directory, closed):
        day = replace(day, promises=promised.get(agency_id, {}).get("promise_open", 0))
        if agency_id == institution.agency_id:
            known = (one.officer for one in officers.of_institution(agency_id))
            units = directory_lookup.units_of(agency_id).values()
            day = replace(day, vacant=len(vacant(units, known)))
        yield agency_id, day
