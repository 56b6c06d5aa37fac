"""The words of a mail: plain text before HTML, in whatever charset it really is, from whatever it is wrapped in."""

from collections.abc import Iterator
from email.message import EmailMessage

from chalicelib.domain.signs import cleaned
from chalicelib.intake.mail.html_text import text_of_html
from chalicelib.intake.mail.messages import header

_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_LAST_CHARSET = "cp1252"
"""What is neither what it says nor UTF-8 comes from an old Windows; nothing but a few signs can be wrong then."""
LONGEST = 200_000


def is_locked(mail: EmailMessage) -> bool:
    """Whether its words are encrypted, or packed into a signature that only its reader's program opens."""
    return any(part.get_content_type() in _LOCKED for part in mail.walk())


def text_of(mail: EmailMessage) -> str:
    """All its words, quoted ones too, cleaned; of a mail that only forwards others, theirs."""
    own = _joined(_bodies(mail))
    return own or _joined(body for forwarded in _forwarded(mail) for body in _bodies(forwarded))


def decoded(part: EmailMessage) -> str:
    """The text of a part: by the charset it names, where its bytes agree; UTF-8 where they can only be that."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    named = part.get_content_charset() or "utf-8"
    for charset in ("utf-8", named, _LAST_CHARSET):
        if charset == "utf-8" and named.startswith(("utf-16", "utf-32", "iso-2022", "utf-7")):
            continue  # these are ASCII on the wire and mean something else
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            continue
    return raw.decode(_LAST_CHARSET, "replace")


def _joined(texts: Iterator[str]) -> str:
    return cleaned("\n".join(text for text in texts if text.strip()))[:LONGEST]


def _bodies(part: EmailMessage) -> Iterator[str]:
    """The bodies in order, of alternatives the plain one; nothing of what is attached or forwarded whole."""
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or part.get_content_maintype() == "message":
        return
    if not part.is_multipart():
        if kind == "text/plain":
            yield _flowed(part, decoded(part))
        elif kind == "text/html":
            yield text_of_html(decoded(part)[: 10 * LONGEST])
        return
    parts = [one for one in part.iter_parts() if isinstance(one, EmailMessage)]
    if kind == "multipart/alternative":
        plain = next((one for one in parts if one.get_content_type() == "text/plain" and decoded(one).strip()), None)
        parts = [plain] if plain else parts[-1:]
    for one in parts:
        yield from _bodies(one)


def _flowed(part: EmailMessage, text: str) -> str:
    """A text whose lines a mail program broke (RFC 3676), whole again."""
    if "format=flowed" not in header(part, "Content-Type").lower().replace('"', ""):
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    joined = [f"{line}" if line.endswith(" ") and line != "-- " else f"{line}\n" for line in lines]
    return "".join(joined)


def _forwarded(mail: EmailMessage) -> Iterator[EmailMessage]:
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            yield from (one for one in part.iter_parts() if isinstance(one, EmailMessage))
