"""The main job: a report goes in at the one door and comes out answered; everybody sees what is theirs to see."""

import pytest

from chalicelib.store.identities import load_identity
from tests.app.people import Desk, bearer, code_of, new_key, submission


def test_from_submit_to_closed(desk: Desk) -> None:
    receipt = desk.submit()
    report_id = receipt["report_id"]
    assert receipt["state"] == "submitted"
    assert receipt["track_url"] == "https://lapor.example/lacak"

    verified = desk.act("kobar", report_id, "verify", forward_to="kab.6201.dpupr")
    assert (verified.status, verified.json["state"]) == (200, "forwarded")
    for command, fields, state in (
        ("accept", {}, "in_progress"),
        ("progress", {"text": "Alat berat sudah di lokasi."}, "in_progress"),
        ("answer", {"text": "Lubang sudah ditambal.", "action_date": "2026-11-20"}, "answered"),
    ):
        reply = desk.act("dpupr", report_id, command, **fields)
        assert (reply.status, reply.json["state"]) == (200, state), reply.content

    own = desk.own(receipt)
    expected = ["submitted", "verified", "forwarded", "accepted", "progressed", "answered"]
    assert [event["type"] for event in own["events"]] == expected
    assert [event["seq"] for event in own["events"]] == [1, 2, 3, 4, 5, 6]
    assert own["version"] == 5
    assert own["holder"]["agency_id"] == "kab.6201.dpupr"
    assert own["holder"]["name"].startswith("Dinas Pekerjaan Umum")
    assert own["deadline"]["limit"] == "reply"
    assert own["deadline"]["days"]
    assert "confirm" in own["allowed"]

    closed = desk.as_reporter(receipt, "confirm", rating=5, version=own["version"])
    assert (closed.status, closed.json["state"], closed.json["closed_reason"]) == (200, "closed", "confirmed")
    assert closed.json["holder"] is None
    assert closed.json["deadline"]["due_at"] is None
    assert closed.json["events"][-1]["data"] == {"reason": "confirmed"}


def test_number_and_code_are_understood_as_people_write_them(desk: Desk) -> None:
    receipt = desk.submit()
    sloppy = receipt["report_id"].lower().replace("-", "").replace("0", "o").replace("1", "l")
    code = {"X-Access-Code": receipt["access_code"].lower().replace("-", " ")}
    assert desk.get(f"/reports/{sloppy}", code).json["report_id"] == receipt["report_id"]


def test_without_script_check_then_send_then_track(desk: Desk) -> None:
    fields = {
        "classification": "complaint",
        "title": "Jalan <b>berlubang</b> di depan pasar",
        "body": "Ada lubang besar di depan pasar.\r\nSudah tiga motor jatuh.",
        "category": "pekerjaan-umum",
        "reporter.email": "budi.uji@warga.example",
        "consent": "on",
    }
    check = desk.form("/reports", fields)
    assert check.status == 200
    page = check.content.decode()
    assert "<b>" not in page
    key = page.split('name="submission_key" value="')[1].split('"')[0]

    receipt = desk.form("/reports", fields | {"submission_key": key})
    assert receipt.status == 201
    number, code = (part.split("</code>")[0] for part in receipt.content.decode().split("<code>")[1:3])
    again = desk.form("/reports", fields | {"submission_key": key})
    assert (again.status, number in again.content.decode()) == (200, True)

    tracked = desk.form("/track", {"report_id": number, "access_code": code})
    assert tracked.status == 200
    assert "Menunggu verifikasi" in tracked.content.decode()
    replied = desk.form(f"/reports/{number}/reply", {"access_code": code, "text": "Lubangnya makin dalam."})
    assert (replied.status, "Lubangnya makin dalam." in replied.content.decode()) == (200, True)
    wrong = desk.form(f"/reports/{number}/reply", {"access_code": code})
    assert (wrong.status, "Ada kesalahan" in wrong.content.decode()) == (422, True)
    assert desk.form("/track", {"report_id": number, "access_code": "0" * 20}).status == 404
    withdrawn = desk.form(f"/reports/{number}/withdraw", {"access_code": code})
    assert (withdrawn.status, "Dicabut pelapor" in withdrawn.content.decode()) == (200, True)


