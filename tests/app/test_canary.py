"""One report with a canary in every private place, walked through a whole life; then everything written is searched.

What names the reporter is found in the identity store alone; what they wrote, where they wrote it.
"""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from chalice.local import LambdaContext

from app import app
from chalicelib.jobs.tally import count
from chalicelib.notify.dispatch import tell
from chalicelib.observability import LOGGER
from chalicelib.settings import settings
from chalicelib.store import statistics
from infra.local.gateway import Gateway, GatewayRequest
from infra.local.mailbox import Mailbox
from infra.local.stream import HANDLERS, is_wanted, lambda_shaped
from tests import local_cloud
from tests.app.people import bearer, new_key, submission

NAME, MAIL, PHONE = "Kenari Rahasia", "kenari.rahasia@warga.example", "0813 4747 9191"
ADDRESS, BROWSER = "203.0.113.77", "KenariBrowser/7.7"
NIK = "6201-kenari-nik-0001"
PROXY = "Wagimin Tersembunyi"
WHO = (NAME, MAIL, PHONE, PROXY, ADDRESS, BROWSER, "Kenari", "kenari.rahasia", "4747 9191", "203.0.113")


@dataclass
class Life:
    """A report's life through the gateway, and everything that was said on the way."""

    gateway: Gateway
    receipt: dict[str, Any] = field(default_factory=dict)
    to_officers: list[str] = field(default_factory=list)
    to_the_public: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, headers: dict[str, str], fields: Any = None) -> str:
        """One request from the canary's address."""
        body = json.dumps(fields).encode() if fields is not None else b""
        given = {"user-agent": BROWSER, "content-type": "application/json"} | {k.lower(): v for k, v in headers.items()}
        path, _, query = path.partition("?")
        answer = self.gateway.answer(GatewayRequest(method, path, query, given, body, ADDRESS))
        assert answer.status < 300, answer.body
        return answer.body.decode()

    def act(self, username: str, command: str, **fields: Any) -> None:
        """An officer reads, and gives a command."""
        path = f"/officer/reports/{self.receipt['report_id']}"
        seen = self.ask("GET", path, bearer(username))
        fields["version"] = json.loads(seen)["version"]
        self.to_officers += [seen, self.ask("POST", f"{path}/{command}", bearer(username), fields)]

    def as_reporter(self, command: str, **fields: Any) -> None:
        """The reporter's command."""
        headers = {"X-Access-Code": self.receipt["access_code"]}
        self.ask("POST", f"/reports/{self.receipt['report_id']}/{command}", headers, fields)


def walk(life: Life, *, anonymous: bool) -> None:
    """From submit to closed, with everything on the way that reads or shows a report."""
    reporter = {"name": NAME, "email": MAIL, "phone": PHONE}
    proxy = {"name": PROXY, "relation": "anak"}
    fields = submission(
        reporter=reporter, proxy=proxy, anonymous=anonymous, body=f"Nomor saya {NIK}: ada lubang besar di jalan."
    )
    life.receipt = json.loads(life.ask("POST", "/reports", {"Idempotency-Key": new_key()}, fields))
    report_id = life.receipt["report_id"]
    code = {"X-Access-Code": life.receipt["access_code"]}
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    life.act("kobar", "verify", publish=True, forward_to="kab.6201.dpupr", **wording)
    life.act("dpupr", "request-data", text="Di mana tepatnya?")
    life.as_reporter("complete", body=f"Di dekat rumah {NIK}.", location={"detail": NIK})
    life.act("dpupr", "accept")
    if not anonymous:
        life.ask("GET", f"/officer/reports/{report_id}/identity", bearer("dpupr"))
    life.act("dpupr", "answer", text="Lubang sudah ditambal.")
    life.as_reporter("dispute", text=f"Belum, kata {NIK}.", rating=1)
    life.act("dpupr", "accept")
    life.act("dpupr-kepala", "answer", text="Sekarang sudah ditambal.")
    life.as_reporter("confirm", rating=5)
    life.ask("GET", f"/reports/{report_id}", code)
    life.ask("GET", f"/reports/{report_id}/export", code)
    for contact in ({"email": MAIL.upper()}, {"phone": PHONE}):
        life.to_the_public.append(life.ask("POST", "/recover", {}, contact))
    life.to_the_public += [life.ask("GET", path, {}) for path in (f"/reports/{report_id}", "/reports?limit=100")]
    queue = "/officer/reports?queue=all&limit=100"
    life.to_officers += [life.ask("GET", queue, bearer(username)) for username in ("dpupr", "kobar")]
    life.to_officers.append(life.ask("GET", "/officer/reports.csv?queue=all", bearer("kobar")))


