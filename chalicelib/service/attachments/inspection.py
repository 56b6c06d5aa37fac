"""A file has arrived: it is looked at once, and only copies of ours are kept of it.

The news of an arrival may come twice, late or never. What is settled stays settled: a file uploaded again under the
same number is deleted unread. A file that ends the function each time is given up after a few tries.
"""

import hashlib

from chalicelib.domain.attachments import MEDIA_TYPES, AttachmentState, RefusedFile
from chalicelib.service.attachments.upload import remove_files
from chalicelib.store import objects, uploads
from chalicelib.store.uploads import UNSETTLED, UploadStanding

# A crash of a decoder, or the end of its memory or time, leaves nothing but this count. Lambda tries an event three
# times; whoever finds the file after that only writes down that it cannot be read.
MOST_TRIES = 3


def check(attachment_id: str) -> UploadStanding | None:
    """Look at an uploaded file and settle what becomes of it. Returns how it stands, None when it was removed.

    Raises Unavailable when it must be tried again.
    """
    upload = uploads.load(attachment_id)
    stands = uploads.standing(upload) if upload else None
    if upload is None or stands is None:
        remove_files(attachment_id)
        return None
    if stands.state in UNSETTLED:
        content = objects.incoming(attachment_id)
        if content is None:
            return stands
        stands = _settled(attachment_id, content, upload.content_type)
    objects.drop_incoming(attachment_id)
    return stands


def _settled(attachment_id: str, content: bytes, media_type: str) -> UploadStanding | None:
    from chalicelib.files import Refused, confined

    if uploads.count_try(attachment_id) > MOST_TRIES:
        return uploads.settle(attachment_id, AttachmentState.REFUSED, reason=RefusedFile.UNREADABLE)
    try:
        copies = confined.copies_of(content, media_type)
    except Refused as refused:
        return uploads.settle(attachment_id, AttachmentState.REFUSED, reason=refused.reason)
    made = hashlib.sha256(content).hexdigest()[:32]
    shown = MEDIA_TYPES[media_type].is_image
    for copy in copies:
        objects.keep(attachment_id, made, copy.name, copy.content, copy.media_type, shown=shown)
    stands = uploads.settle(attachment_id, AttachmentState.CHECKED, made=made)
    if stands is None or stands.made != made:
        # Another upload under the same number was settled first, or the file was taken out meanwhile.
        objects.drop_copies(attachment_id, made)
    return stands
