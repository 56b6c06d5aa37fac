"""A mail service, and one for short messages, that fails as it is told to, and counts what it took, for whom."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from infra.local import sns
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
REFUSALS_OF_SNS = {
    "throttle": (429, "Throttling", "Rate exceeded"),
    "error": (500, "InternalError", "An internal error occurred."),
    "unavailable": (503, "ServiceUnavailable", "Try again."),
    "reject": (400, "InvalidParameter", "Invalid parameter: phone number is opted out"),
    "bad": (400, "InvalidParameterValue", "Invalid parameter: PhoneNumber"),
    "unverified": (403, "AuthorizationError", "Not authorised to publish."),
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
        self.requests.append(request)
        return self.answer_tagged(tags)

    def answer_tagged(self, tags: Mapping[str, str]) -> str:
        """The same of any message, by its tags."""
        letter = (tags["report"], int(tags["seq"]), tags["recipient"])
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
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_short = self.headers.get_content_type() == sns.FORM
            deed = stub.answer_tagged(sns.read_short_message(body).tags) if is_short else stub.answer(json.loads(body))
            if deed in ("silent", "deaf"):
                self.close_connection = True
                return
            refusals = REFUSALS_OF_SNS if is_short else REFUSALS
            status, error, message = refusals.get(deed, (200, "", ""))
            message_id = f"stub-{len(stub.taken)}"
            if is_short:
                payload = sns.error(error, message) if error else sns.taken(message_id)
            else:
                payload = json.dumps({"message": message} if error else {"MessageId": message_id}).encode()
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
