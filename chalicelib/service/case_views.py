"""What each reader sees of a case of many: its main report, how many are in it, and for officers its members.

A report in no case costs nothing more; one that joined reads its main's HEAD; on the main, officers read the HEADs of
its members, 100 to a request, and their words page by page.
"""

from itertools import islice
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.service.agencies import governments_in
from chalicelib.service.commands import Opened, is_readable
from chalicelib.service.lists import open_cursor, seal_cursor
from chalicelib.service.measure import what_fits
from chalicelib.service.views import attachment_view
from chalicelib.store import cases, reports
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import History, Stored

if TYPE_CHECKING:
    from chalicelib.answers.cases import Case, CaseMember, MemberPage, MemberReport, OfficerCase, PublicCase

PUBLIC_FROM = 5
"""Fewer than these could be told one by one."""
MOST_MEMBER_PAGES = 20
"""So many hundreds of members are named in a view; all of them are to be had page by page, with their words."""
MOST_SAID = 20
"""The latest texts of a member; the rest is on the member's own page."""


def case_of(stored: Stored) -> "Case | None":
    """The case for the report's own reporter; None for a report that is in none."""
    main = _main_of(stored)
    return {"main": main.report.report_id, "size": main.members + 1} if main else None


def public_case(stored: Stored) -> "PublicCase | None":
    """The case for everybody."""
    main = _main_of(stored)
    if main is None:
        return None
    size = main.members + 1
    return {
        "main": main.report.report_id if main.report.published else None,
        "size": size if size >= PUBLIC_FROM else None,
    }


def officer_case(stored: Stored, actor: Actor) -> "OfficerCase | None":
    """The case for an officer, with the members that they may read where the report is the main one."""
    case = case_of(stored)
    if case is None:
        return None
    return {"main": case["main"], "size": case["size"], "members": _members(stored, actor) if stored.members else []}


def member_page(opened: Opened, limit: int, cursor: str | None, language: str) -> "MemberPage":
    """The words, places and files of those that joined the report, the oldest first; the officer's part of them.

    Raises Malformed for a cursor.
    """
    main_id, actor = opened.stored.report.report_id, opened.actor
    scope = f"members#{main_id}"
    found = cases.members_after(main_id, open_cursor(scope, cursor), limit)
    histories = (reports.load_history(one.report_id) for one in found)
    wholes = (_whole(one, language) if one and is_readable(one.stored, actor) else None for one in histories)
    read = what_fits(wholes, limit)
    is_last = len(read) == len(found) < limit
    items = [one for one in read if one]
    return {"items": items, "next": None if is_last or not read else seal_cursor(scope, found[len(read) - 1].key)}


def _main_of(stored: Stored) -> Stored | None:
    report = stored.report
    main_id = report.case_main or report.hears_of or (stored.successor.report_id if stored.successor else None)
    if main_id:
        return reports.load(main_id)
    return stored if stored.members else None


def _members(stored: Stored, actor: Actor) -> "list[CaseMember]":
    return [
        {"report_id": one, "state": heads[one].report.state.value}
        for page in islice(cases.members_of(stored.report.report_id), MOST_MEMBER_PAGES)
        for heads in (reports.load_all(page),)
        for one in page
        if one in heads and not heads[one].report.erased_at and is_readable(heads[one], actor)
    ]


def _whole(history: History, language: str) -> "MemberReport":
    report, words = history.stored.report, history.words
    said = [event.text for event in history.events if event.actor.role is Role.REPORTER and event.text]
    view: Any = {
        "report_id": report.report_id,
        "state": report.state.value,
        "received_at": timestamp(report.received_at),
        "title": history.stored.title,
        "body": words.body,
        "location": words.location,
        "agency_names": governments_in(words.location or {}),
        "attachments": [attachment_view(one, language) for one in history.attachments],
        "said": said[-MOST_SAID:],
    }
    whole: MemberReport = view
    return whole
