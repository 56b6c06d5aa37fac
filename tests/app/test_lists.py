"""Queues, the public list, agencies and categories: who sees which rows, in what order, page by page."""

import base64
from typing import Any

import pytest

from tests.app.people import Desk, bearer

WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}


def walk(desk: Desk, path: str, headers: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """All pages of a list, each row once."""
    items: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = desk.get(f"{path}{cursor}", headers)
        assert page.status == 200, page.content
        items += page.json["items"]
        if page.json["next"] is None:
            return items
        cursor = f"&cursor={page.json['next']}"


def numbers(items: list[dict[str, Any]]) -> list[str]:
    """The reports of a list."""
    return [item["report_id"] for item in items]


def test_a_report_moves_through_the_queues(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]

    def is_in(username: str, queue: str) -> bool:
        return report_id in numbers(walk(desk, f"/officer/reports?queue={queue}&limit=100", bearer(username)))

    assert is_in("kobar", "verify")
    assert not is_in("dpupr", "all")
    desk.act("kobar", report_id, "verify", forward_to="kab.6201.dpupr")
    assert not is_in("kobar", "verify")
    assert all(is_in(username, "inbox") for username in ("kobar", "dpupr", "dpupr-kepala", "kobar-sekda"))
    assert not any(is_in(username, "all") for username in ("kotim", "kalteng", "dinkes", "inspektorat"))
    desk.act("dpupr", report_id, "return", proposed="kab.6201.dinkes", text="Bukan kewenangan kami.")
    assert is_in("kobar", "returned")
    desk.act("kobar", report_id, "decide", to="kab.6201.dpupr")
    desk.act("dpupr", report_id, "request-data", text="Di mana tepatnya?")
    assert is_in("dpupr", "waiting")
    assert not is_in("dpupr", "late")


def test_what_nobody_is_addressed_with_is_the_nations(desk: Desk) -> None:
    report_id = desk.submit(agency_id=None)["report_id"]
    assert report_id in numbers(walk(desk, "/officer/reports?queue=verify&limit=100", bearer("nasional")))
    assert desk.read("kobar", report_id).status == 404


def test_a_queue_is_walked_in_order_without_gap_or_repeat(desk: Desk) -> None:
    made = {desk.submit()["report_id"] for _ in range(7)}
    items = walk(desk, "/officer/reports?queue=verify&limit=3", bearer("kobar"))
    listed = numbers(items)
    assert made <= set(listed)
    assert len(listed) == len(set(listed))
    urgency = [(-item["level"], item["due_at"]) for item in items]
    assert urgency == sorted(urgency)
    expected = {
        "report_id", "version", "state", "title", "classification", "category", "holder", "holder_name", "due_at",
        "level", "late", "supervisory", "confidential", "published", "received_at", "closed_reason",
    }  # fmt: skip
    assert set(items[0]) == expected


def test_a_cursor_belongs_to_its_list_and_reader(desk: Desk) -> None:
    for _ in range(2):
        desk.forwarded()
    cursor = desk.get("/officer/reports?queue=inbox&limit=1", bearer("dpupr")).json["next"]
    assert cursor
    forged = base64.urlsafe_b64encode(b"0" * 32 + b"9#2026-01-01").decode().rstrip("=")
    wrong = [
        desk.get(f"/officer/reports?queue=inbox&cursor={cursor}", bearer("dpupr-kepala")),
        desk.get(f"/officer/reports?queue=waiting&cursor={cursor}", bearer("dpupr")),
        desk.get(f"/officer/reports?queue=inbox&cursor={cursor[:-2]}", bearer("dpupr")),
        desk.get(f"/officer/reports?queue=inbox&cursor={forged}", bearer("dpupr")),
        desk.get("/officer/reports?queue=inbox&cursor=%C3%A9", bearer("dpupr")),
        desk.get(f"/reports?cursor={cursor}"),
        desk.get(f"/agencies?cursor={cursor}"),
    ]
    assert [reply.status for reply in wrong] == [400] * len(wrong)
    assert {reply.code for reply in wrong} == {"malformed"}


def test_a_cursor_that_was_touched_anywhere_is_malformed(desk: Desk) -> None:
    for _ in range(2):
        desk.forwarded()
        assert desk.act("kobar", desk.submit()["report_id"], "publish", **WORDING).status == 200
    for path, headers in (
        ("/officer/reports?queue=inbox&limit=1", bearer("dpupr")),
        ("/officer/reports?queue=all&agency=kab.6201&limit=1", bearer("nasional")),
        ("/reports?limit=1", {}),
        ("/agencies?limit=1", {}),
    ):
        cursor = str(desk.get(path, headers).json["next"])
        assert desk.get(f"{path}&cursor={cursor}", headers).status == 200
        touched = [cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :] for at in range(len(cursor))]
        touched += [
            cursor + "A",
            cursor[1:],
            cursor * 40,
            f"{cursor}=",
            f"{cursor}%00",
            f"%20{cursor}",
            "%ED%A0%80",
            ".",
        ]
        for one in touched:
            assert desk.get(f"{path}&cursor={one}", headers).status == 400, one


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("kotim", "/officer/reports?queue=verify"),
        ("kobar-sekda", "/officer/reports?queue=verify"),
        ("kobar", "/officer/reports?queue=all"),
        ("kobar", "/officer/reports?queue=verify&state=submitted"),
        ("kobar", "/officer/reports?queue=verify&agency=kab.6201"),
        ("kobar", "/reports?agency=kab.6201"),
        ("kobar", "/agencies?parent=kab.6201"),
    ],
)
def test_a_cursor_of_another_list_or_reader_is_malformed(desk: Desk, username: str, path: str) -> None:
    for _ in range(2):
        desk.submit()
    cursor = desk.get("/officer/reports?queue=verify&limit=1", bearer("kobar")).json["next"]
    joint = "&" if "?" in path else "?"
    refused = desk.get(f"{path}{joint}cursor={cursor}", bearer(username))
    assert (refused.status, refused.code) == (400, "malformed")


