"""A lost number or code: the answer is one and the same, whether the contact is on file or not."""

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.recovery import RECOVERY, parse_recovery
from chalicelib.language.recovery_sentences import recovery_said
from chalicelib.routes.http import page
from chalicelib.routes.row import JSON_OR_FORM, Request, Response, Route
from chalicelib.service import recovering


def recover_reports(request: Request) -> Response:
    """Have the numbers and links of a contact's reports sent there, if any are on file; the answer never tells."""
    fields = request.fields()
    try:
        email, phone = parse_recovery(fields)
    except Invalid as refusal:
        if not request.is_form:
            raise
        from chalicelib import pages

        return page(pages.recovery_page(request.language, fields, refusal.errors), 422)
    recovering.recover(email, phone, request.source, request.now)
    if request.is_form:
        from chalicelib import pages

        return page(pages.recovery_asked_page(request.language), 202)
    return Response({"message": recovery_said("asked", request.language)}, 202)


ROUTES = (Route("POST", "/recover", recover_reports, {202: "RecoveryAsked"}, body=RECOVERY, takes=JSON_OR_FORM),)
