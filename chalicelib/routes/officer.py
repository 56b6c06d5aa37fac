"""What officers ask for: their profile, their queues, a report, its reporter, and every command on it.

The authorizer has let them in with a good token; the profile in the directory is asked again here, because a token
outlives an appointment.
"""

from typing import Any, get_args

from chalicelib.domain.administration import pages_of
from chalicelib.domain.commands import OfficerCommand
from chalicelib.domain.events import Actor
from chalicelib.intake.commands import agencies_named, parse_officer_command
from chalicelib.intake.query import NOTHING, QUEUE, SUMMARY, read_query
from chalicelib.intake.shapes import told_together
from chalicelib.routes.auth import officer
from chalicelib.routes.http import Answer, Asked, Route, View
from chalicelib.service import acting, attaching, figures, lists, reading
from chalicelib.service.acting import Opened
from chalicelib.service.desks import Wanted
from chalicelib.store import directory


def profile(asked: Asked) -> Answer:
    """Who the officer is to us: role, agency and its institution, and the pages of the desk that are theirs."""
    actor, found = officer(asked.officer_claims)
    read_query(NOTHING, asked.query)
    tree = directory.directory_covering([found.agency_id])
    agency = tree.get(found.agency_id)
    body: dict[str, Any] = {
        "username": found.username,
        "email": found.email,
        "role": actor.role.value,
        "agency_id": found.agency_id,
        "agency": {"id": agency.agency_id, "name": agency.name, "kind": agency.kind} if agency else None,
        "institution_id": tree.institution_of(found.agency_id).agency_id if agency else None,
        "deputy_of": found.deputy_of,
        "queues": figures.queue_counts(actor, tree),
        "may": list(pages_of(actor.role)),
    }
    return Answer(body)


def summary(asked: Asked) -> Answer:
    """The figures of an agency and its units: what is open and late now, what a month brought."""
    actor, _ = officer(asked.officer_claims)
    wanted = read_query(SUMMARY, asked.query)
    return Answer(figures.summary(actor, wanted["agency"], wanted["month"], asked.now))


def queue(asked: Asked) -> Answer:
    """A page of a queue, most urgent first."""
    actor, _ = officer(asked.officer_claims)
    return Answer(lists.officer_queue(actor, Wanted(**read_query(QUEUE, asked.query))))


def officer_report(asked: Asked) -> Answer:
    """The whole of a report but who sent it."""
    opened = opened_by_officer(asked)
    read_query(NOTHING, asked.query)
    return Answer(reading.officer_view(opened, asked.now, asked.language))


def reporter_identity(asked: Asked) -> Answer:
    """Who sent it; the reporter will see that it was read, when, and by which office."""
    opened = opened_by_officer(asked)
    read_query(NOTHING, asked.query)
    return Answer(reading.identity(opened, asked.now))


def _command(name: str) -> View:
    def command_report(asked: Asked) -> Answer:
        opened = opened_by_officer(asked)
        fields = asked.fields()
        acting.require_office(opened, name, asked.now)
        named = directory.directory_covering(agencies_named(fields))
        with told_together(attaching.unknown_in(fields)):
            command, version = parse_officer_command(name, fields, category_ids=directory.categories(), agencies=named)
        stored = acting.carry_out(opened, command, version, asked.now)
        return Answer(reading.view_after(stored, opened.actor, asked.now, asked.language))

    command_report.__name__ = f"officer_{name.replace('-', '_')}"
    command_report.__doc__ = f"{name}: an officer's command; answers the new view."
    return command_report


def opened_by_officer(asked: Asked) -> Opened:
    """The report, for an officer who may read it. Raises Forbidden, NotFound."""
    return acting.open_as_officer(asked.parameters["report_id"], _actor(asked))


def _actor(asked: Asked) -> Actor:
    return officer(asked.officer_claims)[0]


_ONE = "/officer/reports/{report_id}"
ROUTES = (
    Route("GET", "/officer", profile, for_officers=True),
    Route("GET", "/officer/summary", summary, for_officers=True, query=SUMMARY),
    Route("GET", "/officer/reports", queue, for_officers=True, query=QUEUE),
    Route("GET", _ONE, officer_report, for_officers=True),
    Route("GET", f"{_ONE}/identity", reporter_identity, for_officers=True),
    *(
        Route("POST", f"{_ONE}/{command.name}", _command(command.name), for_officers=True, body=command.name)
        for command in get_args(OfficerCommand)
    ),
)
