"""What an uploaded file really is, and a copy of it that carries nothing else. Pure: bytes in, bytes out.

Nothing of the file as it came in is ever served: a picture is decoded and encoded anew in two sizes, a document is
written anew without scripts and particulars, a video keeps what plays and loses the rest.
"""

from dataclasses import dataclass

from chalicelib.domain.attachments import RefusedFile

LARGE, SMALL = "large", "small"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to be served, under the name of its size; what is no picture has one, the large."""

    name: str
    media_type: str
    content: bytes


class Refused(Exception):
    """The file is not taken; ``reason`` says why, without a word of the file."""

    def __init__(self, reason: RefusedFile) -> None:
        super().__init__(reason.value)
        self.reason = reason


def copies_of(content: bytes, media_type: str) -> tuple[Copy, ...]:
    """The copies of a file that claims to be of that type. Raises Refused.

    The libraries are imported here, by the one function that checks: Pillow, pillow-heif and pypdf take 49 MB on disk
    and a quarter of a second to load.
    """
    match media_type:
        case "application/pdf":
            from chalicelib.files.documents import written_anew

            return (Copy(LARGE, media_type, written_anew(content)),)
        case "video/mp4":
            from chalicelib.files.videos import without_particulars

            return (Copy(LARGE, media_type, without_particulars(content)),)
        case _:
            from chalicelib.files.images import in_sizes

            return tuple(Copy(name, "image/jpeg", made) for name, made in in_sizes(content).items())
