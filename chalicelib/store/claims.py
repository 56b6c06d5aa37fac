"""Submission keys that were used: each guards the report it stood for, for a week; that of a letter with a number,
longer than the letter may still be recorded.

Nobody looks one up before a report is written: the transaction's own condition finds a used key. Looking it up then is
1 request (1 read unit).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.store.failures import translated_errors
from chalicelib.store.models.reports import ClaimItem

_PREFIX = "SUBMIT#"
CLAIM_LIFE = timedelta(days=7)
NUMBERED_LIFE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SubmissionClaim:
    """A used submission key: the keyed hash of what was submitted, and the answer but its access code."""

    key_hash: str
    content_hash: str
    report_id: str
    secret_number: str
    state: str
    due_at: str
    letter_not_before: str | None = None
    kept_for: timedelta = CLAIM_LIFE


def load_claim(key_hash: str, now: datetime) -> SubmissionClaim | None:
    """What a submission key stands for, or None when it is free (again)."""
    with translated_errors():
        try:
            item = ClaimItem.get(f"{_PREFIX}{key_hash}", "CLAIM", consistent_read=True)
        except ClaimItem.DoesNotExist:
            return None
    return _claim_in(item, now)


def load_claims(key_hashes: Iterable[str], now: datetime) -> dict[str, SubmissionClaim]:
    """What some keys stand for, at most 100, by their hashes; those that are free are left out. One request."""
    keys = [(f"{_PREFIX}{one}", "CLAIM") for one in key_hashes]
    with translated_errors():
        items = list(ClaimItem.batch_get(keys, consistent_read=True)) if keys else []
    claims = (_claim_in(item, now) for item in items)
    return {one.key_hash: one for one in claims if one}


def _claim_in(item: ClaimItem, now: datetime) -> SubmissionClaim | None:
    # In whole seconds, as the transaction's own condition compares them.
    if item.expires_at < int(now.timestamp()):
        return None
    return SubmissionClaim(
        item.pk.removeprefix(_PREFIX),
        item.content_hash,
        item.report_id,
        item.secret_number,
        item.state,
        item.due_at,
        item.letter_not_before,
    )


def claim_item(claim: SubmissionClaim, now: datetime) -> ClaimItem:
    """The item that keeps a claim from now on."""
    return ClaimItem(
        pk=f"{_PREFIX}{claim.key_hash}",
        sk="CLAIM",
        content_hash=claim.content_hash,
        report_id=claim.report_id,
        secret_number=claim.secret_number,
        state=claim.state,
        due_at=claim.due_at,
        letter_not_before=claim.letter_not_before,
        expires_at=int((now + claim.kept_for).timestamp()),
    )
