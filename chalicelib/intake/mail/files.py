"""The files of a mail, without the little pictures of signatures and the parts that mail programs add by themselves."""

from collections.abc import Iterator
from email.message import EmailMessage

from chalicelib.domain.attachments import MEDIA_TYPES
from chalicelib.intake.channels import InboundFile
from chalicelib.intake.mail.bodies import decoded

SMALL_PICTURE = 50_000
"""Bytes. A photograph of a telephone has more; a logo or a smiley inside the text less."""
_OF_PROGRAMS = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar"}
)
_ENDINGS = {ending: name for name, kind in MEDIA_TYPES.items() for ending in kind.extensions}


def files_of(mail: EmailMessage) -> Iterator[InboundFile]:
    """Each file somebody meant to send, of forwarded mails too, with its name and the type it has by that name."""
    shown = "".join(decoded(part) for part in mail.walk() if part.get_content_type() == "text/html")
    for part in mail.walk():
        if part.is_multipart() or part.get_content_type() in _OF_PROGRAMS:
            continue
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content and not _is_decoration(part, len(content), shown):
            name = _name_of(part)
            yield InboundFile(name, _type_of(part, name), content)


def _is_decoration(part: EmailMessage, size: int, html: str) -> bool:
    """Whether it is a small picture that the text itself shows."""
    content_id = str(part.get("Content-ID") or "").strip("<> ")
    is_shown = bool(content_id) and f"cid:{content_id}" in html
    return part.get_content_maintype() == "image" and size < SMALL_PICTURE and is_shown


def _name_of(part: EmailMessage) -> str:
    try:
        said = part.get_filename() or ""
    except Exception:  # the library's own parser fails on some headers of spam
        said = ""
    return said.replace("\\", "/").rpartition("/")[2].strip()


def _type_of(part: EmailMessage, name: str) -> str:
    """The type it says, or that its name says where it says none that we take: what it is, the check finds out."""
    said = part.get_content_type()
    return said if said in MEDIA_TYPES else _ENDINGS.get(name.rpartition(".")[2].lower(), said)
