"""Canaries in the built stack: nothing of an erased reporter stays, nothing that was not looked at as public is public.

What the emulator does not carry: the table's stream is not read back, letters that were sent are no longer ours, and
keys do not really open anything.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.canary.erasing import NEEDLES, whole_life
from tests.canary.searching import found_in
from tests.canary.story import WORDING, Story, leaks, public_answers
from tests.deployed.desk import DeployedDesk
from tests.deployed.officers import Officers
from tests.deployed.system import System, eventually
from tests.files.made import photo

pytestmark = pytest.mark.timeout(600)  # a whole life, and every item read several times, by emulated functions


@pytest.fixture(scope="module")
def desk(system: System, officers: Officers) -> DeployedDesk:
    """Citizens and officers, the unit's head among them."""
    officers.invite("dpupr-kepala", "head", "kab.6201.dpupr", by="kobar")
    return DeployedDesk(system, officers)


def kept(system: System) -> Iterator[tuple[str, bytes]]:
    """Everything that the stack keeps: items of tables and indexes, objects of buckets, lines of logs."""
    database, files, logs = (system.cloud.client(name) for name in ("dynamodb", "s3", "logs"))
    for table in database.list_tables()["TableNames"]:
        indexes = database.describe_table(TableName=table)["Table"].get("GlobalSecondaryIndexes", [])
        for index in (None, *(one["IndexName"] for one in indexes)):
            where: dict[str, Any] = {"TableName": table} | ({"IndexName": index} if index else {})
            for page in database.get_paginator("scan").paginate(**where):
                yield from (
                    (f"{index or table} {item['pk']['S']} {item['sk']['S']}", json.dumps(item).encode())
                    for item in page["Items"]
                )
    bucket = system.outputs["FilesBucketName"]
    for found in files.list_objects_v2(Bucket=bucket).get("Contents", ()):
        yield found["Key"], files.get_object(Bucket=bucket, Key=found["Key"])["Body"].read()
    for group in logs.describe_log_groups()["logGroups"]:
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"]):
            yield group["logGroupName"], json.dumps(page["events"]).encode()


def places(system: System) -> list[str]:
    """Where a canary stands."""
    return [where for where, content in kept(system) if found_in(content, NEEDLES)]


def test_nothing_of_an_erased_reporter_is_left_in_any_table_index_file_or_log(
    system: System, desk: DeployedDesk
) -> None:
    talkers = whole_life(desk, photo())
    before = places(system)
    assert len(before) > 20, before
    for one in talkers:
        assert desk.as_reporter(one.receipt, "erase").status == 200
    assert eventually(lambda: places(system) == [], seconds=90), places(system)
    for one in talkers:
        assert desk.get(f"/reports/{one.report_id}", {"X-Access-Code": one.receipt["access_code"]}).status == 410


def test_nothing_that_was_not_looked_at_as_public_is_public(system: System, desk: DeployedDesk) -> None:
    email = "ikut-publik@warga.example"
    story = Story(desk).submit()
    story.act("kobar", "publish", **WORDING)
    desk.follow(story.report_id, email)
    story.live()
    assert leaks(public_answers(desk, story.report_id)) == []
    assert "Terang" in desk.get(f"/reports/{story.report_id}").content.decode()
    story.act("dpupr", "accept")
    story.act("dpupr", "answer", "text", public_text="Terang: sudah ditambal.")
    assert leaks(public_answers(desk, story.report_id)) == []
    assert eventually(lambda: [one for one in system.mails(email) if "Terang: sudah ditambal." in one.text], 60)
    assert leaks([(mail.subject, mail.subject + mail.text) for mail in system.mails(email)]) == []
