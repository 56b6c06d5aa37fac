"""What officers' and the reporter's words become in public: only what was written for the public."""

from typing import Any

import pytest

from tests.app.people import Desk, bearer

WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
NUMBERS = [
    ("NIK 3201\xa02345\xa06789\xa00123 sudah dicatat", "nik"),
    ("Hubungi pelapor di 0812\u20113456\u20117890", "phone"),
    ("Surel siti(at)warga.example sudah dibalas", "email"),
    ("Mobil KH 1234 AB sudah dipindahkan", "plate"),
    ("Uang dikembalikan ke BRI 0210 0100 0123 456", "account"),
    ("Petugas NIP 19800101 200501 1 001 ditegur", "nip"),
    ("NPWP 01.234.567.8-901.000 sudah aktif lagi", "npwp"),
    ("Kartu BPJS 0001234567890 sudah aktif lagi", "bpjs"),
]


def in_public(desk: Desk, report_id: str) -> list[tuple[str, str | None]]:
    """The events that everybody reads, with their texts."""
    return [(event["type"], event["text"]) for event in desk.get(f"/reports/{report_id}").json["events"]]


def published(desk: Desk, **changes: Any) -> str:
    """A report that its unit works on and everybody may read."""
    report_id: str = desk.forwarded(**changes)["report_id"]
    assert desk.act("kobar", report_id, "publish", **WORDING).status == 200
    assert desk.act("dpupr", report_id, "accept").status == 200
    return report_id


@pytest.mark.parametrize(("text", "kind"), NUMBERS)
def test_a_number_that_names_a_person_wants_a_text_for_the_public(desk: Desk, text: str, kind: str) -> None:
    report_id = published(desk)
    for command, fields in (
        ("progress", {}),
        ("answer", {}),
        ("return", {"proposed": "kab.6201.dinkes"}),
    ):
        refused = desk.act("dpupr", report_id, command, text=text, **fields)
        assert (refused.status, refused.code) == (422, "invalid"), command
        (fault,) = refused.error["fields"]
        assert (fault["field"], fault["code"]) == ("text", "personal_data")
        (place,) = fault["places"]
        assert place["kind"] == kind
        units = text.encode("utf-16-le")[2 * place["start"] : 2 * place["end"]].decode("utf-16-le")
        assert units in text
        assert units not in refused.content.decode()
    assert desk.act("dpupr", report_id, "progress", text=text, public_text="Sudah ditangani.").status == 200
    assert in_public(desk, report_id)[-1] == ("progressed", "Sudah ditangani.")


def test_on_a_report_that_is_not_public_officers_write_as_they_must(desk: Desk) -> None:
    report_id = desk.forwarded()["report_id"]
    desk.act("dpupr", report_id, "accept")
    assert desk.act("dpupr", report_id, "progress", text=NUMBERS[0][0]).status == 200


def test_an_extension_and_an_archiving_want_it_too(desk: Desk) -> None:
    report_id = published(desk)
    text = NUMBERS[0][0]
    refused = desk.act("dpupr-kepala", report_id, "extend", days=2, reason="Hujan", text=text)
    assert [one["code"] for one in refused.error["fields"]] == ["personal_data"]
    more = {"days": 2, "reason": "Hujan di rumah Pak Joko", "text": text, "public_text": "Perlu dua hari lagi."}
    assert desk.act("dpupr-kepala", report_id, "extend", **more).status == 200
    assert in_public(desk, report_id)[-1] == ("extended", "Perlu dua hari lagi.")
    assert "Joko" not in desk.get(f"/reports/{report_id}").content.decode()
    other = desk.submit()["report_id"]
    desk.act("kobar", other, "publish", **WORDING)
    refused = desk.act("kobar", other, "archive", reason="spam", text=text)
    assert [one["code"] for one in refused.error["fields"]] == ["personal_data"]
    assert desk.act("kobar", other, "archive", reason="spam", text=text, public_text="Iklan.").status == 200
    assert in_public(desk, other)[-1] == ("archived", "Iklan.")


