"""What an operator may set for a stage, what hangs on it, and what the finished stack tells.

A parameter's ConstraintDescription completes the sentence "<value> does not fit: …".
"""

from typing import Any

from infra.resources.firewall_limits import SUBMITS_PER_MINUTE

STAGE = "[a-z][a-z0-9-]{0,15}"
MAIL_ADDRESS = r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+"
# What CloudWatch can keep logs for.
LOG_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)
SWITCH = ("on", "off")


def parameters() -> dict[str, Any]:
    """All there are; docs/stages.md explains them."""
    stage = _text(
        "Name of the stage; names in the account carry it",
        STAGE,
        "small letters, digits and hyphens, a letter first, 16 at most",
    )
    shards = _number("Partitions of each hot index key: 1 for a regency, 8 to 10 for the nation", 1, 1, 100)
    return {
        "Stage": stage,
        **_site(),
        **_origin_secret(),
        **_mail(),
        **_short_messages(),
        **_sign_in(),
        "Shards": shards,
        **_limits(),
        **_running(),
    }


def _site() -> dict[str, Any]:
    return {
        "SiteUrl": _text(
            "Address of the site in letters and pages; empty until CloudFront has given one",
            r"|https://[a-z0-9.-]+(:[0-9]+)?",
            "https:// and a host, without a / at its end; or empty",
            "",
        ),
        "SiteDomain": _text(
            "Domain of your own for the site, with CertificateArn; empty: CloudFront's",
            r"|([a-z0-9-]+\.)+[a-z]{2,}",
            "a host such as lapor.kotawaringinbaratkab.go.id, without https://; or empty",
            "",
        ),
        "CertificateArn": _text(
            "Certificate of SiteDomain in Certificate Manager, in us-east-1, where CloudFront reads it",
            "|arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[a-z0-9-]+",
            "the ARN of a certificate in us-east-1; or empty",
            "",
        ),
        "SiteName": _text(
            "What the installation is called on its pages; empty: LAPOR!",
            r"|[^\x00-\x1f]{1,30}",
            "30 signs at most; or empty",
            "",
        ),
        "SiteColour": _text(
            "Colour of head, buttons and links, dark enough for white words; empty: as built",
            "|#[0-9A-Fa-f]{6}",
            "a colour such as #0b4f8a; or empty",
            "",
        ),
        "HomeAgency": _text(
            "Institution whose installation this is, named in the head of every page; empty: none",
            "|[a-z0-9][a-z0-9.-]*",
            "the id of an institution of the directory, such as kab.6201; or empty",
            "",
        ),
    }


def _origin_secret() -> dict[str, Any]:
    """Versions, not secrets."""
    version = "|[A-Za-z0-9-]{32,64}"
    constraint = "a version of the secret as Secrets Manager names it; or empty"
    return {
        "OriginSecretVersion": _text(
            "Version of the secret that CloudFront shows to the firewall; empty until rotated", version, constraint, ""
        ),
        "OriginSecretVersionBefore": _text("The version before, which is still taken", version, constraint, ""),
    }


def _mail() -> dict[str, Any]:
    return {
        "SenderAddress": _text("Sender of every letter", MAIL_ADDRESS, "one mail address, nothing around it"),
        "SenderVerified": {
            "Type": "String",
            "Default": "no",
            "AllowedValues": ["yes", "no"],
            "Description": "Whether SES has verified SenderAddress; until then Cognito itself mails, 50 a day at most",
        },
        "ReplyAddress": _text(
            "Address that answers to letters go to; SES takes its mail in, in a region that does; empty: none",
            f"|{MAIL_ADDRESS}",
            "one mail address; or empty",
            "",
        ),
        "InboundKeySha256": _text(
            "SHA-256 of the key of whoever posts messages to the API; empty: nobody may",
            "|[0-9a-f]{64}",
            "64 hex digits in small letters; or empty",
            "",
        ),
        "AlarmAddress": _text("Mail address that hears alarms", f"|{MAIL_ADDRESS}", "one mail address; or empty", ""),
    }


