"""Our client of DynamoDB's protocol, held to botocore's signature, and on lines that break."""

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, ReadTimeoutError
from urllib3.util.wait import wait_for_read

from chalicelib import clock
from chalicelib.store.dynamodb import DynamoClient, RawCall
from infra.local.ports import free_port

NOW = datetime(2026, 11, 29, 3, 4, 5, tzinfo=UTC)
GOOD = {"Item": {"pk": {"S": "jalan–rusak"}}}


def client(endpoint: str | None = None, token: str | None = None, tries: int = 2) -> DynamoClient:
    """One with its own credentials and little patience."""
    return DynamoClient(
        "ap-southeast-3",
        endpoint,
        lambda: Credentials("AKIDEXAMPLE", "a secret/of=theirs", token),
        connect_seconds=1,
        read_seconds=0.3,
        tries=tries,
    )


@pytest.mark.parametrize("token", [None, "a token/with=signs"])
@pytest.mark.parametrize("endpoint", [None, "http://127.0.0.1:8001"])
def test_the_signature_is_the_one_that_botocore_makes(
    monkeypatch: pytest.MonkeyPatch, token: str | None, endpoint: str | None
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda **_: NOW.replace(tzinfo=None))
    ours = client(endpoint, token)._signed(RawCall("Query", b'{"TableName": "lapor"}'))
    url = f"{endpoint or 'https://dynamodb.ap-southeast-3.amazonaws.com'}/"
    told = {name: value for name, value in ours.items() if name in ("content-type", "x-amz-target")}
    request = AWSRequest("POST", url, told, b'{"TableName": "lapor"}')
    SigV4Auth(Credentials("AKIDEXAMPLE", "a secret/of=theirs", token), "dynamodb", "ap-southeast-3").add_auth(request)
    assert ours["authorization"] == request.headers["Authorization"]
    assert ours["x-amz-date"] == request.headers["X-Amz-Date"]
    assert ours.get("x-amz-security-token") == request.headers.get("X-Amz-Security-Token")


def answer(said: Any, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """An HTTP answer as it comes over a line."""
    body = json.dumps(said).encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *(f"{n}: {v}" for n, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@contextmanager
def a_line_that(*each: bytes | None) -> Iterator[tuple[str, list[bytes]]]:
    """A server that does one thing for each request: sends bytes, or says nothing for None; and what it was asked.

    After bytes that end early (``b""``, half an answer) it closes the line; else it keeps it open.
    """
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    todo = list(each)

    def serve() -> None:
        while todo:
            line, _ = listener.accept()
            with line:
                while todo and (request := _whole(line)):
                    heard.append(request)
                    said = todo.pop(0)
                    if said is None:
                        line.recv(1)  # until the other end gives up
                        break
                    line.sendall(said)
                    if not said.endswith(b"}"):
                        break

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", heard
    finally:
        listener.close()


def _whole(line: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request:
        more = line.recv(65536)
        if not more:
            return b""
        request += more
    head, _, body = request.partition(b"\r\n\r\n")
    (length,) = (int(one.split(b":")[1]) for one in head.split(b"\r\n") if one.lower().startswith(b"content-length"))
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


def test_one_line_serves_many_requests_and_their_signs_arrive_whole() -> None:
    with a_line_that(answer(GOOD), answer(GOOD)) as (url, heard):
        ours = client(url)
        for _ in range(2):
            assert ours._make_api_call("GetItem", {"Key": {"pk": {"S": "jalan–rusak"}}}) == GOOD
    assert [json.loads(one.partition(b"\r\n\r\n")[2])["Key"]["pk"]["S"] for one in heard] == ["jalan–rusak"] * 2


HALF = answer(GOOD)[:-5]
THROTTLED = answer({"__type": "com.amazon.coral.availability#ThrottlingException", "message": "slowly"}, 400)
UNWELL = answer({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"}, 500)
CHANGED = answer(GOOD, headers={"x-amz-crc32": "12345"})


@pytest.mark.parametrize(
    "first",
    [b"", HALF, None, THROTTLED, UNWELL, CHANGED],
    ids=["closed", "half", "silent", "slow", "unwell", "changed"],
)
def test_what_passes_is_tried_once_more(first: bytes | None) -> None:
    with a_line_that(first, answer(GOOD)) as (url, heard):
        assert client(url)._make_api_call("TransactWriteItems", {"TransactItems": []}) == GOOD
    tokens = [json.loads(one.partition(b"\r\n\r\n")[2])["ClientRequestToken"] for one in heard]
    assert len(tokens) == 2
    assert len(set(tokens)) == 1, "DynamoDB knows the second one for the first"


@pytest.mark.parametrize(
    ("every", "raised"),
    [
        (b"", ConnectionClosedError),
        (HALF, ConnectionClosedError),
        (None, ReadTimeoutError),
        (CHANGED, ConnectionClosedError),
    ],
    ids=["closed", "half", "silent", "changed"],
)
def test_what_does_not_pass_is_botocores_error(every: bytes | None, raised: type[Exception]) -> None:
    with a_line_that(every, every) as (url, heard), pytest.raises(raised):
        client(url)._make_api_call("GetItem", {})
    assert len(heard) == 2


def test_nobody_there_is_said_so() -> None:
    with pytest.raises(EndpointConnectionError):
        client(f"http://127.0.0.1:{free_port()}")._make_api_call("GetItem", {})


def test_a_refusal_is_not_tried_again_and_keeps_its_reasons() -> None:
    reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed"}]
    refused = {"__type": "x#TransactionCanceledException", "Message": "no", "CancellationReasons": reasons}
    with a_line_that(answer(refused, 400)) as (url, heard), pytest.raises(ClientError) as raised:
        client(url)._make_api_call("TransactWriteItems", {})
    assert len(heard) == 1
    assert raised.value.response["Error"] == {"Code": "TransactionCanceledException", "Message": "no"}
    assert raised.value.response["CancellationReasons"] == reasons


def test_a_line_that_was_let_go_while_idle_costs_no_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.store.dynamodb.time.sleep", lambda seconds: pytest.fail("nothing failed"))
    with a_line_that(answer(GOOD) + b"\n", answer(GOOD)) as (url, _):
        ours = client(url, tries=1)
        assert ours._make_api_call("GetItem", {}) == GOOD
        while not wait_for_read(ours._mine.connection.sock, 5):
            pass
        assert ours._make_api_call("GetItem", {}) == GOOD
