"""The same for those without script: a plain form comes in, a page goes out."""

import secrets
from collections.abc import Mapping

from chalicelib import pages
from chalicelib.domain.refusals import Invalid, NotAllowedNow
from chalicelib.errors import NotFound, Stale
from chalicelib.intake.commands import agencies_named, parse_tracking
from chalicelib.intake.schema import LANGUAGES
from chalicelib.intake.sentences import sentence
from chalicelib.intake.submission import parse_submission, parse_submission_key
from chalicelib.pages import Choices, Notice
from chalicelib.routes.citizen import carried_out, today, view_after
from chalicelib.routes.http import Answer, Asked, page
from chalicelib.service import acting, reading, submitting
from chalicelib.service.acting import Opened
from chalicelib.store import directory


def submit_report(asked: Asked) -> Answer:
    """Without a key the answers to be checked, with one the receipt; faults bring the form back with all answers."""
    fields = asked.fields()
    language = _language(asked, fields)
    try:
        key = parse_submission_key(asked.headers.get("idempotency-key"), fields)
        submission = parse_submission(
            fields,
            category_ids=directory.categories(),
            agencies=directory.directory_covering(agencies_named(fields)),
            today=today(asked),
        )
        if key is None:
            return page(pages.check_page(language, fields, _choices(fields, language), secrets.token_urlsafe(24)))
        receipt = submitting.submit(submission, key, asked.source, asked.now)
    except Invalid as refusal:
        answers = {name: value for name, value in fields.items() if name != "submission_key"}
        return page(pages.faults_page(language, answers, _choices(fields, language), refusal.errors), 422)
    return page(pages.receipt_page(language, receipt), 201 if receipt.is_new else 200)


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
