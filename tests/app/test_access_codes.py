"""Access codes: one constant answer, guessing that is counted, and a code that is kept nowhere."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chalicelib import access_codes
from chalicelib.domain.tracking import is_access_code, new_report_id
from tests.app.people import Desk, Reply, code_of
from tests.local_cloud import SECRETS
from tests.notify.scene import settings_of
from tests.store.desk_work import everything

OFTEN = 30


def with_code(desk: Desk, report_id: str, code: str) -> Reply:
    """Try a code on a report."""
    return desk.get(f"/reports/{report_id}", {"X-Access-Code": code})


def test_wrong_code_unknown_number_and_no_number_at_all_answer_alike(desk: Desk) -> None:
    receipt, other = desk.submit(), desk.submit()
    right = receipt["access_code"]
    wrong = [other["access_code"], "0" * 20, right[:-1], right + "0", " ", "é", "\x00", right[:-1] + "U", "x" * 100_000]
    tried = [with_code(desk, receipt["report_id"], code) for code in wrong]
    tried += [
        with_code(desk, report_id, right) for report_id in (new_report_id(), "LP-x", "x" * 5000, "%2e%2e", "' OR 1")
    ]
    assert {reply.status for reply in tried} == {404}
    assert len({reply.content for reply in tried}) == 1
    assert len({tuple(sorted(reply.headers)) for reply in tried}) == 1
    assert with_code(desk, receipt["report_id"], right).status == 200


def test_a_page_says_no_more_than_the_api(desk: Desk) -> None:
    receipt = desk.submit()
    shown = set()
    for report_id in (receipt["report_id"], new_report_id(), "LP-0000-0000-00U"):
        page = desk.form("/track", {"report_id": report_id, "access_code": "0" * 20})
        assert page.status == 404
        shown.add(page.content.replace(report_id.encode(), b"number"))
    assert len(shown) == 1


@pytest.mark.parametrize("exists", [True, False])
def test_guessing_is_counted_for_each_report_there_is_one_or_not(desk: Desk, exists: bool) -> None:
    receipt = desk.submit()
    report_id = receipt["report_id"] if exists else new_report_id()
    spellings = (report_id, report_id.lower(), report_id.replace("-", ""), f" {report_id} ".replace(" ", "%20"))
    replies = [with_code(desk, spellings[n % 4], f"{n:020}") for n in range(OFTEN)]
    assert {reply.status for reply in replies} == {404}
    stopped = with_code(desk, report_id, "0" * 20)
    assert (stopped.status, stopped.code) == (429, "rate_limited")
    assert int(stopped.headers["Retry-After"]) > 0
    by_form = desk.form("/track", {"report_id": report_id, "access_code": "0" * 20})
    assert by_form.status == 429
    by_command = desk.post(f"/reports/{report_id}/withdraw", {}, {"X-Access-Code": "0" * 20})
    assert by_command.status == 429
    if exists:
        # The citizen behind the same address is not locked out by a neighbour who guesses.
        assert with_code(desk, report_id, receipt["access_code"]).status == 200
    assert with_code(desk, desk.submit()["report_id"], "0" * 20).status == 404, "another report counts anew"


def test_a_number_that_is_not_there_costs_the_same_comparison(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counting(secret: bytes, report_id: str, given: str) -> bool:
        compared.append(report_id)
        return is_access_code(secret, report_id, given)

    monkeypatch.setattr(access_codes, "is_access_code", counting)
    numbers = [desk.submit()["report_id"], new_report_id(), "x"]
    for report_id in numbers:
        assert with_code(desk, report_id, "0" * 20).status == 404
    assert compared == numbers


def test_the_code_is_kept_nowhere_and_comes_again_from_the_secret(desk: Desk) -> None:
    receipt = desk.submit()
    kept = json.dumps([[*key, item] for key, item in everything().items()])
    code = receipt["access_code"]
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert access_codes.code_for(receipt["report_id"], "1") == code
    assert len(set(code.replace("-", ""))) > 4
    assert desk.own(receipt)["report_id"] == receipt["report_id"]
    assert desk.get(f"/reports/{receipt['report_id']}?code={code}").status == 404, "never in an address"
    assert code_of(receipt) == {"X-Access-Code": code}


def test_a_secret_added_while_we_run_opens_what_others_gave_with_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process, started after the secrets rotated, took the second report; ours read them before."""
    secrets = tmp_path / "secrets.json"
    secrets.write_text(SECRETS.read_text(encoding="utf-8"))
    monkeypatch.setenv("ACCESS_CODE_SECRETS_FILE", str(secrets))
    with settings_of(), secrets_read_anew():
        old = desk.submit()
        known = json.loads(secrets.read_text())
        secrets.write_text(json.dumps(known | {"2": "ab" * 32}))
        with secrets_read_anew():
            new = desk.submit()
            assert new["access_code"] == access_codes.code_for(new["report_id"], "2")
        access_codes.secrets_by_number().pop("2", None)
        assert access_codes.current_number() == "1"
        assert desk.own(new)["report_id"] == new["report_id"]
        assert desk.own(old)["report_id"] == old["report_id"]


@contextmanager
def secrets_read_anew() -> Iterator[None]:
    """As in a process that begins, and ends."""
    access_codes.secrets_by_number.cache_clear()
    yield
    access_codes.secrets_by_number.cache_clear()
