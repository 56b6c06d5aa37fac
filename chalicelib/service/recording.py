"""An officer records what somebody said or wrote elsewhere: one record for all (docs/law.md "Channels")."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.channels import EARLIEST_RECEIPT_DAYS, faults_of_receipt
from chalicelib.domain.commands import Submit
from chalicelib.domain.deadlines import is_over
from chalicelib.domain.directory import Directory
from chalicelib.domain.directory.administration import RECORDERS
from chalicelib.domain.refusals import FieldError, Forbidden
from chalicelib.domain.report import Classification
from chalicelib.finding.places import institution_of_place
from chalicelib.intake.schema import RECORDING
from chalicelib.intake.submission import Submission
from chalicelib.refusals import NotFound
from chalicelib.service.rules import rules_for
from chalicelib.service.submitting import submit
from chalicelib.settings import settings
from chalicelib.store.indexing import timestamp

if TYPE_CHECKING:
    from chalicelib.answers.recording import FirstLimits, RecordedReceipt

# A report that is never stored has a number all the same.
_NOWHERE = "LP-0000-0000-000"


def require_recorder(actor: Actor) -> None:
    """Raises Forbidden for an officer who records nothing: an observer reads."""
    if actor.role not in RECORDERS:
        raise Forbidden


def record(submission: Submission, key: str, actor: Actor, now: datetime) -> "tuple[RecordedReceipt, bool]":
    """Take a report in for its reporter; whether it is new. What the officer typed of who that is counts as read.

    Raises as ``submitting.submit`` does, and Forbidden.
    """
    require_recorder(actor)
    receipt = asdict(submit(submission, key, "", now, actor))
    is_new = bool(receipt.pop("is_new"))
    address = f"{settings().site_url}/api/reports/{receipt['report_id']}/receipt"
    return {**receipt, "receipt_url": address}, is_new  # type: ignore[typeddict-item]


def faults_of_day(fields: Mapping[str, object], agencies: Directory, now: datetime) -> list[FieldError]:
    """The fault of a day of receipt, where the institution it is for has it; told together with a body's others."""
    values, _ = RECORDING.gather(fields)
    addressed_to = values["agency_id"] or institution_of_place(values["location"] or {}, agencies)
    if addressed_to and agencies.get(addressed_to) is None:
        return []
    holder = rules_for([addressed_to]).coordinator_for(addressed_to, values["reported_agencies"])
    return list(faults_of_receipt(values["received_on"], now, agencies.institution_of(holder).timezone))


def first_limits(
    agency_id: str | None, classification: Classification, received_on: date | None, now: datetime
) -> "FirstLimits":
    """The clocks that a report to an agency would start, computed as they will be.

    Raises NotFound for an agency that there is not, Invalid for a day of receipt that cannot be.
    """
    rules = rules_for([agency_id])
    if agency_id and rules.directory.get(agency_id) is None:
        raise NotFound
    command = Submit(_NOWHERE, classification, "", "id", agency_id, False, False, received_on=received_on)
    report = lifecycle.submit(command, Actor(Role.REPORTER), now, rules).report
    timezone = rules.directory.institution_of(report.last_holder).timezone
    today = local_date(now, timezone)
    return {
        "timezone": timezone,
        "received_on": report.day_of_receipt(timezone).isoformat(),
        "earliest": (today - timedelta(days=EARLIEST_RECEIPT_DAYS)).isoformat(),
        "latest": today.isoformat(),
        "limits": [
            {"name": limit.name.value, "due_at": timestamp(limit.due_at), "is_over": is_over(limit, now)}
            for limit in report.running_limits
        ],
    }
