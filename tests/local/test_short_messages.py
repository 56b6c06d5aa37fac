"""Through `make run`: a citizen with a telephone alone is told at each step, once, killed in between or not."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.local.running_system import HASTY, RunningSystem, submission, wait_until

SETTINGS = HASTY | {"SHORT_MESSAGES_PER_CONTACT": "100", "SMS_SENDER_ID": "LAPOR"}
NUMBERS = range(91_000, 91_006)
SAID = ("kami terima", "diteruskan", "keterangan Anda", "dijawab")
ROADS = "kab.6201.dpupr"


def phone(number: int) -> str:
    """A citizen's telephone, as they would write it."""
    return f"0812-9{number:07}"


def sent(system: RunningSystem, to: str = "") -> list[dict[str, Any]]:
    """What /_local/sms lists, of one number or of all."""
    items: list[dict[str, Any]] = system.ask("GET", f"/_local/sms?to={to}").json["items"]
    return items


def are_told(system: RunningSystem, receipts: list[dict[str, Any]], word: str) -> bool:
    """Whether each of these reports has its message of that kind."""
    told = {one["report_id"] for one in sent(system) if word in one["text"]}
    return told == {receipt["report_id"] for receipt in receipts}


def each(system: RunningSystem, receipts: list[dict[str, Any]], username: str, command: str, **fields: Any) -> None:
    """The same officer's command on each report."""
    with ThreadPoolExecutor(6) as officers:
        acting = [officers.submit(system.act, username, one["report_id"], command, **fields) for one in receipts]
    assert {one.result().status for one in acting} == {200}


def step(system: RunningSystem, receipts: list[dict[str, Any]], username: str, command: str, **fields: Any) -> None:
    """The same officer's command on each report, and kill -9 of every process as soon as the last is answered."""
    each(system, receipts, username, command, **fields)
    system.kill_everything()
    system.start()


def complete(system: RunningSystem, receipt: dict[str, Any]) -> None:
    """What the reporter was asked for."""
    path, code = f"/api/reports/{receipt['report_id']}", {"X-Access-Code": receipt["access_code"]}
    version = system.ask("GET", path, headers=code).json["version"]
    said = {"version": version, "body": "Di kilometer tiga, di depan masjid raya."}
    assert system.ask("POST", f"{path}/complete", said, code).status == 200


@pytest.mark.timeout(300)
def test_who_gave_a_telephone_alone_is_told_of_each_step_once_after_kill_9(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "data", SETTINGS).start()
    receipts = []
    for number in NUMBERS:
        fields = submission(number) | {"reporter": {"name": f"Warga {number}", "phone": phone(number)}}
        headers = {"Idempotency-Key": f"kunci-uji-{number:08}"}
        reply = system.ask("POST", "/api/reports", fields, headers)
        assert reply.status == 201
        receipts.append(reply.json)
    system.kill_everything()
    system.start()
    try:
        wait_until(lambda: are_told(system, receipts, SAID[0]), 60)
        step(system, receipts, "kobar", "verify", classification="complaint", forward_to=ROADS)
        wait_until(lambda: are_told(system, receipts, SAID[1]), 60)
        step(system, receipts, "dpupr", "request-data", text="Rahasia-petugas: di kilometer berapa letaknya?")
        wait_until(lambda: are_told(system, receipts, SAID[2]), 60)
        for receipt in receipts:
            complete(system, receipt)
        each(system, receipts, "dpupr", "accept")
        step(system, receipts, "dpupr", "answer", text="Rahasia-petugas: lubang itu sudah ditambal.")
        wait_until(lambda: are_told(system, receipts, SAID[3]), 60)
        for number, receipt in zip(NUMBERS, receipts, strict=True):
            own = sent(system, phone(number))
            kinds = Counter(next((word for word in SAID if word in one["text"]), one["text"]) for one in own)
            assert kinds == dict.fromkeys(SAID, 1)
            assert {one["report_id"] for one in own} == {receipt["report_id"]}
            assert {(one["segments"], one["sender"]) for one in own} == {(1, "LAPOR")}
            assert "ahasia" not in str(own)
        page = system.ask("GET", f"/_local/sms?to={phone(NUMBERS[0])}", headers={"Accept": "text/html"})
        assert receipts[0]["report_id"] in page.content.decode()
        assert not [mail for mail in system.mails() if mail["to"].startswith("+")]
    finally:
        system.stop()
