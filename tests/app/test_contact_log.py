"""An attempt to reach a reporter is on record: how and whether for the reporter too, the words for officers alone."""

from tests.app.people import Desk, bearer, code_of

SECRET = "Suaminya yang mengangkat."


def test_the_reporter_reads_that_they_were_called_and_only_officers_what_was_said(desk: Desk) -> None:
    receipt = desk.submit()
    desk.act("kobar", receipt["report_id"], "contact-log", how="call", reached=False, text=SECRET)
    path = f"/reports/{receipt['report_id']}"
    own = desk.get(path, code_of(receipt)).json
    (theirs,) = [event for event in own["events"] if event["type"] == "contact_logged"]
    assert (theirs["text"], theirs["data"]) == (None, {"how": "call", "reached": False})
    assert SECRET not in str(own)
    (ours,) = [
        event for event in desk.get(f"/officer{path}", bearer("kobar")).json["events"] if event["seq"] == theirs["seq"]
    ]
    assert (ours["internal_text"], ours["data"]) == (SECRET, theirs["data"])


def test_the_public_never_hears_of_it(desk: Desk) -> None:
    receipt = desk.submit()
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    desk.act("kobar", receipt["report_id"], "publish", **wording)
    desk.act("kobar", receipt["report_id"], "contact-log", how="visit", reached=True, text=SECRET)
    public = desk.get(f"/reports/{receipt['report_id']}").json
    assert "contact_logged" not in {event["type"] for event in public["events"]}
    assert SECRET not in str(public)


def test_how_and_whether_are_wanted(desk: Desk) -> None:
    path = f"/officer/reports/{desk.submit()['report_id']}/contact-log"
    refused = desk.post(path, {"version": 1, "how": "letter", "text": "Ditelepon."}, bearer("kobar"))
    assert refused.status == 422
    assert {(one["field"], one["code"]) for one in refused.error["fields"]} == {
        ("how", "not_one_of"),
        ("reached", "required"),
    }