@pytest.mark.parametrize(
    ("username", "query", "status"),
    [
        ("nasional", "queue=all", 422),
        ("nasional", "queue=all&agency=kab.6201", 200),
        ("nasional", "queue=verify", 200),
        ("kobar", "queue=inbox&agency=kab.6201.dpupr", 200),
        ("kobar", "queue=inbox&agency=kab.6202", 404),
        ("kobar", "queue=inbox&agency=kab.9999", 404),
        ("dpupr", "queue=inbox&agency=kab.6201", 404),
        ("ombudsman", "queue=all", 403),
        ("kobar", "queue=everything", 422),
        ("kobar", "state=asleep", 422),
    ],
)
def test_what_may_be_asked_of_queues(desk: Desk, username: str, query: str, status: int) -> None:
    assert desk.get(f"/officer/reports?{query}", bearer(username)).status == status


def test_supervisory_reports_lie_in_the_inspectorates_queue(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]
    moved = desk.act("kobar", report_id, "verify", supervisory=True, forward_to="kab.6201.inspektorat")
    assert (moved.status, moved.json["confidential"]) == (200, True)
    assert report_id in numbers(walk(desk, "/officer/reports?queue=inbox&limit=100", bearer("inspektorat")))
    accepted = desk.act("inspektorat", report_id, "accept")
    assert accepted.json["sealed"] is True
    assert desk.read("nasional", report_id).status == 404
    seen = walk(desk, "/officer/reports?queue=all&agency=kab.6201&limit=100", bearer("nasional"))
    assert report_id not in numbers(seen)


def test_the_public_list_newest_first_and_filtered(desk: Desk) -> None:
    made = []
    for category in ("pekerjaan-umum", "kesehatan"):
        report_id = desk.submit(category=category)["report_id"]
        assert desk.act("kobar", report_id, "verify", publish=True, **WORDING).status == 200
        made.append(report_id)
    for scope in ("", "agency=kab.6201&"):
        listed = numbers(walk(desk, f"/reports?{scope}limit=1"))
        assert listed.index(made[1]) < listed.index(made[0])
        assert len(listed) == len(set(listed))
    assert made[1] in numbers(walk(desk, "/reports?category=kesehatan&limit=100"))
    assert made[0] not in numbers(walk(desk, "/reports?category=kesehatan&limit=100"))
    assert made[0] in numbers(walk(desk, "/reports?state=submitted&limit=100"))
    assert made[0] not in numbers(walk(desk, "/reports?month=2020-01&limit=100"))
    assert not set(made) & set(numbers(walk(desk, "/reports?agency=kab.6202&limit=100")))
    shown = next(item for item in walk(desk, "/reports?limit=100") if item["report_id"] == made[0])
    assert shown["title"] == WORDING["public_title"]
    assert "Siti" not in str(shown)
    assert (shown["holder"], shown["holder_name"]) == ("kab.6201", "Pemerintah Kabupaten Kotawaringin Barat")


def test_agencies_are_found_by_words_and_by_parent(desk: Desk) -> None:
    everyone = walk(desk, "/agencies?limit=100")
    assert len(everyone) == len({item["id"] for item in everyone}) > 200
    below = walk(desk, "/agencies?parent=kab.6201&limit=100")
    assert {item["parent"] for item in below} == {"kab.6201"}
    assert {item["institution_id"] for item in below} == {"kab.6201"}
    found = desk.get("/agencies?q=PEKERJAAN+kab.6201").json["items"]
    assert "kab.6201.dpupr" in [item["id"] for item in found]
    assert desk.get("/agencies?parent=kab.9999").json == {"items": [], "next": None}


def test_categories_have_names_in_both_languages(desk: Desk) -> None:
    indonesian = desk.get("/categories").json["items"]
    english = desk.get("/categories", {"Accept-Language": "en"}).json["items"]
    assert {item["id"] for item in indonesian} == {item["id"] for item in english}
    assert [item["name"] for item in indonesian] == sorted(item["name_id"] for item in indonesian)
    assert [item["name"] for item in english] == sorted(item["name_en"] for item in english)
