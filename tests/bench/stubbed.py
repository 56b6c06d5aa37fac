"""CPU of an operation while nothing goes over the wire, as a multiple of what its requests alone take: what our code
costs beside botocore's. Requests are answered at botocore's own hook with what the engine answered to them once.
"""

import itertools
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from statistics import median
from typing import Any

import boto3
from botocore import register_initializer, xform_name
from botocore.awsrequest import AWSResponse
from chalice.local import LambdaContext, LambdaEventConverter, RouteMatcher

from app import app
from app import app as function
from chalicelib.settings import settings
from chalicelib.store import directory_lookup
from chalicelib.store.dynamodb import DynamoClient, RawAnswer, RawCall
from tests.app.people import OFFICERS, bearer, new_key, submission
from tests.bench.saying import say
from tests.wire import Send, stand_at_exchange

ROUNDS, IN_A_ROUND = 7, 40
Requested = list[tuple[str, dict[str, Any]]]


class Wire:
    """Keeps what was asked and answered, or answers it again."""

    def __init__(self) -> None:
        self.asked: Requested = []
        self._answers: dict[str, list[RawAnswer]] = defaultdict(list)
        self._again: dict[str, Iterator[RawAnswer]] = {}

    def clear(self) -> None:
        """Begin to keep anew."""
        self.asked.clear()
        self._answers.clear()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Meanwhile nothing goes out; each operation gets its kept answers in turn."""
        self._again = {name: itertools.cycle(kept) for name, kept in self._answers.items()}
        yield
        self._again = {}

    def exchange(self, client: DynamoClient, call: RawCall, send: Send) -> RawAnswer:
        """What our own client gets: signed all the same."""
        if self._again:
            client._signed(call)
            return next(self._again[call.operation])
        answer = send(call)
        self.asked.append((call.operation, json.loads(call.body)))
        self._answers[call.operation].append(answer)
        return answer

    def answered(self, request: Any, **_: Any) -> AWSResponse | None:
        """What botocore gets."""
        if not self._again:
            return None
        answer = next(self._again[request.headers["X-Amz-Target"].decode().rpartition(".")[2]])
        response = AWSResponse(request.url, answer.status, answer.headers, None)
        response._content = answer.body
        return response


WIRE = Wire()


def install() -> None:
    """Stand in the way of every request from now on, of our own client and of botocore's."""
    stand_at_exchange(WIRE.exchange)
    register_initializer(lambda session: session.register("before-send.dynamodb", WIRE.answered))


def ratios() -> dict[str, Any]:
    """Milliseconds of CPU of submit, track and a queue page, and how many times those of their own requests."""
    say("CPU without the wire: submit, track, queue page …")
    events = {
        "submit": submit_event(),
        "queue page": event_of("GET", "/officer/reports?queue=verify&limit=20", "kobar"),
    }
    receipt = json.loads(_call(events["submit"])["body"])
    code = {"x-access-code": receipt["access_code"]}
    events["track"] = event_of("GET", f"/reports/{receipt['report_id']}", headers=code)
    return {name: _ratio(event, "TransactWriteItems" if name == "submit" else None) for name, event in events.items()}


def _ratio(event: dict[str, Any], only: str | None) -> dict[str, Any]:
    directory_lookup.forget()  # read anew now, it is not asked for again while nothing goes out
    _call(event)
    WIRE.clear()
    answer = _call(_fresh(event))
    assert answer["statusCode"] < 300, answer
    asked = [one for one in WIRE.asked if only in (None, one[0])]
    with WIRE.cut():
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours.append(_milliseconds(lambda: _call(_fresh(event))))
            bare.append(_milliseconds(lambda: _ask(asked)))
    directory_lookup.forget()
    return {
        "milliseconds": round(median(ours), 2),
        "its_requests_alone": round(median(bare), 2),
        "times": round(median(ours) / median(bare), 2),
    }


def _milliseconds(act: Callable[[], Any]) -> float:
    began = time.process_time()
    for _ in range(IN_A_ROUND):
        act()
    return (time.process_time() - began) / IN_A_ROUND * 1000


def _ask(asked: Requested) -> None:
    for name, params in asked:
        getattr(_bare(), xform_name(name))(**params)


@cache
def _bare() -> Any:
    """A client as anybody makes it."""
    return boto3.client("dynamodb", endpoint_url=settings().dynamodb_endpoint)


def _call(event: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = function(event, LambdaContext("api_handler", 512, 25_000))
    return answer


def submit_event() -> dict[str, Any]:
    """A citizen's report as the gateway hands it over."""
    fields = {"content-type": "application/json", "idempotency-key": new_key()}
    return event_of("POST", "/reports", headers=fields, body=json.dumps(submission()))


def _fresh(event: dict[str, Any]) -> dict[str, Any]:
    """The same under another key, where it has one."""
    if "idempotency-key" in event["headers"]:
        event["headers"]["idempotency-key"] = new_key()
    return event


def event_of(
    method: str, path: str, officer: str | None = None, headers: dict[str, str] | None = None, body: str = ""
) -> dict[str, Any]:
    """A request as the gateway hands it over; an officer's with what the authorizer found."""
    converter = LambdaEventConverter(RouteMatcher(list(app.routes)), app.api.binary_types)
    given = {**(headers or {}), **({"authorization": bearer(officer)["Authorization"]} if officer else {})}
    event: dict[str, Any] = converter.create_lambda_event(method, path, given, body.encode())
    event["body"] = body
    if officer:
        role, agency_id = OFFICERS[officer]
        event["requestContext"]["authorizer"] = {"username": officer, "role": role, "agency_id": agency_id}
    return event
