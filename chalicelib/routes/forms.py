"""The same for those without script: a plain form comes in, a page goes out."""

import secrets
from collections.abc import Mapping

from chalicelib import pages
from chalicelib.brand import coloured
from chalicelib.domain.refusals import Invalid, NotAllowedNow
from chalicelib.failures import StoreFailure
from chalicelib.intake.commands import agencies_named
from chalicelib.intake.shapes import with_faults
from chalicelib.intake.submission import parse_keyed_submission
from chalicelib.language import LANGUAGES, say
from chalicelib.language.sentences import sentence
from chalicelib.pages import Choices
from chalicelib.pages.again import Notice
from chalicelib.refusals import KeyReused, NotFound, RateLimited, Stale
from chalicelib.routes.http import page, refused
from chalicelib.routes.reporting import carried_out, today, view_after
from chalicelib.routes.row import STYLE, Request, Response
from chalicelib.service import commands, ombudsman, reading, submitting
from chalicelib.service.attachments import upload
from chalicelib.service.commands import Opened
from chalicelib.service.standing import time_left
from chalicelib.settings import settings
from chalicelib.store import directory_lookup


def submit_report(request: Request) -> Response:
    """Without a key the answers to be checked, with one the receipt; faults bring the form back with all answers."""
    fields = request.fields()
    language, key = _language(request, fields), ""
    try:
        with with_faults(upload.unknown_in(fields)):
            key, submission = parse_keyed_submission(
                request.headers.get("idempotency-key"),
                fields,
                category_ids=directory_lookup.categories(),
                agencies=directory_lookup.directory_covering(agencies_named(fields)),
                today=today(request),
                key_required=False,
            )
        if not key:
            return page(pages.check_page(language, fields, choices_of(fields, language), secrets.token_urlsafe(24)))
        receipt = submitting.submit(submission, key, request.source, request.now)
    except Invalid as refusal:
        answers = {name: value for name, value in fields.items() if name != "submission_key"}
        return page(pages.faults_page(language, answers, choices_of(fields, language), refusal.errors), 422)
    except (KeyReused, RateLimited, StoreFailure) as refusal:
        if not key:
            raise
        return _sent_in_vain(request, fields, language, key, refusal)
    return page(pages.receipt_page(language, receipt), 201 if receipt.is_new else 200)


def _sent_in_vain(
    request: Request, fields: Mapping[str, object], language: str, key: str, refusal: Exception
) -> Response:
    """The answers to be sent again with one press, under the same key: no second report can come of it."""
    status, body, headers = refused(request, refusal, language)
    answers = {name: value for name, value in fields.items() if name != "submission_key"}
    # A key that stands for another report is of no more use.
    again = secrets.token_urlsafe(24) if isinstance(refusal, KeyReused) else key
    shown = pages.check_page(language, answers, choices_of(fields, language), again, body["error"]["message"])
    return page(shown, status, headers)


def track_report(request: Request) -> Response:
    """The own view, or the question for number and code again."""
    fields = request.fields()
    try:
        keys = request.values()
        number, code = keys["report_id"], keys["access_code"]
        opened = commands.open_as_reporter(number, code, request.source, request.now, whole=True)
    except Invalid as refusal:
        return page(pages.track_page(request.language, fields, refusal.errors), 422)
    except NotFound:
        return page(pages.track_page(request.language, fields, message=sentence("not_found", request.language)), 404)
    return _own_page(request, opened, code)


def command_report(request: Request, name: str) -> Response:
    """A reporter's command with the code in the body; the own view, with what was wrong where something was."""
    fields = request.fields()
    given = fields.get("access_code")
    code = given if isinstance(given, str) else request.headers.get("x-access-code", "")
    opened = commands.open_as_reporter(request.parameters["report_id"], code, request.source, request.now)
    try:
        stored = carried_out(request, opened, name, fields)
    except Invalid as refusal:
        return _own_page(request, opened, code, Notice(name, refusal.errors, kept=fields), 422)
    except (Stale, NotAllowedNow) as refusal:
        reason = "stale_version" if isinstance(refusal, Stale) else "not_allowed_now"
        return _own_page(
            request, opened, code, Notice(name, message=sentence(reason, request.language), kept=fields), 409
        )
    except RateLimited as refusal:
        status, body, headers = refused(request, refusal, request.language)
        notice = Notice(name, message=body["error"]["message"], kept=fields)
        return _own_page(request, opened, code, notice, status, headers)
    if stored.report.erased_at:
        return page(pages.erased_page(request.language, view_after(request, stored)))
    return _own_page(request, Opened(stored, opened.actor), code)


def printed_receipt(request: Request) -> Response:
    """The receipt, for the code in a form's body or in the header."""
    opened, language = _opened_to_print(request)
    return page(pages.printed_receipt_page(language, reading.receipt(opened)))


def ombudsman_dossier(request: Request) -> Response:
    """The papers for the Ombudsman, the same way: what is typed into them has nowhere to go."""
    opened, language = _opened_to_print(request)
    return page(pages.dossier_page(language, ombudsman.dossier(opened, request.now)))


def _opened_to_print(request: Request) -> tuple[Opened, str]:
    fields = request.values() if request.is_form else {}
    code = fields.get("access_code") or request.headers.get("x-access-code", "")
    opened = commands.open_as_reporter(request.parameters["report_id"], code, request.source, request.now)
    request.query_values()
    return opened, fields.get("language") or request.language


def stylesheet(request: Request) -> Response:
    """How the pages look."""
    return Response(
        coloured(pages.stylesheet(), settings().brand),
        headers={"Cache-Control": "public, max-age=3600"},
        media_type=STYLE,
    )


def _own_page(
    request: Request,
    opened: Opened,
    code: str,
    notice: Notice | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    view = reading.own_view(opened, request.now, request.language)
    left = time_left(opened.stored.report, view["standing"], request.now, request.language)
    return page(pages.own_page(request.language, view, code, notice, left), status, headers)


def choices_of(fields: Mapping[str, object], language: str) -> Choices:
    """Every category, every institution that takes reports, and the unit that was chosen already."""
    directory = directory_lookup.directory_covering(agencies_named(fields))
    categories = [
        (one.category_id, say((one.name_id, one.name_en), language)) for one in directory_lookup.categories().values()
    ]
    offered = (
        one
        for one in directory.agencies.values()
        if one.accepts_reports and (one.is_institution or one.agency_id == fields.get("agency_id"))
    )
    agencies = tuple((one.agency_id, one.name) for one in sorted(offered, key=lambda one: one.name))
    return Choices(tuple(sorted(categories, key=lambda one: (one[1], one[0]))), agencies)


def _language(request: Request, fields: Mapping[str, object]) -> str:
    chosen = fields.get("language")
    if request.page_language is None and isinstance(chosen, str) and chosen in LANGUAGES:
        return chosen
    return request.language
