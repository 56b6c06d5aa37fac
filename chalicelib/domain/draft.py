"""A decision in the making: events are recorded one after the other, each on the report the last one left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.deadlines import met, without
from chalicelib.domain.events import Actor, Event, EventType, Role, apply
from chalicelib.domain.ladder import ladder_changes
from chalicelib.domain.report import WATCHED_FROM_LEVEL, LimitName, Pause, Report, State

SYSTEM = Actor(Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an accepted command did: its events, in order, and the report they make.

    ``next_look_at`` is the first instant (UTC) at which the clock has something to do; None once the report has ended.
    """

    report: Report
    events: tuple[Event, ...]
    next_look_at: datetime | None


class DecisionDraft:
    """Collects the events of one command, given by ``actor`` at ``now`` (UTC)."""

    def __init__(self, report: Report | None, actor: Actor, now: datetime) -> None:
        self._report = report
        self._version = (report.version if report else 0) + 1
        self.actor = actor
        self.now = now
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
        """Append an event; of ``changes`` only the facts that really change are kept."""
        event = Event(
            seq=self.next_seq,
            version=self._version,
            at=self.now,
            type=event_type,
            actor=actor or self.actor,
            text=text,
            internal_text=internal_text,
            data={key: value for key, value in (data or {}).items() if value is not None},
            changes=self._effective(dict(changes or {})),
        )
        self._report = apply(self._report, event)
        self.events.append(event)

    def _effective(self, changes: dict[str, Any]) -> dict[str, Any]:
        if self._report is None:
            return changes
        changes |= ladder_changes(self._report, replace(self._report, **changes), self.now)
        changes |= _seen_by_the_province(replace(self._report, **changes))
        return {name: value for name, value in changes.items() if getattr(self._report, name) != value}


def _seen_by_the_province(report: Report) -> dict[str, Any]:
    """From level 3 on the province above its holder may read it, and keeps that right."""
    kept = report.held_at_level_three
    if report.level < WATCHED_FROM_LEVEL or report.holder is None or report.holder in kept:
        return {}
    return {"held_at_level_three": (*kept, report.holder)}


def ended(report: Report, state: State, now: datetime) -> dict[str, Any]:
    """The changes by which a report ends: nobody holds it, nothing runs any more."""
    return {
        "state": state,
        "holder": None,
        "ended_at": now,
        "pauses": with_pause_closed(report, now),
        "paused_state": None,
        "limits": met(
            without(report.limits, LimitName.COMPLETE, LimitName.REPLY),
            now,
            LimitName.VERIFY,
            LimitName.ACCEPT,
            LimitName.DECIDE,
            LimitName.CAP,
        ),
    }


def revived(report: Report, state: State, holder: str, now: datetime) -> dict[str, Any]:
    """The changes by which an ended report lives again with a holder, its limits not yet touched."""
    return {
        "state": state,
        "archived_reason": None,
        "closed_reason": None,
        "ended_at": None,
        **held(report, holder, now),
    }


def held(report: Report, holder: str, now: datetime) -> dict[str, Any]:
    """The changes by which an agency becomes the holder."""
    return {
        "holder": holder,
        "holder_since": now,
        # The last one is the last holder; who held it before stays in the list, once.
        "held_by": (*(agency for agency in report.held_by if agency != holder), holder),
    }


def with_pause_closed(report: Report, now: datetime) -> tuple[Pause, ...]:
    """The pauses with the open one, if any, ended now."""
    return tuple(pause if pause.until else replace(pause, until=now) for pause in report.pauses)
