"""The edge of the template: what stands between people and the functions lets in what it must, and nothing else."""

import json
from typing import Any

import pytest

from chalicelib.routes.refusals import error_body
from chalicelib.settings import settings
from infra.resources import firewall, gateway, mail, parameters, sign_in
from infra.resources.site import ERRORS
from infra.site_headers import HEADERS, policy
from tests.package.edge import edge, of_type, properties


def statements(policy_resource: str) -> list[dict[str, Any]]:
    """The statements of a bucket's policy."""
    found: list[dict[str, Any]] = properties(policy_resource)["PolicyDocument"]["Statement"]
    return found


def test_no_bucket_is_public_and_each_is_encrypted() -> None:
    buckets = of_type("AWS::S3::Bucket")
    assert set(buckets) == {"FilesBucket", "SiteBucket"}
    for bucket in buckets.values():
        assert set(bucket["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
        assert len(bucket["Properties"]["PublicAccessBlockConfiguration"]) == 4
        assert bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert "AccessControl" not in bucket["Properties"]


@pytest.mark.parametrize("bucket", ["FilesBucket", "SiteBucket"])
def test_a_bucket_speaks_tls_alone_and_whom_it_admits_is_named(bucket: str) -> None:
    found = statements(f"{bucket}Policy")
    denied = [one for one in found if one["Effect"] == "Deny"]
    assert {"Bool": {"aws:SecureTransport": "false"}} in [one["Condition"] for one in denied]
    assert all(one["Principal"] == "*" and one["Action"] == "s3:*" and len(one["Resource"]) == 2 for one in denied)
    for allowed in (one for one in found if one["Effect"] == "Allow"):
        if allowed["Principal"] == {"Service": "ses.amazonaws.com"}:
            assert (bucket, allowed["Action"]) == ("FilesBucket", "s3:PutObject"), (
                "mail that comes in, and nothing else"
            )
            assert allowed["Resource"]["Fn::Sub"].endswith("/mail/*")
            assert allowed["Condition"]["StringEquals"]["aws:SourceAccount"] == {"Ref": "AWS::AccountId"}
            continue
        assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
        assert "${Distribution}" in allowed["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"]
        assert allowed["Action"] in ("s3:GetObject", "s3:ListBucket")


def test_files_are_sent_from_the_site_alone_and_what_nobody_took_goes() -> None:
    files = properties("FilesBucket")
    (rule,) = files["CorsConfiguration"]["Fn::If"][1]["CorsRules"]
    assert (rule["AllowedMethods"], rule["AllowedOrigins"]) == (["POST"], [{"Ref": "SiteUrl"}])
    expiring = {one["Prefix"]: one["Status"] for one in files["LifecycleConfiguration"]["Rules"]}
    assert expiring == {"incoming/": "Enabled", "mail/": "Enabled"}
    assert files["NotificationConfiguration"]["EventBridgeConfiguration"]["EventBridgeEnabled"] is True
    assert "VersioningConfiguration" not in files, "what is erased must be gone"


def test_one_distribution_serves_the_site_and_the_api() -> None:
    distribution = properties("Distribution")["DistributionConfig"]
    origins = {one["Id"]: one for one in distribution["Origins"]}
    assert set(origins) == {"site", "api"}
    assert origins["site"]["OriginAccessControlId"]
    assert origins["api"]["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert "OriginPath" not in origins["api"], "the stage's name is the path"
    assert distribution["DefaultCacheBehavior"]["TargetOriginId"] == "site"
    *kept, api = distribution["CacheBehaviors"]
    assert [one["PathPattern"] for one in kept] == ["/api/categories", "/api/agencies", "/api/figures"]
    assert {one["CachePolicyId"]["Ref"] for one in kept} == {"ApiCache"}
    assert (api["PathPattern"], api["TargetOriginId"]) == ("/api/*", "api")
    assert {"POST", "GET"} <= set(api["AllowedMethods"])
    assert distribution["ViewerCertificate"]["Fn::If"][1]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    site = distribution["DefaultCacheBehavior"]
    for behavior, name in ((api, "ViewerAddress"), (site, "SiteAddresses")):
        assert behavior["ViewerProtocolPolicy"] in ("https-only", "redirect-to-https")
        function = {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": [name, "FunctionARN"]}}
        assert behavior["FunctionAssociations"] == [function]
    # The ids in the CloudFront Developer Guide, "Use managed cache policies" and "… origin request policies".
    assert api["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "CachingDisabled"
    assert api["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac", "AllViewerExceptHostHeader"


def test_what_cloudfront_keeps_of_the_site_goes_by_the_address_and_the_objects_own_word() -> None:
    cache = properties("SiteCache")["CachePolicyConfig"]
    assert (cache["MinTTL"], cache["DefaultTTL"]) == (0, 0)
    key = cache["ParametersInCacheKeyAndForwardedToOrigin"]
    assert {key["EnableAcceptEncodingBrotli"], key["EnableAcceptEncodingGzip"]} == {True}
    assert {value for part in key.values() if isinstance(part, dict) for value in part.values()} == {"none"}


def test_no_error_of_the_api_is_kept_or_replaced() -> None:
    rules = properties("Distribution")["DistributionConfig"]["CustomErrorResponses"]
    assert {rule["ErrorCode"] for rule in rules} == set(ERRORS) >= {403, 404, 500, 503}
    for rule in rules:
        assert rule == {"ErrorCode": rule["ErrorCode"], "ErrorCachingMinTTL": 0}


def test_the_sites_headers_are_those_of_the_one_machine_host_and_what_aws_adds() -> None:
    found = properties("SiteHeaders")["ResponseHeadersPolicyConfig"]
    custom = {one["Header"]: one["Value"] for one in found["CustomHeadersConfig"]["Items"]}
    assert custom == dict(HEADERS)
    security = found["SecurityHeadersConfig"]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31_536_000
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
    assert security["ContentTypeOptions"] == {"Override": True}
    said = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"].split("; ")
    own = policy().split("; ")
    added = {ours.split()[0]: theirs.removeprefix(ours) for ours, theirs in zip(own, said, strict=True)}
    assert set(added.values()) == {"", added["connect-src"], added["img-src"]}
    bucket = " https://${FilesBucket.RegionalDomainName}"
    assert added["img-src"] == bucket
    assert added["connect-src"].startswith(bucket)
    assert added["connect-src"].endswith(".amazoncognito.com")


def test_the_firewall_admits_our_distribution_alone_before_it_counts() -> None:
    wall = properties("Firewall")
    assert wall["Scope"] == "REGIONAL"
    rules = sorted(wall["Rules"], key=lambda rule: int(rule["Priority"]))
    condition, rotated, first = rules[0]["Statement"]["NotStatement"]["Statement"]["Fn::If"]
    shown, before, only = (one["ByteMatchStatement"] for one in (*rotated["OrStatement"]["Statements"], first))
    (sent,) = properties("Distribution")["DistributionConfig"]["Origins"][1]["OriginCustomHeaders"]
    for match in (shown, before, only):
        assert match["PositionalConstraint"] == "EXACTLY"
        assert match["FieldToMatch"]["SingleHeader"]["Name"] == sent["HeaderName"].lower()
        assert match["SearchString"]["Fn::Sub"].startswith("{{resolve:secretsmanager:${OriginSecret}:SecretString")
    assert sent["HeaderValue"] == {"Fn::If": [condition, shown["SearchString"], only["SearchString"]]}
    assert "Firewall" in edge()["Distribution"]["DependsOn"], "or CloudFront shows a secret that nobody takes yet"
    assert "Block" in rules[0]["Action"]
    assert edge()["FirewallAssociation"]["Condition"] == "HasEdgeProtection"
    assert properties("RestAPI")["OpenApiVersion"] == "2.0", "or there is a stage without a firewall"


def test_each_source_has_limits_of_its_own_and_hears_when_to_come_back() -> None:
    limited = [rule for rule in properties("Firewall")["Rules"] if "RateBasedStatement" in rule["Statement"]]
    assert len(limited) == 3
    for rule in limited:
        (key,) = rule["Statement"]["RateBasedStatement"]["CustomKeys"]
        assert key["Header"]["Name"] == firewall.VIEWER_ADDRESS_HEADER.lower()
        refusal = rule["Action"]["Block"]["CustomResponse"]
        assert refusal["ResponseCode"] == 429
        assert "Retry-After" in [header["Name"] for header in refusal["ResponseHeaders"]]


def test_the_firewall_lets_through_what_the_application_would(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SUBMITS_PER_MINUTE", "UPLOADS_PER_MINUTE"):
        monkeypatch.delenv(name, raising=False)
    own = settings.__wrapped__()
    rules = {rule["Name"]: rule["Statement"].get("RateBasedStatement") for rule in properties("Firewall")["Rules"]}
    minutes = rules["EverythingOfOneSource"]["EvaluationWindowSec"] / 60
    most = max(own.submits_per_minute, own.uploads_per_minute) * minutes
    assert rules["EverythingOfOneSource"]["Limit"] >= rules["ReportsAndFilesOfOneSource"]["Limit"] >= most
    assert rules["AccessCodesOfOneSource"]["Limit"] >= own.wrong_codes_per_ten_minutes


def test_no_function_counts_submits_where_the_firewall_holds_them_to_the_same() -> None:
    limit = parameters.parameters()["SubmitsPerMinute"]["Default"]
    (rule,) = (one for one in properties("Firewall")["Rules"] if one["Name"] == "ReportsAndFilesOfOneSource")
    statement = rule["Statement"]["RateBasedStatement"]
    assert statement["Limit"] * 60 == limit * statement["EvaluationWindowSec"]
    told = properties("APIHandler")["Environment"]["Variables"]["FIREWALL_COUNTS_SUBMITS"]
    assert told == {"Fn::If": ["FirewallCountsSubmits", "yes", ""]}
    stands, is_the_same = parameters.conditions()["FirewallCountsSubmits"]["Fn::And"]
    assert stands == {"Condition": "HasEdgeProtection"}
    assert is_the_same == {"Fn::Equals": [{"Ref": "SubmitsPerMinute"}, limit]}


def test_the_firewall_keeps_no_copy_of_what_it_saw_and_answers_in_the_contracts_shape() -> None:
    wall = properties("Firewall")
    for one in (wall, *wall["Rules"]):
        assert one["VisibilityConfig"]["SampledRequestsEnabled"] is False
    assert not of_type("AWS::WAFv2::LoggingConfiguration")
    for body in wall["CustomResponseBodies"].values():
        assert set(json.loads(body["Content"])["error"]) == {"code", "message", "fields"}


def test_a_complaint_is_not_refused_for_its_words() -> None:
    (group,) = (rule for rule in properties("Firewall")["Rules"] if rule["Name"] == "CommonAttacks")
    overrides = group["Statement"]["ManagedRuleGroupStatement"]["RuleActionOverrides"]
    counted = {one["Name"] for one in overrides if one["ActionToUse"] == {"Count": {}}}
    # Every rule on bodies of the Core rule set (AWS WAF Developer Guide, "Baseline rule groups"), and one on programs.
    assert {
        "SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY",
        "EC2MetaDataSSRF_BODY", "NoUserAgent_HEADER",
    } == counted  # fmt: skip


def test_the_pool_is_as_the_code_that_fills_it_wants_it() -> None:
    pool, desk = properties("OfficersPool"), properties("DeskClient")
    assert {one["Name"] for one in pool["Schema"]} == {"role", "agency"}
    assert pool["UsernameConfiguration"] == {"CaseSensitive": False}
    assert "AliasAttributes" not in pool
    assert "UsernameAttributes" not in pool
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["MfaConfiguration"] == {"Fn::If": ["NeedsSecondFactor", "ON", "OPTIONAL"]}
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]
    assert parameters.parameters()["SecondFactor"]["Default"] == "optional"
    assert pool["DeletionProtection"] == "ACTIVE"
    template = pool["AdminCreateUserConfig"]["InviteMessageTemplate"]["EmailMessage"]["Fn::Sub"]
    assert all(part in template for part in ("{username}", "{####}", "${SiteUrl}/petugas"))
    assert not any(name.startswith("custom:") for name in desk["WriteAttributes"])
    assert desk["WriteAttributes"], "an empty list lets the client write everything"
    assert {"custom:role", "custom:agency"} <= set(desk["ReadAttributes"])


def test_the_desk_gets_a_code_and_no_password_passes_it() -> None:
    desk = properties("DeskClient")
    assert (desk["AllowedOAuthFlows"], desk["GenerateSecret"]) == (["code"], False)
    assert not {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"} & set(
        desk["ExplicitAuthFlows"]
    )
    assert "aws.cognito.signin.user.admin" not in desk["AllowedOAuthScopes"]
    assert desk["EnableTokenRevocation"] is True
    assert desk["RefreshTokenRotation"]["Feature"] == "ENABLED"
    assert desk["IdTokenValidity"] == desk["AccessTokenValidity"] == 5
    assert desk["TokenValidityUnits"]["IdToken"] == desk["TokenValidityUnits"]["AccessToken"] == "minutes"
    assert "ALLOW_REFRESH_TOKEN_AUTH" not in desk["ExplicitAuthFlows"], "Cognito refuses it beside rotation"
    known = desk["CallbackURLs"]["Fn::If"][1]
    assert known == desk["LogoutURLs"]["Fn::If"][1] == [{"Fn::Sub": f"${{SiteUrl}}{page}"} for page in sign_in.DESKS]


def test_mail_events_are_those_that_app_listens_to() -> None:
    import app

    assert list(mail.EVENTS) == app.MAIL_EVENTS
    destination = properties("MailEventsDestination")["EventDestination"]
    assert (destination["Enabled"], destination["MatchingEventTypes"]) == (True, list(mail.EVENTS.values()))
    assert properties("MailConfiguration")["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}


def test_the_gateways_refusals_have_the_applications_words() -> None:
    refusals = properties("RestAPI")["DefinitionBody"]["x-amazon-apigateway-gateway-responses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "UNAUTHORIZED", "ACCESS_DENIED", "THROTTLED"} <= set(refusals)
    for kind, status, code in gateway.REFUSALS:
        refusal = refusals[kind]
        assert refusal["statusCode"] == status
        assert json.loads(refusal["responseTemplates"]["application/json"]) == error_body(code, "id")
        headers = refusal["responseParameters"]
        assert headers["gatewayresponse.header.Cache-Control"] == "'no-store'"
        assert ("gatewayresponse.header.Retry-After" in headers) == (status in (429, 503))


def test_the_access_log_names_neither_report_nor_person() -> None:
    stage = properties("RestAPI")
    logged = set(json.loads(stage["AccessLogSetting"]["Format"]).values())
    assert not {one for one in logged if "path" in one.lower() and one != "$context.resourcePath"}
    assert not {one for one in logged if "identity" in one or "authorizer" in one}
    (methods,) = stage["MethodSettings"]
    assert (methods["LoggingLevel"], methods["DataTraceEnabled"]) == ("OFF", False)
    assert methods["MetricsEnabled"] is True
    assert stage["TracingEnabled"] is True
