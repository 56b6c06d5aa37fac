"""The deployed stack as citizens, officers and operators meet it: its API, its mails, its resources."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from infra.aws.cloud import Cloud
from tests.local.running_system import Reply

T = TypeVar("T")


@dataclass(frozen=True)
class Mail:
    """One mail that the emulated SES took."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class System:
    """The stack of one stage, and where the emulated AWS listens."""

    cloud: Cloud
    endpoint: str
    outputs: dict[str, str]
    built: Path
    log: Path

    def ask(self, method: str, path: str, fields: Any = None, headers: dict[str, str] | None = None) -> Reply:
        """One request to the API's stage, JSON where there are fields."""
        address = f"{self.endpoint}/restapis/{self.outputs['RestAPIId']}/api/_user_request_{path}"
        body = None if fields is None else json.dumps(fields).encode()
        kind = {} if body is None else {"Content-Type": "application/json"}
        request = urllib.request.Request(address, body, {**kind, **(headers or {})}, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return Reply(answer.status, dict(answer.headers), answer.read())

    def mails(self, to: str) -> list[Mail]:
        """All mails to an address, the oldest first."""
        with urllib.request.urlopen(f"{self.endpoint}/_ministack/ses/messages") as answer:
            every = [mail for of_account in json.load(answer)["messages"].values() for mail in of_account]
        every.sort(key=lambda mail: float(mail["Timestamp"]))
        return [
            Mail(to, mail["Subject"], mail["BodyText"] or mail["BodyHtml"] or "")
            for mail in every
            if mail["To"] == [to]
        ]

    def physical(self, logical_id: str) -> str:
        """What AWS calls a resource of the template."""
        found = self.cloud.client("cloudformation").describe_stack_resource(
            StackName=self.cloud.stack_name, LogicalResourceId=logical_id
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    def invoke(self, logical_id: str, event: dict[str, Any]) -> Any:
        """Run a function of the template as its trigger does; its answer. It must not fail."""
        answer = self.cloud.client("lambda").invoke(
            FunctionName=self.physical(logical_id), Payload=json.dumps(event).encode()
        )
        read = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, read
        return read


def eventually(look: Callable[[], T], seconds: float = 30) -> T:
    """What one sees once it is more than nothing; what one saw last when the time is over."""
    end = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return seen


def schedule_event(at: datetime | None = None) -> dict[str, Any]:
    """What an EventBridge schedule hands to its target."""
    return {
        "version": "0",
        "id": "1",
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "time": (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "account": "000000000000",
        "region": "ap-southeast-3",
        "resources": [],
        "detail": {},
    }