def test_publishing_shows_of_earlier_texts_what_it_names(desk: Desk) -> None:
    receipt = desk.forwarded()
    report_id = receipt["report_id"]
    desk.act("dpupr", report_id, "accept")
    desk.act("dpupr", report_id, "progress", text="Aspal dipesan oleh Pak Joko Susilo, 081234567890.")
    desk.as_reporter(receipt, "reply", text="Saya Siti, rumah saya nomor 5.")
    would_be = desk.read("kobar", report_id).json["would_be_public"]
    told, replied = would_be[-2:]
    assert (told["public_text"], told["shown"]) == (None, False)
    assert [mark["kind"] for mark in told["marks"]] == ["name", "phone"]
    assert desk.read("dpupr", report_id).json["would_be_public"] == []
    desk.act("kobar", report_id, "publish", **WORDING)
    assert [text for _, text in in_public(desk, report_id) if text] == []
    texts = {str(told["seq"]): "Aspal dipesan.", str(replied["seq"]): None}
    assert desk.act("kobar", report_id, "publish", public_texts=texts).status == 200
    assert [one for one in in_public(desk, report_id) if one[1]] == [("progressed", "Aspal dipesan.")]
    again = {one["seq"]: one for one in desk.read("kobar", report_id).json["would_be_public"]}
    assert (again[told["seq"]]["public_text"], again[told["seq"]]["shown"]) == ("Aspal dipesan.", True)
    desk.act("kobar", report_id, "publish", public_texts={str(replied["seq"]): "Pelapor menambahkan keterangan."})
    shown = [one for one in in_public(desk, report_id) if one[1]]
    assert shown == [("progressed", "Aspal dipesan."), ("replied", "Pelapor menambahkan keterangan.")]


def test_verifying_publishes_texts_with_the_report_alone(desk: Desk) -> None:
    receipt = desk.submit()
    report_id = receipt["report_id"]
    desk.as_reporter(receipt, "reply", text="Saya Siti.")
    (replied,) = desk.read("kobar", report_id).json["would_be_public"]
    texts = {str(replied["seq"]): "Pelapor menambahkan keterangan."}
    alone = desk.act("kobar", report_id, "verify", public_texts=texts)
    assert [(one["field"], one["code"]) for one in alone.error["fields"]] == [("public_texts", "only_with_publish")]
    wrong = desk.act("kobar", report_id, "verify", publish=True, **WORDING, public_texts={"1": "Tidak ada."})
    assert [(one["field"], one["code"]) for one in wrong.error["fields"]] == [("public_texts.1", "no_such_text")]
    assert desk.act("kobar", report_id, "verify", publish=True, **WORDING, public_texts=texts).status == 200
    assert ("replied", "Pelapor menambahkan keterangan.") in in_public(desk, report_id)


def test_the_reporters_own_name_is_marked_in_what_they_wrote_later(desk: Desk) -> None:
    receipt = desk.submit(
        body="Nama saya Rahmaniah dan jalan di depan rumah saya rusak parah.",
        reporter={"name": "Rahmaniah", "email": "rahmaniah@warga.example"},
    )
    desk.as_reporter(receipt, "reply", text="tolong panggil rahmaniah saja")
    (replied,) = desk.read("kobar", receipt["report_id"]).json["would_be_public"]
    assert [(mark["start"], mark["end"]) for mark in replied["marks"]] == [(15, 24)]


def test_what_is_about_to_be_sent_is_marked_for_its_officer(desk: Desk) -> None:
    text = "Pak M. Yusuf, NIK 3201 2345 6789 0123"
    reply = desk.post("/officer/marks", {"text": text}, bearer("dpupr"))
    assert reply.json == {"marks": [{"start": 4, "end": 12, "kind": "name"}, {"start": 18, "end": 37, "kind": "nik"}]}
    assert desk.post("/officer/marks", {"text": text}).status == 401
    assert desk.post("/officer/marks", {}, bearer("dpupr")).status == 422
