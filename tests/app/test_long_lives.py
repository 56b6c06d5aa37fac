"""No answer grows beyond a megabyte, however long a report lives: a report of 3,000 events, each with a long text."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.events import Event, EventType
from chalicelib.service.courses import MOST_EVENTS, MOST_READINGS
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.store import identities, reports
from chalicelib.store.identities import Reading
from chalicelib.store.items import event_item, head_item, report_key
from chalicelib.store.models.reports import EventItem, HeadItem
from chalicelib.store.reports import load
from tests.app.people import Desk, bearer, code_of

EVENTS, WORDS = 3_000, "Lubang di jalan itu makin dalam dan membahayakan. " * 40
MEGABYTE = 1_000_000
WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}


def lengthened(report_id: str, count: int, texts: tuple[str, ...] = (WORDS,)) -> None:
    """Let the report live on: so many events by turns of its reporter and its holder, as the store keeps them."""
    stored = load(report_id)
    assert stored
    report, now = stored.report, clock.now()
    reporter, holder = Actor(Role.REPORTER), Actor(Role.LIAISON, "kab.6201.dpupr", "dpupr")
    with EventItem.batch_write() as batch:
        for n in range(count):
            is_reply = n % 3 != 2
            event = Event(
                report.seq + 1 + n,
                report.version + 1 + n,
                now + timedelta(seconds=n),
                EventType.REPLIED if is_reply else (EventType.PROGRESSED if n % 2 else EventType.NOTED),
                reporter if is_reply else holder,
                text=texts[n % len(texts)],
                internal_text=None if is_reply else "Catatan",
                data={} if is_reply else {"public_text": f"Kabar {n}"},
            )
            item = event_item(report_id, event)
            item.outbox_pk = item.outbox_sk = None
            batch.save(item)
    longer = replace(stored, report=replace(report, seq=report.seq + count, version=report.version + count))
    head_item(longer, rules_for(agencies_of(report)).directory, None).save()


@pytest.fixture(scope="module")
def old(desk: Desk) -> Iterator[dict[str, Any]]:
    """A published report of 3,000 events."""
    receipt = desk.forwarded()
    report_id = receipt["report_id"]
    assert desk.act("kobar", report_id, "publish", **WORDING, public_texts={}).status == 200
    lengthened(report_id, EVENTS)
    yield receipt
    with EventItem.batch_write() as batch:
        for item in EventItem.query(report_key(report_id), EventItem.sk.startswith("EVENT#")):
            batch.delete(item)
    HeadItem(report_key(report_id), "HEAD").delete()


READERS = ("reporter", "officer", "public")


def asked(desk: Desk, receipt: dict[str, Any], reader: str, suffix: str = "") -> Any:
    """What a reader is answered, which is less than a megabyte."""
    headers = {"reporter": code_of(receipt), "officer": bearer("kobar"), "public": {}}[reader]
    reply = desk.get(f"{'/officer' if reader == 'officer' else ''}/reports/{receipt['report_id']}{suffix}", headers)
    assert reply.status == 200, reply.content
    assert len(reply.content) < MEGABYTE, (reader, suffix, len(reply.content))
    return reply.json


@pytest.mark.parametrize("reader", READERS)
def test_a_view_has_the_newest_events_and_a_cursor_for_the_rest(desk: Desk, old: dict[str, Any], reader: str) -> None:
    began = time.monotonic()
    view = asked(desk, old, reader)
    shown = [event["seq"] for event in view["events"]]
    stored = load(old["report_id"])
    assert stored
    assert 100 < len(shown) <= MOST_EVENTS
    assert shown == sorted(shown)
    assert shown[-1] >= stored.report.seq - 1, "the latest are there; an internal note alone is not the reporter's"
    pages, cursor = [], view["earlier_events"]
    while cursor:
        page = asked(desk, old, reader, f"/events?limit=100&cursor={quote(cursor)}")
        pages += [event["seq"] for event in page["items"]]
        cursor = page["next"]
    whole = pages[::-1] + shown
    assert whole == sorted(set(whole)), "each once, in order"
    history = reports.load_history(old["report_id"])
    assert history
    internal = {event.seq for event in history.events if event.type is EventType.NOTED}
    expected = {event.seq for event in history.events} - (internal if reader != "officer" else set())
    assert set(whole) == expected if reader != "public" else set(whole) <= expected
    assert time.monotonic() - began < 60


def test_a_copy_and_the_pages_without_script_stay_small(desk: Desk, old: dict[str, Any]) -> None:
    copy = asked(desk, old, "reporter", "/export")
    assert copy["report"]["earlier_events"]
    code = {"access_code": old["access_code"]}
    dossier = f"/reports/{old['report_id']}/ombudsman-dossier"
    for path, fields in (("/track", {"report_id": old["report_id"]}), (dossier, {})):
        page = desk.form(path, fields | code)
        assert page.status == 200
        assert len(page.content) < MEGABYTE


def test_commands_answer_no_more_than_views(desk: Desk, old: dict[str, Any]) -> None:
    reply = desk.as_reporter(old, "reply", text="Masih ada.")
    assert reply.status == 200
    assert len(reply.content) < MEGABYTE
    noted = desk.act("kobar", old["report_id"], "note", text="Masih ada.")
    assert noted.status == 200
    assert len(noted.content) < MEGABYTE
    offered = noted.json["would_be_public"]
    assert 0 < len(offered) <= 100
    assert offered[-1]["text"] == "Masih ada."


def test_the_longest_texts_in_the_widest_letters_fit_too(desk: Desk) -> None:
    receipt = desk.forwarded()
    lengthened(receipt["report_id"], 300, ("😡" * 4000, "“" * 4000, '"\\' * 2000))
    for reader in READERS[:2]:
        assert asked(desk, receipt, reader)["earlier_events"]
        asked(desk, receipt, reader, "/events?limit=100")
    members = desk.get(f"/officer/reports/{receipt['report_id']}/members", bearer("kobar"))
    assert members.status == 200


def test_who_has_read_the_identity_is_paged_too(desk: Desk) -> None:
    receipt = desk.forwarded()
    begin = clock.now()
    for n in range(MOST_READINGS + 30):
        actor = Actor(Role.COORDINATOR, "kab.6201", "kobar")
        identities.record_reading(receipt["report_id"], Reading(begin + timedelta(seconds=n), actor))
    view = desk.own(receipt)
    shown = [one["at"] for one in view["identity_readings"]]
    assert len(shown) == MOST_READINGS
    earlier, cursor = [], view["earlier_readings"]
    while cursor:
        page = asked(desk, receipt, "reporter", f"/readings?limit=25&cursor={quote(cursor)}")
        earlier += [one["at"] for one in page["items"]]
        cursor = page["next"]
    assert len(earlier) == 30
    assert [*earlier[::-1], *shown] == sorted({*earlier, *shown})


def test_a_cursor_of_one_reader_is_no_other_readers(desk: Desk, old: dict[str, Any]) -> None:
    cursor = quote(asked(desk, old, "officer")["earlier_events"])
    path = f"/reports/{old['report_id']}/events?cursor="
    assert desk.get(f"{path}{cursor}", code_of(old)).status == 400
    assert desk.get(f"{path}{cursor}").status == 400
    assert desk.get(f"/officer{path}{cursor}", bearer("kotim")).status == 404
    assert desk.get(path.removesuffix("?cursor="), {"X-Access-Code": "0" * 20}).status == 404


def test_a_short_life_is_told_whole(desk: Desk) -> None:
    receipt = desk.answered()
    view = desk.own(receipt)
    assert (view["earlier_events"], view["earlier_readings"]) == (None, None)
    page = asked(desk, receipt, "reporter", "/events")
    assert (page["items"], page["next"]) == (view["events"][::-1], None)
    assert json.dumps(view)
