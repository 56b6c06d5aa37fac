"""PDF documents: read whole, refused when they run or hide something, and written anew without actions and particulars.

Of actions two stay, by a list of what may: a link to the web, a mail address or a telephone, and one to a page of the
same document. Annotations stay by a list of kinds. A stream that unfolds beyond measure makes the document refused.

Only what the document's pages, outlines and forms reach is written: older versions and appended bytes are gone, and so
are author, title, XMP and the EXIF of pictures inside. A digital signature does not survive it; the reporter keeps the
original (docs/decisions.md "Attachments").
"""

import zlib
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
# What acts by itself or leads elsewhere; ISO 32000-2, 12.6, table 29 (OpenAction, AF), 12.6.3 (AA).
_ACTS = ("/OpenAction", "/AA", "/PA", "/Next", "/AF", "/Trans", "/Threads", "/Collection", "/URI")
_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_ANNOTATIONS = frozenset(
    {
        "/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
        "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget", "/Watermark",
    }
)  # fmt: skip
_UNFOLDING = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
MOST_UNFOLDED = 100_000_000
"""Bytes of one stream: a page of A4 in colours at 600 dots an inch."""
MOST_UNFOLDED_IN_ALL = 500_000_000
_CHUNK = 1_000_000
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
    except (Refused, MemoryError):
        raise
    except (Exception, RecursionError):
        # Damage shows in every way there is; what the library says may quote the document.
        raise Refused(RefusedFile.UNREADABLE) from None


def _examine(reader: PdfReader) -> None:
    """Walk all that the document's root reaches: refuse what acts, take out what tells of people and places."""
    seen: set[tuple[int, int]] = set()
    ahead: list[Any] = [reader.root_object]
    count = unfolded = 0
    while ahead:
        found = ahead.pop()
        count += 1
        if count > MOST_OBJECTS:
            raise Refused(RefusedFile.TOO_COSTLY)
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) not in seen:
                seen.add((found.idnum, found.generation))
                ahead.append(found.get_object())
        elif isinstance(found, DictionaryObject):
            ahead.extend(_cleared(found))
            if isinstance(found, StreamObject):
                unfolded += unfolded_length(found)
                if unfolded > MOST_UNFOLDED_IN_ALL:
                    raise Refused(RefusedFile.TOO_COSTLY)
        elif isinstance(found, ArrayObject):
            ahead.extend(found)
        elif isinstance(found, NameObject) and found in _ACTIVE:
            raise Refused(RefusedFile.ACTIVE_CONTENT)


def _cleared(found: DictionaryObject) -> list[Any]:
    """The values of a dictionary, which loses its particulars and actions. Raises Refused for a key of active content.

    The values are those it had: what runs is refused wherever it stands.
    """
    if _ACTIVE & found.keys():
        raise Refused(RefusedFile.ACTIVE_CONTENT)
    for name in _PARTICULARS:
        found.pop(name, None)
    values = [found.raw_get(name) for name in found]
    _still(found)
    if isinstance(found, StreamObject) and _is_jpeg(found.get("/Filter")):
        found._data = without_exif(found._data)
    return values


def _still(found: DictionaryObject) -> None:
    """Take out of a dictionary every action but those that may stay, and annotations of other kinds than may."""
    for name in _ACTS:
        if not (name == "/URI" and _may_stay(found)):
            found.pop(name, None)
    if "/A" in found and not _may_stay(found["/A"]):
        found.pop("/A")
    if "/Annots" in found:
        annotations = found["/Annots"]
        kept = (
            [one for one in annotations if _is_kept(one.get_object())] if isinstance(annotations, ArrayObject) else []
        )
        found[NameObject("/Annots")] = ArrayObject(kept)


def _is_kept(annotation: Any) -> bool:
    return isinstance(annotation, DictionaryObject) and annotation.get("/Subtype") in _ANNOTATIONS


def _may_stay(action: Any) -> bool:
    """Whether this action leads to the web, to somebody's mail or telephone, or to a page of the document."""
    if not isinstance(action, DictionaryObject):
        return False
    if action.get("/S") == "/GoTo":
        return True
    return action.get("/S") == "/URI" and str(action.get("/URI", "")).lower().startswith(_SCHEMES)


def unfolded_length(stream: StreamObject) -> int:
    """How many bytes a deflated stream unfolds to, found without holding them. Raises Refused beyond the measure.

    A kilobyte deflates to a megabyte at most, but twice deflated to a thousand: nobody needs two of them.
    """
    filters = stream.get("/Filter")
    names = [filters] if isinstance(filters, NameObject) else [one.get_object() for one in filters or ()]
    unfolding = [name for name in names if name in _UNFOLDING]
    if len(unfolding) > 1:
        raise Refused(RefusedFile.TOO_COSTLY)
    if names[:1] not in (["/FlateDecode"], ["/Fl"]):
        return len(stream._data)
    inflating, length, rest = zlib.decompressobj(), 0, stream._data
    try:
        while rest and not inflating.eof:
            length += len(inflating.decompress(rest, _CHUNK))
            if length > MOST_UNFOLDED:
                raise Refused(RefusedFile.TOO_COSTLY)
            rest = inflating.unconsumed_tail
    except zlib.error:
        pass  # readers show what comes before the damage
    return length


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
