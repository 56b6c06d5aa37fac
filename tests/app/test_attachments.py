"""Files with a report: announced, uploaded, looked at, shown to who may read the report and to nobody else."""

import base64
import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from chalicelib import clock
from chalicelib.domain.attachments import MEDIA_TYPES
from chalicelib.service.attachments import measures
from chalicelib.settings import settings
from tests.app.people import Desk, bearer, code_of, new_key, submission
from tests.app.uploading import announced, bring_all, fate, fetched, kept, objects_of, uploaded
from tests.files.made import PLACE_BYTES, SECRET, document, photo, video


def test_from_announcing_to_looking_at_it(desk: Desk) -> None:
    content = photo()
    before = clock.now()
    reply = desk.post(
        "/attachments", {"filename": "Foto jalan.jpg", "content_type": "image/jpeg", "size": len(content)}
    )
    assert (reply.status, set(reply.json)) == (201, {"attachment_id", "url", "fields", "expires_at"})
    until = datetime.fromisoformat(reply.json["expires_at"]) - before
    assert timedelta(minutes=9) < until <= timedelta(minutes=10, seconds=1)
    attachment_id = kept(desk, content, filename="Foto jalan.jpg")
    receipt = desk.submit(attachments=[attachment_id])
    (shown,) = desk.own(receipt)["attachments"]
    assert shown == {
        "attachment_id": attachment_id,
        "filename": "Foto jalan.jpg",
        "content_type": "image/jpeg",
        "size": len(content),
        "state": "checked",
        "by": "reporter",
        "seq": 1,
    }
    assert desk.read("kobar", receipt["report_id"]).json["attachments"] == [shown]
    path = f"/reports/{receipt['report_id']}/attachments/{attachment_id}"
    own = desk.get(f"{path}?size=small", code_of(receipt))
    officers = desk.get(f"/officer{path}", bearer("kobar"))
    assert (own.status, officers.status) == (200, 200)
    for reply in (own, officers):
        served = fetched(reply.json["url"])
        assert served.status == 200
        assert served.headers["Content-Type"] == "image/jpeg" == reply.json["content_type"]
        assert served.headers["Content-Disposition"] == "inline"
        assert served.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in served.headers["Content-Security-Policy"]
        assert SECRET.encode() not in served.content
        assert PLACE_BYTES not in served.content
        assert Image.open(BytesIO(served.content)).size == (60, 40)
    assert own.json["url"] != officers.json["url"]
    assert [key.split("/")[::3] for key in objects_of(attachment_id)] == [["checked", "large"], ["checked", "small"]]


