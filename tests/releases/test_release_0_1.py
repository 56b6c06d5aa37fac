"""What release 0.1 stored is read today as 0.1 itself read it: every view, list and figure that it answered.

``0.1/README.md`` says what lies there. What 0.1 answered must be answered still, field by field; fields may be added.
"""

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from infra.local.forgetting import DAY, forget
from tests.app.uploading import fetched
from tests.local.running_system import RunningSystem, wait_until
from tests.releases.held import (
    KEPT,
    KINDS,
    SHOWN,
    answers_of_today,
    changed,
    differences,
    expected_of,
    kind_of,
    unpacked,
    without_new,
)
from tests.releases.killed_upgrade import upgraded
from tests.releases.today import MORE

pytestmark = pytest.mark.timeout(600)  # whoever asks first waits for all answers
RELEASE = "0.1"
EXCEPTIONS: dict[str, str] = {
    r"public view: \S+\.events\[\d+\]\.text: .* became None$": (
        "no text is public that was not looked at as public; 0.1 asked nobody to look at officers' words"
    ),
    r"officer's view: \S+ \S+\.duplicates: ": "who wants them asks for them by themselves",
    r"directory: \S+ standards\.items: ": "the law knows more limits since, each a row of its own",
}
"""What differs on purpose, as patterns of ``question.field.field[index]: …``, each with the reason why."""
STATES = "submitted needs_info forwarded returned in_progress answered reopened closed archived withdrawn".split()
ARCHIVE_REASONS = (
    "too_general not_public_service spam abusive private_dispute before_the_court unintelligible test"
    " deemed_withdrawn duplicate"
).split()
ENDED = ("closed", "archived", "withdrawn")


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """The note of the reports, and what 0.1 answered."""
    return expected_of(RELEASE)


