"""Reports that grew beyond all measure: an item near DynamoDB's 400 KB, a history beyond its 1 MB page."""

import secrets
from dataclasses import replace

import pytest

from chalicelib import clock
from chalicelib.domain import lifecycle
from chalicelib.domain.commands import Note
from chalicelib.domain.events import EventType
from chalicelib.failures import Full
from chalicelib.routes.refusals import refusal_answer
from chalicelib.service import reading
from chalicelib.service.commands import REPORTER, Opened
from chalicelib.service.courses import MOST_EVENTS
from chalicelib.service.rules import rules_for
from chalicelib.store import reports
from chalicelib.store.items import Stored, event_item, head_item
from chalicelib.store.models.report_item import ReportItem
from tests.store.desk_work import about, act, forwarded, officer, stored
from tests.wire import watched

NOTES = 1100


def test_an_item_near_400_kb_is_refused_before_writing() -> None:
    report_id = forwarded()
    before = stored(report_id)
    # Numbers by chance, which no packing makes small.
    members = tuple(secrets.token_hex(50) for _ in range(5000))
    large = Stored(replace(before.report, case_disputes=members), before.title, before.secret_number)
    head_item(large, rules_for(["kab.6201"]).directory, None).save()
    assert 380_000 < len(about(report_id)["HEAD"]["facts"]["S"]) < 400_000
    kept = about(report_id)
    with watched() as wire, pytest.raises(Full) as refused:
        act(officer("dpupr"), report_id, Note("Catatan."))
    assert wire.writes == []
    assert about(report_id) == kept
    assert refusal_answer(refused.value, "id")[0] == 413


def test_a_history_of_several_pages_is_read_whole_and_in_order() -> None:
    report_id = forwarded()
    before, now = stored(report_id), clock.now()
    report, rules = before.report, rules_for(["kab.6201"])
    with ReportItem.batch_write() as batch:
        for number in range(NOTES):
            decision = lifecycle.decide(report, Note(f"{number} " + "catatan " * 125), officer("dpupr"), now, rules)
            report = decision.report
            batch.save(event_item(report_id, decision.events[0]))
        batch.save(head_item(replace(before, report=report), rules.directory, None))
    with watched() as wire:
        history = reports.load_history(report_id)
    assert wire.operations.count("Query") >= 2
    assert history
    assert [event.seq for event in history.events] == list(range(1, NOTES + 4))
    assert [event.internal_text.split()[0] for event in history.events if event.internal_text] == [
        str(number) for number in range(NOTES)
    ]
    seen = reading.officer_view(Opened(history.stored, officer("dpupr")), now, "id")
    assert [event["seq"] for event in seen["events"]] == list(range(NOTES + 3 - MOST_EVENTS + 1, NOTES + 4))
    assert seen["earlier_events"]
    own = reading.own_view(Opened(history.stored, REPORTER), now, "id")
    assert [event["type"] for event in own["events"]] == [EventType.SUBMITTED, EventType.VERIFIED, EventType.FORWARDED]
    act(officer("dpupr"), report_id, Note("Yang terakhir."), report.version)
    assert stored(report_id).report.seq == NOTES + 4
