"""`make restore-report STAGE= REPORT=LP-… AT=2026-11-28T10:00:00+07:00 [YES=1]`: one report as it was at that moment.

Point-in-time recovery makes a table beside the one that stands; from there the report's own items are brought back, and
those that came later are removed, or its next command would meet an event of its number. What is on record of letters
stays as it is, so nobody is told twice. Broken off anywhere, the same command goes on.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import clock
from chalicelib.domain.tracking import parse_report_id
from infra.aws import stacks
from infra.aws.cloud import Cloud, known_stage, open_cloud
from infra.aws.console import CommandRefused, WrongUsage, agreed, ended, given, is_yes, say
from infra.aws.first_run import index_contacts

Item = Mapping[str, Any]
_EXAMPLE = "make restore-report STAGE=kobar REPORT=LP-… AT=2026-11-28T10:00:00+07:00"
# Of letters and invitations: they went, whatever becomes of the report.
_OF_LETTERS = ("TELL#", "INVITATION#")
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Beside:
    """A table, and the one beside it that has its items as they were."""

    table: str
    restored: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What makes the items of a report those of then, its head first."""

    put: tuple[Item, ...]
    remove: tuple[Item, ...]


def main() -> None:
    """Bring back the report that the environment names. Raises Refusal, WrongUsage."""
    stage, written = known_stage(given("STAGE", _EXAMPLE)), given("REPORT", _EXAMPLE)
    report_id, at = parse_report_id(written), _moment(given("AT", _EXAMPLE))
    if report_id is None:
        raise WrongUsage(f"REPORT is {written!r}: that is no report's number")
    cloud = open_cloud(stage)
    reports, identities = begin(cloud, at)
    bring_back(cloud, report_id, reports, identities, yes=is_yes())


def begin(cloud: Cloud, at: datetime) -> tuple[Beside, Beside]:
    """Have reports and identities made as they were, beside the tables that stand. Raises Refusal."""
    stack = stacks.deployed(cloud)
    suffix = f"restored-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (stack.outputs["ReportsTableName"], stack.outputs["IdentitiesTableName"])
    reports, identities = (Beside(name, f"{name}-{suffix}") for name in names)
    for beside in (reports, identities):
        _begin(cloud, beside, at)
    return reports, identities


def bring_back(cloud: Cloud, report_id: str, reports: Beside, identities: Beside, *, yes: bool) -> None:
    """Wait for the tables, show what changes, ask, and change it; then take the tables away. Raises Refusal."""
    for beside in (reports, identities):
        _wait(cloud, beside.restored)
    partition = f"REPORT#{report_id}"
    standing = _items(cloud, reports.table, partition)
    of_report = report_change(_items(cloud, reports.restored, partition), standing)
    of_reporter = identity_change(*(_items(cloud, one, report_id) for one in (identities.restored, identities.table)))
    put = len(of_report.put) + len(of_reporter.put)
    say(f"{put} items of {report_id} are put back, {len(of_report.remove)} later ones are removed.")
    if not agreed("Do this?", yes=yes):
        raise CommandRefused(
            f"Nothing was changed. {reports.restored} and {identities.restored} are there still, and cost."
        )
    _carry_out(cloud, reports.table, of_report, standing.get("HEAD"))
    _carry_out(cloud, identities.table, of_reporter, None)
    if of_reporter.put:
        index_contacts(cloud, stacks.deployed(cloud), report_id)
    for beside in (reports, identities):
        cloud.client("dynamodb").delete_table(TableName=beside.restored)
    say(f"Done. `make recount STAGE={cloud.stage}` sets the statistics right.")


def report_change(then: Mapping[str, Item], now: Mapping[str, Item]) -> ItemChange:
    """From what stands to what stood then. Raises Refusal where there was nothing, or where it was erased since."""
    if "HEAD" not in then:
        raise CommandRefused("The report was not there at that moment.")
    if any(one.get("type", {}).get("S") == "erased" for one in now.values()):
        raise CommandRefused("The report was erased as its reporter asked: it does not come back.")
    put = {key: one for key, one in then.items() if not key.startswith(_OF_LETTERS) and now.get(key) != one}
    remove = [one for key, one in now.items() if not key.startswith(_OF_LETTERS) and key not in then]
    return ItemChange(tuple(put[key] for key in sorted(put, key=lambda key: key != "HEAD")), tuple(remove))


def identity_change(then: Mapping[str, Item], now: Mapping[str, Item]) -> ItemChange:
    """Who the reporter is, if that was lost. Who read it and who follows stays as it is: both are others' to keep."""
    lost = [one for key, one in then.items() if key == "IDENTITY" and now.get(key) != one]
    return ItemChange(tuple(lost), ())


def _moment(written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise WrongUsage(f"AT is {written!r}: it is a moment like 2026-11-28T10:00:00+07:00") from None
    if at.tzinfo is None:
        raise WrongUsage(f"AT is {written!r}: say the zone as well, like +07:00")
    if at > clock.now():
        raise WrongUsage(f"AT is {written!r}: that moment is still to come")
    return at


def _begin(cloud: Cloud, beside: Beside, at: datetime) -> None:
    tables = cloud.client("dynamodb")
    key = tables.describe_table(TableName=beside.table)["Table"].get("SSEDescription", {}).get("KMSMasterKeyArn")
    # Identities keep their own key; no index is asked of what is read once.
    encryption = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
    try:
        tables.restore_table_to_point_in_time(
            SourceTableName=beside.table,
            TargetTableName=beside.restored,
            RestoreDateTime=at,
            GlobalSecondaryIndexOverride=[],
            **({"SSESpecificationOverride": encryption} if key else {}),
        )
    except ClientError as failure:
        if failure.response["Error"]["Code"] == "TableAlreadyExistsException":
            return  # begun before
        raise
    say(f"Restoring {beside.table} beside itself; that takes minutes, and hours for a large table.")


def _wait(cloud: Cloud, table: str) -> None:
    begun = time.monotonic()
    for _ in stacks.pauses(_LONGEST_PAUSE):
        state = cloud.client("dynamodb").describe_table(TableName=table)["Table"]["TableStatus"]
        if state == "ACTIVE":
            return
        say(f"  {table} is {state} since {time.monotonic() - begun:.0f} s")


def _items(cloud: Cloud, table: str, partition: str) -> dict[str, Item]:
    pages = cloud.client("dynamodb").get_paginator("query")
    found = pages.paginate(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": partition}},
        ConsistentRead=True,
    )
    return {one["sk"]["S"]: one for page in found for one in page["Items"]}


def _carry_out(cloud: Cloud, table: str, wanted: ItemChange, head: Item | None) -> None:
    """The head first, unless somebody acted on the report meanwhile: from then on nobody acts on the wrong one."""
    tables = cloud.client("dynamodb")
    first = [one for one in wanted.put if one["sk"]["S"] == "HEAD"]
    try:
        for one in first:
            tables.put_item(TableName=table, Item=one, **_if_unchanged(head))
    except tables.exceptions.ConditionalCheckFailedException:
        raise CommandRefused(
            "Somebody acted on the report meanwhile; nothing was changed. Run the same command again."
        ) from None
    for one in wanted.remove:
        tables.delete_item(TableName=table, Key={name: one[name] for name in ("pk", "sk")})
    for one in wanted.put[len(first) :]:
        tables.put_item(TableName=table, Item=one)


def _if_unchanged(head: Item | None) -> dict[str, Any]:
    if head is None:
        return {}
    return {"ConditionExpression": "version = :version", "ExpressionAttributeValues": {":version": head["version"]}}


if __name__ == "__main__":
    ended(main)
