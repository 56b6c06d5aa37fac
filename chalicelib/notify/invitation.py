"""The letter that asks somebody whether they want to follow a report: nobody gets more mail than this unasked."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.domain.report import Report
from chalicelib.notify.letters import Letter
from chalicelib.settings import settings
from chalicelib.store.followers import Follower


def invitation(report: Report, follower: Follower, day: str) -> Letter:
    """The letter of one day; asked again tomorrow, somebody gets another."""
    english = follower.language == "en"
    subject = f"Follow report {report.report_id}?" if english else f"Ikuti laporan {report.report_id}?"
    said = {
        "say": lambda indonesian, english_words: english_words if english else indonesian,
        "language": "en" if english else "id",
        "subject": subject,
        "report_id": report.report_id,
        "title": report.public_title,
        "page_url": follower.page_url,
        "site_url": settings().site_url,
    }
    text, html = (_environment().get_template(f"invitation.{kind}").render(said) for kind in ("txt", "html"))
    return Letter(f"{follower.recipient}_{day}", follower.email, subject, text, html, follower.headers)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
