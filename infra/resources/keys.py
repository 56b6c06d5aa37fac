"""The two keys: one of the identities alone, one of everything else that is kept.

Whoever administers a key cannot use it, and who may use it can do so through the services that keep our data and only
as far as their own policy names the key. A key's own policy calls that key `*`.
"""

from typing import Any

from infra.resources.inbound import may_seal_mail
from infra.resources.logs import NAME as LOG_GROUP

_USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey", "kms:CreateGrant"]
_ADMINISTER = [
    "kms:CancelKeyDeletion",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:CreateAlias",
    "kms:UpdateAlias",
    "kms:DeleteAlias",
    "kms:UpdateKeyDescription",
]
_ACCOUNT = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}


def resources() -> dict[str, Any]:
    """Keys, kept as long as what they encrypt, and their names."""
    identities = [_administer(), _use_through("dynamodb")]
    data = [_administer(), _use_through("dynamodb", "s3", "secretsmanager"), _logs(), may_seal_mail()]
    return {
        "DataKey": _key("all but the identities", data),
        "DataKeyName": _alias("DataKey", "data"),
        "IdentityKey": _key("identities", identities),
        "IdentityKeyName": _alias("IdentityKey", "identities"),
    }


def _key(what: str, statements: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "Type": "AWS::KMS::Key",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "Description": {"Fn::Sub": f"LAPOR!-SP4N ${{Stage}}: {what}"},
            "EnableKeyRotation": True,
            "PendingWindowInDays": 30,
            "KeyPolicy": {"Version": "2012-10-17", "Statement": statements},
        },
    }


def _alias(key: str, name: str) -> dict[str, Any]:
    properties = {"AliasName": {"Fn::Sub": f"alias/lapor-${{Stage}}-{name}"}, "TargetKeyId": {"Ref": key}}
    return {"Type": "AWS::KMS::Alias", "Properties": properties}


def _administer() -> dict[str, Any]:
    return {"Sid": "Administer", "Effect": "Allow", "Principal": _ACCOUNT, "Action": _ADMINISTER, "Resource": "*"}


def _use_through(*services: str) -> dict[str, Any]:
    through = [{"Fn::Sub": f"{service}.${{AWS::Region}}.amazonaws.com"} for service in services]
    condition = {"StringEquals": {"kms:CallerAccount": {"Ref": "AWS::AccountId"}, "kms:ViaService": through}}
    return {
        "Sid": "UseThroughServices",
        "Effect": "Allow",
        "Principal": _ACCOUNT,
        "Action": _USE,
        "Resource": "*",
        "Condition": condition,
    }


def _logs() -> dict[str, Any]:
    """CloudWatch keeps the functions' logs under it."""
    groups = LOG_GROUP.format("*")
    ours = {"Fn::Sub": f"arn:${{AWS::Partition}}:logs:${{AWS::Region}}:${{AWS::AccountId}}:log-group:{groups}"}
    return {
        "Sid": "Logs",
        "Effect": "Allow",
        "Principal": {"Service": {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}},
        "Action": [action for action in _USE if action != "kms:CreateGrant"],
        "Resource": "*",
        "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": ours}},
    }
