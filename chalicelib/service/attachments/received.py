"""Files that came with a message: kept as if a browser had uploaded them, and checked the same way."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib import access_codes
from chalicelib.domain.attachments import MEDIA_TYPES, MOST_FILES
from chalicelib.domain.refusals import Invalid
from chalicelib.failures import Conflict
from chalicelib.intake.channels import InboundFile
from chalicelib.intake.uploads import AnnouncedFile, parse_upload
from chalicelib.service.attachments.measures import demand_room
from chalicelib.service.attachments.upload import UNTAKEN_FOR
from chalicelib.store import objects, uploads
from chalicelib.store.attachments import Upload

ARRIVES_WITHIN = timedelta(seconds=600)


def keep(files: Sequence[InboundFile], message: str, source: str, now: datetime) -> tuple[tuple[str, ...], int]:
    """Keep what may be taken of a message's files; their numbers, and how many were left out.

    The numbers come of the message (a keyed hash): one that comes again brings the same files. Raises as
    ``upload.announce`` does.
    """
    kept: list[str] = []
    for place, file in enumerate(files):
        announced = _announced(file)
        if announced and len(kept) < MOST_FILES:
            attachment_id = access_codes.keyed_hash("file of a message", f"{message}\n{place}")[:32]
            _keep_one(attachment_id, announced, file.content, source, now)
            kept.append(attachment_id)
    return tuple(kept), len(files) - len(kept)


def _keep_one(attachment_id: str, file: AnnouncedFile, content: bytes, source: str, now: datetime) -> None:
    known = uploads.load(attachment_id)
    if known is None:
        demand_room(file.size, source, now)
        known = Upload(attachment_id, file.filename, file.content_type, file.size, now + ARRIVES_WITHIN)
        with suppress(Conflict):
            uploads.announce(known, now + UNTAKEN_FOR)
    if known.state in uploads.UNSETTLED:
        # A message that comes once more brings a file again that was lost on its way.
        objects.receive(attachment_id, content, file.content_type)


def _announced(file: InboundFile) -> AnnouncedFile | None:
    """The file as it may be announced, under another name where its own may not be; None for one that is not taken."""
    kind = MEDIA_TYPES.get(file.content_type)
    for name in (file.filename, f"lampiran.{kind.extensions[0]}") if kind else ():
        fields = {"filename": name, "content_type": file.content_type, "size": len(file.content)}
        with suppress(Invalid):
            return parse_upload(fields)
    return None
