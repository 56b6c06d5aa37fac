"""Reports at every stage that a page shows, made over HTTP as people and officers would."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import boto3

from chalicelib.store.packing import unpacked
from infra.local.token import Bearers
from tests.local.running_system import Reply, RunningSystem

Receipt = dict[str, Any]
UNIT = "kab.6201.dpupr"


class Cases:
    """Makes reports and moves them along."""

    def __init__(self, system: RunningSystem) -> None:
        self.system = system
        self._numbers = itertools.count(1)
        self._bearers = Bearers(system.data_dir)

    def submitted(self, **fields: Any) -> Receipt:
        """A report just received."""
        number = next(self._numbers)
        body = {
            "classification": "complaint",
            "title": f"Jembatan kayu nomor {number} rusak",
            "body": "Papan jembatan lepas di tengah, anak sekolah lewat setiap pagi.",
            "category": "pekerjaan-umum",
            "agency_id": "kab.6201",
            "location": {"regency": "Kabupaten Kotawaringin Barat", "village": "Kumai Hilir"},
            "reporter": {"name": "Sari Uji", "email": "sari@warga.example"},
            "consent": True,
        } | fields
        made = self.system.ask("POST", "/api/reports", body, {"Idempotency-Key": f"kunci-kasus-{number:06}"})
        assert made.status == 201, made.content
        receipt: Receipt = made.json
        return receipt

    def act(self, username: str, receipt: Receipt, command: str, **fields: Any) -> Any:
        """An officer's command."""
        officer = {"Authorization": f"Bearer {self._bearers.of(username)}"}
        path = f"/api/officer/reports/{receipt['report_id']}"
        version = self.system.ask("GET", path, headers=officer).json["version"]
        return good(self.system.ask("POST", f"{path}/{command}", {"version": version, **fields}, officer))

    def as_reporter(self, receipt: Receipt, command: str, **fields: Any) -> Any:
        """The reporter's command."""
        path = f"/api/reports/{receipt['report_id']}/{command}"
        return good(self.system.ask("POST", path, fields, {"X-Access-Code": receipt["access_code"]}))

    def own(self, receipt: Receipt) -> Any:
        """The own view."""
        return good(self.system.own_view(receipt))

    def forwarded(self, **fields: Any) -> Receipt:
        """A report that lies with the roads department."""
        receipt = self.submitted(**fields)
        self.act("kobar", receipt, "verify", forward_to=UNIT)
        return receipt

    def published(self, title: str = "Jembatan kayu rusak", body: str = "Papan lepas.", **fields: Any) -> Receipt:
        """One that everybody may read."""
        receipt = self.submitted(**fields)
        self.act("kobar", receipt, "verify", forward_to=UNIT, public_title=title, public_body=body, publish=True)
        return receipt

    def answered(self, text: str = "Papan jembatan sudah diganti pada hari Senin.", **fields: Any) -> Receipt:
        """One that its unit has answered."""
        receipt = self.forwarded(**fields)
        self.act("dpupr", receipt, "accept")
        self.act("dpupr", receipt, "answer", text=text)
        return receipt

    def planned(self, promised_by: date, **fields: Any) -> Receipt:
        """One whose answer promises it by a day."""
        receipt = self.forwarded(**fields)
        self.act("dpupr", receipt, "accept")
        plan = {"text": "Papan jembatan diganti sesudah kayunya tiba.", "outcome": "planned"}
        self.act("dpupr", receipt, "answer", **plan, promised_by=promised_by.isoformat())
        return receipt

    def let_the_day_come(self, receipt: Receipt, promised_by: date) -> None:
        """Nobody turns the clock of a running system: the day that was promised is kept as the day before yesterday."""
        past = (datetime.now(UTC) - timedelta(days=2)).date()
        key = {"pk": {"S": f"REPORT#{receipt['report_id']}"}, "sk": {"S": "HEAD"}}
        table = {"TableName": self.system.engine["REPORTS_TABLE"], "Key": key}
        store = boto3.client(
            "dynamodb",
            endpoint_url=self.system.engine["DYNAMODB_ENDPOINT"],
            region_name="ap-southeast-3",
            aws_access_key_id="lokal",
            aws_secret_access_key="lokal",
        )
        facts = unpacked(store.get_item(**table)["Item"]["facts"]["S"])
        was, now = (f'"promised_by":"{day.isoformat()}"' for day in (promised_by, past))
        assert was in facts
        changed = {":facts": {"S": facts.replace(was, now)}}
        store.update_item(**table, UpdateExpression="SET facts = :facts", ExpressionAttributeValues=changed)

    def needs_info(self) -> Receipt:
        """One that waits for its reporter's data."""
        receipt = self.submitted()
        self.act("kobar", receipt, "request-data", text="Mohon sebutkan nama jembatannya.")
        return receipt

    def archived(self) -> Receipt:
        """One that was set aside."""
        receipt = self.submitted()
        self.act("kobar", receipt, "archive", reason="too_general", text="Mohon sebutkan tempatnya.")
        return receipt

    def closed(self) -> Receipt:
        """One that its reporter calls solved."""
        receipt = self.answered()
        self.as_reporter(receipt, "confirm", rating=5)
        return receipt

    def reopened(self) -> Receipt:
        """One that its reporter does not call solved."""
        receipt = self.answered()
        self.as_reporter(receipt, "dispute", text="Papan itu lepas lagi.", rating=2)
        return receipt


def good(reply: Reply) -> Any:
    """The body of an answer that says yes."""
    assert reply.status == 200, reply.content
    return reply.json
