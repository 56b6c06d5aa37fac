"""The template as a whole: what it names is there, it keeps to CloudFormation's bounds, wrong values are refused."""

import json
import re
from typing import Any

import pytest

from infra.resources.template import TwiceWritten, joined
from tests.package.conftest import Template
from tests.package.selecting import strings

OUTPUTS = {
    "SiteAddress", "ApiAddress", "SiteBucketName", "FilesBucketName", "DistributionId", "PoolId", "ClientId",
    "SignInAddress", "ReportsTableName", "IdentitiesTableName", "DirectoryTableName", "StatisticsTableName",
    "OutboxDeadLettersUrl", "StreamDeadLettersUrl", "ScheduleDeadLettersUrl", "SecretsParameterName", "AlarmTopicArn",
}  # fmt: skip
GOOD = {
    "Stage": ("nation", "kobar-uji2"),
    "SiteUrl": ("", "https://lapor.go.id", "https://d111111abcdef8.cloudfront.net"),
    "SiteDomain": ("", "lapor.go.id"),
    "CertificateArn": ("", "arn:aws:acm:us-east-1:123456789012:certificate/0f0f-aa"),
    "SenderAddress": ("lapor@kotawaringinbaratkab.go.id",),
    "AlarmAddress": ("", "jaga@lapor.go.id"),
    "SignInPrefix": ("lapor-kobar", "l"),
    "SignInKeysUrl": ("", "http://127.0.0.1:4566/pool/.well-known/jwks.json"),
}
BAD = {
    "Stage": ("", "Nation", "1st", "a" * 17, "kobar_uji"),
    "SiteUrl": ("http://lapor.go.id", "https://lapor.go.id/", "lapor.go.id"),
    "SiteDomain": ("https://lapor.go.id", "lapor", "lapor.go.id/"),
    "CertificateArn": ("arn:aws:acm:ap-southeast-3:123456789012:certificate/0f0f-aa", "0f0f"),
    "SenderAddress": ("", "lapor", "LAPOR <lapor@lapor.go.id>", "a@b.id,c@d.id"),
    "AlarmAddress": ("jaga", "a@b.id c@d.id"),
    "SignInPrefix": ("", "Lapor", "-lapor", "my-cognito", "aws-lapor"),
    "SignInKeysUrl": ("127.0.0.1",),
}


def names_in(part: Any) -> set[str]:
    """What a part of the template refers to, by logical id or parameter."""
    named = {one.partition(".")[0] for one in strings(part, "Ref")}
    named |= {(one if isinstance(one, str) else one[0]).partition(".")[0] for one in strings(part, "Fn::GetAtt")}
    for substituted in strings(part, "Fn::Sub"):
        text, own = (substituted, {}) if isinstance(substituted, str) else substituted
        named |= {name.partition(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", text)} - own.keys()
    return {name for name in named if not name.startswith("AWS::")}


def test_whatever_is_referred_to_is_there(template: Template) -> None:
    known = template["Resources"].keys() | template["Parameters"].keys()
    named = names_in(template)
    assert {"ReportsTable", "RestAPI", "Distribution", "SiteUrl"} <= named
    assert named - known == set()


def test_every_condition_is_declared_and_every_parameter_used(template: Template) -> None:
    used = {one[0] for one in strings(template, "Fn::If")}
    used |= {one["Condition"] for one in template["Resources"].values() if "Condition" in one}
    assert used == template["Conditions"].keys()
    assert template["Parameters"].keys() - names_in(template) == set()


def test_it_stays_within_the_bounds_of_cloudformation(template: Template) -> None:
    # SAM's transform adds rules, permissions and mappings: 157 in all when this was written.
    assert len(template["Resources"]) < 400
    assert len(json.dumps(template)) < 800_000
    assert len(template["Parameters"]) <= 200


def test_it_tells_what_the_commands_need(template: Template) -> None:
    assert template["Outputs"].keys() >= OUTPUTS


@pytest.mark.parametrize("name", GOOD)
def test_a_wrong_parameter_is_refused_in_words(template: Template, name: str) -> None:
    parameter = template["Parameters"][name]
    assert parameter["Description"]
    assert parameter["ConstraintDescription"]
    for value in GOOD[name]:
        assert re.fullmatch(parameter["AllowedPattern"], value), value
    for value in BAD[name]:
        assert not re.fullmatch(parameter["AllowedPattern"], value), value
    assert ("Default" in parameter) == ("" in GOOD[name])


def test_every_parameter_with_bounds_says_them(template: Template) -> None:
    for name, parameter in template["Parameters"].items():
        assert parameter["Description"], name
        assert {"AllowedPattern", "AllowedValues", "MinValue"} & parameter.keys(), name


def test_a_domain_without_certificate_is_refused_before_anything_is_touched(template: Template) -> None:
    rule = template["Rules"]["DomainHasCertificate"]
    assert names_in(rule["RuleCondition"]) == {"SiteDomain"}
    (assertion,) = rule["Assertions"]
    assert names_in(assertion["Assert"]) == {"CertificateArn"}
    assert assertion["AssertDescription"]


def test_two_modules_cannot_write_the_same_of_one_resource() -> None:
    assert joined({"A": {"x": 1}}, {"A": {"y": 2}}) == {"A": {"x": 1, "y": 2}}
    with pytest.raises(TwiceWritten, match="/A/x"):
        joined({"A": {"x": 1}}, {"A": {"x": 1}})
