"""One HTTP request as it comes in, by waitress' parser, with our own limits.

What could be read two ways is refused. Of a body no more is kept than the application needs to say 413 in its turn; the
rest is counted and dropped, because a client that is still sending never sees an answer.
"""

from typing import Any

from waitress.buffers import BytesIOBasedBuffer
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import BadRequest

from chalicelib.routes.row import FILE_LIMIT

LARGEST_HEAD = 1_200_000
"""Bytes: a token of 1 MB deserves its 401."""
LARGEST_LINE = 8190
LARGEST_BODY = 32 * 1024 * 1024
"""Bytes that are read and dropped at most."""
_HEAD_ENDS = b"\r\n\r\n"


class KeptBody(BytesIOBasedBuffer):  # type: ignore[misc]
    """A body in memory, never in a file: at most one byte over the largest limit of the application."""

    def append(self, content: bytes) -> None:
        """Keep what there is room for."""
        room = FILE_LIMIT + 1 - self.remain
        if room > 0:
            super().append(content[:room])


class RequestParser(HTTPRequestParser):  # type: ignore[misc]
    """waitress' parser; a head is parsed once, when it is whole."""

    def __init__(self, adjustments: Any) -> None:
        super().__init__(adjustments)
        self._head = bytearray()

    @property
    def kept(self) -> int:
        """Bytes of memory that it holds."""
        return len(self._head) + (len(self.body_rcv) if self.body_rcv else 0)

    def received(self, data: bytes) -> int:
        """Take bytes in; how many belong to this request."""
        if self.body_rcv is not None:
            return int(super().received(data))
        before, looked_at = len(self._head), max(0, len(self._head) - len(_HEAD_ENDS) + 1)
        self._head += data
        ends = self._head.find(_HEAD_ENDS, looked_at)
        if max(ends, 0 if ends >= 0 else len(self._head)) >= LARGEST_HEAD:
            self.error, self.completed = BadRequest("the head is too large"), True
            return len(data)
        if ends < 0:
            return len(data)
        head = bytes(self._head[: ends + len(_HEAD_ENDS)])
        self._head.clear()
        super().received(head)
        return len(head) - before

    def parse_header(self, head: bytes) -> None:
        """Raises ParsingError for what no browser sends, beside what waitress refuses."""
        line = head.partition(b"\r\n")[0]
        if len(line) > LARGEST_LINE or not line.isascii() or any(byte < 0x20 or byte == 0x7F for byte in line):
            raise ParsingError("request line")
        super().parse_header(head)
        if self.version not in ("1.0", "1.1") or not self.request_uri.startswith("/"):
            raise ParsingError("version or address")
        if "TRANSFER_ENCODING" in self.headers or (self.chunked and "CONTENT_LENGTH" in self.headers):
            raise ParsingError("two lengths")
        if any(ord(sign) < 0x20 and sign != "\t" for value in self.headers.values() for sign in value):
            raise ParsingError("control character")
        if self.body_rcv is not None:
            self.body_rcv.buf = KeptBody()