def _short_messages() -> dict[str, Any]:
    return {
        "ShortMessages": {
            "Type": "String",
            "Default": "no",
            "AllowedValues": ["yes", "no"],
            "Description": "Whether reporters with a telephone alone are told by short message, which costs money",
            "ConstraintDescription": "yes or no",
        },
        "SmsSenderId": _text(
            "Sender that telephones show, registered where the country's networks ask for that; empty: a number",
            "|[A-Za-z0-9]{0,10}[A-Za-z][A-Za-z0-9]{0,10}",
            "1 to 11 letters and digits, one letter at least; or empty",
            "",
        ),
        "SmsAlarmDollars": _number(
            "US dollars of short messages in a month from which an alarm sounds", 20, 1, 1_000_000
        ),
    }


def _sign_in() -> dict[str, Any]:
    return {
        "SignInPrefix": _text(
            "First part of the sign-in's address; nobody else in the region may have it",
            "(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
            "small letters, digits and hyphens inside; never aws, amazon or cognito",
        ),
        "SecondFactor": {
            "Type": "String",
            "Default": "optional",
            "AllowedValues": ["optional", "required"],
            "Description": "Whether an officer must set up an authenticator app to sign in",
            "ConstraintDescription": "optional or required",
        },
        "SignInKeysUrl": _text(
            "Where the keys of the sign-in's tokens are, on an emulated AWS; empty: at Cognito",
            r"|https?://\S+",
            "an address; or empty",
            "",
        ),
    }


def _running() -> dict[str, Any]:
    return {
        "LogRetentionDays": {
            "Type": "Number",
            "Default": 90,
            "AllowedValues": list(LOG_DAYS),
            "Description": "For how many days logs are kept",
            "ConstraintDescription": "one of the numbers of days that CloudWatch knows",
        },
        "EdgeProtection": _switch("Whether the firewall stands at the API; off on an emulated AWS alone"),
        "ReservedConcurrency": _switch(
            "Whether functions beside the API have a reserved number of runs; off in an account whose quota of "
            "concurrent runs is below 200, as a new one's is"
        ),
    }


def _limits() -> dict[str, Any]:
    """The application's own, docs/settings.md."""
    return {
        "SubmitsPerMinute": _number("Reports a minute from one source", SUBMITS_PER_MINUTE, 1, 1_000_000),
        "UploadsPerMinute": _number("Files announced a minute from one source", 600, 1, 1_000_000),
        "WrongCodesPerTenMinutes": _number("Wrong access codes in ten minutes, by report and source", 30, 1, 10_000),
        "FollowsPerTenMinutes": _number("Wishes to follow a report in ten minutes from one source", 30, 1, 10_000),
        "RecoveriesPerTenMinutes": _number("Lost numbers or codes asked for in ten minutes, by source", 30, 1, 10_000),
        "UploadMegabytesPerHour": _number("Megabytes of files an hour from one source", 1000, 1, 1_000_000),
        "UploadMegabytesPerDay": _number("Megabytes of files a day from all", 50_000, 1, 100_000_000),
        "ReceiptsPerDay": _number("Receipts a day to one mail address", 5, 1, 10_000),
        "ShortMessagesPerReport": _number("Short messages a day about one report", 6, 1, 10_000),
        "ShortMessagesPerContact": _number("Short messages a day to one number", 10, 1, 10_000),
        "OfficeLettersAtOnce": _number("Letters about new reports to one office in 15 minutes", 5, 1, 10_000),
    }


