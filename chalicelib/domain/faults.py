"""Faults in what a command says: found before its state is looked at, all of them at once (422)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.case_commands import Join
from chalicelib.domain.channels import faults_of_receipt
from chalicelib.domain.commands import (
    Answer,
    Archive,
    Command,
    Decide,
    Extend,
    Forward,
    Ombudsman,
    Progress,
    Publish,
    Return,
    Submit,
    Verify,
)
from chalicelib.domain.deadlines import scheduled
from chalicelib.domain.destinations import destination_fault
from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.limits import LimitName
from chalicelib.domain.promises import faults_of_promise
from chalicelib.domain.refusals import FieldError
from chalicelib.domain.report import ArchiveReason, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import State

# Codes of faults that lie in the command alone, however the report stands by now.
WHATEVER_THE_REPORT = frozenset({"unknown_agency", "takes_no_reports", "not_the_nation"})


def of_submit(command: Submit, now: datetime, rules: Rules) -> tuple[FieldError, ...]:
    """The faults of a new report."""
    agencies = of_agencies(command.addressed_to, command.reported_agencies, rules.directory)
    if agencies or not command.received_on:
        return agencies
    holder = rules.coordinator_for(command.addressed_to, command.reported_agencies)
    timezone = rules.directory.institution_of(holder).timezone
    return tuple(faults_of_receipt(command.received_on, now, timezone))


def of_agencies(
    addressed_to: str | None, reported_agencies: tuple[str, ...], directory: Directory
) -> tuple[FieldError, ...]:
    """The faults of the agencies that a new report names."""
    return (*_unknown("agency_id", addressed_to, directory), *_reported(reported_agencies, directory))


def of(report: Report, command: Command, actor: Actor, now: datetime, rules: Rules) -> tuple[FieldError, ...]:
    """The faults of a command on a report; empty when there is none."""
    match command:
        case Verify() if actor.role is Role.INSPECTORATE:
            # It corrects nothing else: the coordinator does, who gets the report back.
            return () if command == Verify(supervisory=False) else (FieldError("supervisory", "only_not_supervisory"),)
        case Verify():
            return tuple(_of_verify(report, command, actor, rules))
        case Forward():
            return tuple(destination_fault("to", command.to, report, actor, rules.directory))
        case Decide():
            return tuple(destination_fault("to", command.to, report, actor, rules.directory, deciding=True))
        case Return():
            return (*_of_return(report, command, rules.directory), *_of_words(report, command))
        case Archive():
            return (*_of_archive(command), *_of_words(report, command))
        case Join():
            return tuple(_of_join(report, command, rules.directory))
        case Extend():
            return (*_of_extend(report, command, rules), *_of_words(report, command))
        case Answer():
            return (*_of_words(report, command), *faults_of_promise(report, command, now, rules))
        case Progress():
            return tuple(_of_words(report, command))
        case Publish():
            return (*_of_wording(report, command.public_title, command.public_body), *_of_public_texts(command))
        case _:
            return ()


def fits_state(report: Report, command: Command, actor: Actor) -> bool:
    """Whether the report's state admits what a command asks for; its name alone is judged by ``lifecycle.allowed``."""
    match command:
        case Verify() if actor.role is Role.INSPECTORATE:
            return True
        case Verify() if report.state is not State.SUBMITTED:
            return command.classification is None and command.forward_to is None and command.supervisory is not False
        case Verify() if report.first_forwarded_at:
            return command.classification is None and command.supervisory is not False
        case Ombudsman():
            # One name for both: what is given already can only be taken back, and the other way round.
            return command.consent is not report.referred_to_ombudsman
        case _:
            return True


