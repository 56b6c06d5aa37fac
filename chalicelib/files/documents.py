"""PDF documents: read whole, refused when they can act or hide something, and written anew without particulars.

Only what the document's pages, outlines and forms reach is written: older versions and appended bytes are gone, and so
are author, title, XMP and the EXIF of pictures inside. A digital signature does not survive it; the reporter keeps the
original (docs/decisions.md "Attachments").
"""

from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused

# ISO 32000-2: scripts, programs to start, forms that send, media players, files within the file.
_ACTIVE = frozenset(
    {
        "/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/Sound", "/Rendition",
        "/XFA", "/EmbeddedFile", "/EmbeddedFiles", "/EF",
    }
)  # fmt: skip
_PARTICULARS = ("/Metadata", "/PieceInfo", "/LastModified")
# Far beyond what 25 MB of scanned pages hold; each costs about 20 microseconds.
MOST_OBJECTS = 200_000


def written_anew(content: bytes) -> bytes:
    """The document anew. Raises Refused when it is none, locked, damaged, or has active content."""
    if not content.startswith(b"%PDF-"):
        raise Refused(RefusedFile.OTHER_TYPE)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(RefusedFile.LOCKED)
        _examine(reader)
        writer = PdfWriter(clone_from=reader)
        if not len(writer.pages):
            raise Refused(RefusedFile.UNREADABLE)
        writer.metadata = None
        target = BytesIO()
        writer.write(target)
        return target.getvalue()
    except Refused:
        raise
    except (Exception, RecursionError):
        # Damage shows in every way there is; what the library says may quote the document.
        raise Refused(RefusedFile.UNREADABLE) from None


def _examine(reader: PdfReader) -> None:
    """Walk all that the document's root reaches: refuse what acts, take out what tells of people and places."""
    seen: set[tuple[int, int]] = set()
    ahead: list[Any] = [reader.root_object]
    count = 0
    while ahead:
        found = ahead.pop()
        count += 1
        if count > MOST_OBJECTS:
            raise Refused(RefusedFile.UNREADABLE)
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) not in seen:
                seen.add((found.idnum, found.generation))
                ahead.append(found.get_object())
        elif isinstance(found, DictionaryObject):
            ahead.extend(_cleared(found))
        elif isinstance(found, ArrayObject):
            ahead.extend(found)
        elif isinstance(found, NameObject) and found in _ACTIVE:
            raise Refused(RefusedFile.ACTIVE_CONTENT)


def _cleared(found: DictionaryObject) -> list[Any]:
    """The values of a dictionary without its particulars. Raises Refused for a key of active content."""
    if _ACTIVE & found.keys():
        raise Refused(RefusedFile.ACTIVE_CONTENT)
    for name in _PARTICULARS:
        found.pop(name, None)
    if isinstance(found, StreamObject) and _is_jpeg(found.get("/Filter")):
        found._data = without_exif(found._data)
    return [found.raw_get(name) for name in found]


def _is_jpeg(filters: Any) -> bool:
    return filters is not None and filters.get_object() in ("/DCTDecode", ["/DCTDecode"])


def without_exif(jpeg: bytes) -> bytes:
    """A JPEG without its APP1 to APP13, APP15 and comments, its pixels untouched (ISO/IEC 10918-1, B.1.1.3).

    APP0 (JFIF) and APP14 (Adobe's colour transform) are needed to decode it.
    """
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and at + 4 <= len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the scan: from here on pixels
            break
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return b"".join([*kept, jpeg[at:]])
