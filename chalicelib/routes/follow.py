"""Following a published report by mail. A link opens a page and changes nothing; its buttons do."""

from collections.abc import Callable

from chalicelib.intake.schema import FOLLOW
from chalicelib.refusals import NotFound
from chalicelib.routes.http import page
from chalicelib.routes.row import JSON_OR_FORM, PAGE, Request, Response, Route
from chalicelib.service import following


def follow_report(request: Request) -> Response:
    """Ask to hear of a published report by mail: a letter comes that asks for confirmation."""
    report = following.open_published(request.parameters["report_id"])
    wanted = request.values()
    following.follow(report, wanted["email"], wanted["language"], request.source, request.now)
    if request.is_form:
        from chalicelib import pages

        return page(pages.follow_page(wanted["language"], "invited", report.report_id), 202)
    return Response({"report_id": report.report_id}, 202)


def following_page(request: Request) -> Response:
    """The follower's page, with a button to follow and one to stop."""
    return _page_or_not_found(request, _shown)


def confirm_following(request: Request) -> Response:
    """Yes, send me news of this report; answers the follower's page."""

    def confirmed(request: Request) -> Response:
        following.confirm(request.parameters["report_id"], request.parameters["token"], request.now)
        return _shown(request)

    return _page_or_not_found(request, confirmed)


def stop_following(request: Request) -> Response:
    """Send me nothing more, with one click: a mail program posts here too (RFC 8058), whatever its body says."""

    def stopped(request: Request) -> Response:
        from chalicelib import pages

        report_id = following.stop(request.parameters["report_id"], request.parameters["token"])
        return page(pages.follow_page(request.language, "stopped", report_id))

    return _page_or_not_found(request, stopped)


def _shown(request: Request) -> Response:
    from chalicelib import pages

    token = request.parameters["token"]
    found = following.following(request.parameters["report_id"], token)
    state = "following" if found.is_confirmed else "asked"
    return page(pages.follow_page(found.language, state, found.report_id, found.title, token))


def _page_or_not_found(request: Request, view: Callable[[Request], Response]) -> Response:
    """Whoever comes from a letter sees a page, also when its link leads nowhere any more."""
    try:
        return view(request)
    except NotFound:
        from chalicelib import pages

        return page(pages.follow_page(request.language, "ended"), 404)


_ONE = "/reports/{report_id}/follow"
ROUTES = (
    Route("POST", _ONE, follow_report, {202: "FollowedReport"}, body=FOLLOW, takes=JSON_OR_FORM),
    Route("GET", f"{_ONE}/{{token}}", following_page, {200: PAGE}),
    Route("POST", f"{_ONE}/{{token}}/confirm", confirm_following, {200: PAGE}),
    Route("POST", f"{_ONE}/{{token}}/stop", stop_following, {200: PAGE}),
)
