"""Letters of the whole running system: to a real relay, through kill -9, and to the end of what a follower may do."""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from infra.local.queue import MessageQueue
from tests.local.running_system import HASTY, LEASE_SECONDS, ROOT, SMALL, RunningSystem, submission, wait_until
from tests.local.smtp_office import Office, open_office


def readers(office: Office) -> Counter[str]:
    """How many mails each reporter got at the relay."""
    return Counter(to for one in office.got for to in one.rcpt_tos if to.endswith("@warga.example"))


def test_killed_in_the_middle_the_relay_gets_every_letter_and_none_twice_unseen(tmp_path: Path) -> None:
    office = Office()
    with open_office(office) as server:
        system = RunningSystem(tmp_path / "data", HASTY | {"SMTP_URL": f"smtp://{server}"}).start()
        numbers = range(80_000, 80_060)
        with ThreadPoolExecutor(20) as citizens:
            assert {reply.status for reply in citizens.map(system.submit, numbers)} == {201}
        wait_until(lambda: len(office.got) > 5, 30)
        system.kill_everything()
        told = len(readers(office))
        system.start()
        try:
            expected = {f"warga{number}@warga.example" for number in numbers}
            wait_until(lambda: set(readers(office)) == expected, 150)
            in_doubt = {mail["to"] for mail in system.mails() if mail["in_doubt"]}
            assert {to for to, count in readers(office).items() if count > 1} <= in_doubt
            assert max(readers(office).values()) <= 2
            assert Counter(mail["to"] for mail in system.mails() if mail["to"] in expected) == Counter(expected)
            assert told < len(expected), "it was in the middle"
            assert all(message.defects == [] for message in office.messages())
        finally:
            system.stop()


@pytest.mark.timeout(240)
def test_what_a_relay_did_not_take_is_sent_by_the_sweeper_within_minutes(tmp_path: Path) -> None:
    office = Office(rcpt="451 4.7.1 later")
    with open_office(office) as server:
        system = RunningSystem(tmp_path / "data", HASTY | {"SMTP_URL": f"smtp://{server}"}).start()
        try:
            assert system.submit(83_000).status == 201
            wait_until(lambda: office.refused >= 2, 20)
            office.rcpt = "250 OK"
            wait_until(lambda: len(office.got) == 2, 150)
            assert set(readers(office)) == {"warga83000@warga.example"}
            assert not [mail for mail in system.mails() if mail["in_doubt"]]
        finally:
            system.stop()


def test_the_relays_password_stands_in_no_childs_environment(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "data", SMALL | {"SMTP_URL": "smtp://lapor:rahasia@127.0.0.1:1"}).start()
    try:
        environments = [Path(f"/proc/{number}/environ").read_text() for number in system.descendants()]
        assert len(environments) > 5
        assert not [one for one in environments if "rahasia" in one]
    finally:
        system.stop()


