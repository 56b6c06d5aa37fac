"""Following a published report by mail. A link opens a page and changes nothing; its buttons do."""

from collections.abc import Callable

from chalicelib.errors import NotFound
from chalicelib.intake.following import parse_follow
from chalicelib.routes.http import Answer, Asked, Route, page
from chalicelib.service import following


def follow_report(asked: Asked) -> Answer:
    """Ask to hear of a published report by mail: a letter comes that asks for confirmation."""
    report = following.open_published(asked.parameters["report_id"])
    email, language = parse_follow(asked.fields())
    following.follow(report, email, language, asked.source, asked.now)
    if asked.is_form:
        from chalicelib import pages

        return page(pages.follow_page(language, "invited", report.report_id), 202)
    return Answer({"report_id": report.report_id}, 202)


def following_page(asked: Asked) -> Answer:
    """The follower's page, with a button to follow and one to stop."""
    return _page_or_not_found(asked, _shown)


def confirm_following(asked: Asked) -> Answer:
    """Yes, send me news of this report; answers the follower's page."""

    def confirmed(asked: Asked) -> Answer:
        following.confirm(asked.parameters["report_id"], asked.parameters["token"], asked.now)
        return _shown(asked)

    return _page_or_not_found(asked, confirmed)


def stop_following(asked: Asked) -> Answer:
    """Send me nothing more, with one click: a mail program posts here too (RFC 8058), whatever its body says."""

    def stopped(asked: Asked) -> Answer:
        from chalicelib import pages

        report_id = following.stop(asked.parameters["report_id"], asked.parameters["token"])
        return page(pages.follow_page(asked.language, "stopped", report_id))

    return _page_or_not_found(asked, stopped)


def _shown(asked: Asked) -> Answer:
    from chalicelib import pages

    token = asked.parameters["token"]
    found = following.following(asked.parameters["report_id"], token)
    state = "following" if found.is_confirmed else "asked"
    return page(pages.follow_page(found.language, state, found.report_id, found.title, token))


def _page_or_not_found(asked: Asked, view: Callable[[Asked], Answer]) -> Answer:
    """Whoever comes from a letter sees a page, also when its link leads nowhere any more."""
    try:
        return view(asked)
    except NotFound:
        from chalicelib import pages

        return page(pages.follow_page(asked.language, "ended"), 404)


_ONE = "/reports/{report_id}/follow"
ROUTES = (
    Route("POST", _ONE, follow_report, body="follow"),
    Route("GET", f"{_ONE}/{{token}}", following_page),
    Route("POST", f"{_ONE}/{{token}}/confirm", confirm_following),
    Route("POST", f"{_ONE}/{{token}}/stop", stop_following),
)
