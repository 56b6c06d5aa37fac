"""The same for those without script: a plain form comes in, a page goes out."""

import secrets
from collections.abc import Mapping

from chalicelib import pages
from chalicelib.domain.refusals import Invalid, NotAllowedNow
from chalicelib.errors import KeyReused, NotFound, RateLimited, Stale
from chalicelib.intake.commands import agencies_named, parse_tracking
from chalicelib.intake.schema import LANGUAGES
from chalicelib.intake.sentences import sentence
from chalicelib.intake.shapes import told_together
from chalicelib.intake.submission import parse_keyed_submission
from chalicelib.pages import Choices, Notice
from chalicelib.routes.citizen import carried_out, today, view_after
from chalicelib.routes.http import Answer, Asked, page, refused
from chalicelib.service import acting, attaching, reading, submitting
from chalicelib.service.acting import Opened
from chalicelib.store import directory
from chalicelib.store.failures import StoreFailure


def submit_report(asked: Asked) -> Answer:
    """Without a key the answers to be checked, with one the receipt; faults bring the form back with all answers."""
    fields = asked.fields()
    language, key = _language(asked, fields), ""
    try:
        with told_together(attaching.unknown_in(fields)):
            key, submission = parse_keyed_submission(
                asked.headers.get("idempotency-key"),
                fields,
                category_ids=directory.categories(),
                agencies=directory.directory_covering(agencies_named(fields)),
                today=today(asked),
                key_required=False,
            )
        if not key:
            return page(pages.check_page(language, fields, _choices(fields, language), secrets.token_urlsafe(24)))
        receipt = submitting.submit(submission, key, asked.source, asked.now)
    except Invalid as refusal:
        answers = {name: value for name, value in fields.items() if name != "submission_key"}
        return page(pages.faults_page(language, answers, _choices(fields, language), refusal.errors), 422)
    except (KeyReused, RateLimited, StoreFailure) as refusal:
        if not key:
            raise
        return _sent_in_vain(asked, fields, language, key, refusal)
    return page(pages.receipt_page(language, receipt), 201 if receipt.is_new else 200)


def _sent_in_vain(asked: Asked, fields: Mapping[str, object], language: str, key: str, refusal: Exception) -> Answer:
    """The answers to be sent again with one press, under the same key: no second report can come of it."""
    status, body, headers = refused(asked, refusal, language)
    answers = {name: value for name, value in fields.items() if name != "submission_key"}
    # A key that stands for another report is of no more use.
    again = secrets.token_urlsafe(24) if isinstance(refusal, KeyReused) else key
    shown = pages.check_page(language, answers, _choices(fields, language), again, body["error"]["message"])
    return page(shown, status, headers)


def track_report(asked: Asked) -> Answer:
    """The own view, or the question for number and code again."""
    fields = asked.fields()
    try:
        report_id, code = parse_tracking(fields)
        opened = acting.open_as_reporter(report_id, code, asked.source, asked.now)
    except Invalid as refusal:
        return page(pages.track_page(asked.language, fields, refusal.errors), 422)
    except NotFound:
        return page(pages.track_page(asked.language, fields, message=sentence("not_found", asked.language)), 404)
    return _own_page(asked, opened, code)


def command_report(asked: Asked, name: str) -> Answer:
    """A reporter's command with the code in the body; the own view, with what was wrong where something was."""
    fields = asked.fields()
    given = fields.get("access_code")
    code = given if isinstance(given, str) else asked.headers.get("x-access-code", "")
    opened = acting.open_as_reporter(asked.parameters["report_id"], code, asked.source, asked.now)
    try:
        stored = carried_out(asked, opened, name, fields)
    except Invalid as refusal:
        return _own_page(asked, opened, code, Notice(name, refusal.errors, kept=fields), 422)
    except (Stale, NotAllowedNow) as refusal:
        reason = "stale_version" if isinstance(refusal, Stale) else "not_allowed_now"
        return _own_page(asked, opened, code, Notice(name, message=sentence(reason, asked.language)), 409)
    if stored.report.erased_at:
        return page(pages.erased_page(asked.language, view_after(asked, stored)))
    return _own_page(asked, Opened(stored, opened.actor), code)


def stylesheet(asked: Asked) -> Answer:
    """How the pages look."""
    return Answer(pages.stylesheet(), headers={"Cache-Control": "public, max-age=3600"}, media_type="text/css")


def _own_page(asked: Asked, opened: Opened, code: str, notice: Notice | None = None, status: int = 200) -> Answer:
    view = reading.own_view(opened, asked.now, asked.language)
    return page(pages.own_page(asked.language, view, code, notice), status)


def _choices(fields: Mapping[str, object], language: str) -> Choices:
    """Every category, every institution that takes reports, and the unit that was chosen already."""
    tree = directory.directory_covering(agencies_named(fields))
    name = "name_en" if language == "en" else "name_id"
    categories = sorted((one.category_id, str(getattr(one, name))) for one in directory.categories().values())
    offered = (
        one
        for one in tree.agencies.values()
        if one.accepts_reports and (one.is_institution or one.agency_id == fields.get("agency_id"))
    )
    agencies = tuple((one.agency_id, one.name) for one in sorted(offered, key=lambda one: one.name))
    return Choices(tuple(sorted(categories, key=lambda one: one[1])), agencies)


def _language(asked: Asked, fields: Mapping[str, object]) -> str:
    chosen = fields.get("language")
    return chosen if isinstance(chosen, str) and chosen in LANGUAGES else asked.language
