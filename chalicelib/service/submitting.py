"""A citizen's report comes in, once per submission key, whatever happens in between."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from chalicelib import access_codes
from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Submit
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.directory import Directory
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.tracking import new_report_id
from chalicelib.failures import Conflict
from chalicelib.finding.places import institution_of_place
from chalicelib.finding.removals import names_in
from chalicelib.intake.submission import Submission
from chalicelib.refusals import KeyReused
from chalicelib.service.attachments import upload
from chalicelib.service.finding import likeness_of
from chalicelib.service.limiting import count_submit
from chalicelib.service.rules import rules_for
from chalicelib.settings import settings
from chalicelib.store import directory_lookup, reports
from chalicelib.store.claims import CLAIM_LIFE, NUMBERED_LIFE, SubmissionClaim, load_claim
from chalicelib.store.identities import ConsentGiven, Identity, Reading
from chalicelib.store.indexing import timestamp
from chalicelib.store.models.words import Words
from chalicelib.store.racing import unless_overtaken
from chalicelib.store.receipts import UsedUp, next_day


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reporter gets; ``is_new`` tells a first answer from a repeated one.

    ``letter_not_before`` is when the letter about it may leave, where the address has had its receipts of the day.
    """

    report_id: str
    access_code: str
    state: str
    due_at: str
    track_url: str
    letter_not_before: str | None
    is_new: bool


def submit(submission: Submission, key: str, source: str, now: datetime, recorded_by: Actor | None = None) -> Receipt:
    """Take in a report, for an officer who records it on somebody's behalf with who that is. The same key with the same
    content answers the same receipt, however often it comes; an agency's officers share their keys.

    Raises KeyReused when the key stood for something else, Invalid for an agency that does not exist or a file that
    cannot be taken, RateLimited when too many came from one source, Unavailable when nothing was written.
    """
    key_hash = key_hash_of(key, recorded_by)
    content_hash = content_hash_of(submission)
    try:
        return _take_in(submission, key_hash, content_hash, source, now, recorded_by)
    except KeyReused:
        raise
    except Refusal:
        # What was taken in once stays so, though its files are taken now, or its source has sent too many.
        earlier = load_claim(key_hash, now)
        if earlier is None:
            raise
        return _answer_again(earlier, content_hash)


def _take_in(
    submission: Submission, key_hash: str, content_hash: str, source: str, now: datetime, recorded_by: Actor | None
) -> Receipt:
    """Write a new report in one request; two where files come with it, where its letter comes later, or where the key
    was used before.
    """
    if recorded_by is None:
        count_submit(source, now)
    rules = rules_for([submission.agency_id, *submission.reported_agencies])
    command = replace(_command(submission, rules.directory), recorded_by=recorded_by)
    decision = lifecycle.submit(command, Actor(Role.REPORTER), now, rules)
    kept_for = NUMBERED_LIFE if submission.external_number else CLAIM_LIFE
    claim = replace(_claim(decision, key_hash, content_hash), kept_for=kept_for)
    address = access_codes.address_hash(submission.email) if submission.email else None
    likeness = likeness_of(submission, rules.directory)
    identity = _identity(submission, now)
    reading = Reading(now, recorded_by) if recorded_by and _says_who(identity) else None

    def attempt() -> Receipt:
        nonlocal claim, address
        files = upload.takeable(submission.attachments, Role.REPORTER)
        bindings = upload.bindings(files, decision, Role.REPORTER)
        words = _words(submission)
        try:
            reports.submit(decision, words, identity, claim, rules.directory, now, bindings, likeness, address, reading)
        except UsedUp:
            claim, address = replace(claim, letter_not_before=timestamp(next_day(now))), None
            raise
        except Conflict:
            # The same key, before or in parallel; or DynamoDB took ours and its answer was lost.
            taken = load_claim(key_hash, now)
            if taken:
                return _answer_again(taken, content_hash)
            raise  # a file was checked, or taken by another report, while it was being written
        return _receipt(claim, is_new=True)

    return unless_overtaken(attempt)


def _answer_again(claim: SubmissionClaim, content_hash: str) -> Receipt:
    if claim.content_hash != content_hash:
        raise KeyReused
    return _receipt(claim, is_new=False)


def _receipt(claim: SubmissionClaim, *, is_new: bool) -> Receipt:
    return Receipt(
        report_id=claim.report_id,
        access_code=access_codes.code_for(claim.report_id, claim.secret_number),
        state=claim.state,
        due_at=claim.due_at,
        track_url=f"{settings().site_url}/lacak",
        letter_not_before=claim.letter_not_before,
        is_new=is_new,
    )


def _claim(decision: Decision, key_hash: str, content_hash: str) -> SubmissionClaim:
    report = decision.report
    return SubmissionClaim(
        key_hash=key_hash,
        content_hash=content_hash,
        report_id=report.report_id,
        secret_number=access_codes.current_number(),
        state=report.state.value,
        due_at=timestamp(report.due_at or report.received_at),
    )


def key_hash_of(key: str, recorded_by: Actor | None = None) -> str:
    """How a key is known: an officer's is another than the same text of anybody else's agency, or of a citizen's."""
    if recorded_by is None:
        return access_codes.keyed_hash("submission key", key)
    return access_codes.keyed_hash("recording key", f"{recorded_by.agency_id}\n{key}")


def content_hash_of(submission: Submission) -> str:
    """By what a report that comes again is known to say the same."""
    return access_codes.keyed_hash("submission", _canonical(submission))


def _says_who(identity: Identity) -> bool:
    """Whether there is anything to read of who the reporter is."""
    return any((identity.name, identity.email, identity.phone, identity.proxy_name))


def _identity(submission: Submission, now: datetime) -> Identity:
    proxy = {f"proxy_{part}": said for part, said in (submission.proxy or {}).items()}
    given = ConsentGiven(**submission.consent_given) if submission.consent_given else None
    return Identity(submission.name, submission.email, submission.phone, consent_at=now, consent_given=given, **proxy)


def _command(submission: Submission, directory: Directory) -> Submit:
    category = directory_lookup.categories()[submission.category]
    facts = _named_alike(Submit, submission) | {
        "report_id": new_report_id(),
        "addressed_to": submission.agency_id or institution_of_place(submission.location or {}, directory),
        "confidential": submission.confidential or category.confidential_by_default,
    }
    return Submit(**facts)


def _words(submission: Submission) -> Words:
    names = {part: names_in(getattr(submission, part), submission.people) for part in ("title", "body")}
    return Words(**_named_alike(Words, submission), names={part: at for part, at in names.items() if at})


def _named_alike(kind: type[Submit | Words], submission: Submission) -> dict[str, Any]:
    """What goes over as it came: whatever both have a field for, under one name."""
    taken = {field.name for field in fields(kind)} & {field.name for field in fields(submission)}
    return {name: getattr(submission, name) for name in taken}


def _canonical(submission: Submission) -> str:
    """What a submission says; a field left at its default adds nothing, so that claims older than the field hold."""
    defaults = {one.name for one in fields(submission) if getattr(submission, one.name) == one.default}
    said = {name: value for name, value in asdict(submission).items() if name not in defaults}
    return json.dumps(said, sort_keys=True, default=str)
