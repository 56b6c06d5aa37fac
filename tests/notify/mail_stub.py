"""A mail service that fails as it is told to, and counts what it took, for whom."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.listening import listening

Letter = tuple[str, int, str]
"""Report, event and recipient: what a letter is known by."""

REFUSALS = {
    "throttle": (429, "TooManyRequestsException", "Maximum sending rate exceeded."),
    "error": (500, "InternalServiceErrorException", "An internal error occurred."),
    "unavailable": (503, "ServiceUnavailable", "Try again."),
    "reject": (400, "MessageRejected", "Email contained a virus."),
    "bad": (400, "BadRequestException", "Domain contains illegal character."),
    "unverified": (400, "MessageRejected", "Email address is not verified. lapor@lapor.example"),
}


@dataclass
class MailStub:
    """``plan`` says what to do with the next letters, in their order; afterwards all are taken.

    "take" answers as SES does, "silent" takes the letter and closes the line without a word, "deaf" closes it without
    taking anything, and the names of REFUSALS refuse.
    """

    plan: list[str] = field(default_factory=list)
    always: Callable[[Letter], str] | None = None
    taken: list[Letter] = field(default_factory=list)
    asked: list[Letter] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Letter]:
        """How often each letter was taken."""
        return Counter(self.taken)

    def answer(self, request: dict[str, Any]) -> str:
        """What to do with a letter; taken ones are counted before anybody hears of it."""
        tags = {tag["Name"]: tag["Value"] for tag in request["EmailTags"]}
        letter = (tags["report"], int(tags["seq"]), tags["recipient"])
        self.requests.append(request)
        self.asked.append(letter)
        deed = self.plan.pop(0) if self.plan else self.always(letter) if self.always else "take"
        if deed in ("take", "silent"):
            self.taken.append(letter)
        return deed


@contextmanager
def serving(stub: MailStub) -> Iterator[str]:
    """The stub's address while it listens."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            deed = stub.answer(request)
            if deed in ("silent", "deaf"):
                self.close_connection = True
                return
            status, error, message = REFUSALS.get(deed, (200, "", ""))
            body = {"message": message} if error else {"MessageId": f"stub-{len(stub.taken)}"}
            payload = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(payload)))
            if error:
                self.send_header("x-amzn-ErrorType", error)
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: Any) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with listening(server) as address:
        yield address
