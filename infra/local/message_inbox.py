"""The inbox of gammu-smsd: a file for each part of a short message, named by when it came and from whom."""

import re
import traceback
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from chalicelib import clock
from chalicelib.intake.channels import ContactKind, InboundMessage, Sender, sms

_FROM_GAMMU = re.compile(r"IN(?P<at>\d{8}_\d{6})_(?P<serial>\d+)_(?P<sender>[^_]+)_(?P<part>\d+)\.(?:txt|smsbackup)")


def take_short_messages(inbox: Path) -> int:
    """Take what gammu-smsd has put into its inbox; how many messages. One that cannot be taken now stays."""
    # Imported here: the host reads this module before it knows where the database is.
    from chalicelib.service import receiving

    count = 0
    for files in _messages_in(inbox):
        try:
            receiving.receive(_short_message(files), "sms", sms.RECORDED_AS, clock.now())
        except Exception:
            traceback.print_exc(limit=-3)
            continue
        for file in files:
            file.unlink(missing_ok=True)
        count += 1
    return count


def _messages_in(inbox: Path) -> Iterator[list[Path]]:
    """The files of each message in the order of its parts."""
    parts: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for file in sorted(inbox.glob("IN*")):
        if found := _FROM_GAMMU.fullmatch(file.name):
            parts[found["at"], found["serial"], found["sender"]].append(file)
    yield from parts.values()


def _short_message(files: list[Path]) -> InboundMessage:
    found = _FROM_GAMMU.fullmatch(files[0].name)
    assert found, "these names alone are looked at"
    text = "".join(_text(file.read_bytes()) for file in files)
    at = _instant(found["at"])
    sender = Sender(ContactKind.PHONE, found["sender"])
    return sms.from_telephone(InboundMessage(sender, text.strip(), files[0].name, min(at, clock.now())))


def _instant(written: str) -> datetime:
    """When it came, by the machine's own clock, which gammu writes; now for what is no time."""
    try:
        return datetime.strptime(written, "%Y%m%d_%H%M%S").astimezone().astimezone(UTC)
    except ValueError:
        return clock.now()


def _text(content: bytes) -> str:
    """As gammu was told to write it: ``unicode`` is UTF-16 with its mark, ``standard`` what the machine has."""
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def inbox_of(url: str) -> Path | None:
    """The inbox of the spool that SMS_URL names, or None where it names a gateway or nothing."""
    where = urlsplit(url)
    return Path(unquote(where.path)) / "inbox" if where.scheme == "file" else None
