"""What goes over the wire to DynamoDB and Parameter Store, watched and disturbed at botocore's own hooks.

Our code, PynamoDB, its retries and the engine stay the real ones: a fault is what a network or DynamoDB would do.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from botocore import endpoint, register_initializer
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError
from botocore.httpsession import URLLib3Session

Fault = Callable[[str, Any], AWSResponse | None]
READS = ("GetItem", "Query", "BatchGetItem", "TransactGetItems")


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


def tap() -> None:
    """Put the hooks into every botocore session made from now on, and let its waits between tries take no time."""
    register_initializer(_hook)
    setattr(endpoint, "time", SimpleNamespace(sleep=lambda seconds: None))  # noqa: B010


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

    def fault(name: str, request: Any) -> AWSResponse | None:
        if name != operation or next(left, None) is None:
            return None
        error: dict[str, Any] = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": code}
        if reasons:
            error["CancellationReasons"] = [{"Code": reason} for reason in reasons]
        return AWSResponse(request.url, 400, {"content-type": "application/x-amz-json-1.0"}, Raw(error))

    return fault


def loses_answers(operation: str, *, times: int) -> Fault:
    """DynamoDB does what is asked, and so many of its answers are lost on the way."""
    left = iter(range(times))

    def fault(name: str, request: Any) -> AWSResponse | None:
        if name == operation and next(left, None) is not None:
            URLLib3Session().send(request)
            raise ReadTimeoutError(endpoint_url=request.url)
        return None

    return fault


def crashes(operation: str, *, after_it: bool = False) -> Fault:
    """The process dies right before a request goes out, or right after it was carried out."""

    def fault(name: str, request: Any) -> AWSResponse | None:
        if name == operation:
            if after_it:
                URLLib3Session().send(request)
            raise Crash
        return None

    return fault


def crashes_at(number: int) -> Fault:
    """The process dies right before its request of that number (from 0)."""
    left = iter(range(number + 1))

    def fault(name: str, request: Any) -> AWSResponse | None:
        if next(left, None) == number:
            raise Crash
        return None

    return fault


def meanwhile(number: int, act: Callable[[], object]) -> Fault:
    """Somebody else acts, start to end, just before our request of that number (from 0) goes out."""
    left = iter(range(number + 1))
    acted: list[object] = []

    def fault(name: str, request: Any) -> AWSResponse | None:
        if not acted and next(left, None) == number:
            acted.append(True)
            act()
        return None

    return fault


class Raw:
    """The body of an answer that never came from a socket."""

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = json.dumps(body).encode()

    def stream(self, **_: Any) -> Iterator[bytes]:
        """The whole of it."""
        yield self._body


def _hook(session: Any) -> None:
    session.register("before-parameter-build.dynamodb", _ask_for_units)
    session.register("before-send.dynamodb", _before_send)
    session.register("before-send.ssm", _before_send)
    session.register("after-call.dynamodb", _note_units)


def _before_send(request: Any, event_name: str, **_: Any) -> AWSResponse | None:
    operation = event_name.rpartition(".")[2]
    for seen in _watching:
        seen.requests.append((operation, json.loads(request.body)))
    for fault in tuple(_faults):
        answer = fault(operation, request)
        if answer is not None:
            return answer
    return None


def _ask_for_units(params: dict[str, Any], event_name: str, **_: Any) -> None:
    if _watching and event_name.rpartition(".")[2] in (*READS, "PutItem", "UpdateItem", "TransactWriteItems"):
        params["ReturnConsumedCapacity"] = "TOTAL"


def _note_units(parsed: dict[str, Any], event_name: str, **_: Any) -> None:
    told = parsed.get("ConsumedCapacity") or []
    units = sum(one["CapacityUnits"] for one in (told if isinstance(told, list) else [told]))
    for seen in _watching:
        if event_name.rpartition(".")[2] in READS:
            seen.read_units += units
        else:
            seen.write_units += units
