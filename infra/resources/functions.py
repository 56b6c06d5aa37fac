"""What is put over each of chalice's functions; their memory, time and number are in .chalice/config.json."""

import json
from pathlib import Path
from typing import Any

from chalice.utils import to_cfn_resource_name

from infra.resources.exceptions import excepted
from infra.resources.firewall import VIEWER_ADDRESS_HEADER

CONFIG = Path(__file__).parents[2] / ".chalice" / "config.json"
STAGE = "aws"
CONFIGURED: dict[str, dict[str, Any]] = json.loads(CONFIG.read_text(encoding="utf-8"))["stages"][STAGE][
    "lambda_functions"
]
"""Settings of each function by its name in app.py."""
TELL_PEOPLE = ("dispatch", "outbox_sweeper")
"""The functions that send letters and short messages."""


def logical_id(name: str) -> str:
    """chalice's name in the template for a function of app.py."""
    return "APIHandler" if name == "api_handler" else str(to_cfn_resource_name(name))


def resources(architecture: str) -> dict[str, Any]:
    """The functions' and their layer's architecture, and what the functions are told."""
    functions = {
        logical_id(name): {"Properties": _properties(architecture, settings), "Metadata": _exceptions(settings)}
        for name, settings in CONFIGURED.items()
    }
    # A telephone number is no resource that a right could name.
    why = excepted(CKV_AWS_111="sns:Publish to a telephone names none; the rest of the policy names each resource")
    roles = {f"{logical_id(name)}Role": {"Metadata": why} for name in TELL_PEOPLE}
    layer = {
        "LayerName": {"Fn::Sub": "lapor-${Stage}-packages"},
        "CompatibleArchitectures": [architecture],
        "RetentionPolicy": "Delete",
    }
    return {**functions, **roles, "ManagedLayer": {"Properties": layer}}


def _properties(architecture: str, settings: dict[str, Any]) -> dict[str, Any]:
    properties = {"Architectures": [architecture], "Environment": {"Variables": environment()}}
    reserved = settings.get("reserved_concurrency")
    if reserved is None:
        return properties
    nothing = {"Ref": "AWS::NoValue"}
    return {**properties, "ReservedConcurrentExecutions": {"Fn::If": ["HasReservedConcurrency", reserved, nothing]}}


def _exceptions(settings: dict[str, Any]) -> dict[str, Any]:
    why = {
        "CKV_AWS_116": "what a schedule, event or stream gave up goes to the queues of its own failure settings",
        "CKV_AWS_117": "it reaches AWS's public endpoints alone, by its role; a network of its own would only cost",
        "CKV_AWS_173": "it holds names and addresses, no secret",
    }
    if "reserved_concurrency" not in settings:
        why["CKV_AWS_115"] = "citizens and officers share what the account has; the firewall limits their rates"
    return excepted(**why)


def environment() -> dict[str, Any]:
    """The settings (docs/settings.md), the same for all; what a function may reach its own policy says."""
    issuer = "https://cognito-idp.${AWS::Region}.amazonaws.com/${OfficersPool}"
    keys = {"Fn::Sub": f"{issuer}/.well-known/jwks.json"}
    return {
        "REPORTS_TABLE": {"Ref": "ReportsTable"},
        "IDENTITIES_TABLE": {"Ref": "IdentitiesTable"},
        "DIRECTORY_TABLE": {"Ref": "DirectoryTable"},
        "STATISTICS_TABLE": {"Ref": "StatisticsTable"},
        "FILES_BUCKET": {"Ref": "FilesBucket"},
        "SES_CONFIGURATION_SET": {"Ref": "MailConfiguration"},
        "SENDER_ADDRESS": {"Ref": "SenderAddress"},
        "REPLY_ADDRESS": {"Ref": "ReplyAddress"},
        "INBOUND_KEY_SHA256": {"Ref": "InboundKeySha256"},
        "SHORT_MESSAGES": {"Ref": "ShortMessages"},
        "SMS_SENDER_ID": {"Ref": "SmsSenderId"},
        "DEAD_LETTER_QUEUE_URL": {"Ref": "OutboxDeadLetters"},
        "SITE_URL": {"Ref": "SiteUrl"},
        "SITE_NAME": {"Ref": "SiteName"},
        "SITE_COLOUR": {"Ref": "SiteColour"},
        "HOME_AGENCY": {"Ref": "HomeAgency"},
        "ACCESS_CODE_SECRETS_PARAMETER": {"Fn::Sub": "/lapor/${Stage}/access-code-secrets"},
        "OIDC_ISSUER": {"Fn::Sub": issuer},
        "OIDC_AUDIENCE": {"Ref": "DeskClient"},
        "OIDC_JWKS_URL": {"Fn::If": ["HasSignInKeysUrl", {"Ref": "SignInKeysUrl"}, keys]},
        "COGNITO_POOL_ID": {"Ref": "OfficersPool"},
        "SHARDS": {"Ref": "Shards"},
        "SUBMITS_PER_MINUTE": {"Ref": "SubmitsPerMinute"},
        "FIREWALL_COUNTS_SUBMITS": {"Fn::If": ["FirewallCountsSubmits", "yes", ""]},
        "UPLOADS_PER_MINUTE": {"Ref": "UploadsPerMinute"},
        "WRONG_CODES_PER_TEN_MINUTES": {"Ref": "WrongCodesPerTenMinutes"},
        "FOLLOWS_PER_TEN_MINUTES": {"Ref": "FollowsPerTenMinutes"},
        "RECOVERIES_PER_TEN_MINUTES": {"Ref": "RecoveriesPerTenMinutes"},
        "RECEIPTS_PER_DAY": {"Ref": "ReceiptsPerDay"},
        "SHORT_MESSAGES_PER_REPORT": {"Ref": "ShortMessagesPerReport"},
        "SHORT_MESSAGES_PER_CONTACT": {"Ref": "ShortMessagesPerContact"},
        "OFFICE_LETTERS_AT_ONCE": {"Ref": "OfficeLettersAtOnce"},
        "UPLOAD_MEGABYTES_PER_HOUR": {"Ref": "UploadMegabytesPerHour"},
        "UPLOAD_MEGABYTES_PER_DAY": {"Ref": "UploadMegabytesPerDay"},
        "VIEWER_ADDRESS_HEADER": _viewer_address(),
    }


def _viewer_address() -> dict[str, Any]:
    """Only where the firewall keeps out whoever does not come through CloudFront: they could write it themselves."""
    return {"Fn::If": ["HasEdgeProtection", VIEWER_ADDRESS_HEADER, ""]}
