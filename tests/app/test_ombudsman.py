"""The reporter lets the Ombudsman read a report, and takes that back: from then on it does not exist for it."""

from datetime import datetime
from typing import Any

import pytest

from chalicelib.language.dates import moment_in_words
from tests.app.people import Desk, bearer, code_of
from tests.pages.html import check

WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}


@pytest.fixture
def archived(desk: Desk) -> dict[str, Any]:
    """A report that its coordinator laid aside, and everybody may read."""
    receipt = desk.submit()
    report_id = receipt["report_id"]
    assert desk.act("kobar", report_id, "archive", reason="too_general", text="Tempatnya tidak jelas.").status == 200
    assert desk.act("kobar", report_id, "publish", **WORDING).status == 200
    return receipt


def figures_of(desk: Desk) -> dict[str, Any]:
    """The nation's figures, as the Ombudsman reads them, without the moment at which it asks."""
    return {**desk.get("/officer/summary", bearer("ombudsman")).json, "as_of": None}


def test_it_reads_while_the_consent_is_given_and_not_a_moment_longer(desk: Desk, archived: dict[str, Any]) -> None:
    report_id = archived["report_id"]
    figures = figures_of(desk)
    for consent, status in ((True, 200), (False, 404), (True, 200), (False, 404)):
        own = desk.as_reporter(archived, "ombudsman", consent=consent)
        assert own.status == 200, own.content
        assert own.json["referred_to_ombudsman"] is consent
        assert "ombudsman" in own.json["allowed"]
        assert desk.read("ombudsman", report_id).status == status
        assert desk.read("kobar", report_id).status == 200
        assert desk.get("/officer/reports?queue=all", bearer("ombudsman")).status == 403
    unknown = desk.read("ombudsman", "LP-0000-0000-000")
    assert desk.read("ombudsman", report_id).content == unknown.content, "like a report that never was"
    assert figures_of(desk) == figures


def test_what_is_given_cannot_be_given_nor_what_is_not_given_taken_back(desk: Desk, archived: dict[str, Any]) -> None:
    assert desk.as_reporter(archived, "ombudsman", consent=False).code == "not_allowed_now"
    assert desk.as_reporter(archived, "ombudsman").error["fields"][0]["code"] == "consent_required"
    assert desk.as_reporter(archived, "ombudsman", consent=True).status == 200
    again = desk.as_reporter(archived, "ombudsman", consent=True)
    assert (again.status, again.code) == (409, "not_allowed_now")
    waiting = desk.submit()
    for consent in (True, False):
        assert desk.as_reporter(waiting, "ombudsman", consent=consent).status == 409, "nobody has waited yet"


def test_the_public_reads_of_the_consent_and_never_that_it_was_taken_back(desk: Desk, archived: dict[str, Any]) -> None:
    path = f"/reports/{archived['report_id']}"
    desk.as_reporter(archived, "ombudsman", consent=True)
    told = [event["type"] for event in desk.get(path).json["events"]]
    desk.as_reporter(archived, "ombudsman", consent=False)
    public = desk.get(path)
    assert [event["type"] for event in public.json["events"]] == told
    assert b"consent" not in public.content
    own = [event["type"] for event in desk.own(archived)["events"]]
    assert own[-2:] == ["ombudsman_referred", "ombudsman_consent_withdrawn"]


def test_without_script_it_is_taken_back_with_a_form(desk: Desk, archived: dict[str, Any]) -> None:
    path, key = f"/reports/{archived['report_id']}/ombudsman", {"access_code": archived["access_code"]}
    unticked = desk.form(path, key)
    assert unticked.status == 422
    given = desk.form(path, key | {"consent": "true"}).content.decode()
    assert "Cabut izin Ombudsman" in given
    assert '<input type="hidden" name="consent" value="false">' in given
    taken = desk.form(path, key | {"consent": "false"})
    assert taken.status == 200
    assert "Izinkan Ombudsman membaca laporan ini" in taken.content.decode()
    assert desk.own(archived)["referred_to_ombudsman"] is False


