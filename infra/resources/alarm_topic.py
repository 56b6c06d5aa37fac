"""Where alarms go: a topic under a key of its own, and a mail address that hears of them.

CloudWatch itself must be able to use the topic's key, and shall have no use of the key that citizens' data are under.
"""

from typing import Any

from infra.resources.statements import only_by_tls

_OURS = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
_CLOUDWATCH = {"Effect": "Allow", "Principal": {"Service": "cloudwatch.amazonaws.com"}, "Condition": _OURS}


def resources() -> dict[str, Any]:
    """Key, topic, who may publish, who hears."""
    return {
        "AlarmKey": {"Type": "AWS::KMS::Key", "Properties": _key()},
        "AlarmTopic": {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": {"Ref": "AlarmKey"}}},
        "AlarmTopicPolicy": {"Type": "AWS::SNS::TopicPolicy", "Properties": _topic_policy()},
        "AlarmMail": {
            "Type": "AWS::SNS::Subscription",
            "Condition": "HasAlarmAddress",
            "Properties": {
                "TopicArn": {"Ref": "AlarmTopic"},
                "Protocol": "email",
                "Endpoint": {"Ref": "AlarmAddress"},
            },
        },
    }


def _key() -> dict[str, Any]:
    """In a key's own policy the resource `*` is that key."""
    account = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
    statements = [
        {"Sid": "Account", "Effect": "Allow", "Principal": account, "Action": "kms:*", "Resource": "*"},
        {"Sid": "Alarms", **_CLOUDWATCH, "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*"},
    ]
    return {
        "Description": {"Fn::Sub": "LAPOR!-SP4N ${Stage}: alarms"},
        "EnableKeyRotation": True,
        "KeyPolicy": {"Version": "2012-10-17", "Statement": statements},
    }


def _topic_policy() -> dict[str, Any]:
    topic = {"Ref": "AlarmTopic"}
    statements = [
        {"Sid": "Alarms", **_CLOUDWATCH, "Action": "sns:Publish", "Resource": topic},
        only_by_tls("sns:Publish", topic),
    ]
    return {"Topics": [topic], "PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}
