"""A file that somebody wants to send, as they announce it: its name, type and size, before a byte of it is here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from chalicelib.domain.attachments import LARGEST_BYTES, MEDIA_TYPES
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.kinds import FormShape, Number
from chalicelib.intake.shapes import Field, Shape
from chalicelib.intake.text_kinds import Choice
from chalicelib.intake.texts import one_line

MEGABYTE = 1024 * 1024
_PATH = re.compile(r"[/\\]|^\.\.?$|^[A-Za-z]:")
# What runs, what browsers interpret, what is packed: as an ending before the ending these are there to deceive.
_ENDINGS_THAT_ACT = """
    ade apk app appx asp aspx bash bat bin cgi cmd com cpl dll dmg docm exe gz hta htm html iso jar jnlp js jse jsp jspx
    lnk mht mhtml mjs msi php phtml pif pl ps1 py rar reg rtf scr sh shtml svg svgz swf tar url vb vbe vbs wasm wsf wsh
    xhtml xht xlsm xml xsl zip 7z
"""
_DECEIVING = set(_ENDINGS_THAT_ACT.split()) | {
    ending for media_type in MEDIA_TYPES.values() for ending in media_type.extensions
}


@dataclass(frozen=True, slots=True)
class FileName:
    """The name of a file on its sender's device: their own text, and nothing that could lead somewhere."""

    form: ClassVar[FormShape] = FormShape.TEXT
    most: int = 255

    def read(self, value: object, at: str) -> str | None:
        """The name. Raises Invalid for a path and for a second ending that could deceive."""
        name = one_line(value, at)
        if len(name) > self.most:
            raise Invalid(FieldError(at, "too_long", {"most": self.most, "length": len(name)}))
        if _PATH.search(name):
            raise Invalid(FieldError(at, "file_name_with_path"))
        # Windows drops dots and spaces at the end: "foto.exe. .jpg" is looked at part by part, trimmed.
        if any(part.strip().lower() in _DECEIVING for part in name.split(".")[1:-1]):
            raise Invalid(FieldError(at, "file_name_with_two_endings"))
        return name or None

    def schema(self) -> dict[str, object]:
        """A string with its length."""
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class FileSize:
    """How many bytes a file has."""

    form: ClassVar[FormShape] = FormShape.NUMBER
    most: int = LARGEST_BYTES

    def read(self, value: object, at: str) -> int:
        """The size. Raises Invalid for an empty file and for one that is too large."""
        size = Number(0, 2**53).read(value, at)
        if size < 1:
            raise Invalid(FieldError(at, "file_empty"))
        if size > self.most:
            raise Invalid(FieldError(at, "file_too_large", {"most": self.most // MEGABYTE}))
        return int(size)

    def schema(self) -> dict[str, object]:
        """An integer with its bounds."""
        return {"type": "integer", "minimum": 1, "maximum": self.most}


UPLOAD = Shape(
    (
        Field("filename", FileName(), required=True),
        Field("content_type", Choice(tuple(MEDIA_TYPES), fault="file_type_not_taken"), required=True),
        Field("size", FileSize(), required=True),
    )
)


@dataclass(frozen=True, slots=True)
class AnnouncedFile:
    """A file as its sender announces it."""

    filename: str
    content_type: str
    size: int


def parse_upload(fields: Mapping[str, object]) -> AnnouncedFile:
    """The file that is announced. Raises Invalid with every fault."""
    values, faults = UPLOAD.gather(fields)
    faults.extend(_between(values["filename"], values["content_type"]))
    if faults:
        raise Invalid(*faults)
    return AnnouncedFile(**values)


def _between(filename: str | None, content_type: str | None) -> Iterator[FieldError]:
    """A name may have no ending, as some telephones give none; one that it has must be the type's."""
    ending = filename.rpartition(".")[2] if filename and "." in filename else None
    if ending is not None and content_type and ending.lower() not in MEDIA_TYPES[content_type].extensions:
        yield FieldError("filename", "file_ending_differs")
