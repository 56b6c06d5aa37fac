"""When DynamoDB or Parameter Store is busy or silent: 503, nothing written, and the same request works later."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from chalicelib import access_codes
from chalicelib.settings import settings
from chalicelib.store.dynamodb import RawAnswer
from tests.app.people import Desk, Reply, bearer, new_key, submission
from tests.notify.scene import settings_of
from tests.package import aws_stub
from tests.wire import Fault, Request, answering, disturbed, loses_answers, refuses, watched

OPERATIONS = ("UpdateItem", "TransactWriteItems")


def says_come_back(reply: Reply) -> bool:
    """A 503 in the shape of all refusals, with a time to come back."""
    return (reply.status, reply.code) == (503, "unavailable") and int(reply.headers["Retry-After"]) > 0


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "make",
    [
        lambda operation: refuses(operation, "ThrottlingException"),
        lambda operation: refuses(operation, "InternalServerError"),
        lambda operation: loses_answers(operation, times=2),
    ],
    ids=["throttled", "failing", "silent"],
)
def test_a_submit_is_told_to_come_back(desk: Desk, operation: str, make: Callable[[str], Fault]) -> None:
    key = {"Idempotency-Key": new_key()}
    with disturbed(make(operation)):
        assert says_come_back(desk.post("/reports", submission(), key))
    again = desk.post("/reports", submission(), key)
    assert again.status in (200, 201)
    assert [event["seq"] for event in desk.own(again.json)["events"]] == [1]


def test_a_command_is_told_to_come_back(desk: Desk) -> None:
    receipt = desk.forwarded()
    path = f"/officer/reports/{receipt['report_id']}/accept"
    for operation in ("BatchGetItem", "TransactWriteItems"):
        with disturbed(refuses(operation, "ThrottlingException")):
            assert says_come_back(desk.post(path, {"version": 2}, bearer("dpupr")))
    assert desk.own(receipt)["version"] == 2
    assert desk.post(path, {"version": 2}, bearer("dpupr")).status == 200


def test_who_is_never_answered_in_full_is_told_to_come_back(desk: Desk) -> None:
    receipt = desk.forwarded()
    for partial in (1, 2):
        with disturbed(reads_none_of(settings().reports_table, times=partial)):
            assert desk.read("dpupr", receipt["report_id"]).status == 200
    with disturbed(reads_none_of(settings().reports_table, times=9)):
        assert says_come_back(desk.read("dpupr", receipt["report_id"]))


def reads_none_of(table: str, *, times: int) -> Fault:
    """DynamoDB gives back the keys of a table as not read, so many times."""
    left = iter(range(times))

    def fault(request: Request) -> RawAnswer | None:
        wanted = json.loads(request.body).get("RequestItems", {})
        if request.operation != "BatchGetItem" or table not in wanted or next(left, None) is None:
            return None
        return answering({"Responses": {}, "UnprocessedKeys": wanted, "ConsumedCapacity": []})

    return fault


def test_health_does_not_vouch_for_a_database_that_is_gone(desk: Desk) -> None:
    assert desk.get("/health").status == 200
    with disturbed(refuses("Query", "InternalServerError")):
        assert says_come_back(desk.get("/health"))


@pytest.mark.parametrize(
    "fault",
    [refuses("GetParameter", "ThrottlingException"), loses_answers("GetParameter", times=4)],
    ids=["throttled", "silent"],
)
def test_without_the_secrets_nobody_is_sent_away_for_good(desk: Desk, fault: Fault) -> None:
    key = {"Idempotency-Key": new_key()}
    with secrets_in_parameter_store():
        with disturbed(fault), watched() as asked:
            assert says_come_back(desk.post("/reports", submission(), key))
        assert asked.operations == ["GetParameter"] * 4
        assert desk.post("/reports", submission(), key).status == 201


@contextmanager
def secrets_in_parameter_store() -> Iterator[None]:
    """As a function on AWS starts: the secrets are not read yet."""
    with aws_stub.serving() as aws, pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL_SSM", aws)
        environment.delenv("ACCESS_CODE_SECRETS_FILE")
        with settings_of(ACCESS_CODE_SECRETS_PARAMETER=aws_stub.PARAMETER):
            access_codes.secrets_by_number.cache_clear()
            yield
    access_codes.secrets_by_number.cache_clear()
