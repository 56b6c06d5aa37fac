"""The S3 endpoint of one machine for the application: PutObject, GetObject, HeadObject, DeleteObject, ListObjectsV2.

The application's boto3 is the same as on AWS; only its endpoint differs. Browsers have a
door of their own (``browsers``), behind which only what the application signed is done.
"""

from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from infra.local.inner_server import InnerHandler, InnerServer
from infra.local.objects import ObjectStore, StoredObject

_KEPT_HEADERS = ("Content-Type", "Content-Disposition", "Cache-Control")
_NOT_HERE = ("Transfer-Encoding", "Content-Encoding", "x-amz-copy-source")
_LARGEST = 64 * 1024 * 1024
_CHUNK = 64 * 1024


class S3Handler(InnerHandler):
    """What the application calls, and no more."""

    store: ObjectStore

    def do_PUT(self) -> None:
        """Keep an object, then answer."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST or any(self.headers[name] for name in _NOT_HERE):
            self.close_connection = True
            return self._answer(501, error("NotImplemented", "Only whole objects of known length"))
        kept = {name: self.headers[name] for name in _KEPT_HEADERS if self.headers[name]}
        with self.store.draft() as draft:
            while draft.size < length and (content := self.rfile.read(min(_CHUNK, length - draft.size))):
                draft.write(content)
            if draft.size < length:
                self.close_connection = True
                return None
            made = self.store.keep(draft, *self._place(), kept, "PutObject")
        return self._answer(200, b"", {"ETag": f'"{made.etag}"'})

    def do_GET(self) -> None:
        """An object, or the list of a bucket's objects under a prefix."""
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query:
            return self._list(query.get("prefix", [""])[0])
        return self._object(with_content=True)

    def do_HEAD(self) -> None:
        """An object's headers."""
        self._object(with_content=False)

    def do_DELETE(self) -> None:
        """Delete an object, whether or not it is there."""
        self.store.delete(*self._place())
        self._answer(204)

    def _object(self, *, with_content: bool) -> None:
        found = self.store.find(*self._place())
        try:
            content = found.path.read_bytes() if found else b""
        except FileNotFoundError:  # deleted this moment
            found = None
        if found is None:
            return self._answer(404, error("NoSuchKey", "Not found") if with_content else b"")
        return self._answer(200, content, described(found), with_content=with_content)

    def _list(self, prefix: str) -> None:
        bucket, _ = self._place()
        rows = "".join(
            f"<Contents><Key>{escape(one.key)}</Key><Size>{one.size}</Size></Contents>"
            for one in self.store.under(bucket, prefix)
        )
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode()
        self._answer(200, body, {"Content-Type": "application/xml"})

    def _place(self) -> tuple[str, str]:
        bucket, _, key = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        return bucket, key

    def _answer(
        self, status: int, body: bytes = b"", headers: dict[str, str] | None = None, *, with_content: bool = True
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_content:
            self.wfile.write(body)


def described(found: StoredObject) -> dict[str, str]:
    """The headers of an object."""
    return {**found.headers, "ETag": f'"{found.etag}"'}


def error(code: str, message: str) -> bytes:
    """A refusal as S3 words it."""
    return f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>".encode()


def serve(url: str, store: ObjectStore) -> InnerServer:
    """The endpoint at that address; the caller runs `serve_forever`."""
    handler = type("BoundS3Handler", (S3Handler,), {"store": store})
    return InnerServer(url, handler)