@pytest.fixture(scope="module")
def today(expected: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What today's code answers over a copy of the data, whose upgrade was killed three times in the middle."""
    folder = tmp_path_factory.mktemp("release")
    return answers_of_today(upgraded(unpacked(folder / "data")), expected, folder)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """The whole system as `make run` starts it on a copy of the data, with every schedule."""
    system = RunningSystem(unpacked(tmp_path_factory.mktemp("release") / "data"), KEPT).start()
    yield system
    system.stop()


def is_meant(difference: str) -> bool:
    """Whether an exception names it."""
    return any(re.match(pattern, difference) for pattern in EXCEPTIONS)


def test_every_state_reason_and_level_is_in_it(expected: dict[str, Any]) -> None:
    views = [answer for one, answer in expected["answers"].items() if one.startswith("own view: ")]
    read = [view for view in views if "state" in view]
    assert {view["state"] for view in read} == set(STATES)
    assert {view["archived_reason"] for view in read} == {*ARCHIVE_REASONS, None}
    assert {view["closed_reason"] for view in read} == {"confirmed", "no_reply", None}
    assert {view["level"] for view in read} == set(range(5))
    assert {"status": 410, "code": "erased"} in views
    files = {one["state"] for view in read for one in view["attachments"]}
    assert files == {"checked", "refused", "pending"}
    seen = [answer for one, answer in expected["answers"].items() if one.startswith("officer's view: ")]
    unreached = {one["reason"] for view in seen for one in view.get("undelivered", ())}
    assert unreached == {"bounced", "suppressed"}


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_answered_as_it_was(kind: str, expected: dict[str, Any], today: dict[str, Any]) -> None:
    found = [difference for difference in changed(kind, expected, today) if not is_meant(difference)]
    assert not found, "\n".join([f"{len(found)} differences", *found[:SHOWN]])


@pytest.mark.parametrize("kind", KINDS)
def test_with_five_hundred_more_everything_is_answered_as_it_was(kind: str, today: dict[str, Any]) -> None:
    assert today["more"] == [201] * MORE
    found: list[str] = []
    for question, now in today["answers with more"].items():
        if kind_of(question) == kind:
            before = today["answers"][question]
            found += differences(before, without_new(now, before) if kind == "queue" else now, question)
    assert not found, "\n".join([f"{len(found)} differences", *found[:SHOWN]])


def test_the_new_ones_stand_in_the_lists_of_their_places(today: dict[str, Any]) -> None:
    for officer, share in (("kobar", MORE // 4), ("kotim", MORE // 4), ("kalteng", MORE // 4), ("dpupr", 0)):
        question = f"queue: {officer} all"
        before, now = (len(today[one][question]["items"]) for one in ("answers", "answers with more"))
        assert now - before == share, officer


def test_no_question_is_left_out(expected: dict[str, Any], today: dict[str, Any]) -> None:
    assert {kind_of(question) for question in expected["answers"]} == set(KINDS)
    assert expected["answers"].keys() <= today["answers"].keys()


def test_no_exception_is_without_use(expected: dict[str, Any], today: dict[str, Any]) -> None:
    found = [difference for kind in KINDS for difference in changed(kind, expected, today)]
    assert [pattern for pattern in EXCEPTIONS if not any(re.match(pattern, one) for one in found)] == []


def test_a_report_sent_again_is_the_same_report(expected: dict[str, Any], today: dict[str, Any]) -> None:
    for name, sent in expected["note"]["sent"].items():
        assert today["sent"][name]["status"] == 200
        assert not list(differences(sent["receipt"], today["sent"][name]["receipt"], name))


def test_followers_confirm_and_stop_as_they_could(today: dict[str, Any]) -> None:
    assert today["buttons"] == {"diam confirms": 200, "henti confirms": 404, "ikut stops": 200}


def test_the_whole_system_starts_on_it(running: RunningSystem, expected: dict[str, Any]) -> None:
    assert running.ask("GET", "/api/health").status == 200
    report = expected["note"]["reports"]["berkas-lengkap"]
    form = f"report_id={report['report_id']}&access_code={report['access_code']}".encode()
    page = running.ask("POST", "/api/track", raw=form, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert page.status == 200
    assert report["report_id"] in page.content.decode()
    assert running.ask("GET", "/api/officer", headers=running.as_officer("dpupr")).json["username"] == "dpupr"


@pytest.mark.parametrize("name", ["berkas-lengkap", "tunda-lalu-dilengkapi", "baru-anonim-dengan-surat"])
def test_who_lost_number_or_code_gets_them_back(running: RunningSystem, expected: dict[str, Any], name: str) -> None:
    """0.1 kept no index of contacts: it is made beside the running system."""
    wait_until(lambda: "indexed: done" in (running.data_dir / "log" / "migrations.log").read_text(), 60)
    report, address = expected["note"]["reports"][name], f"{name}@warga.example"
    assert running.ask("POST", "/api/recover", {"email": address.upper()}).status == 202
    link = f"/lacak#{report['report_id']}.{report['access_code']}"

    def came() -> bool:
        return any("Nomor dan tautan" in mail["subject"] and link in mail["text"] for mail in running.mails(address))

    wait_until(came, 30)


def test_every_letter_that_was_sent_is_kept_but_those_about_erased_reports(
    running: RunningSystem, expected: dict[str, Any]
) -> None:
    erased = {
        expected["note"]["reports"][question.removeprefix("own view: ")]["report_id"]
        for question, answer in expected["answers"].items()
        if question.startswith("own view: ") and answer.get("code") == "erased"
    }
    stay = [one for one in expected["mails"] if one["report_id"] not in erased]
    assert len(stay) < len(expected["mails"])
    known = json.loads((running.data_dir / "host.json").read_text())["tables"]
    forget(running.data_dir, time.time() + 2 * DAY, known | KEPT | {"REPORTS_DB": str(running.data_dir / "reports.db")})
    # The clock goes on for the whole system: letters that fell due since come after these.
    assert not list(differences(stay, running.mails()[: len(stay)], "mails"))


def test_the_files_are_there(running: RunningSystem, expected: dict[str, Any]) -> None:
    for name in ("berkas-lengkap", "tunda-lalu-dilengkapi"):
        report = expected["note"]["reports"][name]
        path = f"/api/reports/{report['report_id']}/attachments"
        for one in expected["answers"][f"own view: {name}"]["attachments"]:
            reply = running.ask(
                "GET", f"{path}/{one['attachment_id']}", headers={"X-Access-Code": report["access_code"]}
            )
            assert (reply.status == 200) is (one["state"] == "checked"), one
            if reply.status == 200:
                assert fetched(reply.json["url"]).status == 200, one


def test_what_ended_under_it_is_given_the_day_on_which_it_expires(
    running: RunningSystem, expected: dict[str, Any]
) -> None:
    ended = {
        expected["note"]["reports"][question.removeprefix("own view: ")]["report_id"]
        for question, answer in expected["answers"].items()
        if question.startswith("own view: ") and answer.get("state") in ENDED
    }
    assert len(ended) > 15
    wait_until(lambda: ended <= expiring(running).keys(), 60)
    for report_id, at in expiring(running).items():
        assert at[:4] in ("2028", "2029"), report_id


def expiring(running: RunningSystem) -> dict[str, str]:
    """When the clock looks at ended reports, as the index has it."""
    database = f"file:{running.data_dir / 'reports.db'}?mode=ro"
    query = """SELECT substr(gsi_sk, 3) FROM "lapor-reports::gsi::due" WHERE gsi_pk LIKE 'S:E#%'"""
    with closing(sqlite3.connect(database, uri=True)) as rows:
        return {report_id: at for at, _, report_id in (key.partition("#") for (key,) in rows.execute(query))}
