"""Where a report stands: its station, one sentence of what is so now, and the day that its reporter waits for."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.language.standing_sentences import OWN, PUBLIC, STANDING
from tests.app.people import Desk, code_of
from tests.jobs.clockhand import sweep_to

INNER = {"accept", "respond", "dispose", "decide", "acknowledge"}


def standing(desk: Desk, receipt: dict[str, Any], language: str = "id") -> dict[str, Any]:
    """What the report's own view tells of it."""
    headers = code_of(receipt) | {"Accept-Language": language}
    told: dict[str, Any] = desk.get(f"/reports/{receipt['report_id']}", headers).json["standing"]
    return told


def test_a_new_report_is_being_checked_by_a_day(desk: Desk) -> None:
    told = standing(desk, desk.submit(agency_id="kab.6201"))
    assert (told["station"], told["limit"]) == ("checked", "verify")
    assert told["now"].startswith("Sekarang: Pemkab Kobar memeriksa laporan. Hasilnya paling lambat ")
    assert [day["kind"] for day in told["days"]].count("counted") == 3


def test_who_works_on_it_owes_the_answer_and_no_inner_limit_is_told(desk: Desk) -> None:
    receipt = desk.forwarded()
    told = standing(desk, receipt)
    assert (told["station"], told["limit"]) == ("worked_on", "finish")
    assert told["now"].startswith("Sekarang: laporan ada di DPUPR. Jawaban paling lambat ")
    assert told["by"] == desk.own(receipt)["answer_by"]
    desk.act("dpupr", receipt["report_id"], "accept")
    assert standing(desk, receipt, "en")["now"].startswith("Now: DPUPR is working on it. The answer is due by ")


def test_data_that_is_missing_is_asked_of_its_reporter_at_the_station_it_waits_in(desk: Desk) -> None:
    early, later = desk.submit(), desk.forwarded()
    desk.act("kobar", early["report_id"], "request-data", text="Di jalan apa?")
    desk.act("dpupr", later["report_id"], "accept")
    desk.act("dpupr", later["report_id"], "request-data", text="Di jalan apa?")
    assert [standing(desk, one)["station"] for one in (early, later)] == ["checked", "worked_on"]
    assert "menunggu data dari Anda. Kirim paling lambat" in standing(desk, early)["now"]


def test_an_answer_asks_for_a_word_and_the_end_is_called_what_it_is(desk: Desk) -> None:
    receipt = desk.answered()
    told = standing(desk, receipt)
    assert (told["station"], told["limit"]) == ("answered", "reply")
    assert "sudah selesai atau belum?" in told["now"]
    desk.as_reporter(receipt, "confirm", rating=5)
    assert standing(desk, receipt)["now"] == "Laporan selesai."
    withdrawn = desk.submit()
    desk.as_reporter(withdrawn, "withdraw")
    assert standing(desk, withdrawn) == {
        "station": "ended", "now": "Anda sudah mencabut laporan ini.", "late": None, "by": None, "limit": None,
        "provisional": False, "days": [],
    }  # fmt: skip


def test_everybody_reads_it_of_a_published_report_without_being_spoken_to(desk: Desk) -> None:
    receipt = desk.answered()
    text = {"public_title": "Lubang di jalan pasar", "public_body": "Ada lubang di depan pasar."}
    assert desk.act("kobar", receipt["report_id"], "publish", **text).status == 200
    told = desk.get(f"/reports/{receipt['report_id']}").json["standing"]
    assert told["now"] == "Instansi sudah menjawab."


def test_who_knows_of_a_late_report_is_told_in_words(desk: Desk) -> None:
    receipt = desk.forwarded()
    assert standing(desk, receipt)["late"] is None
    sweep_to((clock.now() + timedelta(days=40)).isoformat())
    own = desk.own(receipt)
    assert own["level"] in (2, 3)
    known = {2: "Kepala dinas sudah diberi tahu", 3: "Admin nasional sudah diberi tahu"}[own["level"]]
    assert own["standing"]["late"] == f"Terlambat. {known}."
    assert own["standing"]["limit"] not in INNER


@pytest.mark.parametrize("place", [0, 1])
def test_every_case_has_a_sentence_for_both_and_none_is_long(place: int) -> None:
    assert OWN.keys() == PUBLIC.keys()
    for told, then in (*STANDING.values(), *OWN.values(), *PUBLIC.values()):
        for said in (told, then):
            assert said is None or len(said[place].replace("{day}", "Kamis, 17 Desember 2026").split()) <= 20, said