def test_the_form_is_signed_for_one_key_one_type_one_length_and_ten_minutes(desk: Desk) -> None:
    content = photo()
    sent = announced(desk, content)
    policy = json.loads(base64.b64decode(sent.fields["policy"]))
    assert {"key": f"incoming/{sent.attachment_id}"} in policy["conditions"]
    assert {"Content-Type": "image/jpeg"} in policy["conditions"]
    assert ["content-length-range", len(content), len(content)] in policy["conditions"]
    assert datetime.fromisoformat(policy["expiration"]) - clock.now() <= timedelta(minutes=10)
    for changes, more in (
        ({"key": "incoming/lain"}, b""),
        ({"key": "checked/lain/x/large"}, b""),
        ({"Content-Type": "text/html"}, b""),
        ({"acl": "public-read"}, b""),
        ({"x-amz-signature": "0" * 64}, b""),
        ({"policy": base64.b64encode(b"{}").decode()}, b""),
        ({}, b"x"),
        ({}, b"x" * 30_000_000),
    ):
        refused = uploaded(sent, content + more, **changes)
        assert refused.status in (400, 403), changes
        assert b"<Code>" in refused.content
    assert uploaded(sent, content[:-1]).status == 400
    assert objects_of(sent.attachment_id) == []
    assert uploaded(sent, content).status == 204


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"filename": "../../etc/passwd"}, "filename", "file_name_with_path"),
        ({"filename": "C:\\foto.jpg"}, "filename", "file_name_with_path"),
        ({"filename": "foto/x.jpg"}, "filename", "file_name_with_path"),
        ({"filename": "foto.php.jpg"}, "filename", "file_name_with_two_endings"),
        ({"filename": "foto.HTML .jpg"}, "filename", "file_name_with_two_endings"),
        ({"filename": "foto.jpg.jpg"}, "filename", "file_name_with_two_endings"),
        ({"filename": "foto.svg"}, "filename", "file_ending_differs"),
        ({"filename": "foto."}, "filename", "file_ending_differs"),
        ({"filename": "surat.pdf"}, "filename", "file_ending_differs"),
        ({"filename": "foto\u0000.jpg"}, "filename", "control_characters"),
        ({"filename": "foto\n.jpg"}, "filename", "one_line"),
        ({"filename": "f" * 300 + ".jpg"}, "filename", "too_long"),
        ({"filename": " "}, "filename", "required"),
        ({"content_type": "image/svg+xml"}, "content_type", "file_type_not_taken"),
        ({"content_type": "text/html"}, "content_type", "file_type_not_taken"),
        ({"size": 200 * 1024 * 1024}, "size", "file_too_large"),
        ({"size": 25 * 1024 * 1024 + 1}, "size", "file_too_large"),
        ({"size": 0}, "size", "file_empty"),
        ({"size": "1"}, "size", "not_a_number"),
        ({"key": "incoming/x"}, "key", "unknown_field"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(
    desk: Desk, changes: dict[str, Any], field: str, code: str
) -> None:
    good = {"filename": "foto.jpg", "content_type": "image/jpeg", "size": 100}
    reply = desk.post("/attachments", good | changes)
    english = desk.post("/attachments", good | changes, {"Accept-Language": "en"})
    assert (reply.status, reply.code) == (422, "invalid")
    assert [(one["field"], one["code"]) for one in reply.error["fields"]] == [(field, code)]
    assert reply.error["fields"][0]["message"] != english.error["fields"][0]["message"]
    assert "…" not in reply.error["fields"][0]["message"]


def test_every_fault_of_a_file_is_told_at_once(desk: Desk) -> None:
    reply = desk.post("/attachments", {"filename": "a/b.php.jpg", "content_type": "text/html", "size": 10**9, "x": 1})
    assert {one["field"] for one in reply.error["fields"]} == {"filename", "content_type", "size", "x"}
    assert {one["field"] for one in desk.post("/attachments", {}).error["fields"]} == {
        "filename",
        "content_type",
        "size",
    }
    assert desk.form("/attachments", {"filename": "foto.jpg"}).status == 415
    assert desk.ask("POST", "/attachments", {"Content-Type": "application/json"}, b"{").status == 400


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Image 2026-11-20 at 08.15.32.jpeg",
        "Foto 1.2.JPG",
        "IMG_0001",
        "jalan berlubang 😢.jpg",
        "Jl. Iskandar.jpg",
    ],
)
def test_names_as_telephones_and_people_give_them_are_taken(desk: Desk, name: str) -> None:
    assert fate(desk, photo(), filename=name)["filename"] == name


def test_a_name_is_shown_as_text_without_marks_that_turn_it_and_is_in_no_key_or_address(desk: Desk) -> None:
    name = "KANARI <img src=x onerror=alert(1)>\u202egpj.jpg"
    content = photo()
    sent = announced(desk, content, filename=name)
    assert "KANARI" not in json.dumps(sent.fields) + sent.url
    assert b"KANARI" not in base64.b64decode(sent.fields["policy"])
    assert uploaded(sent, content).status == 204
    bring_all()
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert desk.own(receipt)["attachments"][0]["filename"] == "KANARI <img src=x onerror=alert(1)>gpj.jpg"
    page = desk.form("/track", {"report_id": receipt["report_id"], "access_code": receipt["access_code"]})
    assert b"<img" not in page.content
    assert b"&lt;img" in page.content
    assert "Sudah diperiksa" in page.content.decode()
    reply = desk.get(f"/reports/{receipt['report_id']}/attachments/{sent.attachment_id}", code_of(receipt))
    assert "KANARI" not in reply.json["url"]
    assert "KANARI" not in json.dumps(fetched(reply.json["url"]).headers)
    assert not any("KANARI" in key for key in objects_of(sent.attachment_id))


