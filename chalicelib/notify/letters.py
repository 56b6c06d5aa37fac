"""Letters, pure: what is written to whom. A subject carries the report's number and nothing a citizen wrote.

Only the reporter's own letters carry the access code, in an address's fragment, which reaches no server.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.domain.report import Limit, Report
from chalicelib.intake.dates import moment_in_words
from chalicelib.intake.words import word

REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person; ``recipient`` is their part in the report, and with report and event its identity."""

    recipient: str
    to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


def receipt(report: Report, to: str, access_code: str, verify: Limit, site_url: str) -> Letter:
    """To the reporter: number, access code, and what happens by when."""
    language = report.language
    return _letter(
        "receipt",
        language,
        REPORTER,
        to,
        f"Report {report.report_id} received" if language == "en" else f"Laporan {report.report_id} diterima",
        report_id=report.report_id,
        access_code=access_code,
        verified_by=_moment(verify.due_at, language, verify.timezone),
        track_url=f"{site_url}/lacak#{report.report_id}.{access_code}",
        site_url=site_url,
        is_anonymous=report.anonymous,
    )


def new_report(report: Report, username: str, to: str, agency_name: str, limit: Limit | None, site_url: str) -> Letter:
    """To an officer: a report waits, what kind it is, and until when; nothing of what its reporter wrote."""
    return _letter(
        "new-report",
        "id",
        f"officer.{username}",
        to,
        f"Laporan baru {report.report_id}",
        report_id=report.report_id,
        agency_name=agency_name,
        classification=word("classification", report.classification, "id"),
        state=word("state", report.state, "id"),
        limit=word("limit", limit.name, "id") if limit else None,
        due_at=_moment(limit.due_at, "id", limit.timezone) if limit else None,
        is_supervisory=report.supervisory,
        is_confidential=report.confidential,
        site_url=site_url,
    )


def _letter(template: str, language: str, recipient: str, to: str, subject: str, **values: Any) -> Letter:
    spoken = "en" if language == "en" else "id"
    said = {
        "say": lambda indonesian, english: english if spoken == "en" else indonesian,
        "language": spoken,
        "subject": subject,
        **values,
    }
    text, html = (_environment().get_template(f"{template}.{kind}").render(said) for kind in ("txt", "html"))
    return Letter(recipient, to, subject, text, html)


def _moment(moment: datetime, language: str, timezone: str) -> str:
    return moment_in_words(moment, language, timezone)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