def rules() -> dict[str, Any]:
    """What CloudFormation refuses before it touches anything."""
    given = {"Fn::Not": [{"Fn::Equals": [{"Ref": "SiteDomain"}, ""]}]}
    certified = {"Fn::Not": [{"Fn::Equals": [{"Ref": "CertificateArn"}, ""]}]}
    assertion = {"Assert": certified, "AssertDescription": "SiteDomain needs CertificateArn, a certificate for it"}
    return {"DomainHasCertificate": {"RuleCondition": given, "Assertions": [assertion]}}


def conditions() -> dict[str, Any]:
    """What hangs on the parameters."""
    given = ("SiteUrl", "SiteDomain", "AlarmAddress", "SignInKeysUrl", "ReplyAddress")
    return {
        **{f"Has{name}": {"Fn::Not": [{"Fn::Equals": [{"Ref": name}, ""]}]} for name in given},
        **{f"Has{name}": {"Fn::Equals": [{"Ref": name}, "on"]} for name in ("EdgeProtection", "ReservedConcurrency")},
        # Its limit is a figure of the template: where the stage has another one, the function counts.
        "FirewallCountsSubmits": {
            "Fn::And": [
                {"Condition": "HasEdgeProtection"},
                {"Fn::Equals": [{"Ref": "SubmitsPerMinute"}, SUBMITS_PER_MINUTE]},
            ]
        },
        "HasRotatedOriginSecret": {"Fn::Not": [{"Fn::Equals": [{"Ref": "OriginSecretVersionBefore"}, ""]}]},
        "NeedsSecondFactor": {"Fn::Equals": [{"Ref": "SecondFactor"}, "required"]},
        "SendsShortMessages": {"Fn::Equals": [{"Ref": "ShortMessages"}, "yes"]},
        "HasVerifiedSender": {"Fn::Equals": [{"Ref": "SenderVerified"}, "yes"]},
    }


def outputs() -> dict[str, Any]:
    """What the commands of infra/aws and the operator need to know."""
    values: dict[str, Any] = {
        "SiteAddress": {"Fn::GetAtt": ["Distribution", "DomainName"]},
        "DistributionId": {"Ref": "Distribution"},
        "ApiAddress": {"Fn::Sub": "https://${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}/api"},
        "SiteBucketName": {"Ref": "SiteBucket"},
        "FilesBucketName": {"Ref": "FilesBucket"},
        "PoolId": {"Ref": "OfficersPool"},
        "ClientId": {"Ref": "DeskClient"},
        "SignInAddress": {"Fn::Sub": "https://${SignInPrefix}.auth.${AWS::Region}.amazoncognito.com"},
        "OutboxDeadLettersUrl": {"Ref": "OutboxDeadLetters"},
        "StreamDeadLettersUrl": {"Ref": "StreamDeadLetters"},
        "ScheduleDeadLettersUrl": {"Ref": "ScheduleDeadLetters"},
        "SecretsParameterName": {"Fn::Sub": "/lapor/${Stage}/access-code-secrets"},
        "AlarmTopicArn": {"Ref": "AlarmTopic"},
    }
    for table in ("Reports", "Identities", "Directory", "Statistics"):
        values[f"{table}TableName"] = {"Ref": f"{table}Table"}
    return {name: {"Value": value} for name, value in values.items()}


def _text(purpose: str, pattern: str, constraint: str, default: str | None = None) -> dict[str, Any]:
    parameter = {
        "Type": "String",
        "AllowedPattern": f"^({pattern})$",
        "Description": purpose,
        "ConstraintDescription": constraint,
    }
    return parameter if default is None else {**parameter, "Default": default}


def _number(purpose: str, default: int, least: int, most: int) -> dict[str, Any]:
    return {
        "Type": "Number",
        "Default": default,
        "MinValue": least,
        "MaxValue": most,
        "Description": purpose,
        "ConstraintDescription": f"a whole number from {least} to {most}",
    }


def _switch(purpose: str) -> dict[str, Any]:
    return {
        "Type": "String",
        "Default": "on",
        "AllowedValues": list(SWITCH),
        "Description": purpose,
        "ConstraintDescription": "on or off",
    }