def test_a_form_with_faults_comes_back_with_all_answers(desk: Desk) -> None:
    reply = desk.form("/reports", {"title": "Pendek", "location.village": "Raja", "agency_id": "kab.9999"})
    page = reply.content.decode()
    assert reply.status == 422
    assert 'value="Pendek"' in page
    assert 'value="Raja"' in page
    for field in ("title", "body", "classification", "category", "agency_id", "consent", "reporter.email"):
        assert f'href="#{field}"' in page


def test_a_published_report_shows_its_public_wording_alone(desk: Desk) -> None:
    receipt = desk.submit(title="Jalan rusak dekat rumah Pak Joko")
    report_id = receipt["report_id"]
    assert desk.get(f"/reports/{report_id}").status == 404
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    assert desk.act("kobar", report_id, "verify", publish=True, **wording).status == 200
    shown = desk.get(f"/reports/{report_id}")
    assert (shown.json["title"], shown.json["body"]) == ("Jalan rusak", "Jalan rusak di sebuah kampung.")
    assert b"Joko" not in shown.content
    assert desk.get(f"/reports/{report_id}/deadline").json["due_at"] == receipt["due_at"]
    listed = desk.get("/reports?agency=kab.6201&limit=100").json["items"]
    assert report_id in [item["report_id"] for item in listed]
    assert desk.get(f"/reports/{report_id}", {"X-Access-Code": "0" * 20}).status == 404
    hidden = desk.as_reporter(receipt, "publicity", allowed=False)
    assert (hidden.status, hidden.json["published"]) == (200, False)
    assert desk.get(f"/reports/{report_id}").status == 404


def test_each_reading_of_the_identity_is_shown_to_the_reporter(desk: Desk) -> None:
    receipt = desk.forwarded()
    identity = desk.get(f"/officer/reports/{receipt['report_id']}/identity", bearer("dpupr"))
    assert identity.json["email"] == "siti.uji@warga.example"
    readings = desk.own(receipt)["identity_readings"]
    assert [reading["actor"] for reading in readings] == [{"role": "liaison", "agency_id": "kab.6201.dpupr"}]
    export = desk.get(f"/reports/{receipt['report_id']}/export", code_of(receipt))
    assert export.json["identity"]["name"] == "Siti Uji"


@pytest.mark.parametrize(
    ("location", "institution"),
    [
        ({"province": "Kalimantan Tengah", "regency": "Kabupaten Kotawaringin Barat"}, "kab.6201"),
        ({"province": "62", "regency": "6202"}, "kab.6202"),
        ({"province": "Kalimantan Tengah", "regency": "Palangka Raya"}, "kota.6271"),
        ({"province": "Kalimantan Tengah", "regency": "Kabupaten Palangka Raya"}, "prov.62"),
        ({"province": "Provinsi Riau", "regency": "Kabupaten Yang Tidak Ada"}, "prov.14"),
        ({"regency": "Entah di mana"}, "ri"),
        (None, "ri"),
    ],
)
def test_who_names_no_agency_is_heard_where_it_happened(
    desk: Desk, location: dict[str, str] | None, institution: str
) -> None:
    receipt = desk.submit(agency_id=None, location=location)
    assert desk.own(receipt)["holder"]["agency_id"] == institution


def test_a_named_agency_and_a_reported_one_come_before_the_place(desk: Desk) -> None:
    place = {"regency": "Kabupaten Kotawaringin Barat"}
    assert desk.own(desk.submit(location=place, agency_id="kab.6202"))["holder"]["agency_id"] == "kab.6202"
    reported = desk.submit(location=place, agency_id=None, reported_agencies=["kab.6201"])
    assert desk.own(reported)["holder"]["agency_id"] == "ri"


def test_everybody_reads_what_an_answer_comes_to(desk: Desk) -> None:
    receipt = desk.forwarded()
    report_id = receipt["report_id"]
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di depan pasar."}
    assert desk.act("kobar", report_id, "publish", **wording).status == 200
    answer = {"text": "Lubang akan ditambal bulan depan.", "outcome": "explained"}
    assert desk.act("dpupr", report_id, "answer", **answer).json["outcome"] == "explained"
    assert desk.own(receipt)["outcome"] == "explained"
    public = desk.get(f"/reports/{report_id}").json
    assert public["outcome"] == public["events"][-1]["data"]["outcome"] == "explained"
    page = desk.form("/track", {"report_id": report_id, "access_code": receipt["access_code"]}).content.decode()
    assert "<dd>Dijelaskan</dd>" in page


