"""What may be set and what is shown, field by field: no mass assignment, and golden lists of every view."""

from typing import Any

import pytest

from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS
from tests.app.people import Desk, bearer, code_of, new_key, submission
from tests.wire import watched

# Facts of a report that no body may set, whoever sends it.
FACTS = {
    "state": "closed", "holder": "ri", "due_at": "2099-01-01T00:00:00Z", "level": 4, "late": False, "seq": 9,
    "report_id": "LP-0000-0000-000", "received_at": "2020-01-01T00:00:00Z", "addressed_to": "ri", "published_at": "x",
    "published": True, "sealed": False, "held_by": ["ri"], "returns": 0, "reopenings": 0, "objected": False,
    "limits": [], "pauses": [], "erased_at": None, "duplicate_of": "x", "secret_number": "1",
    "channel": "letter", "received_on": "2026-11-01", "recorded_by": {"role": "nation"}, "external_number": "1",
    "consent_given": {"how": "paper", "on": "2026-11-01"},
    "actor": {"role": "nation"}, "role": "nation",
    "username": "nasional", "agency": "ri", "__class__": "x", "$set": {"state": "closed"},
}  # fmt: skip

COMMON = {
    "report_id", "version", "state", "classification", "category", "received_at", "answer_by", "holder", "deadline",
    "level", "late", "closed_reason", "archived_reason", "title", "body", "location", "events",
    "outcome", "promised_by", "case", "channel", "received_on",
}  # fmt: skip
WHOLE = COMMON | {
    "event_date", "attachments", "anonymous", "confidential", "supervisory", "published", "language", "rating",
    "duplicate_of", "allowed", "publicity_allowed", "referred_to_ombudsman", "assistance", "external_number",
}  # fmt: skip
OWN = WHOLE | {
    "earlier_events",
    "earlier_readings",
    "identity_readings",
    "mail_undelivered",
    "agency_names",
    "standing",
}
OFFICER = WHOLE | {
    "earlier_events", "recorded_by",
    "reported_agencies", "addressed_to", "sealed", "public_title", "public_body", "undelivered", "agency_names",
    "suggestions", "duplicates", "removals", "would_be_public",
}  # fmt: skip
PUBLIC = COMMON | {"earlier_events", "published_at", "agency_names", "standing"}
EVENT = {"seq", "at", "type", "actor", "text", "data"}
DEADLINE = {"due_at", "limit", "timezone", "level", "late", "provisional", "limits", "days"}
ERROR = {"code", "message", "fields"}


def test_no_fact_is_set_from_outside(desk: Desk) -> None:
    receipt = desk.forwarded()
    path = f"/reports/{receipt['report_id']}"
    bodies = [("/reports", {"Idempotency-Key": new_key()}, submission() | FACTS | {"version": 7})]
    bodies += [(f"{path}/{name}", code_of(receipt), FACTS) for name in REPORTER_COMMANDS]
    bodies += [
        (f"/officer{path}/{name}", bearer(username), FACTS)
        for name in OFFICER_COMMANDS
        for username in ("kobar", "dpupr-kepala")
    ]
    with watched() as wire:
        for where, headers, fields in bodies:
            reply = desk.post(where, fields, headers)
            assert reply.status in (422, 403), (where, reply.content)
            if reply.status == 422:
                unknown = {one["field"] for one in reply.error["fields"] if one["code"] == "unknown_field"}
                assert {name.replace("$", "_") for name in FACTS} <= unknown, where
    assert wire.writes == []


