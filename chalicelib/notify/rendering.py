"""A letter's content on paper: one template for HTML, which escapes, and one for plain text, in which nothing that
others wrote can begin a line of its own."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from chalicelib.language import Said, say
from chalicelib.language.dates import DAY_OF_THE_YEAR
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.settings import settings

QUOTE_MARK = "> "
_KEPT_TOGETHER = re.compile(rf"{DAY_OF_THE_YEAR.pattern}|\bLP-[0-9A-Z]{{4}}-[0-9A-Z]{{4}}-[0-9A-Z]{{3}}\b")


class Look(StrEnum):
    """How a link looks: the button, its opposite, or a line of text."""

    MAIN = "main"
    OTHER = "other"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go; ``remark`` stands under it."""

    label: str
    url: str
    look: Look = Look.MAIN
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Reports under a heading, each with its number, state and deadline; ``more`` says how many are left out."""

    title: str
    rows: tuple[tuple[str, str, str], ...]
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a letter says, in the order in which it is read; ``quote`` alone may have several lines, and
    ``quote_from`` over it says whose they are.
    """

    language: str
    subject: str
    title: str
    site_url: str
    codes: tuple[tuple[str, str], ...] = ()
    happened: tuple[str, ...] = ()
    quote: str | None = None
    quote_from: str | None = None
    next: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    way_out: Link | None = None

    @property
    def quoted_lines(self) -> list[str]:
        """The quote line by line, whatever ends a line in it."""
        return (self.quote or "").splitlines()


def text_of(content: Content) -> str:
    """The letter as plain text."""
    return _rendered("letter.txt", content)


def html_of(content: Content) -> str:
    """The letter as HTML, without script, image or anything from elsewhere."""
    return _rendered("letter.html", content)


def unbroken(text: str) -> Markup:
    """The text for HTML, in which no line ends within a date or a report's number."""
    return Markup(_KEPT_TOGETHER.sub(r'<span style="white-space:nowrap">\g<0></span>', str(escape(text))))


def _rendered(template: str, content: Content) -> str:
    signature = say(fixed_sentences.NAME, content.language)
    return (
        _environment()
        .get_template(template)
        .render(
            letter=content,
            signature=signature,
            quote_mark=QUOTE_MARK,
            no_reply=say(_about_replies(), content.language),
        )
    )


def _about_replies() -> Said:
    """Whether an answer to a letter is read: only where mail comes in."""
    return fixed_sentences.REPLY_IS_READ if settings().reply_address else fixed_sentences.DO_NOT_REPLY


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["unbroken"] = unbroken
    return environment
