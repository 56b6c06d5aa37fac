"""Mail for ReplyAddress, taken in by SES into the files' bucket, where take_mail (app.py) finds it.

SES takes mail in only in some regions, and of an account one set of rules is active: an operator makes ours that
(docs/operating.md, "Mail that comes in"). Without ReplyAddress there is neither rule nor set.
"""

from typing import Any

PREFIX = "mail/"
OURS = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
SES = {"Service": "ses.amazonaws.com"}


def resources() -> dict[str, Any]:
    """The set and its one rule; SES adds what it finds out about viruses and the sender to the mail itself."""
    action = {"S3Action": {"BucketName": {"Ref": "FilesBucket"}, "ObjectKeyPrefix": PREFIX}}
    rule = {
        "Name": "answers",
        "Enabled": True,
        "Recipients": [{"Ref": "ReplyAddress"}],
        "ScanEnabled": True,
        "TlsPolicy": "Optional",
        "Actions": [action],
    }
    return {
        "InboundMail": {
            "Type": "AWS::SES::ReceiptRuleSet",
            "Condition": "HasReplyAddress",
            "Properties": {"RuleSetName": {"Fn::Sub": "lapor-${Stage}"}},
        },
        "InboundMailRule": {
            "Type": "AWS::SES::ReceiptRule",
            "Condition": "HasReplyAddress",
            "DependsOn": ["FilesBucketPolicy"],
            "Properties": {"RuleSetName": {"Ref": "InboundMail"}, "Rule": rule},
        },
    }


def may_leave_mail() -> list[dict[str, Any]]:
    """SES, for this account alone, and under this prefix."""
    where = {"Fn::Sub": f"${{FilesBucket.Arn}}/{PREFIX}*"}
    may = {"Effect": "Allow", "Principal": SES, "Condition": OURS}
    return [{"Sid": "LeaveMail", **may, "Action": "s3:PutObject", "Resource": where}]


def may_seal_mail() -> dict[str, Any]:
    """The bucket's key, which seals whatever comes into it, in the name of whoever puts it there."""
    may = {"Effect": "Allow", "Principal": SES, "Condition": OURS}
    return {"Sid": "SealMail", **may, "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*"}