def _of_verify(report: Report, command: Verify, actor: Actor, rules: Rules) -> Iterator[FieldError]:
    supervisory = report.supervisory if command.supervisory is None else command.supervisory
    confidential = report.confidential if command.confidential is None else command.confidential
    if report.confidential and command.confidential is False and not report.publicity_allowed:
        yield FieldError("confidential", "needs_consent")
    if supervisory and command.confidential is False:
        yield FieldError("confidential", "supervisory_is_confidential")
    if command.publish:
        if confidential or supervisory:
            yield FieldError("publish", "confidential")
        yield from _of_wording(report, command.public_title, command.public_body)
    elif command.public_texts:
        yield FieldError("public_texts", "only_with_publish")
    yield from _of_public_texts(command)
    yield from _reported(command.reported_agencies or (), rules.directory)
    if command.forward_to is not None:
        reported = report.reported_agencies if command.reported_agencies is None else command.reported_agencies
        yield from destination_fault(
            "forward_to",
            command.forward_to,
            report,
            actor,
            rules.directory,
            supervisory=supervisory,
            reported_agencies=reported,
        )


def _of_return(report: Report, command: Return, directory: Directory) -> Iterator[FieldError]:
    yield from _unknown("proposed", command.proposed, directory)
    if command.proposed == report.holder:
        yield FieldError("proposed", "is_the_holder")


def _of_join(report: Report, command: Join, directory: Directory) -> Iterator[FieldError]:
    main = command.main
    if main is None or main.report_id == report.report_id:
        yield FieldError("into", "unknown_report")
    elif not main.is_open or main.case_main:
        yield FieldError("into", "not_open")
    elif (report.confidential and not main.confidential) or (report.supervisory and not main.supervisory):
        yield FieldError("into", "more_public")
    elif directory.is_about(main.last_holder, report.reported_agencies):
        yield FieldError("into", "is_reported")


def _of_extend(report: Report, command: Extend, rules: Rules) -> Iterator[FieldError]:
    finish = report.limit(LimitName.FINISH)
    if finish is None:
        return
    if command.days > finish.days // 2:
        yield FieldError("days", "more_than_half", {"most": finish.days // 2})
        return
    cap = report.limit(LimitName.CAP)
    extended = scheduled(replace(finish, extra_days=command.days), report.pauses, rules.calendar)
    if cap and cap.met_at is None and extended.due_at > cap.due_at:
        yield FieldError("days", "beyond_cap")


def _of_wording(report: Report, public_title: str | None, public_body: str | None) -> Iterator[FieldError]:
    if public_title is None and report.public_title is None:
        yield FieldError("public_title", "required")
    if public_body is None and report.public_body_seq is None:
        yield FieldError("public_body", "required")


def _of_archive(command: Archive) -> Iterator[FieldError]:
    if command.reason is ArchiveReason.CRIMINAL_MATTER and command.refer_to is None:
        # Whoever reports a crime is told where it belongs.
        yield FieldError("refer_to", "required")


def _of_words(report: Report, command: Archive | Progress | Answer | Return | Extend) -> Iterator[FieldError]:
    """Words to the reporter of a published report, with a number that names a person and nothing for the public."""
    if report.published and command.public_text is None and command.naming:
        places = [{"start": start, "end": end, "kind": kind} for start, end, kind in command.naming]
        yield FieldError("text", "personal_data", {"places": places})


def _of_public_texts(command: Publish | Verify) -> Iterator[FieldError]:
    for seq in command.public_texts:
        if seq not in command.worded:
            yield FieldError(f"public_texts.{seq}", "no_such_text")


def _reported(agency_ids: tuple[str, ...], directory: Directory) -> Iterator[FieldError]:
    for agency_id in agency_ids:
        if directory.get(agency_id) is None:
            yield FieldError("reported_agencies", "unknown_agency")
        elif agency_id == NATION_ID:
            # Nobody would be left to verify it.
            yield FieldError("reported_agencies", "not_the_nation")


def _unknown(field: str, agency_id: str | None, directory: Directory) -> Iterator[FieldError]:
    if agency_id is None:
        return
    agency = directory.get(agency_id)
    if agency is None:
        yield FieldError(field, "unknown_agency")
    elif not agency.accepts_reports:
        yield FieldError(field, "takes_no_reports")
