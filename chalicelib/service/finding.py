"""What an officer is offered beside a report: agencies that would answer it, reports that tell the same, removals.

Round trips on top of reading the report: none for suggestions while this process keeps the directory (a minute),
one Query for each of two institutions at most when their units are not; for duplicates, which are asked for
by themselves, one Query and one batch.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain import faults, lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.case_commands import Merge
from chalicelib.domain.directory import NATION_ID, REGENCY_KINDS, Directory
from chalicelib.domain.permissions import may_read
from chalicelib.domain.report import Report
from chalicelib.domain.visibility import earlier_texts, proposed_text, public_texts
from chalicelib.finding.likeness import DUPLICATE_FROM, WITHIN, Likeness, fingerprint, likeness
from chalicelib.finding.places import Place
from chalicelib.finding.reasons import likeness_reason
from chalicelib.finding.removals import names_in, removals_in, without_who_it_is
from chalicelib.finding.suggesting import Described
from chalicelib.intake.submission import Submission
from chalicelib.service.fingerprints import fingerprint_in, fingerprint_text
from chalicelib.service.measure import MOST_BYTES, what_fits
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.service.suggestions import suggestions
from chalicelib.store import items, similar_reports
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import History

if TYPE_CHECKING:
    from chalicelib.answers.offers import Duplicate, Suggestion

WHO_SENDS = frozenset({"verify", "forward", "decide", "return"})
"""Who may give one of these commands is offered agencies."""
MOST_DUPLICATES = 5
HEADS_READ = 15
MOST_EARLIER_TEXTS = 100
"""As many as are offered for a publication, the latest: what is not named in it is not shown."""


def likeness_of(submission: Submission, directory: Directory) -> items.StoredFingerprint:
    """What a new report is recognised by, and where it is looked for."""
    location = submission.location or {}
    sent_to = directory.institution_of(submission.agency_id or NATION_ID).agency_id
    area = Place(location, sent_to).regency(directory) or sent_to
    title, body = (without_who_it_is(text, submission.people) for text in (submission.title, submission.body))
    made = fingerprint(title, body, submission.category, location)
    return items.StoredFingerprint(area, fingerprint_text(made))


def offered(history: History, allowed: list[str], actor: Actor, language: str) -> dict[str, Any]:
    """The fields of the officer's view that help to act; empty for who may not act so."""
    return {
        "suggestions": _suggestions(history, language) if WHO_SENDS & set(allowed) else [],
        "duplicates": [],  # they have an address of their own; the name stays for who reads it here
        "removals": _removals(history) if _words_it(allowed, actor) else {"title": [], "body": []},
        "would_be_public": _would_be_public(history) if _words_it(allowed, actor) else [],
    }


def _words_it(allowed: list[str], actor: Actor) -> bool:
    """Whether this officer may give a report its public wording; an inspectorate verifies no more than whose it is."""
    return bool({"verify", "publish"} & set(allowed)) and actor.role is not Role.INSPECTORATE


def _suggestions(history: History, language: str) -> "list[Suggestion]":
    report, words = history.stored.report, history.words
    directory = rules_for(agencies_of(report)).directory
    # Who held it last knows better than its reporter where it belongs, if that is somewhere in a regency.
    held = [directory.institution_of(one) for one in (report.last_holder, report.addressed_to or NATION_ID)]
    sent_to = next((one for one in held if one.kind in REGENCY_KINDS), held[-1])
    told = Described(
        history.stored.title,
        words.body,
        report.category,
        Place(words.location or {}, sent_to.agency_id),
        report.supervisory,
        report.reported_agencies,
    )
    return suggestions(told, language)


def duplicates_of(history: History, actor: Actor, now: datetime, language: str) -> "list[Duplicate]":
    """Reports that tell the same, the likeliest first; none for who may not verify this one.

    Who may verify an open report may merge it, or others into it: which of the two is asked of each pair.
    """
    stored, report = history.stored, history.stored.report
    directory = rules_for([*agencies_of(report), actor.agency_id]).directory
    if stored.likeness is None or "verify" not in lifecycle.allowed(report, actor, now, directory):
        return []
    found = _alike(stored.likeness, report.report_id, report.category, history)
    heads = similar_reports.heads(report_id for report_id, _ in found[:HEADS_READ])
    text = f"{stored.title} {history.words.body}"
    shown = [(heads[report_id], like) for report_id, like in found if report_id in heads]
    offered: list[Duplicate] = [
        {
            "report_id": head.report.report_id,
            "title": head.title,
            "state": head.report.state.value,
            "received_at": timestamp(head.report.received_at),
            "reason": likeness_reason(like, text, language),
        }
        for head, like in shown
        if _may_be_merged(report, head.report, actor, now)
    ]
    return offered[:MOST_DUPLICATES]


def _alike(own: items.StoredFingerprint, report_id: str, category: str, history: History) -> list[tuple[str, Likeness]]:
    received_at = history.stored.report.received_at
    mine = fingerprint_in(own.fingerprint)
    candidates = similar_reports.nearby_reports(own.area, category, received_at - WITHIN, received_at + WITHIN)
    found = []
    for one in candidates:
        theirs = fingerprint_in(one.fingerprint)
        like = likeness(mine, theirs, one.received_at - received_at)
        if like and like.score >= DUPLICATE_FROM and one.report_id != report_id:
            found.append((one.report_id, like))
    return sorted(found, key=lambda each: -each[1].score)


def _may_be_merged(shown: Report, other: Report, actor: Actor, now: datetime) -> bool:
    """Whether this officer may see the other report, and merge one of the two into the other as they stand now."""
    rules = rules_for([*agencies_of(shown), *agencies_of(other), actor.agency_id])
    if not may_read(actor, other, rules.directory):
        return False
    return any(
        "merge" in lifecycle.allowed(one, actor, now, rules.directory)
        and not faults.of(one, Merge(main.report_id, main), actor, now, rules)
        for one, main in ((shown, other), (other, shown))
    )


def _removals(history: History) -> dict[str, Any]:
    texts = {"title": history.stored.title, "body": history.words.body}
    return {part: _marks(text, history.words.names.get(part, ())) for part, text in texts.items()}


def _would_be_public(history: History) -> list[dict[str, Any]]:
    """What was written to others so far, for which a publication may give a public text, and the text it has."""
    texts, name = public_texts(history.events), _reporters_name(history)
    latest_first = (
        {
            "seq": event.seq,
            "text": event.text or "",
            "public_text": proposed_text(event, texts),
            "shown": event.seq in texts,
            "marks": _marks(event.text or "", names_in(event.text or "", name)),
        }
        for event in reversed(earlier_texts(history.events))
    )
    return list(reversed(what_fits(latest_first, MOST_EARLIER_TEXTS, MOST_BYTES // 2)))


def _reporters_name(history: History) -> str:
    """The words of the reporter's name that stand in title and body, as intake found them."""
    texts = {"title": history.stored.title, "body": history.words.body}
    names = history.words.names
    return " ".join(texts[part][start:end] for part in texts for start, end in names.get(part, ()))


def marks_in(text: str) -> list[dict[str, Any]]:
    """What of a text that somebody is about to send should not become public."""
    return _marks(text, ())


def _marks(text: str, names: Iterable[Sequence[int]]) -> list[dict[str, Any]]:
    found = removals_in(text, ((start, end) for start, end in names))
    return [{"start": one.start, "end": one.end, "kind": one.kind.value} for one in found]
