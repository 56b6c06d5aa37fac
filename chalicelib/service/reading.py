"""Reading reports: the reporter's view, the officer's, the public's; and who the reporter is, on record."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor
from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.permissions import capacities
from chalicelib.domain.refusals import Forbidden
from chalicelib.domain.tracking import parse_report_id
from chalicelib.refusals import Erased, NotFound
from chalicelib.service import courses, views
from chalicelib.service.agencies import names_in
from chalicelib.service.case_views import case_of, officer_case, public_case
from chalicelib.service.commands import Opened, is_readable
from chalicelib.service.deadline_view import deadline_view
from chalicelib.service.finding import duplicates_of, offered
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.store import identities, reports
from chalicelib.store.identities import Identity
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import History, Stored

if TYPE_CHECKING:
    from chalicelib.answers.deadline import Deadline
    from chalicelib.answers.events import EventPage
    from chalicelib.answers.offers import DuplicateList
    from chalicelib.answers.reports import ConsentGiven, ErasedView, ProxiedPerson, ReporterIdentity


def own_view(opened: Opened, now: datetime, language: str) -> dict[str, Any]:
    """The reporter's own view."""
    history = _history(opened)
    report_id = opened.stored.report.report_id
    rules = rules_for(agencies_of(history.stored.report))
    view = views.own_view(history, now, rules, language=language)
    view |= courses.newest(view["events"], report_id, courses.OWN) | courses.newest_readings(history)
    return view | {"case": case_of(history.stored), "agency_names": names_in(view)}


def officer_view(opened: Opened, now: datetime, language: str) -> dict[str, Any]:
    """The officer's view."""
    history = _history(opened)
    rules = rules_for([*agencies_of(history.stored.report), opened.actor.agency_id])
    view = views.officer_view(history, opened.actor, now, rules, language=language)
    view |= courses.newest(view["events"], history.stored.report.report_id, courses.OFFICERS)
    case = officer_case(history.stored, opened.actor)
    names = {"case": case, "agency_names": names_in(view)}
    return view | offered(history, view["allowed"], opened.actor, language) | names


def duplicates(opened: Opened, now: datetime, language: str) -> "DuplicateList":
    """Reports that tell the same as this one, for who may merge them."""
    return {"items": duplicates_of(_history(opened), opened.actor, now, language)}


def view_after(stored: Stored, actor: Actor, now: datetime, language: str) -> dict[str, Any]:
    """The officer's view after their own command; only number and state when that took the report out of sight."""
    if is_readable(stored, actor):
        return officer_view(Opened(stored, actor), now, language)
    report = stored.report
    return {"report_id": report.report_id, "version": report.version, "state": report.state.value, "allowed": []}


def erased_view(stored: Stored) -> "ErasedView":
    """What remains to be told after erasing."""
    report = stored.report
    return {
        "report_id": report.report_id,
        "version": report.version,
        "state": report.state.value,
        "erased_at": timestamp(report.erased_at) if report.erased_at else None,
        "allowed": [],
    }


def public_view(report_id_text: str, language: str) -> dict[str, Any]:
    """The public view. Raises NotFound unless published, Erased for what was erased."""
    history = _public_history(report_id_text)
    rules = rules_for(agencies_of(history.stored.report))
    view = views.public_view(history, rules, language=language)
    view |= courses.newest(view["events"], history.stored.report.report_id, courses.PUBLIC)
    return view | {"case": public_case(history.stored), "agency_names": names_in(view)}


def public_events(report_id_text: str, limit: int, cursor: str | None) -> "EventPage":
    """A page of what happened to a published report. Raises NotFound, Erased, Malformed for a cursor."""
    return courses.public_events(_public_history(report_id_text), limit, cursor)


def public_deadline(report_id_text: str, language: str) -> "Deadline":
    """The deadline of a published report. Raises NotFound, Erased."""
    report = _public_history(report_id_text).stored.report
    return deadline_view(report, rules_for(agencies_of(report)), language)


def own_deadline(opened: Opened, language: str) -> "Deadline":
    """The deadline of one's own report."""
    report = opened.stored.report
    return deadline_view(report, rules_for(agencies_of(report)), language)


def identity(opened: Opened, now: datetime) -> "ReporterIdentity":
    """Who the reporter is, for an officer who acts on the report; on record before it is read.

    An anonymous one stays "Pelapor". Raises Forbidden for who may only read: an observer, or whose agency held it once.
    """
    report = opened.stored.report
    rules = rules_for([*agencies_of(report), opened.actor.agency_id])
    if not capacities(opened.actor, report, rules.directory):
        raise Forbidden(report.state)
    if report.anonymous:
        return {"anonymous": True, "name": "Pelapor", "email": None, "phone": None, "proxy": None}
    # What has expired is read by nobody, also where it is not gone yet: nothing is put on record that would stay.
    if not report.expired_at:
        identities.record_reading(report.report_id, identities.Reading(now, opened.actor))
    found = None if report.expired_at else identities.load_identity(report.report_id)
    return {
        "anonymous": False,
        "name": found.name if found else None,
        "email": found.email if found else None,
        "phone": found.phone if found else None,
        "proxy": _proxy(found),
    }


def _proxy(identity: Identity | None) -> "ProxiedPerson | None":
    """For whom the report was made, when that is somebody else than its reporter."""
    if identity is None or not identity.proxy_name:
        return None
    return {"name": identity.proxy_name, "relation": identity.proxy_relation or ""}


def _consent(identity: Identity) -> "ConsentGiven | None":
    """How the reporter agreed, where an officer recorded it."""
    given = identity.consent_given
    return {"how": given.how, "on": given.on.isoformat()} if given else None


def receipt(opened: Opened) -> dict[str, Any]:
    """What a receipt to print says: which report, to whom, when it came, who sent it unless they are anonymous."""
    stored, report = opened.stored, opened.stored.report
    institution = report.addressed_to or NATION_ID
    directory = rules_for([institution]).directory
    addressee = directory.agencies[institution]
    found = None if report.anonymous or report.expired_at else identities.load_identity(report.report_id)
    return {
        "report_id": report.report_id,
        "title": stored.title,
        "addressee": addressee.name,
        "received_at": timestamp(report.received_at),
        "received_on": report.received_on.isoformat() if report.received_on else None,
        "timezone": addressee.timezone,
        "anonymous": report.anonymous,
        "name": found.name if found else None,
        "proxy": _proxy(found),
    }


def export(opened: Opened, now: datetime, language: str) -> dict[str, Any]:
    """Everything kept about the reporter and their report (UU 27/2022 art. 7: the right to a copy)."""
    found = identities.load_identity(opened.stored.report.report_id)
    return {
        "report": own_view(opened, now, language),
        "identity": {
            "name": found.name,
            "email": found.email,
            "phone": found.phone,
            "proxy": _proxy(found),
            "consent_at": timestamp(found.consent_at),
            "consent_version": found.consent_version,
            "consent_given": _consent(found),
        }
        if found
        else None,
        "exported_at": timestamp(now),
    }


def _history(opened: Opened) -> History:
    history = opened.history or reports.load_history(opened.stored.report.report_id)
    if history is None:
        raise NotFound
    return history


def _public_history(report_id_text: str) -> History:
    report_id = parse_report_id(report_id_text)
    history = reports.load_history(report_id) if report_id else None
    if history is None:
        raise NotFound
    report = history.stored.report
    if report.erased_at:
        raise Erased(report.erased_at)
    if not report.published:
        raise NotFound
    return history
