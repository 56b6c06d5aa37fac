"""A real SMTP server on loopback: what it gets it keeps, and it says what it is told to say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SmtpServer  # noqa: N811 (a class all the same)
from aiosmtpd.smtp import AuthResult, Envelope, Session

from infra.local.ports import free_port


@dataclass
class Office:
    """What the SMTP server got, and what it says to the next commands."""

    got: list[Envelope] = field(default_factory=list)
    rcpt: str = "250 OK"
    data: str = "250 OK"
    silent: bool = False
    refused: int = 0
    signed_in: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (aiosmtpd calls it so)
        self, server: SmtpServer, session: Session, envelope: Envelope, address: str, more: Any
    ) -> str:
        """Whether this recipient may be written to."""
        envelope.rcpt_tos.append(address)
        self.refused += not self.rcpt.startswith("250")
        return self.rcpt

    async def handle_DATA(  # noqa: N802
        self, server: SmtpServer, session: Session, envelope: Envelope
    ) -> str:
        """The mail itself."""
        if self.data.startswith("250"):
            self.got.append(envelope)
        if self.silent and server.transport:
            server.transport.close()
        return self.data

    def authenticate(self, server: SmtpServer, session: Session, envelope: Envelope, how: str, who: Any) -> AuthResult:
        """One user there is."""
        self.signed_in.append(who.login)
        return AuthResult(success=(who.login, who.password) == (b"lapor", b"r@hasia/1"))

    def messages(self) -> list[EmailMessage]:
        """What was received, read by the standard library's parser, which names every defect."""
        return [message_from_bytes(content_of(one), policy=default) for one in self.got]


def content_of(envelope: Envelope) -> bytes:
    """The mail as it came over the wire."""
    assert isinstance(envelope.content, bytes)
    return envelope.content


class _PatientController(Controller):
    """Over TLS waits for no first client of its own: that one would take the server's key for a client's."""

    def _trigger_server(self) -> None:
        if self.ssl_context is None:
            super()._trigger_server()  # type: ignore[no-untyped-call]
        else:
            self.smtpd = self.factory()  # type: ignore[no-untyped-call]
            self._factory_invoked.set()


@contextmanager
def open_office(office: Office, **how: Any) -> Iterator[str]:
    """The server's address while it listens."""
    controller = _PatientController(office, hostname="127.0.0.1", port=free_port(), **how)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()
