"""What may stay in a PDF, so that it does nothing by itself and leads to its pages, the web, mail and telephones alone.

By lists of what a catalogue, a page, an annotation, an outline, a form and an action may hold (ISO 32000-2: 7.7.2,
7.7.3, 12.5, 12.3.3, 12.7.3, 12.6): what stands in none of them is gone, named today or in a later edition. In all other
dictionaries, whose names are the document's own, what is known to act is taken out.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

Part = Enum("Part", "CATALOGUE NAMES PAGE ANNOTATION OUTLINE FORM ACTION OTHER")
"""What a dictionary is to the document, by how it is reached."""

# Scripts, programs to start, forms that send, media players, files within the file, and what starts them.
ACTIVE = frozenset(
    {
        "/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/Sound", "/Rendition",
        "/XFA", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RF", "/AA", "/PA", "/OpenAction", "/AF",
    }
)  # fmt: skip
# A stream whose bytes, or a form whose look, lie in another file (7.3.8.2, 8.10.4).
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")
_PARTICULARS = ("/Metadata", "/PieceInfo", "/LastModified")
_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_ANNOTATIONS = frozenset(
    {
        "/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
        "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget", "/Watermark",
    }
)  # fmt: skip
# Each name that may stay, and what it leads to where that is something of its own.
_ALLOWED: dict[Part, dict[str, Part]] = {
    Part.CATALOGUE: {
        **dict.fromkeys(
            ("/Type", "/Version", "/Extensions", "/PageLabels", "/Dests", "/PageLayout", "/PageMode", "/Lang",
             "/MarkInfo", "/StructTreeRoot", "/OCProperties", "/OutputIntents"),
            Part.OTHER,
        ),
        "/Pages": Part.PAGE, "/Names": Part.NAMES, "/Outlines": Part.OUTLINE, "/AcroForm": Part.FORM,
    },
    Part.NAMES: {"/Dests": Part.OTHER},
    Part.PAGE: {
        **dict.fromkeys(
            ("/Type", "/Count", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Contents",
             "/Rotate", "/Group", "/Tabs", "/StructParents", "/UserUnit"),
            Part.OTHER,
        ),
        "/Parent": Part.PAGE, "/Kids": Part.PAGE, "/Annots": Part.ANNOTATION,
    },
    Part.ANNOTATION: {
        **dict.fromkeys(
            ("/Type", "/Subtype", "/Rect", "/Contents", "/NM", "/F", "/AP", "/AS", "/Border", "/C", "/StructParent",
             "/OC", "/BS", "/BE", "/H", "/Dest", "/QuadPoints", "/Open", "/Name", "/IC", "/DA", "/Q", "/CL", "/IT",
             "/LE", "/L", "/Vertices", "/InkList", "/RD", "/CA", "/ca", "/FT", "/T", "/TU", "/Ff", "/V", "/DV", "/MK",
             "/MaxLen", "/Opt", "/TI", "/I", "/Sy", "/LL", "/LLE", "/Cap", "/CO", "/FixedPrint"),
            Part.OTHER,
        ),
        "/P": Part.PAGE, "/Parent": Part.ANNOTATION, "/Kids": Part.ANNOTATION, "/Popup": Part.ANNOTATION,
        "/IRT": Part.ANNOTATION, "/A": Part.ACTION,
    },
    Part.OUTLINE: {
        **dict.fromkeys(("/Type", "/Title", "/Count", "/Dest", "/SE", "/C", "/F"), Part.OTHER),
        **dict.fromkeys(("/Parent", "/Prev", "/Next", "/First", "/Last"), Part.OUTLINE),
        "/A": Part.ACTION,
    },
    Part.FORM: {"/Fields": Part.ANNOTATION, "/DR": Part.OTHER, "/DA": Part.OTHER, "/Q": Part.OTHER},
    Part.ACTION: dict.fromkeys(("/Type", "/S", "/URI", "/D"), Part.OTHER),
}  # fmt: skip


def stilled(found: DictionaryObject, part: Part) -> Iterator[tuple[Any, Part]]:
    """Take out of a dictionary what may not stay; what is left in it, each with what it is to the document."""
    allowed = _ALLOWED.get(part)
    for name in list(found):
        if name in _PARTICULARS or (name in ACTIVE if allowed is None else name not in allowed):
            del found[name]
    _still(found, part)
    for name in found:
        yield found.raw_get(name), allowed[name] if allowed else Part.OTHER


def _still(found: DictionaryObject, part: Part) -> None:
    if "/A" in found and _is_action(found["/A"]) and not _may_stay(found["/A"]):
        del found["/A"]
    if part is Part.PAGE and "/Annots" in found:
        found[NameObject("/Annots")] = _kept(found["/Annots"])
    if part is Part.ANNOTATION:
        if "/A" in found and not _may_stay(found["/A"]):
            del found["/A"]
        if found.get("/Subtype", "/Widget") != "/Widget":
            found.pop("/T", None)  # of a remark: who wrote it
        if found.get("/FT") == "/Sig":
            found.pop("/V", None)
    if part is Part.OUTLINE and "/A" in found and not _may_stay(found["/A"]):
        del found["/A"]
    if isinstance(found, StreamObject):
        for name in _ELSEWHERE:
            found.pop(name, None)


def _kept(annotations: Any) -> ArrayObject:
    """The annotations of the kinds that may stay."""
    found = annotations.get_object()
    every = found if isinstance(found, ArrayObject) else ()
    return ArrayObject(one for one in every if _is_kind_that_stays(one))


def _is_kind_that_stays(annotation: Any) -> bool:
    found = annotation.get_object() if isinstance(annotation, IndirectObject) else annotation
    return isinstance(found, DictionaryObject) and found.get("/Subtype") in _ANNOTATIONS


def _is_action(found: Any) -> bool:
    """Whether it looks like one: attributes of a structure stand under the same name, and have an owner."""
    return not isinstance(found, DictionaryObject) or "/O" not in found


def _may_stay(action: Any) -> bool:
    """Whether this action leads to the web, to somebody's mail or telephone, or to a page of the document."""
    if not isinstance(action, DictionaryObject):
        return False
    if action.get("/S") == "/GoTo":
        return True
    return action.get("/S") == "/URI" and str(action.get("/URI", "")).lower().startswith(_SCHEMES)
