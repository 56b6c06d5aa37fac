"""Each function may do what it was seen to do and what AWS does in its name, and nothing else.

Seen at work (``driving``): what its code asks, and what it signs for a browser. What AWS does in its name follows from
the template: it reads streams, opens keys, leaves what was given up in a queue, writes logs and traces.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.resources.functions import CONFIGURED, logical_id
from infra.resources.schedules import SCHEDULES
from infra.resources.streams import MAPPINGS
from infra.resources.tables import TABLES
from tests.package.allowing import allowed, listed, statements
from tests.package.conftest import Template
from tests.package.recorded import calls_seen
from tests.package.recording import ROOT, Call, Calls

# X-Ray knows no resources of ours, and ListStreams none at all; a telephone number is none either (Service
# Authorization Reference).
NAMES_NOTHING = {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "dynamodb:ListStreams", "sns:Publish"}
FOLDERS = {"FilesBucket/incoming/*", "FilesBucket/checked/*", "FilesBucket/mail/*"}
REACH_IDENTITIES = {
    "api_handler": "takes them in, shows them to whom they may be shown, erases them",
    "dispatch": "addresses letters",
    "outbox_sweeper": "addresses letters",
    "mail_events": "forgets a follower who complains",
    "take_mail": "knows a report's reporter by the address they write from",
}


@pytest.fixture(scope="module")
def seen() -> Calls:
    """Every function's calls."""
    return calls_seen()


@pytest.mark.parametrize("function", CONFIGURED)
def test_a_function_may_do_what_it_does_and_nothing_else(seen: Calls, function: str) -> None:
    may = allowed(function)
    assert len(may) == len(set(may)), "said twice"
    needed = seen[function] | set(_in_its_name(function, seen[function]))
    assert sorted(needed - set(may)) == [], "it lacks"
    assert sorted(set(may) - needed) == [], "it has no use for"


def _in_its_name(function: str, calls: set[Call]) -> Iterator[Call]:
    name = logical_id(function)
    yield from (Call(f"logs:{action}", f"{name}Logs") for action in ("CreateLogStream", "PutLogEvents"))
    yield from (Call(f"xray:{action}", "*") for action in ("PutTraceSegments", "PutTelemetryRecords"))
    if name in {mapping.function for mapping in MAPPINGS}:
        reads = ("DescribeStream", "GetRecords", "GetShardIterator")
        yield from (Call(f"dynamodb:{action}", "ReportsTable/stream") for action in reads)
        yield Call("dynamodb:ListStreams", "*")
        yield Call("sqs:SendMessage", "StreamDeadLetters")
    if name in {schedule[0] for schedule in SCHEDULES}:
        yield Call("sqs:SendMessage", "ScheduleDeadLetters")
    yield from _keys(calls)


def _keys(calls: set[Call]) -> Iterator[Call]:
    """DynamoDB and S3 open what is kept with the rights of whoever asks, and S3 seals a new file with a new key."""
    key_of = {table: key for table, _, key in TABLES}
    tables = {call.resource.split("/")[0] for call in calls if call.action.startswith("dynamodb:")}
    yield from (Call("kms:Decrypt", f"{key} via dynamodb") for key in {key_of[table] for table in tables})
    actions = {call.action for call in calls}
    if "s3:GetObject" in actions:
        yield Call("kms:Decrypt", "DataKey via s3")
    if "s3:PutObject" in actions:
        yield Call("kms:GenerateDataKey", "DataKey via s3")


@pytest.mark.parametrize("function", CONFIGURED)
def test_a_policy_is_spelled_out(function: str) -> None:
    stated = statements(function)
    assert len({one["Sid"] for one in stated}) == len(stated)
    for one in stated:
        assert one["Effect"] == "Allow"
        assert one.keys() <= {"Sid", "Effect", "Action", "Resource", "Condition"}
        for action in listed(one["Action"]):
            assert re.fullmatch(r"[a-z0-9-]+:[A-Za-z]+", action), action
    for call in allowed(function):
        assert "*" not in call.resource or call.resource in FOLDERS or call.action in NAMES_NOTHING, call


def test_only_who_needs_them_reaches_identities() -> None:
    reaching = {one for one in CONFIGURED if any("Identit" in call.resource for call in allowed(one))}
    assert reaching == set(REACH_IDENTITIES)
    heard = {call.action for call in allowed("mail_events") if "Identit" in call.resource}
    assert heard == {"dynamodb:DeleteItem", "kms:Decrypt"}


def test_the_package_gives_each_function_its_policy_unharmed(template: Template) -> None:
    for function in CONFIGURED:
        properties = template["Resources"][logical_id(function)]["Properties"]
        role = template["Resources"][properties["Role"]["Fn::GetAtt"][0]]["Properties"]
        (policy,) = role["Policies"]
        assert policy["PolicyDocument"]["Statement"] == statements(function)
        assert "ManagedPolicyArns" not in role


def test_whatever_a_policy_names_is_in_the_template(template: Template) -> None:
    known = set(template["Resources"]) | set(template["Parameters"])
    indexes = {
        f"{name}/index/{index['IndexName']}"
        for name, _, _ in TABLES
        for index in template["Resources"][name]["Properties"].get("GlobalSecondaryIndexes", ())
    }
    for function in CONFIGURED:
        assert set(_names(statements(function))) <= known
        assert {call.resource for call in allowed(function) if "/index/" in call.resource} <= indexes


def _names(part: Any) -> Iterator[str]:
    """Every name of ours that intrinsics refer to."""
    text = json.dumps(part)
    yield from re.findall(r'"Fn::GetAtt": \["(\w+)"', text)
    yield from re.findall(r"\$\{(\w+)[.}]", text)
    yield from re.findall(r'"Ref": "(\w+)"', text)


def test_nothing_else_asks_aws() -> None:
    """A client made elsewhere might be asked by nobody who was watched."""
    made = {str(path.relative_to(ROOT)): set(_imported(path)) for path in (ROOT / "chalicelib").rglob("*.py")}
    assert {path for path, names in made.items() if "boto3" in names} == set()
    assert {path for path, names in made.items() if "botocore.session" in names} == {"chalicelib/aws.py"}
    assert {path for path, names in made.items() if "chalicelib.aws" in names} == {
        "chalicelib/access_codes.py",
        "chalicelib/notify/dead_letters.py",
        "chalicelib/notify/channels/email.py",
        "chalicelib/notify/channels/sms.py",
        "chalicelib/notify/sign_in_pool.py",
        "chalicelib/store/connection.py",
        "chalicelib/store/objects.py",
    }


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{one.name}" for one in node.names)
