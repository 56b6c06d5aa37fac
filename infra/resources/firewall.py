"""The firewall on the API's stage: requests of our own CloudFront alone, and no more of them than a source may send.

A firewall for CloudFront itself can be made in us-east-1 only, so this one stands at the stage. Its samples and its log
would hold reports' numbers, access codes and bearers: neither is on.
"""

import json
from typing import Any

from chalicelib.routes.refusals import error_body
from infra.resources.exceptions import excepted
from infra.resources.firewall_limits import limits

SECRET_HEADER = "X-Origin-Secret"
VIEWER_ADDRESS_HEADER = "X-Viewer-Address"
# Citizens write what they like, up to 4,000 characters, and quote links, code and markup: each of these rules would
# refuse an honest complaint. What they write is data to us, and becomes markup nowhere (tests/pages). Programs of
# agencies need not say who they are.
COUNTED_ONLY = (
    "SizeRestrictions_BODY",
    "CrossSiteScripting_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
    "EC2MetaDataSSRF_BODY",
    "NoUserAgent_HEADER",
)
# The largest body that a route takes is 1 MB; what says it is over 2 MB reaches no function.
TOO_LARGE = r"^([2-9][0-9]{6}|[0-9]{8,})$"
# Which versions is a parameter: CloudFormation looks a secret up anew only where the reference to it changes.
_FIRST = {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecret}:SecretString}}"}
_NAMED = {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecret}:SecretString:::${OriginSecretVersion}}}"}
SECRET_BEFORE = {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecret}:SecretString:::${OriginSecretVersionBefore}}}"}
SECRET = {"Fn::If": ["HasRotatedOriginSecret", _NAMED, _FIRST]}
AS_IT_IS = [{"Priority": 0, "Type": "NONE"}]


def resources() -> dict[str, Any]:
    """The secret that CloudFront shows, and the firewall that demands it."""
    return {"OriginSecret": _secret(), "Firewall": _firewall(), "FirewallAssociation": _association()}


def _secret() -> dict[str, Any]:
    made = {"PasswordLength": 48, "ExcludePunctuation": True}
    key = {"Fn::GetAtt": ["DataKey", "Arn"]}
    properties = {"Description": "What CloudFront shows to the API", "GenerateSecretString": made, "KmsKeyId": key}
    return {"Type": "AWS::SecretsManager::Secret", "Properties": properties}


def _firewall() -> dict[str, Any]:
    rules = [
        _rule("OnlyThroughOurDistribution", _without_the_secret(), _refusal(403, "Forbidden")),
        _rule("TooLarge", _said_too_large(), _refusal(413, "TooLarge")),
        *(_rule(name, statement, _refusal(429, "RateLimited")) for name, statement in limits(VIEWER_ADDRESS_HEADER)),
        _common_attacks(),
    ]
    properties = {
        "Scope": "REGIONAL",
        "DefaultAction": {"Allow": {}},
        "Rules": [{**rule, "Priority": place} for place, rule in enumerate(rules)],
        "CustomResponseBodies": {
            "Forbidden": _body("forbidden"),
            "TooLarge": _body("too_large"),
            "RateLimited": _body("rate_limited"),
        },
        "VisibilityConfig": _figures("Firewall"),
    }
    why = excepted(
        CKV_AWS_192="there is no Java behind it",
        CKV2_AWS_31="the log would hold reports' numbers, access codes and bearers",
    )
    return {"Type": "AWS::WAFv2::WebACL", "Metadata": why, "Properties": properties}


def _rule(name: str, statement: dict[str, Any], refusal: dict[str, Any]) -> dict[str, Any]:
    return {"Name": name, "Statement": statement, "Action": refusal, "VisibilityConfig": _figures(name)}


def _figures(name: str) -> dict[str, Any]:
    return {"CloudWatchMetricsEnabled": True, "SampledRequestsEnabled": False, "MetricName": name}


def _refusal(status: int, body: str) -> dict[str, Any]:
    headers = [{"Name": "Cache-Control", "Value": "no-store"}]
    if status == 429:
        headers.append({"Name": "Retry-After", "Value": "60"})
    response = {"ResponseCode": status, "CustomResponseBodyKey": body, "ResponseHeaders": headers}
    return {"Block": {"CustomResponse": response}}


def _body(code: str) -> dict[str, str]:
    return {"ContentType": "APPLICATION_JSON", "Content": json.dumps(error_body(code, "id"), ensure_ascii=False)}


def _without_the_secret() -> dict[str, Any]:
    """The one before is taken too: CloudFront changes to a new one place by place, for minutes."""
    either = {"OrStatement": {"Statements": [_shows(_NAMED), _shows(SECRET_BEFORE)]}}
    return {"NotStatement": {"Statement": {"Fn::If": ["HasRotatedOriginSecret", either, _shows(_FIRST)]}}}


def _shows(secret: dict[str, Any]) -> dict[str, Any]:
    match = {
        "FieldToMatch": {"SingleHeader": {"Name": SECRET_HEADER.lower()}},
        "PositionalConstraint": "EXACTLY",
        "SearchString": secret,
        "TextTransformations": AS_IT_IS,
    }
    return {"ByteMatchStatement": match}


def _said_too_large() -> dict[str, Any]:
    match = {
        "FieldToMatch": {"SingleHeader": {"Name": "content-length"}},
        "RegexString": TOO_LARGE,
        "TextTransformations": AS_IT_IS,
    }
    return {"RegexMatchStatement": match}


def _common_attacks() -> dict[str, Any]:
    group = {
        "VendorName": "AWS",
        "Name": "AWSManagedRulesCommonRuleSet",
        "RuleActionOverrides": [{"Name": name, "ActionToUse": {"Count": {}}} for name in COUNTED_ONLY],
    }
    return {
        "Name": "CommonAttacks",
        "Statement": {"ManagedRuleGroupStatement": group},
        "OverrideAction": {"None": {}},
        "VisibilityConfig": _figures("CommonAttacks"),
    }


def _association() -> dict[str, Any]:
    stage = "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${RestAPI}/stages/${RestAPI.Stage}"
    properties = {"ResourceArn": {"Fn::Sub": stage}, "WebACLArn": {"Fn::GetAtt": ["Firewall", "Arn"]}}
    return {"Type": "AWS::WAFv2::WebACLAssociation", "Condition": "HasEdgeProtection", "Properties": properties}
