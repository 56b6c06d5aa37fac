"""What each function really asks of AWS, seen where a request is signed, by the function whose code asks.

Nothing of ours is replaced: who asks is read from the call stack, what is asked from the request. What a function only
signs for a browser is signed with its own rights, and seen here too.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from botocore import register_initializer
from botocore.awsrequest import AWSRequest

from chalicelib.settings import settings
from chalicelib.store.dynamodb import DynamoClient, RawAnswer, RawCall
from tests.wire import Send, stand_at_exchange

ROOT = Path(__file__).parents[2]
APP, DOOR = str(ROOT / "app.py"), str(ROOT / "chalicelib" / "routes" / "http.py")
TABLES = {
    "lapor-reports": "ReportsTable",
    "lapor-identities": "IdentitiesTable",
    "lapor-directory": "DirectoryTable",
    "lapor-statistics": "StatisticsTable",
}
# A transaction is allowed by what its members are allowed by (Amazon DynamoDB Developer Guide, "Using IAM with
# DynamoDB transactions").
MEMBERS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
# S3 names some rights otherwise than its operations (Service Authorization Reference, "Amazon S3").
S3_RIGHTS = {"HeadObject": "GetObject", "ListObjectsV2": "ListBucket"}


class Call(NamedTuple):
    """A right, and by its name in the template what it is used on."""

    action: str
    resource: str


Calls = dict[str, set[Call]]
_recording: list[Calls] = []


def tap() -> None:
    """Stand beside every request from now on: those to DynamoDB are our own client's, all others botocore's."""
    register_initializer(lambda session: session.register("before-sign", _note))

    def noting(client: DynamoClient, call: RawCall, send: Send) -> RawAnswer:
        _note(call, "dynamodb", call.operation)
        return send(call)

    stand_at_exchange(noting)


@contextmanager
def recorded() -> Iterator[Calls]:
    """Each function's calls meanwhile."""
    calls: Calls = defaultdict(set)
    _recording.append(calls)
    try:
        yield calls
    finally:
        _recording.remove(calls)


def _note(request: AWSRequest | RawCall, signing_name: str, operation_name: str, **_: Any) -> None:
    if _recording and (function := _asking()):
        for calls in _recording:
            calls[function].update(calls_of(signing_name, operation_name, request))


def _asking() -> str | None:
    """The function of app.py on whose behalf the code runs; None for a test's own requests."""
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]
        code = frame.f_code
        if code.co_filename == APP and code.co_name != "<module>":
            return code.co_name
        if code.co_filename == DOOR and code.co_name == "view":
            return "api_handler"
    return None


def calls_of(service: str, operation: str, request: AWSRequest | RawCall) -> Iterator[Call]:
    """The rights that a request uses; ``service`` is the name it is signed for, which is IAM's prefix."""
    if service == "s3":
        return iter([_on_bucket(operation, request)])
    if service == "sns":
        return iter([_on_telephone(operation, request)])
    asked = json.loads((request.body if isinstance(request, RawCall) else request.data) or "{}")
    if service == "dynamodb":
        return (Call(f"dynamodb:{action}", resource) for action, resource in _on_tables(operation, asked))
    return (Call(f"{service}:{operation}", resource) for resource in _named(service, asked))


def _on_tables(operation: str, asked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for member in asked.get("TransactItems", ()):
        for kind, item in member.items():
            yield MEMBERS[kind], TABLES[item["TableName"]]
    for table in asked.get("RequestItems", ()):
        yield operation, TABLES[table]
    if "TableName" in asked:
        index = f"/index/{asked['IndexName']}" if "IndexName" in asked else ""
        yield operation, TABLES[asked["TableName"]] + index


def _on_bucket(operation: str, request: AWSRequest) -> Call:
    """By the key's folder; of a form for a browser the key stands in the fields."""
    fields = request.context.get("s3-presign-post-fields")
    key = str(fields["key"]) if fields else unquote(urlsplit(request.url).path).partition("/lapor-files/")[2]
    right = S3_RIGHTS.get(operation, operation)
    return Call(f"s3:{right}", f"FilesBucket/{key.split('/')[0]}/*" if key else "FilesBucket")


def _on_telephone(operation: str, request: AWSRequest) -> Call:
    """To a number: it is no resource, and a right to publish to it can name none but all."""
    assert "PhoneNumber" in dict(request.data)
    return Call(f"sns:{operation}", "*")


def _named(service: str, asked: Mapping[str, Any]) -> Iterator[str]:
    match service:
        case "ses":
            sender = {settings().sender_address: "from SenderAddress"}[asked["FromEmailAddress"]]
            yield f"identity/SenderIdentity {sender}"
            if "ConfigurationSetName" in asked:
                yield f"configuration-set/MailConfiguration {sender}"
        case "sqs":
            yield {"lapor-dead-letters": "OutboxDeadLetters"}[asked["QueueUrl"].rsplit("/")[-1]]
        case "cognito-idp":
            yield {"pool": "OfficersPool"}[asked["UserPoolId"]]
        case "ssm":
            yield f"parameter{asked['Name']}"
        case other:
            raise LookupError(f"what does {other} name?")
