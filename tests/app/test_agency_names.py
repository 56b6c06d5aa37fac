"""A page that shows a report needs no second question to say who did what."""

from tests.app.people import Desk, bearer


def test_own_and_public_view_name_the_agencies_in_their_events(desk: Desk) -> None:
    receipt = desk.forwarded()
    wording = {"public_title": "Jalan berlubang di pasar", "public_body": "Lubang besar di depan pasar."}
    assert desk.act("kobar", receipt["report_id"], "publish", **wording).status == 200
    assert desk.get(f"/officer/reports/{receipt['report_id']}/identity", bearer("dpupr")).status == 200
    own, public = desk.own(receipt), desk.get(f"/reports/{receipt['report_id']}").json
    for view in (own, public):
        named = {event["actor"]["agency_id"] for event in view["events"]} - {None}
        named |= {event["data"]["to"] for event in view["events"] if "to" in event["data"]}
        assert named == {"kab.6201", "kab.6201.dpupr"}
        assert named <= set(view["agency_names"])
        assert "Pekerjaan Umum" in view["agency_names"]["kab.6201.dpupr"]
    assert own["identity_readings"][0]["actor"]["agency_id"] in own["agency_names"]