def test_the_golden_fields_of_every_view(desk: Desk) -> None:
    receipt = desk.submit(location={"village": "Raja", "detail": "RT 5", "lat": -2.6, "lon": 111.6})
    report_id = receipt["report_id"]
    assert set(receipt) == {"report_id", "access_code", "state", "due_at", "track_url", "letter_not_before"}
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    desk.act("kobar", report_id, "verify", publish=True, forward_to="kab.6201.dpupr", **wording)

    own = desk.own(receipt)
    assert set(own) == OWN
    for username in ("dpupr", "dpupr-kepala", "kobar", "kobar-sekda", "nasional"):
        seen = desk.read(username, report_id).json
        assert set(seen) == OFFICER
        assert all(set(event) == EVENT | {"internal_text"} for event in seen["events"])
    public = desk.get(f"/reports/{report_id}").json
    assert set(public) == PUBLIC
    assert public["location"] == {"village": "Raja"}
    for view in (own, public):
        assert all(set(event) == EVENT for event in view["events"])
        assert all(set(event["actor"]) == {"role", "agency_id"} for event in view["events"])
        assert set(view["deadline"]) == DEADLINE
        assert set(view["holder"]) == {"agency_id", "name", "since"}
    assert set(desk.get(f"/reports/{report_id}/deadline").json) == DEADLINE
    assert set(desk.get(f"/reports/{report_id}/export", code_of(receipt)).json) == {"report", "identity", "exported_at"}
    identity = desk.get(f"/officer/reports/{report_id}/identity", bearer("dpupr")).json
    assert set(identity) == {"anonymous", "name", "email", "phone", "proxy"}
    readings = desk.own(receipt)["identity_readings"]
    assert set(readings[0]) == {"at", "actor"}
    assert set(readings[0]["actor"]) == {"role", "agency_id"}, "never the officer's name"


def test_the_golden_fields_of_every_list(desk: Desk) -> None:
    desk.forwarded()
    queue = desk.get("/officer/reports?queue=inbox", bearer("dpupr")).json
    assert set(queue) == {"items", "next"}
    assert set(queue["items"][0]) == {
        "report_id", "version", "state", "title", "classification", "category", "holder", "holder_name", "due_at",
        "answer_by", "level", "late", "supervisory", "confidential", "published", "received_at", "closed_reason",
    }  # fmt: skip
    published = desk.submit()["report_id"]
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    desk.act("kobar", published, "publish", **wording)
    public = desk.get("/reports").json["items"][0]
    assert set(public) == {
        "report_id", "state", "title", "category", "holder", "holder_name", "since", "received_at", "closed_reason",
    }  # fmt: skip
    assert set(desk.get("/officer", bearer("dpupr")).json) == {
        "username", "email", "role", "agency_id", "agency", "institution_id", "deputy_of", "may", "may_batch",
        "queues",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("command", "fields", "text"),
    [("note", {"text": "rahasia dapur"}, "rahasia dapur"), ("request-data", {"text": "nomor rumah"}, "nomor rumah")],
)
def test_what_is_not_for_the_public_is_not_in_its_view(
    desk: Desk, command: str, fields: dict[str, Any], text: str
) -> None:
    receipt = desk.forwarded()
    report_id = receipt["report_id"]
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    desk.act("kobar", report_id, "publish", **wording)
    desk.act("dpupr", report_id, command, **fields)
    desk.as_reporter(receipt, "reply", text="alamat saya canary-77")
    public = desk.get(f"/reports/{report_id}").content.decode()
    assert text not in public
    assert "canary-77" not in public
    assert "lubang" not in public
    assert ("rahasia dapur" in str(desk.own(receipt))) is False


def test_every_error_has_the_fields_of_the_contract_and_no_trace(desk: Desk) -> None:
    receipt = desk.submit()
    path = f"/officer/reports/{receipt['report_id']}/answer"
    for reply, more in (
        (desk.post(path, {"version": 9, "text": "x" * 20}, bearer("kobar")), {"version", "last_event"}),
        (desk.post(path, {"version": 1, "text": "x" * 20}, bearer("kobar")), {"state", "allowed"}),
        (desk.get("/reports/x"), set()),
        (desk.post("/reports", {}), set()),
    ):
        assert set(reply.error) == ERROR | more
        assert all(set(one) == {"field", "code", "message"} for one in reply.error["fields"])
        assert b"Traceback" not in reply.content


def test_a_stale_version_tells_a_reporter_nothing_internal(desk: Desk) -> None:
    receipt = desk.forwarded()
    desk.act("dpupr", receipt["report_id"], "note", text="rahasia dapur")
    stale = desk.as_reporter(receipt, "reply", text="Halo.", version=2)
    assert (stale.status, stale.error["version"]) == (409, 3)
    assert stale.error["last_event"]["type"] == "forwarded", "the last that the reporter may see"
    theirs = desk.post(f"/officer/reports/{receipt['report_id']}/accept", {"version": 2}, bearer("dpupr"))
    assert theirs.error["last_event"]["type"] == "noted"
