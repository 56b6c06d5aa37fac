"""DynamoDB's protocol, JSON over HTTP: a request signed, sent and read (docs/adr/0047).

PynamoDB asks a botocore client for each request, whose rules, hooks and shapes are four fifths of what a request costs.
It calls two attributes of that client, and this one has them. Sources: Amazon DynamoDB Developer Guide, "DynamoDB
low-level API"; AWS IAM User Guide, "Create a signed AWS API request".
"""

import hashlib
import hmac
import json
import os
import random
import socket
import ssl
import threading
import time
import uuid
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from botocore.httpsession import get_cert_path
from urllib3.util.wait import wait_for_read

from chalicelib import clock

_CONTENT_TYPE = "application/x-amz-json-1.0"
_PASSING = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionInProgressException",
    }
)
"""Refusals of which another try may see the end (Amazon DynamoDB Developer Guide, "Error handling")."""
_UNWELL = 500


class Credentials(Protocol):
    """Who signs, as botocore finds them."""

    access_key: str
    secret_key: str
    token: str | None


@dataclass(frozen=True, slots=True)
class RawCall:
    """One request, its body as it goes out."""

    operation: str
    body: bytes


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What came back whole; names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class DynamoClient:
    """Everything a process asks of DynamoDB, over one connection a thread."""

    _request_signer = None
    """PynamoDB looks whether a client has lost its credentials; these are asked for with each request."""

    def __init__(
        self,
        region: str,
        endpoint: str | None,
        credentials: Callable[[], Credentials],
        *,
        connect_seconds: float,
        read_seconds: float,
        tries: int,
    ) -> None:
        place = urlsplit(endpoint or f"https://dynamodb.{region}.amazonaws.com")
        self._url, self._host, self._is_secret = place.geturl(), place.netloc, place.scheme == "https"
        self._region, self._credentials = region, credentials
        self._connect_seconds, self._read_seconds, self._tries = connect_seconds, read_seconds, tries
        self._mine = threading.local()

    def _make_api_call(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """What DynamoDB answers. Raises botocore's errors, as PynamoDB expects them: ClientError for a refusal."""
        if operation == "TransactWriteItems":  # whose second try then writes nothing twice
            parameters.setdefault("ClientRequestToken", str(uuid.uuid4()))
        call = RawCall(operation, json.dumps(parameters).encode())
        for again in range(self._tries):
            is_last = again + 1 == self._tries
            try:
                answer = self.exchange(call)
            except (OSError, HTTPException) as failure:
                if is_last:
                    raise self._unanswered(failure) from None
            else:
                refused = _refusal(answer, operation, again)
                if refused is None:
                    said: dict[str, Any] = json.loads(answer.body)
                    return said
                if is_last or not _may_pass(answer, refused):
                    raise refused
            time.sleep(random.uniform(0, 2**again))  # as botocore's standard mode waits
        raise AssertionError("the last try has answered or raised")

    def exchange(self, call: RawCall) -> RawAnswer:
        """Send a request once and read its answer. Raises OSError or HTTPException where none came whole."""
        connection = self._connection()
        try:
            connection.request("POST", "/", call.body, self._signed(call))
            response = connection.getresponse()
            answer = RawAnswer(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
        except BaseException:
            connection.close()  # what was left unread would be the next one's answer
            raise
        told = answer.headers.get("x-amz-crc32")
        if told and int(told) != zlib.crc32(answer.body):
            raise HTTPException("the answer was changed on its way")
        return answer

    def _connection(self) -> HTTPConnection:
        """The one of this thread and process, opened anew where the other end has let it go."""
        kept: HTTPConnection | None = getattr(self._mine, "connection", None)
        if kept is None or self._mine.process != os.getpid():
            kept = self._mine.connection = self._new_connection()
            self._mine.process = os.getpid()
        if kept.sock and wait_for_read(kept.sock, 0):  # nothing was asked: only its end can have come
            kept.close()
        if kept.sock is None:
            kept.timeout = self._connect_seconds
            kept.connect()
            opened: socket.socket = kept.sock  # type: ignore[assignment]
            opened.settimeout(self._read_seconds)
        return kept

    def _new_connection(self) -> HTTPConnection:
        if not self._is_secret:
            return HTTPConnection(self._host)
        return HTTPSConnection(self._host, context=ssl.create_default_context(cafile=get_cert_path(True)))

    def _signed(self, call: RawCall) -> dict[str, str]:
        """The request's headers with AWS's signature, version 4."""
        credentials = self._credentials()
        now = clock.now().strftime("%Y%m%dT%H%M%SZ")
        headers = {"content-type": _CONTENT_TYPE, "host": self._host, "x-amz-date": now}
        if credentials.token:
            headers["x-amz-security-token"] = credentials.token
        headers["x-amz-target"] = f"DynamoDB_20120810.{call.operation}"
        names = ";".join(headers)  # in the order of the alphabet, as they are signed
        lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
        request = f"POST\n/\n\n{lines}\n{names}\n{hashlib.sha256(call.body).hexdigest()}"
        scope = f"{now[:8]}/{self._region}/dynamodb/aws4_request"
        signed = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        key = _signing_key(credentials.secret_key, scope)
        signature = hmac.new(key, signed.encode(), hashlib.sha256).hexdigest()
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, SignedHeaders={names}, "
            f"Signature={signature}"
        )
        return headers

    def _unanswered(self, failure: Exception) -> BotoCoreError:
        kind: type[BotoCoreError] = ConnectionClosedError
        if isinstance(failure, TimeoutError):
            kind = ReadTimeoutError
        elif isinstance(failure, ConnectionRefusedError):
            kind = EndpointConnectionError
        return kind(endpoint_url=self._url, error=type(failure).__name__)


@lru_cache(maxsize=4)
def _signing_key(secret: str, scope: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def _refusal(answer: RawAnswer, operation: str, retries: int) -> ClientError | None:
    """The error that an answer tells of, shaped as botocore shapes it; None for a good one."""
    if answer.status < 300:
        return None
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = {}
    code = str(said.pop("__type", answer.status)).rpartition("#")[2]
    message = str(said.get("message") or said.get("Message") or "")
    about = {"HTTPStatusCode": answer.status, "HTTPHeaders": dict(answer.headers), "RetryAttempts": retries}
    return ClientError({**said, "Error": {"Code": code, "Message": message}, "ResponseMetadata": about}, operation)


def _may_pass(answer: RawAnswer, refused: ClientError) -> bool:
    return answer.status >= _UNWELL or refused.response["Error"]["Code"] in _PASSING
