"""Letters that carry the longest and strangest values people can write stay one letter to one person, escaped."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from html.parser import HTMLParser

import pytest

from chalicelib.domain.directory import Directory
from chalicelib.domain.events import EventType
from chalicelib.domain.states import State
from chalicelib.notify import digests, invitation
from chalicelib.notify.digest_content import DigestContent, DigestRow
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.letters import Letter, officer_part
from tests.notify.courses import MONDAY, NUMBER, SITE, situations
from tests.notify.every_letter import Follower, letters_about

INJECTED = "\r\nBcc: mata-mata@jahat.example\r\n\r\nTautan: https://jahat.example"
MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>"><a href="https://jahat.example">Masuk</a>&amp;{{7*7}}'
STRANGE = {
    "long": "Kalimat panjang. " * 235 + "tamat",
    "one unbroken word": "a" * 4000,
    "emoji": "🕳️🛵💥👩‍👩‍👧‍👦" * 200,
    "right to left": "שלום עולם، هناك حفرة كبيرة " * 100,
    "markup": MARKUP,
    "line ends": f"Satu{INJECTED}\u2028Dua\x0bTiga\x85Empat",
    "a list": "a@jahat.example, b@jahat.example; c@jahat.example",
    "format": "{holder} {0} {by_answer} %s %(x)s {{ letter }}",
}
ALLOWED_TAGS = {
    "html", "head", "meta", "title", "style", "body", "table", "tr", "td", "th", "h1", "h2", "p", "span", "br",
    "strong", "blockquote", "a",
}  # fmt: skip


def strange_matter(context: LetterContext, value: str) -> LetterContext:
    """The same event where everything that somebody can write is strange."""
    agencies = {
        key: replace(agency, name=value, short_name=value) for key, agency in context.directory.agencies.items()
    }
    data = {**context.event.data, **{key: value for key in ("refer_to",) if key in context.event.data}}
    if context.event.type is EventType.EXTENDED:
        data["reason"] = value
    report = replace(context.report, public_title=value)
    event = replace(
        context.event, data=data, text=value if context.event.text else None, internal_text="internal-canary"
    )
    return replace(
        context, report=report, present=report, event=event, directory=Directory(agencies), category=(value, value)
    )


@cache
def strange_letters(value: str) -> list[tuple[str, Letter]]:
    """Every letter with that value wherever it can stand."""
    return list(_strange_letters(value))


def _strange_letters(value: str) -> Iterator[tuple[str, Letter]]:
    for language in ("id", "en"):
        for name, context in situations(language=language).items():
            for reader, letter in letters_about(strange_matter(context, value), language):
                yield f"{name}.{reader}.{language}", letter
        invited = invitation.officer_invited(
            value, "a@petugas.example", "liaison", value, has_password=False, language=language
        )
        yield "officer_invited", invited
        shown = replace(situations()["submitted"].report, public_title=value)
        yield "follow.confirm", invitation.invitation(shown, Follower(language=language), "20261123")
        day = DigestContent(
            value, date(2026, 11, 26), "Asia/Jakarta", new=(DigestRow(NUMBER, State.FORWARDED, MONDAY),)
        )
        yield "digest", digests.digest(day, value, "a@petugas.example", language=language)


class Seen(HTMLParser):
    """What a reader's program makes of the HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more tag."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closed in its turn."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text += data


def envelope(letter: Letter) -> EmailMessage:
    """The letter's headers as a mail carries them; what people wrote stands in its body alone, encoded."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["To"], mail["Subject"] = letter.to, letter.subject
    for name, value in letter.headers.items():
        mail[name] = value
    read = message_from_bytes(mail.as_bytes(), policy=policy.SMTP)
    assert isinstance(read, EmailMessage)
    return read


@pytest.mark.parametrize("kind", STRANGE)
def test_a_letter_stays_one_letter_to_one_person(kind: str) -> None:
    value = STRANGE[kind]
    for name, letter in strange_letters(value):
        mail = envelope(letter)
        assert [one.addr_spec for one in mail["To"].addresses] == [letter.to], name
        assert len(mail.get_all("Subject", [])) == 1
        assert mail["Bcc"] is None
        assert letter.subject.isascii(), name
        assert letter.subject.isprintable(), name
        assert len(letter.subject) <= 90, name
        assert value[:6] not in letter.subject, name
        assert all(one.isascii() and one.isprintable() and len(one) <= 900 for one in letter.headers.values())


@pytest.mark.parametrize("kind", STRANGE)
def test_what_people_wrote_is_text_and_nothing_else(kind: str) -> None:
    for name, letter in strange_letters(STRANGE[kind]):
        seen = Seen()
        seen.feed(letter.html)
        assert seen.open == [], name
        assert seen.tags <= ALLOWED_TAGS, name
        for attribute, value in seen.attributes:
            assert not attribute.startswith("on"), name
            assert attribute != "src", name
            assert attribute != "href" or value.startswith(SITE), name
        assert "internal-canary" not in letter.html + letter.text, name


@pytest.mark.parametrize("kind", STRANGE)
def test_in_plain_text_nothing_others_wrote_begins_a_line(kind: str) -> None:
    for name, letter in strange_letters(STRANGE[kind]):
        for line in letter.text.splitlines():
            assert not line.startswith(("Bcc:", "Tautan:", "Dua", "Tiga", "Empat")), name
            if "jahat.example" in line and line.startswith("https://"):
                pytest.fail(f"{name}: {line}")


def test_a_long_answer_arrives_whole() -> None:
    context = strange_matter(situations()["answered"], STRANGE["long"])
    letter = dict(letters_about(context, "id"))["reporter"]
    assert STRANGE["long"] in letter.text
    assert STRANGE["long"] in letter.html


def test_a_part_is_fit_for_a_tag_and_never_shared() -> None:
    names = ["budi", "budi.a", "budi_a", "budi_2e_a", "a@b", "Ünal", "a b", "a-b", MARKUP, INJECTED]
    parts = [officer_part(name) for name in names]
    assert len(set(parts)) == len(names)
    assert all(re.fullmatch("[A-Za-z0-9_-]+", part) for part in parts)
