"""What a function may reach is what its own policy says, tried from inside Lambda with that function's role."""

import pytest

from tests.deployed.making import Make, layers_of, run, zipped
from tests.deployed.system import System

PROBE = """
import os
import botocore.session
from botocore.exceptions import ClientError

def probe(event, context):
    database = botocore.session.get_session().create_client("dynamodb")
    key = {"pk": {"S": "LP-0000-0000-000"}, "sk": {"S": "IDENTITY"}}
    try:
        database.get_item(TableName=os.environ[event["table"]], Key=key)
        return "read"
    except ClientError as refused:
        return refused.response["Error"]["Code"]
"""


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
