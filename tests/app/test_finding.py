"""What an officer is offered beside a report: who would answer it, what tells the same, what should not be public."""

from typing import Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.service.finding import offered as offers
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.store import directory_lookup, reports
from tests.app.people import Desk, bearer
from tests.wire import watched

# A category that no other test's reports have: theirs tell of holes in roads too, and none says where.
CATEGORY = {"category": "perairan"}
HOLE = CATEGORY | {
    "title": "Lubang besar di Jalan Cempaka Tiga",
    "body": "Ada lubang dalam di Jalan Cempaka Tiga dekat jembatan.",
}
AGAIN = CATEGORY | {
    "title": "jln cempaka tiga bolong",
    "body": "jalanan cempaka tiga bolong gede min, tolong ditambal ya",
}


def place(village: str) -> dict[str, Any]:
    """A village of its own for each test, so that the reports of others are not near."""
    return {"province": "62", "regency": "6201", "district": "Arut Selatan", "village": village}


def offered(desk: Desk, username: str, report_id: str) -> list[str]:
    """The numbers of the reports that an officer is shown beside one."""
    return [one["report_id"] for one in duplicates(desk, username, report_id)]


def duplicates(desk: Desk, username: str, report_id: str) -> Any:
    """What tells the same, as an officer is shown it."""
    return desk.get(f"/officer/reports/{report_id}/duplicates", bearer(username)).json["items"]


def test_a_repeat_in_other_words_is_offered_to_who_may_merge(desk: Desk) -> None:
    first = desk.submit(**HOLE, location=place("Desa Satu"))["report_id"]
    other = desk.submit(**AGAIN, location=place("Desa Satu"))["report_id"]
    elsewhere = desk.submit(**AGAIN, location=place("Desa Dua"))["report_id"]
    assert offered(desk, "kobar", other) == [first]
    assert offered(desk, "kobar", elsewhere) == []
    shown = duplicates(desk, "kobar", other)[0]
    assert set(shown) == {"report_id", "title", "state", "received_at", "reason"}
    assert "bolong" in shown["reason"]
    assert desk.act("kobar", other, "merge", into=first).status == 200
    assert offered(desk, "kobar", first) == []


def test_who_cannot_merge_is_offered_nothing(desk: Desk) -> None:
    receipt = desk.submit(**HOLE, location=place("Desa Tiga"))
    desk.submit(**AGAIN, location=place("Desa Tiga"))
    desk.act("kobar", receipt["report_id"], "verify", forward_to="kab.6201.dpupr")
    assert offered(desk, "dpupr", receipt["report_id"]) == []


def test_what_an_officer_may_not_see_is_not_offered(desk: Desk) -> None:
    mine = desk.submit(**HOLE, location=place("Desa Empat"))["report_id"]
    hidden = desk.submit(**AGAIN, location=place("Desa Empat"), reported_agencies=["kab.6201"])["report_id"]
    assert desk.read("kobar", hidden).status == 404
    assert offered(desk, "kobar", mine) == []
    assert offered(desk, "nasional", mine) == [hidden]


def test_withdrawn_and_erased_reports_are_not_offered(desk: Desk) -> None:
    mine = desk.submit(**HOLE, location=place("Desa Lima"))["report_id"]
    gone = [desk.submit(**AGAIN, location=place("Desa Lima")) for _ in range(2)]
    assert len(offered(desk, "kobar", mine)) == 2
    assert desk.as_reporter(gone[0], "withdraw").status == 200
    assert desk.as_reporter(gone[1], "erase").status == 200
    assert offered(desk, "kobar", mine) == []


def test_agencies_are_suggested_with_the_words_that_decided(desk: Desk) -> None:
    report_id = desk.submit(**HOLE, location=place("Desa Enam"))["report_id"]
    first = desk.read("kobar", report_id).json["suggestions"][0]
    assert first["agency_id"] == "kab.6201.dpupr"
    assert first["institution_id"] == "kab.6201"
    assert "lubang" in first["reason"]
    english = desk.get(f"/officer/reports/{report_id}", bearer("kobar") | {"Accept-Language": "en"}).json
    assert english["suggestions"][0]["reason"].startswith("duty: jembatan; words: ")


def test_removals_mark_the_reporters_name_without_asking_who_they_are(desk: Desk) -> None:
    body = "Nama saya di akta tertulis Rahmania, telepon 0812-0000-0000, mohon dibetulkan segera."
    reporter = {"name": "Siti Rahmaniah", "email": "siti@warga.example"}
    receipt = desk.submit(body=body, reporter=reporter, location=place("Desa Tujuh"))
    view = desk.read("kobar", receipt["report_id"]).json
    marked = {body[one["start"] : one["end"]]: one["kind"] for one in view["removals"]["body"]}
    assert marked == {"Rahmania": "name", "0812-0000-0000": "phone"}
    assert desk.own(receipt)["identity_readings"] == []
    desk.act("kobar", receipt["report_id"], "verify", forward_to="kab.6201.dpupr")
    assert desk.read("dpupr", receipt["report_id"]).json["removals"] == {"title": [], "body": []}


def test_agencies_of_the_view_are_named(desk: Desk) -> None:
    report_id = desk.forwarded(location=place("Desa Delapan"))["report_id"]
    named = desk.read("dpupr", report_id).json["agency_names"]
    assert named["kab.6201.dpupr"] == "Dinas Pekerjaan Umum dan Penataan Ruang"
    assert "kab.6201" in named


def test_who_has_nothing_to_send_is_offered_nothing(desk: Desk) -> None:
    report_id = desk.answered()["report_id"]
    seen = desk.read("dpupr", report_id).json
    assert (seen["suggestions"], seen["duplicates"]) == ([], [])
    assert seen["removals"] == {"title": [], "body": []}


def test_suggestions_cost_two_queries_cold_and_none_warm(desk: Desk) -> None:
    told = {"title": "Ruas jalan nasional rusak parah", "body": "Jalan nasional berlubang, listrik padam, paspor lama."}
    report_id = desk.submit(**told, location=place("Desa Sembilan"))["report_id"]
    actor = Actor(Role.LIAISON, "kab.6201", "dpupr")
    history = reports.load_history(report_id)
    assert history
    directory_lookup.forget()
    rules_for([*agencies_of(history.stored.report), actor.agency_id])
    for most in (2, 0):
        with watched() as wire:
            found = offers(history, ["forward"], actor, "id")
        assert found["suggestions"][0]["agency_id"] == "kl.kemenpu.bpjn"
        assert wire.operations == ["Query"] * most


def test_a_report_without_a_place_belongs_where_it_was_sent(desk: Desk) -> None:
    told = {"title": "jalan rusak parah", "body": "jalan rusak parah tolong diperbaiki segera"}
    for agency_id in ("kab.6201", "kab.6201.dinkes"):
        report_id = desk.submit(**told, agency_id=agency_id)["report_id"]
        assert desk.read("kobar", report_id).json["suggestions"][0]["agency_id"] == "kab.6201.dpupr"
