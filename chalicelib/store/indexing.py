"""The keys by which a report is found: which queue it is in, how urgent it is, when the clock must look at it."""

import hashlib
from datetime import datetime
from itertools import pairwise

from chalicelib.domain.directory import NATION_ID, Agency, Directory
from chalicelib.domain.queues import PHASE_OF_STATE
from chalicelib.domain.report import Report
from chalicelib.domain.states import State
from chalicelib.settings import settings


def timestamp(instant: datetime) -> str:
    """An instant as text that sorts as time does: UTC to the millisecond."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


def shard_of(report_id: str) -> int:
    """The shard a report's index entries live in, spread evenly by its number."""
    return int.from_bytes(hashlib.sha256(report_id.encode()).digest()[:4], "big") % settings().shards


def undelivered_key(report_id: str, institution_id: str) -> str:
    """The partition of what an institution's mail did not reach somebody about."""
    return f"{institution_id}#{shard_of(report_id)}"


def outbox_keys(report_id: str, key: str, look_at: datetime) -> dict[str, str]:
    """The index attributes of something still to be told, to be looked at from an instant on; ``key`` is its own."""
    return {"outbox_pk": f"T#{shard_of(report_id)}", "outbox_sk": f"{timestamp(look_at)}#{report_id}#{key}"}


def queue_sort_key(report: Report) -> str:
    """Most urgent first: the higher level, then the earlier deadline; ended reports after all open ones."""
    urgency = str(9 - report.level) if report.is_open else "E"
    moment = report.due_at or report.ended_at or report.received_at
    return f"{urgency}#{timestamp(moment)}#{report.report_id}"


def due_partition(shard: int, *, is_open: bool) -> str:
    """The clock's list of a shard: of open reports, or of ended ones, apart so that whoever goes through all that is
    open reads nothing else.
    """
    return f"{'D' if is_open else 'E'}#{shard}"


def due_keys(report_id: str, next_look_at: datetime | None, *, is_open: bool) -> dict[str, str | None]:
    """Where the clock finds a report again; nowhere once it will never look at it."""
    return {
        "due_pk": due_partition(shard_of(report_id), is_open=is_open) if next_look_at else None,
        "due_sk": f"{timestamp(next_look_at)}#{report_id}" if next_look_at else None,
    }


def near_key(area: str, category: str) -> str:
    """The partition of open reports of one category about one place.

    Not sharded: place and category spread it, an entry is written when a report comes in and leaves, and a partition
    takes 1,000 of them a second. So one Query reads it, however many shards the queues have.
    """
    return f"{area}#{category}"


def near_keys(report: Report, area: str) -> dict[str, str | None]:
    """Where reports like this one find it while it is open, newest last."""
    # Who joined a case is found by its main report: of 500 about one blackout the officer is to see that one.
    is_found = report.is_open and report.state is not State.JOINED
    key = near_key(area, report.category) if is_found else None
    return {"near_pk": key, "near_sk": timestamp(report.received_at) if key else None}


def index_keys(report: Report, directory: Directory) -> dict[str, str | None]:
    """The attributes by which lists find a report; ``directory`` covers whoever held it last.

    What an institution holds itself is read from its desk, never from an inbox.
    """
    institution = directory.institution_of(report.last_holder)
    lies_in = f"{PHASE_OF_STATE[report.state]}#{shard_of(report.report_id)}"
    watched = report.is_watched or (report.is_open and institution.agency_id == NATION_ID)
    branch = branch_of(report.last_holder, directory)
    province = directory.province_watching(report.last_holder)
    return {
        "queue_sk": queue_sort_key(report),
        "inbox_pk": f"{report.last_holder}#{lies_in}" if institution.agency_id != report.last_holder else None,
        "branch_pk": f"{branch.agency_id}#{lies_in}" if branch and branch.agency_id != report.last_holder else None,
        "desk_pk": f"{institution.agency_id}#{lies_in}",
        "supervisory_pk": f"{institution.agency_id}#{lies_in}" if report.supervisory else None,
        "province_pk": f"{province.agency_id}#{lies_in}" if province and report.is_watched else None,
        "watch_pk": f"N#{lies_in}" if watched else None,
        **_public_keys(report, institution.agency_id),
    }


def branch_of(agency_id: str, directory: Directory) -> Agency | None:
    """The unit right below an institution that an agency is, or is part of; None for an institution itself."""
    return next(
        (
            one
            for one, above in pairwise(directory.with_ancestors(agency_id))
            if above.is_institution and not one.is_institution
        ),
        None,
    )


def _public_keys(report: Report, institution_id: str) -> dict[str, str | None]:
    if not report.published_at:
        return {"public_pk": None, "place_pk": None, "public_sk": None}
    return {
        "public_pk": f"P#{shard_of(report.report_id)}",
        "place_pk": institution_id,
        "public_sk": f"{timestamp(report.published_at)}#{report.report_id}",
    }
