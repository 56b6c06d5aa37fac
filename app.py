"""Switchboard: every trigger of the system is declared here, and nothing is decided.

Triggers on a blueprint would run under another name in Lambda and skip what this module sets up; so all of them
stand here (docs/adr/0002-triggers-in-app.md).
"""

import os
from typing import Any

from chalice.app import AuthRequest, AuthResponse, Chalice, CloudWatchEvent, DynamoDBEvent, Rate

from chalicelib.refusals import Unauthenticated

app = Chalice(app_name="lapor-sp4n")
app.debug = False  # paths, which carry report numbers, and bodies stay out of chalice's own logs

ANY_CONTENT = ["*/*"]  # our own 415 comes in its turn, after 401 and 404
MAIL_EVENTS = ["Delivered", "Bounced", "Complaint Received", "Rejected", "Delivery Delayed"]
REPORTS_STREAM = "arn:aws:dynamodb:region:account:table/reports/stream/label"  # the template puts the real one here

_OBJECT = {"source": ["aws.s3"], "detail-type": ["Object Created"]}
ARRIVALS = {**_OBJECT, "detail": {"object": {"key": [{"prefix": "incoming/"}]}}}
MAIL_ARRIVALS = {**_OBJECT, "detail": {"object": {"key": [{"prefix": "mail/"}]}}}


@app.authorizer(ttl_seconds=60)  # the gateway keeps an answer so long, past the end of the token too
def officers(request: AuthRequest) -> AuthResponse:
    """Admit whoever shows a good token; what they may do, the service decides on each report."""
    from chalicelib.routes.tokens import verified

    try:
        claims = verified(request.token)
    except Unauthenticated:
        raise Exception("Unauthorized") from None  # the one way for a Lambda authorizer to say 401
    return AuthResponse(routes=["*"], principal_id=claims["username"], context=claims)


# Lambda names the handler that a process is for: all others start without the modules behind the routes.
if os.environ.get("_HANDLER", "app.app") == "app.app":
    from chalicelib.routes import ROUTES
    from chalicelib.routes.http import chalice_view
    from chalicelib.routes.row import MAIL, XLSX

    app.api.binary_types.extend((MAIL, XLSX))  # never */*: JSON would become binary too (docs/adr/0021)
    for route in ROUTES:
        authorizer = {"authorizer": officers} if route.for_officers else {}
        register = app.route(route.path, methods=[route.method], content_types=ANY_CONTENT, **authorizer)
        register(chalice_view(route, lambda: app.current_request))


@app.on_dynamodb_record(stream_arn=REPORTS_STREAM)
def dispatch(event: DynamoDBEvent) -> dict[str, Any]:
    """Tell people what happened, and others in a case of many: one inserted event, its letters, once."""
    from chalicelib.jobs.dispatch import tell

    return tell(event.to_dict(), event.context)


@app.on_dynamodb_record(stream_arn=REPORTS_STREAM)
def tally(event: DynamoDBEvent) -> dict[str, Any]:
    """Count what happened: one inserted event, its report's share in the statistics, once."""
    from chalicelib.jobs.tally import count

    return count(event.to_dict(), event.context)


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> dict[str, Any]:
    """Everything due by the time the event was scheduled for: reminders, the ladder, closing, lapsing."""
    from chalicelib.jobs import sweep as job

    return job.sweep(event.to_dict(), event.context)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def outbox_sweeper(event: CloudWatchEvent) -> int:
    """Tell what the stream left untold."""
    from chalicelib.jobs.outbox_sweeper import sweep

    return sweep(event.context)


@app.schedule(Rate(1, unit=Rate.HOURS))
def digest(event: CloudWatchEvent) -> dict[str, Any]:
    """Promise each agency, where it is a working morning, what it finds on its desk."""
    from chalicelib.jobs.digest import put_digests_in_outbox

    return put_digests_in_outbox(event.to_dict(), event.context)


@app.on_cw_event({"source": ["aws.ses"], "detail-type": [f"Email {what}" for what in MAIL_EVENTS]})
def mail_events(event: CloudWatchEvent) -> None:
    """What became of a letter after the mail service took it."""
    from chalicelib.notify.outcomes import record

    record(event.to_dict())


@app.on_cw_event(ARRIVALS)
def check_upload(event: CloudWatchEvent) -> None:
    """Look at a file that has arrived, and keep copies of ours of it."""
    from chalicelib.jobs.files import check_arrival

    check_arrival(event.to_dict(), event.context)


@app.on_cw_event(MAIL_ARRIVALS)
def take_mail(event: CloudWatchEvent) -> None:
    """A mail that the mail service has taken in for us: an answer to a letter, a report, or nothing."""
    from chalicelib.jobs.messages import take

    take(event.to_dict(), event.context)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def look_after_files(event: CloudWatchEvent) -> dict[str, int]:
    """Remove files that no report took or that were erased; find out about those that did not come."""
    from chalicelib.jobs.files import tidy

    return tidy(event.to_dict(), event.context)
