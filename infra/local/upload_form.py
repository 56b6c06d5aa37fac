"""A form with a file, read as it comes in: the fields, then the file, straight to the disk (RFC 7578).

As S3 wants it, the file is the last part, named ``file``; what comes after it is left unread.
"""

from collections.abc import Callable
from typing import Protocol

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from infra.local.signatures import Denied

LARGEST_FIELDS = 20 * 1024
"""S3's own bound for everything but the file."""


class Target(Protocol):
    """Where the file's bytes go."""

    size: int

    def write(self, content: bytes) -> None:
        """Take some more bytes."""


class UploadForm:
    """Feed it with ``read``. When the file begins, ``begin`` is given all fields and answers the target for it and the
    most bytes it may have, or raises Denied."""

    def __init__(self, content_type: str, begin: Callable[[dict[str, str]], tuple[Target, int]]) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise Denied("PreconditionFailed", "A form with a file is wanted", 412)
        self.fields: dict[str, str] = {}
        self.file: Target | None = None
        self.is_whole = False
        self._begin = begin
        self._most = 0
        self._read_of_fields = 0
        self._header_name, self._header_value, self._part_name, self._part = b"", b"", "", bytearray()
        self._parser = MultipartParser(
            boundary,
            {
                "on_header_field": self._take_header_name,
                "on_header_value": self._take_header_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._begin_part,
                "on_part_data": self._take_data,
                "on_part_end": self._end_part,
            },
        )

    def read(self, content: bytes) -> None:
        """Some more bytes of the body. Raises Denied."""
        if self.is_whole:
            return
        if self.file is None:
            self._read_of_fields += len(content)
        try:
            self._parser.write(content)
        except FormParserError:
            raise Denied("MalformedPOSTRequest", "The form cannot be read", 400) from None
        if self.file is None and self._read_of_fields > 2 * LARGEST_FIELDS:
            raise Denied("MaxPostPreDataLengthExceeded", "The fields before the file are too long", 400)

    def _take_header_name(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _take_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _end_header(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            _, options = parse_options_header(self._header_value)
            self._part_name = options.get(b"name", b"").decode("utf-8", "replace").lower()
        self._header_name, self._header_value = b"", b""

    def _begin_part(self) -> None:
        self._part = bytearray()
        if self._part_name == "file" and not self.is_whole:
            self.file, self._most = self._begin(self.fields)

    def _take_data(self, data: bytes, start: int, end: int) -> None:
        if self.is_whole:
            return
        if self.file is None:
            self._part += data[start:end]
            if len(self._part) > LARGEST_FIELDS:
                raise Denied("MaxPostPreDataLengthExceeded", "The fields before the file are too long", 400)
        elif self.file.size + end - start > self._most:
            raise Denied("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", 400)
        else:
            self.file.write(data[start:end])

    def _end_part(self) -> None:
        if self.file is None:
            self.fields[self._part_name] = self._part.decode("utf-8", "replace")
        else:
            self.is_whole = True
