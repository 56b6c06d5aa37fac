"""A decision in the making: events are recorded one after the other, each on the report the last one left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.actors import Actor
from chalicelib.domain.deadlines import limits_after
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import apply
from chalicelib.domain.ladder import ladder_changes
from chalicelib.domain.report import WATCHED_FROM_LEVEL, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import IN_A_CASE, State


@dataclass(frozen=True, slots=True)
class Decision:
    """What an accepted command did: its events, in order, and the report they make.

    ``next_look_at`` is the first instant (UTC) at which the clock has something to do; None once that will never be.
    """

    report: Report
    events: tuple[Event, ...]
    next_look_at: datetime | None


class DecisionDraft:
    """Collects the events of one command, given by ``actor`` at ``now`` (UTC) under the ``rules`` in force.

    What every event does to the limits and to the ladder is added here: no command can forget it.
    """

    def __init__(self, report: Report | None, actor: Actor, now: datetime, rules: Rules) -> None:
        self._report = report
        self._version = (report.version if report else 0) + 1
        self.actor = actor
        self.now = now
        self.rules = rules
        self.events: list[Event] = []

    @property
    def report(self) -> Report:
        """The report as the events so far leave it."""
        if self._report is None:
            raise ValueError("nothing is submitted yet")
        return self._report

    @property
    def next_seq(self) -> int:
        """The number the next event will have."""
        return (self._report.seq if self._report else 0) + 1

    def record(
        self,
        event_type: EventType,
        changes: Mapping[str, Any] | None = None,
        *,
        text: str | None = None,
        internal_text: str | None = None,
        data: Mapping[str, Any] | None = None,
        actor: Actor | None = None,
    ) -> None:
        """Append an event; of ``changes`` only the facts that really change are kept.

        ``limits`` in ``changes`` are those that the table of limits is then applied to.
        """
        event = Event(
            seq=self.next_seq,
            version=self._version,
            at=self.now,
            type=event_type,
            actor=actor or self.actor,
            text=text,
            internal_text=internal_text,
            data={key: value for key, value in (data or {}).items() if value is not None},
            changes=self._effective(event_type, dict(changes or {})),
        )
        self._report = apply(self._report, event)
        self.events.append(event)

    def _effective(self, event_type: EventType, changes: dict[str, Any]) -> dict[str, Any]:
        after = replace(self._report, **changes) if self._report else Report(**changes)
        changes |= {"limits": limits_after(event_type, self._report, after, self.now, self.rules)}
        if self._report is None:
            return changes
        changes |= ladder_changes(self._report, replace(self._report, **changes), self.now)
        changes |= _seen_by_the_province(replace(self._report, **changes))
        changes |= _out_of_the_case(self._report, replace(self._report, **changes))
        return {name: value for name, value in changes.items() if getattr(self._report, name) != value}


def _out_of_the_case(before: Report, after: Report) -> dict[str, Any]:
    """Whoever goes another way than the case of many belongs to it no more, whatever led there."""
    changes: dict[str, Any] = {}
    if before.case_main and after.state is not before.state and after.state not in IN_A_CASE:
        changes |= {"case_main": None, "case_seq": 0}
    if before.hears_of and (not after.is_open or after.state is State.JOINED):
        changes["hears_of"] = None
    return changes


def _seen_by_the_province(report: Report) -> dict[str, Any]:
    """From level 3 on the province above its holder may read it, and keeps that right."""
    kept = report.held_at_level_three
    if report.level < WATCHED_FROM_LEVEL or report.holder is None or report.holder in kept:
        return {}
    return {"held_at_level_three": (*kept, report.holder)}