def papers(desk: Desk, receipt: dict[str, Any], **fields: str) -> str:
    """The papers of a report, as a form opens them."""
    key = {"access_code": receipt["access_code"], **fields}
    page = desk.form(f"/reports/{receipt['report_id']}/ombudsman-dossier", key)
    assert page.status == 200, page.content
    text = page.content.decode()
    check(text, fields.get("language", "id"))
    return text


def test_the_papers_tell_what_happened_and_when(desk: Desk) -> None:
    receipt = desk.answered()
    for _ in range(2):
        assert desk.as_reporter(receipt, "dispute", text="Lubangnya masih ada.").status == 200
        assert desk.act("dpupr", receipt["report_id"], "answer", text="Sudah ditambal sekali lagi.").status == 200
    page = papers(desk, receipt)
    received = moment_in_words(datetime.fromisoformat(desk.own(receipt)["received_at"]), "id", "Asia/Jakarta")
    for said in (
        receipt["report_id"], received, "Jalan berlubang di depan pasar", "membahayakan pengendara motor",
        "Dinas Pekerjaan Umum dan Penataan Ruang, Pemerintah Kabupaten Kotawaringin Barat", "Lubang sudah ditambal.",
        "Sudah ditambal sekali lagi.", "Lubangnya masih ada.", "Jenjang 3 dari 4", "Tindak lanjut ulang", "Verifikasi",
        "Dipenuhi", "Perwakilan Kalimantan Tengah", "Jl. H. Ikap 30",
    ):  # fmt: skip
        assert said in page, said
    assert received in papers(desk, receipt, language="en"), "the papers are Indonesian whatever their reporter reads"
    assert desk.own(receipt)["identity_readings"] == []


def test_the_papers_know_nothing_of_the_person_and_cannot_send(desk: Desk) -> None:
    receipt = desk.submit()
    page = papers(desk, receipt)
    assert not [one for one in ("Siti Uji", "siti.uji@", receipt["access_code"]) if one in page]
    main = page[page.index("<main") : page.index("</main>")]
    assert not [one for one in ("<form", "<script", "<textarea", "name=", "action=", "http") if one in main]
    assert main.count('role="textbox"') >= 10
    answer = desk.get(f"/reports/{receipt['report_id']}/ombudsman-dossier", code_of(receipt))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_who_has_the_code_gets_the_papers(desk: Desk) -> None:
    receipt = desk.submit()
    path = f"/reports/{receipt['report_id']}/ombudsman-dossier"
    wrong = {"X-Access-Code": "0" * 20}
    assert desk.get(path).status == desk.get(path, wrong).status == desk.form(path, {"access_code": "0"}).status == 404
    assert desk.as_reporter(receipt, "erase").status == 200
    assert desk.get(path, code_of(receipt)).status == 410


@pytest.mark.parametrize(
    ("fields", "office"),
    [
        ({"agency_id": "kl.kemenpu"}, "Jl. H.R. Rasuna Said"),
        ({"agency_id": "kl.kemenpu", "location": {"province": "Kalimantan Tengah"}}, "Jl. H. Ikap 30"),
        ({"agency_id": "kl.kemenpu", "location": {"regency": "Kotawaringin Barat"}}, "Jl. H. Ikap 30"),
        ({"agency_id": "prov.62"}, "Jl. H. Ikap 30"),
        ({"agency_id": None}, "Jl. H.R. Rasuna Said"),
        ({"location": {"province": "11"}}, "Jl. H.R. Rasuna Said"),
    ],
)
def test_the_papers_name_the_nearest_office_that_is_known(desk: Desk, fields: dict[str, Any], office: str) -> None:
    page = papers(desk, desk.submit(**fields))
    assert office in page
    assert ("belum ada pada kami" in page) == (fields.get("location") == {"province": "11"})