def stream_records() -> list[dict[str, Any]]:
    """Every record of the reports table's stream."""
    endpoint = settings().dynamodb_endpoint
    table = boto3.client("dynamodb", endpoint_url=endpoint).describe_table(TableName=settings().reports_table)["Table"]
    streams, found = boto3.client("dynamodbstreams", endpoint_url=endpoint), []
    for shard in streams.describe_stream(StreamArn=table["LatestStreamArn"])["StreamDescription"]["Shards"]:
        place = {"StreamArn": table["LatestStreamArn"], "ShardId": shard["ShardId"]}
        iterator = streams.get_shard_iterator(**place, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        while iterator:
            page = streams.get_records(ShardIterator=iterator)
            found += page["Records"]
            iterator = page.get("NextShardIterator") if page["Records"] else None
    return found


def items_with(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Table or index, kind of key, and attribute in which a text stands, in all tables and indexes."""
    client = boto3.client("dynamodb", endpoint_url=settings().dynamodb_endpoint)
    ours = settings()
    for table in (ours.reports_table, ours.identities_table, ours.directory_table, ours.statistics_table):
        indexes = client.describe_table(TableName=table)["Table"].get("GlobalSecondaryIndexes", [])
        for index in (None, *(one["IndexName"] for one in indexes)):
            where = {"TableName": table} | ({"IndexName": index} if index else {})
            for page in client.get_paginator("scan").paginate(**where):
                for item in page["Items"]:
                    for name, value in item.items():
                        if text in json.dumps(value):
                            yield (index or table, item["pk"]["S"], item["sk"]["S"].split("#")[0], name)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Every line that anybody logs meanwhile, libraries included."""
    lines = io.StringIO()
    ours, root = LOGGER.handlers[0], logging.getLogger()
    assert isinstance(ours, logging.StreamHandler)
    before, others = ours.setStream(lines), logging.StreamHandler(lines)
    root.addHandler(others)
    yield lines
    root.removeHandler(others)
    ours.setStream(before)


@pytest.mark.parametrize("anonymous", [False, True])
def test_who_the_reporter_is_stays_in_the_identity_store(
    mailbox: Mailbox, logged: io.StringIO, anonymous: bool
) -> None:
    life = Life(Gateway(app))
    with local_cloud.streaming():
        walk(life, anonymous=anonymous)
        records = stream_records()
    report_id, code = life.receipt["report_id"], life.receipt["access_code"]
    mine = [one for one in records if report_id in json.dumps(one["dynamodb"]["Keys"])]
    mine += [one for one in records if one["dynamodb"]["Keys"]["pk"]["S"].startswith("REPORT#RECOVERY-")]
    wanted = [lambda_shaped(one, "stream") for one in mine]
    tell(
        {"Records": [one for one in wanted if is_wanted(one, HANDLERS["dispatch"])]},
        LambdaContext("dispatch", 512, 25_000),
    )
    tallied = [one for one in wanted if is_wanted(one, HANDLERS["tally"])]
    assert count({"Records": tallied}, LambdaContext("tally", 512, 25_000)) == {"batchItemFailures": []}
    assert statistics.tallied(report_id).counts
    mails = [mail for mail in mailbox.mails() if mail.report_id == report_id or code in mail.text]
    assert [mail.to for mail in mails if mail.report_id != report_id][:1] == [MAIL], "what they lost"
    assert {mail.to for mail in mails} >= {MAIL, "dpupr@petugas.example"}
    for mail in mails:
        if mail.to != MAIL:
            whole = f"{mail.subject} {mail.text} {mail.html} {mail.headers}"
            assert not [one for one in (*WHO, NIK, code) if one in whole]

    log = logged.getvalue()
    assert log.count('"answered"') > 20
    assert not [one for one in (*WHO, NIK, code, report_id, "lubang") if one in log]

    identities = settings().identities_table
    for one in (NAME, MAIL, PHONE, PROXY):
        assert {(where, pk) for where, pk, _, _ in items_with(one) if pk == report_id} == {(identities, report_id)}
        assert not [found for found in items_with(one) if found[0] != identities]
    for one in (ADDRESS, BROWSER, code):
        assert list(items_with(one)) == []
    theirs = {(where, kind, name) for where, pk, kind, name in items_with(NIK) if pk == f"REPORT#{report_id}"}
    reports = settings().reports_table
    assert theirs == {(reports, "BODY", "body"), (reports, "EVENT", "text"), (reports, "EVENT", "data")}
    assert not [one for one in (*WHO, code) if one in json.dumps(mine, default=str)]

    assert not [one for said in life.to_the_public for one in (*WHO, NIK, code) if one in said]
    assert not [one for said in life.to_officers for one in (*WHO, code) if one in said]
