"""Where what was given up waits for a person: keys and names of runs, never a reporter's word.

Under SQS's own encryption: whoever puts something in needs no key of ours for it.
"""

from typing import Any

from infra.resources.exceptions import excepted
from infra.resources.statements import only_by_tls

TWO_WEEKS = 14 * 24 * 3600
QUEUES = ("OutboxDeadLetters", "StreamDeadLetters", "ScheduleDeadLetters")


def resources() -> dict[str, Any]:
    """What could not be told or counted; what a stream gave up; what a schedule did."""
    queues = {name: _queue() for name in QUEUES}
    policies = {f"{name}Policy": _policy(name, [_tls_only(name)]) for name in QUEUES}
    policies["ScheduleDeadLettersPolicy"] = _policy(
        "ScheduleDeadLetters", [_tls_only("ScheduleDeadLetters"), _from_schedules()]
    )
    return queues | policies


def _queue() -> dict[str, Any]:
    properties = {"MessageRetentionPeriod": TWO_WEEKS, "SqsManagedSseEnabled": True}
    why = excepted(CKV_AWS_27="it is, under SQS's own key: the rule knows KMS alone")
    return {"Type": "AWS::SQS::Queue", "Metadata": why, "Properties": properties}


def _policy(queue: str, statements: list[dict[str, Any]]) -> dict[str, Any]:
    document = {"Version": "2012-10-17", "Statement": statements}
    return {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {"Queues": [{"Ref": queue}], "PolicyDocument": document},
    }


def _tls_only(queue: str) -> dict[str, Any]:
    return only_by_tls("sqs:*", {"Fn::GetAtt": [queue, "Arn"]})


def _from_schedules() -> dict[str, Any]:
    """Rules of this stack: their names begin with its own."""
    rules = {"Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/${AWS::StackName}-*"}
    return {
        "Sid": "Schedules",
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": {"Fn::GetAtt": ["ScheduleDeadLetters", "Arn"]},
        "Condition": {"ArnLike": {"aws:SourceArn": rules}},
    }
