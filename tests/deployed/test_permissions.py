"""What a function may reach is what its own policy says, tried from inside Lambda with that function's role."""

import pytest

from tests.deployed.making import Make, layers_of, run, zipped
from tests.deployed.system import System

PROBE = """
import json
import os
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.httpsession import URLLib3Session
from botocore.session import get_session

def probe(event, context):
    region = os.environ["AWS_REGION"]
    url = os.environ.get("AWS_ENDPOINT_URL") or f"https://dynamodb.{region}.amazonaws.com"
    headers = {"X-Amz-Target": "DynamoDB_20120810.GetItem", "Content-Type": "application/x-amz-json-1.0"}
    key = {"pk": {"S": "LP-0000-0000-000"}, "sk": {"S": "IDENTITY"}}
    body = json.dumps({"TableName": os.environ[event["table"]], "Key": key})
    request = AWSRequest("POST", f"{url}/", headers, body)
    SigV4Auth(get_session().get_credentials(), "dynamodb", region).add_auth(request)
    answer = URLLib3Session().send(request.prepare())
    return "read" if answer.status_code == 200 else json.loads(answer.content)["__type"].rpartition("#")[2]
"""
"""The package has no description of DynamoDB for botocore: our own client asks it."""


@pytest.mark.parametrize(
    ("function", "table", "answer"),
    [
        ("APIHandler", "IDENTITIES_TABLE", "read"),
        ("Sweep", "IDENTITIES_TABLE", "AccessDeniedException"),
        ("Tally", "IDENTITIES_TABLE", "AccessDeniedException"),
        ("Digest", "IDENTITIES_TABLE", "AccessDeniedException"),
        ("Officers", "REPORTS_TABLE", "AccessDeniedException"),
    ],
)
def test_who_reads_identities(system: System, make: Make, function: str, table: str, answer: str) -> None:
    name = make(f"reads-{function}-{table}".lower(), "probe.probe", zipped(PROBE), layers_of(system), function)
    assert run(system, name, {"table": table}) == answer
