"""Citizens: what they send in, and how they look after it."""

import uuid
from dataclasses import dataclass
from typing import Any

from tests.deployed.system import System, eventually
from tests.local.running_system import Reply

COMPLAINT = {
    "classification": "complaint",
    "title": "Jalan berlubang di depan pasar",
    "body": "Ada lubang besar di depan pasar, sudah tiga motor jatuh.",
    "category": "pekerjaan-umum",
    "agency_id": "kab.6201",
    "consent": True,
}


@dataclass(frozen=True)
class Receipt:
    """What a reporter keeps, and where their mail goes."""

    report_id: str
    access_code: str
    email: str


class Reporting:
    """Everybody who reports."""

    def __init__(self, system: System) -> None:
        self.system = system

    def send(self, fields: dict[str, Any], key: str) -> Reply:
        """One submit with its key."""
        return self.system.ask("POST", "/reports", fields, {"Idempotency-Key": key})

    def submit(self) -> Receipt:
        """A complaint of somebody new."""
        email = f"warga-{uuid.uuid4()}@warga.example"
        answer = self.send(COMPLAINT | {"reporter": {"email": email}}, str(uuid.uuid4()))
        assert answer.status == 201, answer
        return Receipt(answer.json["report_id"], answer.json["access_code"], email)

    def track(self, receipt: Receipt) -> Any:
        """The reporter's own view."""
        answer = self.system.ask("GET", f"/reports/{receipt.report_id}", headers={"X-Access-Code": receipt.access_code})
        assert answer.status == 200, answer
        return answer.json

    def subjects(self, receipt: Receipt, count: int = 1, seconds: float = 30) -> list[str]:
        """The subjects of the reporter's mails, once there are so many."""
        eventually(lambda: len(self.system.mails(receipt.email)) >= count, seconds)
        return [mail.subject for mail in self.system.mails(receipt.email)]
