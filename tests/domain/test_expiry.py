"""Who reported is kept for two years after the end, and not a moment less (docs/law.md "Privacy")."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import lifecycle
from chalicelib.domain.commands import Command, Complete, Dispute, Erase, Expire, Object
from chalicelib.domain.events import EventType
from chalicelib.domain.expiry import expires_at
from chalicelib.domain.refusals import NotAllowedNow
from tests.domain.commands_table import commands_of
from tests.domain.dossier import Dossier, archived, closed, in_progress, withdrawn
from tests.domain.special_dossiers import deemed_withdrawn, merged_early
from tests.domain.world import PEOPLE, RULES


@pytest.mark.parametrize(
    ("ended", "expires"),
    [
        ("2026-11-16T02:15:00", "2028-11-16T02:15:00"),
        ("2026-12-31T23:59:59", "2028-12-31T23:59:59"),
        ("2028-02-28T12:00:00", "2030-02-28T12:00:00"),
        ("2028-02-29T12:00:00", "2030-03-01T12:00:00"),
    ],
)
def test_it_is_two_calendar_years(ended: str, expires: str) -> None:
    report = replace(closed().report, ended_at=datetime.fromisoformat(ended).replace(tzinfo=UTC))
    assert expires_at(report) == datetime.fromisoformat(expires).replace(tzinfo=UTC)


@pytest.mark.parametrize("build", [closed, archived, withdrawn, deemed_withdrawn])
def test_the_clock_looks_once_more_at_what_has_ended(build: type[Dossier]) -> None:
    dossier = build()
    report, at = dossier.report, expires_at(dossier.report)
    assert at
    assert dossier.next_look_at == at
    assert lifecycle.tick(report, at - timedelta(microseconds=1), RULES) is None
    decision = lifecycle.tick(report, at, RULES)
    assert decision
    assert [event.type for event in decision.events] == [EventType.EXPIRED]
    assert (decision.report.expired_at, decision.next_look_at) == (at, None)
    assert lifecycle.tick(decision.report, at + timedelta(days=999), RULES) is None
    with pytest.raises(NotAllowedNow):
        dossier.do("system", Expire(), "2028-11-01 00:00")


def test_what_is_open_or_erased_does_not_expire() -> None:
    assert expires_at(in_progress().report) is None
    erased = closed().do("reporter", Erase())
    assert (expires_at(erased.report), erased.next_look_at) == (None, None)


@pytest.mark.parametrize(
    ("build", "command"),
    [(closed, Dispute("Belum.")), (archived, Object("Tolong.")), (deemed_withdrawn, Complete(text="Di Raja."))],
)
def test_what_lives_again_is_kept_and_counted_anew(build: type[Dossier], command: Command) -> None:
    dossier = build()
    first = expires_at(dossier.report)
    dossier.do("reporter", command)
    assert expires_at(dossier.report) is None
    assert dossier.next_look_at
    assert first
    assert dossier.next_look_at < first, "what it owes now, not what it would have lost"


@pytest.mark.parametrize("build", [closed, archived, withdrawn, deemed_withdrawn, merged_early])
def test_what_has_expired_lives_no_more_whatever_the_clock_says(build: type[Dossier]) -> None:
    dossier = build()
    before = dossier.report
    dossier.report = replace(before, expired_at=dossier.now)
    for who in PEOPLE:
        for name, command in commands_of(who).items():
            if name in dossier.allowed(who):
                assert not dossier.decide(who, command).report.is_open, (who, name)
    dossier.report = before
    living = {name for who in PEOPLE for name in dossier.allowed(who)} & {"dispute", "object", "complete", "leave"}
    assert bool(living) is (build is not withdrawn), "else nothing is shown by this"