def test_a_reporter_puts_their_contact_right_three_times_a_day_at_most(desk: Desk) -> None:
    receipt = desk.submit()
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    assert "Ubah nama atau kontak" in desk.form("/track", keys).content.decode()
    changed = desk.as_reporter(receipt, "contact", email="siti.baru@warga.example", name="Siti Baru")
    assert (changed.status, changed.json["events"][-1]["data"]) == (200, {"changed": ["name", "email"]})
    assert "siti.baru" not in desk.read("kobar", receipt["report_id"]).content.decode()
    identity = desk.get(f"/officer/reports/{receipt['report_id']}/identity", bearer("kobar")).json
    assert (identity["name"], identity["email"]) == ("Siti Baru", "siti.baru@warga.example")
    assert desk.as_reporter(receipt, "contact").error["fields"][0]["code"] == "contact_empty"
    assert desk.as_reporter(receipt, "contact", phone="0812 3456 7890").status == 200
    assert desk.as_reporter(receipt, "contact", phone="0812 3456 7891").status == 200
    assert desk.as_reporter(receipt, "contact", phone="0812 3456 7892").status == 429
    assert desk.as_reporter(receipt, "erase").status == 200
    assert desk.as_reporter(receipt, "contact", phone="0812 3456 7893").status == 410


def test_for_whom_a_report_is_made_is_kept_with_the_identity_and_goes_with_it(desk: Desk) -> None:
    proxy = {"name": "Wagimin Uji", "relation": "anak"}
    receipt = desk.submit(proxy=proxy, body="Bapak Wagimin tidak dilayani di puskesmas karena tidak bisa berdiri.")
    report_id = receipt["report_id"]
    assert "Wagimin Uji" not in desk.read("kobar", report_id).content.decode()
    assert [one["kind"] for one in desk.read("kobar", report_id).json["removals"]["body"]] == ["name"]
    assert desk.get(f"/officer/reports/{report_id}/identity", bearer("kobar")).json["proxy"] == proxy
    assert desk.get(f"/reports/{report_id}/export", code_of(receipt)).json["identity"]["proxy"] == proxy
    assert len(desk.own(receipt)["identity_readings"]) == 1
    assert desk.as_reporter(receipt, "erase").status == 200
    assert load_identity(report_id) is None

    hidden = desk.submit(proxy=proxy, anonymous=True)["report_id"]
    assert desk.get(f"/officer/reports/{hidden}/identity", bearer("kobar")).json["proxy"] is None


def test_an_anonymous_reporter_is_nobody_to_officers(desk: Desk) -> None:
    receipt = desk.submit(anonymous=True)
    identity = desk.get(f"/officer/reports/{receipt['report_id']}/identity", bearer("kobar"))
    assert (identity.json["name"], identity.json["email"]) == ("Pelapor", None)


def test_after_erasing_410_remains(desk: Desk) -> None:
    receipt = desk.forwarded()
    erased = desk.as_reporter(receipt, "erase")
    assert (erased.status, erased.json["state"]) == (200, "withdrawn")
    again = desk.get(f"/reports/{receipt['report_id']}", code_of(receipt))
    assert (again.status, again.code) == (410, "erased")
    assert again.error["rule"]
    assert desk.get(f"/reports/{receipt['report_id']}").status == 410
    seen = desk.read("dpupr", receipt["report_id"])
    assert b"lubang" not in seen.content


def test_one_key_one_report(desk: Desk) -> None:
    key = {"Idempotency-Key": new_key()}
    first, again = desk.post("/reports", submission(), key), desk.post("/reports", submission(), key)
    assert (first.status, again.status) == (201, 200)
    assert first.content == again.content
    other = desk.post("/reports", submission(title="Judul yang lain sama sekali"), key)
    assert (other.status, other.code) == (409, "key_reused")
    field = desk.post("/reports", submission(submission_key=key["Idempotency-Key"]))
    assert field.content == first.content
