"""Following a published report by mail: asked for, confirmed with the letter's token, stopped with one click.

Every answer is the same whether or not the address follows already, was asked today, or gets no more mail: nobody
learns from here who follows what, and nobody's mailbox is filled by a stranger.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib import access_codes
from chalicelib.domain.report import Report
from chalicelib.domain.tracking import parse_report_id
from chalicelib.refusals import NotFound
from chalicelib.service.limiting import DAY, TEN_MINUTES, count_try
from chalicelib.settings import settings
from chalicelib.store import followers, rates, reports

INVITATIONS_A_DAY = 5


@dataclass(frozen=True, slots=True)
class Following:
    """A follower's page: which report (its public title), in what language, and whether they follow it."""

    report_id: str
    title: str
    language: str
    is_confirmed: bool


def open_published(report_id_text: str) -> Report:
    """A published report. Raises NotFound alike for one that is not published, erased or not there."""
    report_id = parse_report_id(report_id_text)
    stored = reports.load(report_id) if report_id else None
    if stored is None or not stored.report.published:
        raise NotFound
    return stored.report


def follow(report: Report, email: str, language: str, source: str, now: datetime) -> None:
    """Ask the owner of an address, by one letter, whether they want to follow a report.

    Raises RateLimited after too many from one source, and Unavailable when nothing was written.
    """
    count_try("follows", source, settings().follows_per_ten_minutes, TEN_MINUTES, now)
    # One address is asked about few reports a day, whoever asks: the rest is left unsaid.
    asked = rates.count(access_codes.keyed_hash("invitations", access_codes.address_hash(email)), DAY, now)
    # Of what has expired there is nothing more to hear, and no address to be kept.
    if asked <= INVITATIONS_A_DAY and not report.expired_at:
        followers.ask(report.report_id, email, language, now)


def following(report_id_text: str, token: str) -> Following:
    """What a follower's page shows. Raises NotFound for a wrong token and for who was forgotten, alike."""
    report_id, follower_id = _who(report_id_text, token)
    follower = followers.find(report_id, follower_id)
    if follower is None:
        raise NotFound
    report = open_published(report_id)
    return Following(report_id, report.public_title or "", follower.language, follower.expires_at is None)


def confirm(report_id_text: str, token: str, now: datetime) -> None:
    """The follower hears of the report from now on. Raises NotFound as ``following`` does."""
    report_id, follower_id = _who(report_id_text, token)
    open_published(report_id)
    if not followers.confirm(report_id, follower_id, now):
        raise NotFound


def stop(report_id_text: str, token: str) -> str:
    """Forget the follower and their address, the first time and any later one alike. Returns the report's number.

    Raises NotFound for a wrong token alone.
    """
    report_id, follower_id = _who(report_id_text, token)
    followers.stop(report_id, follower_id)
    return report_id


def _who(report_id_text: str, token: str) -> tuple[str, str]:
    report_id = parse_report_id(report_id_text)
    follower_id = followers.follower_id_in(report_id, token) if report_id else None
    if report_id is None or follower_id is None:
        raise NotFound
    return report_id, follower_id
