"""A citizen reports over the API Gateway, asks again when the answer was lost, and comes back with the access code."""

import uuid

from tests.deployed.reporting import COMPLAINT, Reporting
from tests.deployed.system import System


def test_a_report_is_taken_once_however_often_it_is_sent(reporting: Reporting) -> None:
    key = str(uuid.uuid4())
    fields = COMPLAINT | {"anonymous": True}
    first, again = reporting.send(fields, key), reporting.send(fields, key)
    assert (first.status, again.status) == (201, 200)
    assert first.json == again.json
    changed = reporting.send(fields | {"title": "Jembatan rusak di hulu"}, key)
    assert (changed.status, changed.code) == (409, "key_reused")


def test_the_access_code_alone_opens_it(system: System, reporting: Reporting) -> None:
    receipt = reporting.submit()
    seen = reporting.track(receipt)
    assert (seen["report_id"], seen["state"]) == (receipt.report_id, "submitted")
    assert seen["body"] == COMPLAINT["body"]
    path = f"/reports/{receipt.report_id}"
    wrong = system.ask("GET", path, headers={"X-Access-Code": "00000-00000-00000-00000"})
    assert (wrong.status, wrong.code) == (404, "not_found")
    assert system.ask("GET", path).content == wrong.content


def test_what_is_wrong_is_said_all_at_once(reporting: Reporting) -> None:
    answer = reporting.send({"title": "x"}, str(uuid.uuid4()))
    assert (answer.status, answer.code) == (422, "invalid")
    assert {fault["field"] for fault in answer.json["error"]["fields"]} >= {"title", "body", "consent"}
