"""Citizens and officers at work through the services, and everything that is kept about it."""

from datetime import datetime
from typing import Any

import boto3

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Command, Verify
from chalicelib.intake.submission import Submission, parse_submission
from chalicelib.service import commands, submitting
from chalicelib.service.commands import Opened
from chalicelib.service.submitting import Receipt
from chalicelib.settings import settings
from chalicelib.store import directory_lookup, reports
from chalicelib.store.items import Stored
from tests.app.people import OFFICERS, new_key
from tests.app.people import submission as fields_of_a_report

ROADS = "kab.6201.dpupr"


def submission(**changes: Any) -> Submission:
    """A good report, changed as one likes."""
    return parse_submission(
        fields_of_a_report(**changes),
        category_ids=directory_lookup.categories(),
        agencies=directory_lookup.whole_directory(),
        today=clock.now().date(),
    )


def submit(key: str | None = None, now: datetime | None = None, **changes: Any) -> Receipt:
    """A report comes in."""
    return submitting.submit(submission(**changes), key or new_key(), "192.0.2.7", now or clock.now())


def officer(username: str) -> Actor:
    """A demo officer."""
    role, agency_id = OFFICERS[username]
    return Actor(Role(role), agency_id, username)


def stored(report_id: str) -> Stored:
    """The report as it is kept."""
    found = reports.load(report_id)
    assert found
    return found


def act(actor: Actor, report_id: str, command: Command, version: int | None = None) -> Stored:
    """A command, start to end."""
    return commands.carry_out(Opened(stored(report_id), actor), command, version, clock.now())


def forwarded(**changes: Any) -> str:
    """A report that lies with the roads department."""
    report_id = submit(**changes).report_id
    act(officer("kobar"), report_id, Verify(forward_to=ROADS))
    return report_id


def everything() -> dict[tuple[str, str, str], dict[str, Any]]:
    """Every item of every table but counters, by table and key. Tests may scan; the application never does."""
    client = boto3.client("dynamodb", endpoint_url=settings().dynamodb_endpoint)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for table in (settings().reports_table, settings().identities_table, settings().directory_table):
        for page in client.get_paginator("scan").paginate(TableName=table):
            for item in page["Items"]:
                if not item["pk"]["S"].startswith("RATE#"):
                    found[table, item["pk"]["S"], item["sk"]["S"]] = item
    return found


def about(report_id: str) -> dict[str, Any]:
    """The items of one report, its identity included, by sort key."""
    client = boto3.client("dynamodb", endpoint_url=settings().dynamodb_endpoint)
    found: dict[str, Any] = {}
    for table, key in ((settings().reports_table, f"REPORT#{report_id}"), (settings().identities_table, report_id)):
        pages = client.get_paginator("query").paginate(
            TableName=table, KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": key}}
        )
        found |= {item["sk"]["S"]: item for page in pages for item in page["Items"]}
    return found
