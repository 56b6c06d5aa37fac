"""The stream brings each event to dispatch; a poisoned one ends in the dead-letter queue and holds nobody up."""

import json
from typing import Any

from tests.deployed.reporting import Receipt, Reporting
from tests.deployed.system import System, eventually, schedule_event

POISON = "EVENT#000099"


def test_a_receipt_is_mailed_once(reporting: Reporting) -> None:
    receipt = reporting.submit()
    (subject,) = reporting.subjects(receipt)
    assert receipt.report_id in subject


def test_poison_ends_in_the_dead_letter_queue_while_others_pass(system: System, reporting: Reporting) -> None:
    bad = reporting.submit()
    assert len(reporting.subjects(bad)) == 1
    insert_poison(system, bad)
    assert eventually(lambda: tries(system, bad) == 1)
    assert len(reporting.subjects(reporting.submit())) == 1
    for count in range(2, 6):
        assert not dead_letters(system, bad)
        let_time_pass(system, bad)
        system.invoke("OutboxSweeper", schedule_event())
        assert tries(system, bad) == count
    assert dead_letters(system, bad) == [{"report_id": bad.report_id, "key": POISON}], "its key, never its text"
    let_time_pass(system, bad)
    system.invoke("OutboxSweeper", schedule_event())
    assert len(dead_letters(system, bad)) == 1, "said once"
    # As a person would mend it: other tests read every report.
    system.cloud.client("dynamodb").delete_item(TableName=system.outputs["ReportsTableName"], Key=key_of(bad, POISON))


def insert_poison(system: System, receipt: Receipt) -> None:
    """An event that nothing can read, put in as the application puts in events."""
    table = system.cloud.client("dynamodb")
    name = system.outputs["ReportsTableName"]
    item = dict(table.get_item(TableName=name, Key=key_of(receipt, "EVENT#000001"))["Item"])
    item |= {"sk": {"S": POISON}, "seq": {"N": "99"}, "changes": {"S": "{spoiled canary-5150"}}
    due = {"telling_pk": {"S": "T#0"}, "telling_sk": {"S": f"2030-01-01T00:00:00.000Z#{receipt.report_id}#{POISON}"}}
    table.put_item(TableName=name, Item=item | due)


def let_time_pass(system: System, receipt: Receipt) -> None:
    """As if the promise had waited as long as it must."""
    system.cloud.client("dynamodb").update_item(
        TableName=system.outputs["ReportsTableName"],
        Key=key_of(receipt, POISON),
        UpdateExpression="SET telling_sk = :past",
        ExpressionAttributeValues={":past": {"S": f"2020-01-01T00:00:00.000Z#{receipt.report_id}#{POISON}"}},
    )


def tries(system: System, receipt: Receipt) -> int:
    """How often telling the poisoned event was tried."""
    table = system.cloud.client("dynamodb")
    item = table.get_item(TableName=system.outputs["ReportsTableName"], Key=key_of(receipt, POISON))["Item"]
    return int(item.get("tries", {}).get("N", 0))


def dead_letters(system: System, receipt: Receipt) -> list[Any]:
    """What dispatch and its sweeper gave up of a report, whole: no word of it may be in them."""
    queue, sqs = system.outputs["OutboxDeadLettersUrl"], system.cloud.client("sqs")
    received = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages", ())
    bodies = [json.loads(one["Body"]) for one in received if receipt.report_id in one["Body"]]
    return [body for body in bodies if body["key"] == POISON]


def key_of(receipt: Receipt, sort_key: str) -> dict[str, Any]:
    """The key of an item of the report."""
    return {"pk": {"S": f"REPORT#{receipt.report_id}"}, "sk": {"S": sort_key}}
