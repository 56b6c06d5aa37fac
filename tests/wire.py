"""What goes over the wire to DynamoDB and Parameter Store, watched and disturbed where a request goes out.

Our code, PynamoDB, the tries of our client and the engine stay the real ones: a fault is what a network or DynamoDB
would do.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from botocore import register_initializer
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError

from chalicelib.store import dynamodb
from chalicelib.store.dynamodb import DynamoClient, RawAnswer, RawCall

READS = ("GetItem", "Query", "BatchGetItem", "TransactGetItems")


@dataclass(frozen=True, slots=True)
class Request:
    """A request about to go out."""

    operation: str
    body: bytes
    send: Callable[[], object]
    """What carries it out."""


Send = Callable[[RawCall], RawAnswer]
Fault = Callable[[Request], RawAnswer | None]


class Crash(BaseException):
    """The process dies here: nothing of ours may catch it."""


@dataclass
class Watched:
    """Every attempt at a request while one watches, in order, and the units that DynamoDB says it took."""

    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    read_units: float = 0
    write_units: float = 0

    @property
    def operations(self) -> list[str]:
        """The names of the requests."""
        return [name for name, _ in self.requests]

    @property
    def writes(self) -> list[str]:
        """The names of those that write."""
        return [name for name in self.operations if name not in READS]


_watching: list[Watched] = []
_faults: list[Fault] = []


def stand_at_exchange(stand: Callable[[DynamoClient, RawCall, Send], RawAnswer]) -> None:
    """Be asked at every request to DynamoDB from now on: what to let out, and what comes back for it."""
    exchange = DynamoClient.exchange

    def stood_at(client: DynamoClient, call: RawCall) -> RawAnswer:
        return stand(client, call, lambda asked: exchange(client, asked))

    setattr(DynamoClient, "exchange", stood_at)  # noqa: B010


def tap() -> None:
    """Stand in the way of every request made from now on, and let waits between tries take no time."""
    register_initializer(lambda session: session.register("before-send.ssm", _before_parameter_store))

    def disturbing(client: DynamoClient, call: RawCall, send: Send) -> RawAnswer:
        asked = replace(call, body=_asking_for_units(call)) if _watching else call
        answer = _before(Request(call.operation, call.body, lambda: send(call))) or send(asked)
        if answer.status == 200:
            _note_units(call.operation, answer)
        return answer

    stand_at_exchange(disturbing)
    setattr(dynamodb, "time", SimpleNamespace(sleep=lambda seconds: None))  # noqa: B010


@contextmanager
def watched() -> Iterator[Watched]:
    """See what is asked meanwhile."""
    seen = Watched()
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)


@contextmanager
def disturbed(fault: Fault) -> Iterator[None]:
    """Let a fault loose meanwhile."""
    _faults.append(fault)
    try:
        yield
    finally:
        _faults.remove(fault)


def refuses(operation: str, code: str, *, times: int = 1_000_000, reasons: tuple[str, ...] = ()) -> Fault:
    """DynamoDB refuses so many requests of a kind with an error of its own, a transaction with reasons."""
    left = iter(range(times))

    def fault(request: Request) -> RawAnswer | None:
        if request.operation != operation or next(left, None) is None:
            return None
        error: dict[str, Any] = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": code}
        if reasons:
            error["CancellationReasons"] = [{"Code": reason} for reason in reasons]
        return answering(error, 400)

    return fault


def loses_answers(operation: str, *, times: int) -> Fault:
    """DynamoDB does what is asked, and so many of its answers are lost on the way."""
    left = iter(range(times))

    def fault(request: Request) -> RawAnswer | None:
        if request.operation == operation and next(left, None) is not None:
            request.send()
            raise TimeoutError
        return None

    return fault


def crashes(operation: str, *, after_it: bool = False) -> Fault:
    """The process dies right before a request goes out, or right after it was carried out."""

    def fault(request: Request) -> RawAnswer | None:
        if request.operation == operation:
            if after_it:
                request.send()
            raise Crash
        return None

    return fault


def crashes_at(number: int) -> Fault:
    """The process dies right before its request of that number (from 0)."""
    left = iter(range(number + 1))

    def fault(request: Request) -> RawAnswer | None:
        if next(left, None) == number:
            raise Crash
        return None

    return fault


def meanwhile(number: int, act: Callable[[], object]) -> Fault:
    """Somebody else acts, start to end, just before our request of that number (from 0) goes out."""
    left = iter(range(number + 1))
    acted: list[object] = []

    def fault(request: Request) -> RawAnswer | None:
        if not acted and next(left, None) == number:
            acted.append(True)
            act()
        return None

    return fault


def answering(said: dict[str, Any], status: int = 200) -> RawAnswer:
    """An answer that never came from a socket."""
    return RawAnswer(status, {"content-type": "application/x-amz-json-1.0"}, json.dumps(said).encode())


def _before(request: Request) -> RawAnswer | None:
    for seen in _watching:
        seen.requests.append((request.operation, json.loads(request.body)))
    for fault in tuple(_faults):
        answer = fault(request)
        if answer is not None:
            return answer
    return None


def _before_parameter_store(request: Any, event_name: str, **_: Any) -> AWSResponse | None:
    try:
        answer = _before(Request(event_name.rpartition(".")[2], request.body, lambda: None))
    except TimeoutError:
        raise ReadTimeoutError(endpoint_url=request.url) from None
    return AWSResponse(request.url, answer.status, answer.headers, _Raw(answer.body)) if answer else None


class _Raw:
    """The body of an answer that never came from a socket, as botocore reads it."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> Iterator[bytes]:
        """The whole of it."""
        yield self._body


def _asking_for_units(call: RawCall) -> bytes:
    if call.operation not in (*READS, "PutItem", "UpdateItem", "TransactWriteItems"):
        return call.body
    return json.dumps(json.loads(call.body) | {"ReturnConsumedCapacity": "TOTAL"}).encode()


def _note_units(operation: str, answer: RawAnswer) -> None:
    told = (json.loads(answer.body).get("ConsumedCapacity") or []) if _watching else []
    units = sum(one["CapacityUnits"] for one in (told if isinstance(told, list) else [told]))
    for seen in _watching:
        if operation in READS:
            seen.read_units += units
        else:
            seen.write_units += units
