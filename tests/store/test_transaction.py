"""Each condition of a transaction holds by itself: taken away alone, one of these fails."""

from dataclasses import replace

import pytest

from chalicelib import clock
from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Accept, Submit
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.report import Classification
from chalicelib.domain.tracking import new_report_id
from chalicelib.failures import Conflict
from chalicelib.service.rules import rules_for
from chalicelib.store import reports
from chalicelib.store.claims import SubmissionClaim, load_claim
from chalicelib.store.identities import Identity
from chalicelib.store.items import event_item
from chalicelib.store.models.identities import IdentityItem
from chalicelib.store.models.reports import EventItem, HeadItem
from chalicelib.store.models.words import BodyItem, Words
from tests.store.desk_work import about, forwarded, officer, stored

WORDS = Words("Jalan berlubang di depan pasar", "Ada lubang besar di depan pasar.")


def new_decision() -> Decision:
    """A report as it comes in, not written yet."""
    command = Submit(new_report_id(), Classification.COMPLAINT, "pekerjaan-umum", "id", "kab.6201", False, False)
    return lifecycle.submit(command, Actor(Role.REPORTER), clock.now(), rules_for(["kab.6201"]))


def write(decision: Decision, key: str) -> None:
    """Write it under a submission key."""
    now = clock.now()
    claim = SubmissionClaim(key, "content", decision.report.report_id, "1", "submitted", "")
    reports.submit(
        decision,
        WORDS,
        Identity("Siti", "siti@warga.example", None, now),
        claim,
        rules_for(["kab.6201"]).directory,
        now,
    )


def test_a_taken_key_writes_nothing() -> None:
    first, second = new_decision(), new_decision()
    write(first, f"key-{first.report.report_id}")
    with pytest.raises(Conflict) as refused:
        write(second, f"key-{first.report.report_id}")
    assert refused.value.positions == (0,)
    assert about(second.report.report_id) == {}


@pytest.mark.parametrize("kept", ["HEAD", "EVENT#000001", "IDENTITY"])
def test_a_number_that_is_taken_writes_nothing(kept: str) -> None:
    decision = new_decision()
    report_id = decision.report.report_id
    write(decision, f"key-{report_id}")
    for model, key, sk in (
        (HeadItem, f"REPORT#{report_id}", "HEAD"),
        (BodyItem, f"REPORT#{report_id}", "BODY"),
        (EventItem, f"REPORT#{report_id}", "EVENT#000001"),
        (IdentityItem, report_id, "IDENTITY"),
    ):
        if sk != kept:
            model(key, sk).delete()
    with pytest.raises(Conflict):
        write(decision, f"another-{report_id}")
    assert set(about(report_id)) == {kept}
    assert load_claim(f"another-{report_id}", clock.now()) is None


def test_a_version_that_moved_writes_no_event() -> None:
    report_id = forwarded()
    before = stored(report_id)
    rules = rules_for(["kab.6201"])
    decision = lifecycle.decide(before.report, Accept(), officer("dpupr"), clock.now(), rules)
    HeadItem(f"REPORT#{report_id}", "HEAD").update(actions=[HeadItem.version.set(3)])
    with pytest.raises(Conflict) as refused:
        reports.save(before, decision, rules.directory)
    assert refused.value.positions == (0,)
    assert "EVENT#000004" not in about(report_id)


def test_an_event_is_never_written_over() -> None:
    report_id = forwarded()
    before = stored(report_id)
    rules = rules_for(["kab.6201"])
    decision = lifecycle.decide(before.report, Accept(), officer("dpupr"), clock.now(), rules)
    event_item(report_id, replace(decision.events[0], text="Yang pertama.")).save()
    with pytest.raises(Conflict) as refused:
        reports.save(before, decision, rules.directory)
    assert refused.value.positions == (1,)
    assert about(report_id)["EVENT#000004"]["text"]["S"] == "Yang pertama."
    assert stored(report_id).report.version == 2
