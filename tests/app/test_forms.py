"""Without script, over the whole application: pages for every answer, good or not."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from chalicelib.language.dates import moment_in_words
from tests.app.people import Desk, new_key, submission
from tests.pages.html import check
from tests.wire import disturbed, loses_answers

FILLED = {
    "classification": "complaint",
    "title": "Jalan berlubang di depan pasar",
    "body": "Ada lubang besar di depan pasar yang membahayakan.",
    "category": "pekerjaan-umum",
    "agency_id": "kab.6201.dpupr",
    "reporter.email": "siti.uji@warga.example",
    "consent": "on",
}
ENGLISH = {"Accept-Language": "en"}


def test_a_bad_key_is_told_with_all_other_faults(desk: Desk) -> None:
    reply = desk.form("/reports", {"title": "Pendek", "submission_key": "x"})
    page = reply.content.decode()
    assert reply.status == 422
    assert "Penanda kirim" in page
    assert 'href="#title"' in page
    assert 'href="#consent"' in page


def test_a_receipt_to_print_says_what_was_received_from_whom_and_when(desk: Desk) -> None:
    receipt = desk.submit(proxy={"name": "Wagimin Uji", "relation": "anak"})
    path, key = f"/reports/{receipt['report_id']}/receipt", {"access_code": receipt["access_code"]}
    printed = desk.form(path, key)
    page = printed.content.decode()
    check(page, "id")
    received = moment_in_words(datetime.fromisoformat(desk.own(receipt)["received_at"]), "id", "Asia/Jakarta")
    for said in ("Jalan berlubang di depan pasar", "Pemerintah Kabupaten Kotawaringin Barat", received, "Siti Uji"):
        assert said in page
    assert "Wagimin Uji (anak)" in page
    assert receipt["access_code"] not in page
    assert desk.get(path, {"X-Access-Code": receipt["access_code"]}).content == printed.content
    assert desk.get(path).status == desk.get(path, {"X-Access-Code": "0" * 20}).status == 404
    assert desk.form(path, {"access_code": "0" * 20}).status == 404
    assert desk.own(receipt)["identity_readings"] == []

    hidden = desk.submit(anonymous=True, agency_id=None)
    page = desk.form(f"/reports/{hidden['report_id']}/receipt", {"access_code": hidden["access_code"]}).content.decode()
    assert "Siti Uji" not in page
    assert "<dd>Anonim</dd>" in page
    assert "Admin Nasional SP4N" in page


def test_the_help_that_is_ticked_reaches_reporter_and_officer_and_not_the_public(desk: Desk) -> None:
    ticked = FILLED | {"assistance": ["call_me", "local_language"]}
    asked = desk.form("/reports", ticked).content.decode()
    assert "Telepon saya" in asked
    assert '<input type="hidden" name="assistance" value="local_language">' in asked
    page = desk.form("/reports", ticked | {"submission_key": new_key()}).content.decode()
    report_id, code = re.findall(r'type="hidden" name="(?:report_id|access_code)" value="([^"]+)"', page)[:2]
    own = desk.form("/track", {"report_id": report_id, "access_code": code}).content.decode()
    assert "Bantuan yang Anda perlukan" in own
    assert "<li>Bahasa daerah</li>" in own
    assert desk.read("kobar", report_id).json["assistance"] == ["call_me", "local_language"]
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di depan pasar."}
    assert desk.act("kobar", report_id, "publish", **wording).status == 200
    assert "assistance" not in desk.get(f"/reports/{report_id}").json


def test_whose_report_joined_another_reads_so_without_script(desk: Desk) -> None:
    main, joined = desk.forwarded(), desk.submit()
    assert desk.act("kobar", joined["report_id"], "join", into=main["report_id"]).status == 200
    keys = {"report_id": joined["report_id"], "access_code": joined["access_code"]}
    page = desk.form("/track", keys).content.decode()
    check(page, "id")
    assert "Laporan Anda digabung dengan laporan serupa (2 laporan)" in page
    assert "Bukan masalah yang sama? Pilih “" in page
    assert main["report_id"] not in page
    own = {"report_id": main["report_id"], "access_code": main["access_code"]}
    assert "Laporan lain yang serupa digabung ke laporan ini." in desk.form("/track", own).content.decode()


def test_a_place_sent_as_codes_is_told_by_its_names(desk: Desk) -> None:
    receipt = desk.submit(location={"village": "Sidorejo", "regency": "6201", "province": "62"})
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    page = desk.form("/track", keys).content.decode()
    assert re.search(r"<p>(.*Sidorejo.*)</p>", page)[1] == "Sidorejo, Kabupaten Kotawaringin Barat, Kalimantan Tengah"  # type: ignore[index]
    seen = desk.read("kobar", receipt["report_id"]).json
    assert (seen["location"]["regency"], seen["location"]["province"]) == ("6201", "62")
    assert {"kab.6201", "prov.62"} <= set(seen["agency_names"])


def test_before_its_day_a_plan_asks_for_nothing_but_agreement_without_script(desk: Desk) -> None:
    receipt = desk.forwarded()
    assert desk.act("dpupr", receipt["report_id"], "accept").status == 200
    day = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    plan = {"text": "Jalan diaspal ulang.", "outcome": "planned", "promised_by": day}
    assert desk.act("dpupr", receipt["report_id"], "answer", **plan).status == 200
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    page = desk.form("/track", keys).content.decode()
    check(page, "id")
    assert "Instansi berjanji: paling lambat" in page
    assert "<summary>Saya terima rencana ini</summary>" in page
    assert "<summary>Saya tidak setuju</summary>" in page
    assert "Belum selesai, atau nilainya" not in page


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_a_reporter_is_whole_in_their_language(desk: Desk, language: str) -> None:
    said = {"Accept-Language": language}
    check(desk.form("/reports", {"title": "x"}, said).content.decode(), language)
    check(desk.form("/reports", FILLED, said).content.decode(), language)
    check(desk.form("/reports", FILLED | {"submission_key": new_key()}, said).content.decode(), language)
    receipt = desk.answered()
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    path = f"/reports/{receipt['report_id']}"
    for reply, status in (
        (desk.form("/track", {}, said), 422),
        (desk.form("/track", keys | {"access_code": "0" * 20}, said), 404),
        (desk.form("/track", keys, said), 200),
        (desk.form(f"{path}/dispute", keys | {"report_id": ""}, said), 422),
        (desk.form(f"{path}/object", {"text": "x", "access_code": keys["access_code"]}, said), 409),
        (desk.form(f"{path}/reply", {"text": "x", "access_code": keys["access_code"], "version": "1"}, said), 409),
        (desk.form(f"{path}/reply", {"text": "x"}, said), 404),
        (desk.form(f"{path}/confirm", {"rating": "5", "access_code": keys["access_code"]}, said), 200),
        (desk.form(f"{path}/erase", {"access_code": keys["access_code"]}, said), 200),
        (desk.form("/track", keys, said), 410),
    ):
        assert reply.status == status
        check(reply.content.decode(), language)
        assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"title=%ff", 400), (b"title=a&title=b", 400), (b"&".join(b"a%d=1" % n for n in range(300)), 400),
     (b"title=" + b"x" * 10_000_000, 413)],
    ids=["not utf-8", "twice", "many", "10 megabytes"],
)  # fmt: skip
def test_a_form_that_cannot_be_read_is_answered_with_a_page(desk: Desk, body: bytes, status: int) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded", **ENGLISH}
    reply = desk.ask("POST", "/reports", kind, body)
    assert reply.status == status
    check(reply.content.decode(), "en")


def sent_by(page: Element) -> Element:
    """The form of the page itself, which is not the one for its other language."""
    return next(form for form in page.iter("form") if form.get("class") != "language")


def test_the_check_page_sends_on_what_was_written(desk: Desk) -> None:
    """What its hidden fields carry is what the citizen wrote, sign for sign."""
    written = FILLED | {
        "title": "Kata \"kutip\" & <b>tanda</b> 'lain'",
        "location.lat": "-0,00002",
        "location.lon": "111",
    }
    page = check(desk.form("/reports", written).content.decode(), "id")
    sent = sent_by(page)
    hidden = {str(field.get("name")): field.get("value") for field in sent.iter("input")}
    receipt = desk.form("/reports", hidden)
    assert receipt.status == 201
    number, code = (part.split("</code>")[0] for part in receipt.content.decode().split("<code>")[1:3])
    own: Any = desk.own({"report_id": number, "access_code": code})
    assert own["title"] == written["title"]
    assert own["location"] == {"lat": -0.00002, "lon": 111.0}


def test_sent_in_vain_it_can_be_sent_again_with_one_press(desk: Desk) -> None:
    written = FILLED | {"submission_key": new_key()}
    with disturbed(loses_answers("TransactWriteItems", times=2)):
        busy = desk.form("/reports", written, ENGLISH)
    assert (busy.status, int(busy.headers["Retry-After"]) > 0) == (503, True)
    page = check(busy.content.decode(), "en")
    sent = sent_by(page)
    hidden = {str(field.get("name")): field.get("value") for field in sent.iter("input")}
    assert hidden["submission_key"] == written["submission_key"]
    assert desk.form("/reports", hidden).status == 200, "it had been taken in: the same report, no second one"


def test_a_key_that_stands_for_another_report_is_given_a_new_one(desk: Desk) -> None:
    written = FILLED | {"submission_key": new_key()}
    assert desk.form("/reports", written).status == 201
    other = desk.form("/reports", written | {"title": "Lampu jalan mati sejak Senin"})
    assert other.status == 409
    sent = sent_by(check(other.content.decode(), "id"))
    hidden = {str(field.get("name")): field.get("value") for field in sent.iter("input")}
    assert hidden["submission_key"] != written["submission_key"]
    assert desk.form("/reports", hidden).status == 201


def test_a_form_and_json_make_the_same_report(desk: Desk) -> None:
    key = new_key()
    fields = submission(location={"village": "Raja"}, reported_agencies=["kab.6201.dinkes"])
    flat = {
        **{name: value for name, value in fields.items() if name not in ("location", "reporter")},
        **{f"location.{name}": value for name, value in fields["location"].items()},
        **{f"reporter.{name}": value for name, value in fields["reporter"].items()},
        "consent": "1",
        "submission_key": key,
    }
    assert desk.form("/reports", flat).status == 201
    again = desk.post("/reports", fields, {"Idempotency-Key": key})
    assert again.status == 200


def test_the_same_page_is_had_in_the_other_language_with_what_was_typed(desk: Desk) -> None:
    receipt = desk.answered()
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    english = {"page_language": "en"}
    check(desk.form("/track", keys | english).content.decode(), "en")
    again = desk.form("/reports", {"title": "pendek"} | english)
    check(again.content.decode(), "en")
    assert (again.status, 'value="pendek"' in again.content.decode()) == (422, True)
    check(desk.form("/recover", {"email": "tidak"} | english).content.decode(), "en")
    path = f"/reports/{receipt['report_id']}"
    typed = {"rating": "9", "text": "Airnya masih meluap.", "access_code": keys["access_code"]}
    refused = desk.form(f"{path}/dispute", typed | english)
    check(refused.content.decode(), "en")
    assert "Airnya masih meluap." in refused.content.decode()
    assert desk.form("/track", keys | {"page_language": "xx"}).content.decode().count('<html lang="id"') == 1
    check(desk.form(f"{path}/receipt", {"access_code": keys["access_code"]} | english).content.decode(), "en")


def test_every_page_leads_to_the_other_language_and_a_report_never_travels_in_an_address(desk: Desk) -> None:
    receipt = desk.answered()
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    page = desk.form("/track", keys).content.decode()
    link = page.split('<form class="language"')[1].split("</form>")[0]
    assert ' method="post" action="/api/track"' in link
    for name, value in (keys | {"page_language": "en"}).items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in link
    assert '<button lang="en">English</button>' in link
    lost = desk.form("/recover", {"email": "sari@warga.example"}).content.decode()
    assert '<a href="/en/" lang="en" hreflang="en">English</a>' in lost


def test_the_days_left_are_told_without_script(desk: Desk) -> None:
    receipt = desk.answered()
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    seen = desk.own(receipt)["standing"]
    told = re.search(
        r"<dt>Sisa waktu</dt><dd><strong>(\d+) hari kerja lagi, sampai ", desk.form("/track", keys).content.decode()
    )
    assert told
    today = datetime.now(UTC).date().isoformat()
    assert abs(int(told[1]) - sum(day["date"] > today and day["kind"] == "counted" for day in seen["days"])) <= 1
    assert desk.form(f"/reports/{receipt['report_id']}/confirm", {"access_code": keys["access_code"]}).status == 200
    assert "<dt>Waktu untuk keberatan</dt><dd><strong>30 hari lagi" in desk.form("/track", keys).content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_number_given_says_what_it_means_and_each_button_what_it_does(desk: Desk, language: str) -> None:
    receipt = desk.answered()
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    page = desk.form("/track", keys, {"Accept-Language": language}).content.decode()
    told = {"id": "1 = sangat buruk", "en": "1 = very bad"}[language]
    assert page.count(f"{told}</option>") == 2
    buttons = re.findall(r"<button[^>]*>([^<]+)</button>\n</form>\n</details>", page)
    assert len(buttons) == len(set(buttons)) >= 6
    assert not {"Kirim", "Send"} & set(buttons)
    asked = {"id": "Tutup laporan?", "en": "Close the report?"}[language]
    assert f"<strong>{asked}</strong>" in page