def test_a_relay_that_cannot_be_one_is_said_in_one_sentence(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "PORT": "1", "DATA_DIR": str(tmp_path), "SMTP_URL": "mail.example"}
    host = [sys.executable, "-m", "infra.local.host"]
    ended = subprocess.run(host, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode != 0
    assert "SMTP_URL must begin with" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_mail_that_bounces_is_seen_at_the_desk_and_by_its_reporter(system: RunningSystem) -> None:
    body = {**submission(81_000), "reporter": {"email": "bounce+uji@simulator.amazonses.com"}}
    receipt = system.ask("POST", "/api/reports", body, {"Idempotency-Key": "kunci-pantul-0001"}).json
    wait_until(lambda: system.own_view(receipt).json["mail_undelivered"], 20)
    queue = system.ask("GET", "/api/officer/reports?queue=undelivered", headers=system.as_officer("kobar")).json
    assert receipt["report_id"] in [item["report_id"] for item in queue["items"]]


def test_following_from_the_first_wish_to_the_last_click(system: RunningSystem) -> None:
    receipt = system.submit(82_000).json
    report_id, kobar = receipt["report_id"], system.as_officer("kobar")
    verified = {"version": 1, "publish": True, "public_title": "Jalan rusak", "public_body": "Jalan rusak di kampung."}
    assert system.ask("POST", f"/api/officer/reports/{report_id}/verify", verified, kobar).status == 200
    address = "pembaca@warga.example"
    assert system.ask("POST", f"/api/reports/{report_id}/follow", {"email": address}).status == 202
    wait_until(lambda: system.mails(address), 5)
    (letter,) = system.mails(address)
    page = re.search(r"http://\S+?(/api/reports/\S+/follow/\w+)", letter["text"])
    assert page
    assert letter["headers"]["List-Unsubscribe"].endswith(f"{page[1]}/stop>")
    opened = system.ask("GET", page[1])
    assert (opened.status, opened.headers["Referrer-Policy"]) == (200, "no-referrer")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert b"Berhenti mengikuti" in system.ask("POST", f"{page[1]}/confirm", raw=b"", headers=form).content
    one_click = urlencode({"List-Unsubscribe": "One-Click"}).encode()
    assert system.ask("POST", f"{page[1]}/stop", raw=one_click, headers=form).status == 200
    assert system.ask("GET", page[1]).status == 404


# docs/law.md "Events and who is told": submitted R C · published R · forwarded R H · answered R; that it was confirmed
# the holder reads in the next morning's digest. Followers hear forwarded, answered and closed, after the letter that
# asked them.
WHOLE_LIFE = Counter(
    {
        "warga84000@warga.example": 4,
        "kobar@petugas.example": 1,
        "dpupr@petugas.example": 1,
        "pembaca@warga.example": 4,
    }
)


def test_a_reports_whole_life_leaves_exactly_these_letters(tmp_path: Path) -> None:
    """With a follower, and everything killed half-way."""
    system = RunningSystem(tmp_path / "data", HASTY).start()
    try:
        receipt = system.submit(84_000).json
        report_id = receipt["report_id"]

        def act(who: str, command: str, **fields: Any) -> None:
            assert system.act(who, report_id, command, **fields).status == 200

        wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di kampung."}
        act("kobar", "verify", publish=True, **wording)
        system.ask("POST", f"/api/reports/{report_id}/follow", {"email": "pembaca@warga.example"})
        wait_until(lambda: system.mails("pembaca@warga.example"), 10)
        page = re.search(r"http://\S+?(/api/reports/\S+/follow/\w+)", system.mails("pembaca@warga.example")[0]["text"])
        assert page
        assert system.ask("POST", f"{page[1]}/confirm", raw=b"").status == 200
        act("kobar", "forward", to="kab.6201.dpupr")
        act("dpupr", "accept")
        act("dpupr", "answer", text="Lubang sudah ditambal.")
        system.kill_everything()
        system.start()
        code = {"X-Access-Code": receipt["access_code"]}
        assert system.ask("POST", f"/api/reports/{report_id}/confirm", {}, code).status == 200

        def sent() -> Counter[str]:
            return Counter(mail["to"] for mail in system.mails() if mail["report_id"] == report_id)

        wait_until(lambda: sent() >= WHOLE_LIFE, 120)
        time.sleep(LEASE_SECONDS)
        assert sent() == WHOLE_LIFE
        subjects = [(mail["to"], mail["subject"]) for mail in system.mails()]
        assert len(set(subjects)) == len(subjects)
    finally:
        system.stop()


def test_what_waits_for_a_person_is_listed_by_a_command(system: RunningSystem) -> None:
    message: dict[str, Any] = {"report_id": "LP-0000-0000-000", "key": "EVENT#000001"}
    MessageQueue(system.data_dir / "mail.db").answer("AmazonSQS.SendMessage", {"MessageBody": json.dumps(message)})
    listed = subprocess.run(
        [sys.executable, "-m", "infra.local.queue"], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(system.data_dir)},
    )  # fmt: skip
    assert json.dumps(message) in listed.stdout