@pytest.mark.parametrize(
    ("content", "content_type", "filename", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/jpeg", "gambar.jpg", "other_type"),
        (b"<!doctype html><script>alert(1)</script>", "image/png", "gambar.png", "other_type"),
        (b"%PDF-1.7 bukan gambar", "image/jpeg", "gambar.jpg", "other_type"),
        (photo()[:900], "image/jpeg", "gambar.jpg", "unreadable"),
        (document(password="x"), "application/pdf", "surat.pdf", "locked"),
        (video(brand=b"qt  "), "video/mp4", "film.mp4", "other_type"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_a_reason_and_not_kept(
    desk: Desk, content: bytes, content_type: str, filename: str, reason: str
) -> None:
    shown = fate(desk, content, content_type, filename)
    assert (shown["state"], shown["reason"]) == ("refused", reason)
    assert len(shown["message"]) > 20
    assert objects_of(shown["attachment_id"]) == []


@pytest.mark.parametrize("content", [document(script=True), document(files=True)])
def test_a_document_that_acts_is_served_without_what_acts(desk: Desk, content: bytes) -> None:
    attachment_id = kept(desk, content, "application/pdf", "surat.pdf")
    receipt = desk.submit(attachments=[attachment_id])
    reply = desk.get(f"/reports/{receipt['report_id']}/attachments/{attachment_id}", code_of(receipt))
    served = fetched(reply.json["url"]).content
    assert served.startswith(b"%PDF-")
    for acting in (b"/JavaScript", b"/JS", b"/EmbeddedFile", b"/EF"):
        assert acting not in served


@pytest.mark.parametrize("content_type", MEDIA_TYPES)
def test_each_type_that_is_taken_is_served_without_what_it_told(desk: Desk, content_type: str) -> None:
    content = made_as(content_type)
    attachment_id = kept(desk, content, content_type, f"KANARI.{MEDIA_TYPES[content_type].extensions[0]}")
    receipt = desk.submit(attachments=[attachment_id])
    reply = desk.get(f"/reports/{receipt['report_id']}/attachments/{attachment_id}?size=small", code_of(receipt))
    assert reply.status == 200, desk.own(receipt)["attachments"]
    served = fetched(reply.json["url"])
    assert SECRET.encode() in content
    for told in (SECRET.encode(), PLACE_BYTES, b"111.6179", b"KANARI"):
        assert told not in served.content
    disposition = served.headers["Content-Disposition"]
    shown_in_place = content_type.startswith("image/")
    assert (disposition == "inline") == shown_in_place == reply.json["shown_in_place"]
    assert shown_in_place or disposition.startswith('attachment; filename="lampiran.')
    assert served.headers["X-Content-Type-Options"] == "nosniff"


def made_as(content_type: str) -> bytes:
    """A file of that type with everything in it that must not go on."""
    match content_type.split("/"):
        case ["application", _]:
            return document()
        case ["video", _]:
            return video()
        case [_, "heic"]:
            return photo("HEIF")
        case [_, kind]:
            return photo(kind.upper())
    raise AssertionError(content_type)


def test_nobody_else_reads_a_file(desk: Desk) -> None:
    attachment_id = kept(desk, photo())
    receipt = desk.submit(attachments=[attachment_id])
    other = desk.submit(attachments=[kept(desk, photo())])
    path = f"/reports/{receipt['report_id']}/attachments/{attachment_id}"
    absent = desk.get(f"/reports/{receipt['report_id']}/attachments/tidak-ada", code_of(receipt))
    assert (absent.status, absent.code) == (404, "not_found")
    for reply in (
        desk.get(path),
        desk.get(path, {"X-Access-Code": "0" * 20}),
        desk.get(path, code_of(other)),
        desk.get(f"/reports/{other['report_id']}/attachments/{attachment_id}", code_of(other)),
        desk.get(f"/reports/{receipt['report_id']}/attachments/{'x' * 3000}", code_of(receipt)),
        desk.get(f"/officer{path}", bearer("kotim")),
        desk.get(f"/officer/reports/{other['report_id']}/attachments/{attachment_id}", bearer("kobar")),
    ):
        assert (reply.status, reply.content) == (404, absent.content)
    assert desk.get(f"/officer{path}").status == 401
    assert desk.get(f"{path}?size=huge", code_of(receipt)).status == 422
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    assert desk.act("kobar", receipt["report_id"], "publish", **wording).status == 200
    public = desk.get(f"/reports/{receipt['report_id']}")
    assert public.status == 200
    assert attachment_id.encode() not in public.content
    assert desk.get(path).status == 404


def test_an_address_holds_for_one_copy_and_not_for_long(desk: Desk) -> None:
    attachment_id = kept(desk, photo())
    receipt = desk.submit(attachments=[attachment_id])
    url = desk.get(f"/reports/{receipt['report_id']}/attachments/{attachment_id}", code_of(receipt)).json["url"]
    assert "X-Amz-Expires=300" in url
    for wrong in (
        url.replace("/large", "/small"),
        url.replace("X-Amz-Expires=300", "X-Amz-Expires=999999"),
        url.partition("?")[0],
        url[:-1] + ("0" if url[-1] != "0" else "1"),
        url + "&response-content-type=text/html",
        url.replace("/berkas/", "/berkas/../berkas/"),
    ):
        assert fetched(wrong).status in (403, 404), wrong


def test_a_file_belongs_to_one_report(desk: Desk) -> None:
    attachment_id = kept(desk, photo())
    desk.submit(attachments=[attachment_id])
    for files in ([attachment_id], ["tidak-ada"], [attachment_id, "tidak-ada"]):
        reply = desk.post("/reports", submission(attachments=files), {"Idempotency-Key": new_key()})
        assert (reply.status, reply.code) == (422, "invalid")
        assert [(one["field"], one["code"]) for one in reply.error["fields"]] == [("attachments", "unknown_attachment")]
    several = desk.post("/reports", submission(attachments=["tidak-ada"], title="x"), {"Idempotency-Key": new_key()})
    assert {one["field"] for one in several.error["fields"]} == {"attachments", "title"}
    eleven = desk.post("/reports", submission(attachments=[f"x{n}" for n in range(11)]), {"Idempotency-Key": new_key()})
    assert "too_many" in [one["code"] for one in eleven.error["fields"]]


def test_the_same_submission_again_has_the_same_files(desk: Desk) -> None:
    fields, key = submission(attachments=[kept(desk, photo())]), {"Idempotency-Key": new_key()}
    first, again = desk.post("/reports", fields, key), desk.post("/reports", fields, key)
    assert (first.status, again.status) == (201, 200)
    assert first.content == again.content
    assert len(desk.own(first.json)["attachments"]) == 1


def test_files_come_with_the_data_that_was_asked_for_ten_in_all(desk: Desk) -> None:
    content = photo()
    receipt = desk.submit(attachments=[announced(desk, content).attachment_id for _ in range(9)])
    assert desk.act("kobar", receipt["report_id"], "request-data", text="Mohon kirim foto.").status == 200
    two = [announced(desk, content).attachment_id for _ in range(2)]
    refused = desk.as_reporter(receipt, "complete", attachments=two)
    assert [one["code"] for one in refused.error["fields"]] == ["too_many_files"]
    assert "10" in refused.error["fields"][0]["message"]
    unknown = desk.as_reporter(receipt, "complete", body=7, attachments=["tidak-ada"])
    assert {(one["field"], one["code"]) for one in unknown.error["fields"]} == {
        ("body", "not_text"), ("attachments", "unknown_attachment"),
    }  # fmt: skip
    done = desk.as_reporter(receipt, "complete", attachments=two[:1])
    assert (done.status, done.json["state"]) == (200, "submitted")
    assert [one["seq"] for one in done.json["attachments"]] == [1] * 9 + [3]
    assert done.json["events"][-1]["data"]["attachments"] == two[:1]
    again = desk.as_reporter(receipt, "complete", attachments=two[:1])
    assert (again.status, again.code) == (409, "not_allowed_now")


def test_what_a_reporter_says_later_comes_with_files_too_ten_in_all(desk: Desk) -> None:
    receipt = desk.answered()
    first, second, third = (announced(desk, photo()).attachment_id for _ in range(3))
    assert desk.as_reporter(receipt, "reply", text="Begini keadaannya.", attachments=[first]).status == 200
    disputed = desk.as_reporter(receipt, "dispute", text="Belum selesai.", rating=1, attachments=[second])
    assert [one["attachment_id"] for one in disputed.json["attachments"]] == [first, second]
    assert [event["data"].get("attachments") for event in disputed.json["events"][-2:]] == [[first], [second]]
    seen = desk.read("dpupr", receipt["report_id"]).json["attachments"]
    assert [(one["attachment_id"], one["by"]) for one in seen] == [(first, "reporter"), (second, "reporter")]
    many = [third, *(announced(desk, photo()).attachment_id for _ in range(8))]
    refused = desk.as_reporter(receipt, "reply", text="Terlalu banyak.", attachments=many)
    assert (refused.status, refused.error["fields"][0]["code"]) == (422, "too_many_files")

    laid_aside = desk.submit()
    assert desk.act("kobar", laid_aside["report_id"], "archive", reason="spam", text="Iklan.").status == 200
    objected = desk.as_reporter(laid_aside, "object", text="Bukan iklan.", attachments=[third])
    assert [one["attachment_id"] for one in objected.json["attachments"]] == [third]


def test_a_unit_answers_with_photos_that_the_reporter_sees(desk: Desk) -> None:
    receipt = desk.forwarded()
    attachment_id = kept(desk, photo())
    assert desk.act("dpupr", receipt["report_id"], "accept").status == 200
    stolen = kept(desk, photo())
    desk.submit(attachments=[stolen])
    refused = desk.act("dpupr", receipt["report_id"], "answer", text="Lampu sudah diganti semua.", attachments=[stolen])
    assert [one["code"] for one in refused.error["fields"]] == ["unknown_attachment"]
    answered = desk.act(
        "dpupr", receipt["report_id"], "answer", text="Lampu sudah diganti semua.", attachments=[attachment_id]
    )
    assert (answered.status, answered.json["attachments"][0]["by"]) == (200, "liaison")
    reply = desk.get(f"/reports/{receipt['report_id']}/attachments/{attachment_id}", code_of(receipt))
    assert fetched(reply.json["url"]).status == 200


def test_too_many_files_from_one_source_are_told_to_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "settings", lambda: replace(settings(), uploads_per_minute=0))
    reply = desk.post("/attachments", {"filename": "foto.jpg", "content_type": "image/jpeg", "size": 100})
    assert (reply.status, reply.code) == (429, "rate_limited")
    assert int(reply.headers["Retry-After"]) == 60
