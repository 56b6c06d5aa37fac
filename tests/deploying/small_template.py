"""A template with the parameters, outputs and kinds of the real one, in a few resources that are quickly made."""

from copy import deepcopy
from typing import Any

from infra.aws import origin_secret
from infra.resources import firewall
from infra.resources.parameters import conditions, parameters

KEY = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]


def small_template(
    word: str = "one", refused: bool = False, without: tuple[str, ...] = (), more: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The template: ``refused`` adds a table that cannot be made, ``without`` leaves resources out."""
    template = deepcopy(_TEMPLATE)
    resources: dict[str, Any] = template["Resources"]
    resources["Word"]["Properties"]["Value"] = {"Fn::Sub": f"{word} ${{SiteUrl}}"}
    resources.update(more or {})
    if refused:
        body = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "Neither", "Value": "x"}}
        resources["Refused"] = {**body, "DependsOn": ["Word", "ReportsTable"]}
    for name in without:
        del resources[name]
    return template


def _table(**more: Any) -> dict[str, Any]:
    names = ("pk", "sk", "institution_id", "office") if "indexes" in more else ("pk", "sk")
    properties: dict[str, Any] = {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in names],
        "KeySchema": KEY,
        "DeletionProtectionEnabled": True,
    }
    if "indexes" in more:
        properties["GlobalSecondaryIndexes"] = more["indexes"]
    kept = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    return {"Type": "AWS::DynamoDB::Table", **kept, "Properties": properties}


def _told(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """Where a test reads what an expression of the real template comes to."""
    properties = {"Type": "String", "Name": {"Fn::Sub": f"/try/${{Stage}}/{name}"}, "Value": value}
    return {"Type": "AWS::SSM::Parameter", "Properties": properties}


_OFFICERS = {
    "IndexName": "officers",
    "KeySchema": [
        {"AttributeName": "institution_id", "KeyType": "HASH"},
        {"AttributeName": "office", "KeyType": "RANGE"},
    ],
    "Projection": {"ProjectionType": "ALL"},
}
_DISTRIBUTION = {
    "Enabled": True,
    "Origins": [
        {
            "Id": "site",
            "DomainName": {"Fn::GetAtt": ["SiteBucket", "RegionalDomainName"]},
            "S3OriginConfig": {"OriginAccessIdentity": ""},
        }
    ],
    "DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https"},
}
_TEMPLATE: dict[str, Any] = {
    "Parameters": {
        "Stage": {"Type": "String", "AllowedPattern": "[a-z][a-z0-9-]*"},
        "SenderAddress": {
            "Type": "String",
            "AllowedPattern": r"[^@\s]+@[^@\s]+",
            "ConstraintDescription": "the address letters come from",
        },
        "SiteUrl": {"Type": "String", "Default": ""},
        "SiteDomain": {"Type": "String", "Default": ""},
        "CertificateArn": {"Type": "String", "Default": ""},
        "Shards": {"Type": "Number", "Default": "1", "MinValue": 1, "MaxValue": 10},
        "SenderVerified": {"Type": "String", "Default": "no", "AllowedValues": ["yes", "no"]},
        **{name: parameters()[name] for name in (origin_secret.SHOWN, origin_secret.BEFORE)},
        "EdgeProtection": {"Type": "String", "Default": "on", "AllowedValues": ["on", "off"]},
    },
    "Conditions": {"HasRotatedOriginSecret": conditions()["HasRotatedOriginSecret"]},
    "Resources": {
        "OriginSecret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {"Description": {"Ref": "Stage"}, "GenerateSecretString": {"PasswordLength": 48}},
        },
        "Shown": _told("shown", firewall.SECRET),
        "Before": {**_told("before", firewall.SECRET_BEFORE), "Condition": "HasRotatedOriginSecret"},
        "SiteBucket": {"Type": "AWS::S3::Bucket"},
        "FilesBucket": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"},
        "Word": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": ""}},
        "SenderIdentity": {
            "Type": "AWS::SES::EmailIdentity",
            "Properties": {"EmailIdentity": {"Ref": "SenderAddress"}},
        },
        "DataKey": {
            "Type": "AWS::KMS::Key",
            "DeletionPolicy": "Retain",
            "Properties": {"KeyPolicy": {"Version": "2012-10-17", "Statement": []}},
        },
        "ReportsTable": _table(),
        "DirectoryTable": _table(indexes=[_OFFICERS]),
        "Distribution": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": _DISTRIBUTION}},
    },
    "Outputs": {
        "SiteAddress": {"Value": {"Fn::Sub": "https://${Distribution.DomainName}"}},
        "SiteBucketName": {"Value": {"Ref": "SiteBucket"}},
        "DistributionId": {"Value": {"Ref": "Distribution"}},
        "ReportsTableName": {"Value": {"Ref": "ReportsTable"}},
        "IdentitiesTableName": {"Value": {"Ref": "ReportsTable"}},
        "StatisticsTableName": {"Value": {"Ref": "ReportsTable"}},
        "DirectoryTableName": {"Value": {"Ref": "DirectoryTable"}},
        "PoolId": {"Value": "ap-southeast-3_abc"},
        "ClientId": {"Value": "client"},
        "SignInAddress": {"Value": "https://lapor-try.auth.ap-southeast-3.amazoncognito.com"},
        "Word": {"Value": {"Fn::GetAtt": ["Word", "Value"]}},
    },
}
