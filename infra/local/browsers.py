"""The bucket's door for browsers, under the site's own origin: one file in with a signed form, one copy out.

Whatever comes in through here is answered by these rules alone, as S3 would; a copy is served so that it can do nothing
in the page's name.
"""

import sqlite3
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from infra.local.durable import is_full
from infra.local.incoming import IncomingBytes
from infra.local.objects import ObjectStore, PendingObject
from infra.local.s3 import described, error
from infra.local.signatures import Denied, Signer
from infra.local.upload_form import LARGEST_FIELDS, UploadForm

PREFIX = "/berkas/"
_LARGEST_FILE = 25 * 1024 * 1024
_DRAINED = 32 * 1024 * 1024
_DRAINED_SECONDS = 2
_CHUNK = 64 * 1024
_AT_ONCE = 200
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class UploadDoor:
    """What the handlers share: the objects, who signs, the origin that browsers see, and what is coming in."""

    store: ObjectStore
    signer: Signer
    origin: str
    free: threading.BoundedSemaphore
    incoming: IncomingBytes


class BrowserHandler(BaseHTTPRequestHandler):
    """One request of a browser; the connection ends with it."""

    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds of silence
    door: UploadDoor
    left = 0  # bytes of the body not read yet
    least = 0  # bytes the file must have

    def do_POST(self) -> None:
        """Take a file in, if the form is signed for it."""
        if not self.door.free.acquire(blocking=False):
            return self._answer(503, error("SlowDown", "Please reduce your request rate"), {"Retry-After": "5"})
        try:
            self._take_in(int(self.headers.get("Content-Length") or -1))
        except Denied as denied:
            self._answer(denied.status, error(denied.code, str(denied)))
            self._drain()
        except (OSError, ValueError, sqlite3.OperationalError) as failure:
            self.close_connection = True
            if is_full(failure):
                self._answer(503, error("ServiceUnavailable", "The disk is full"), {"Retry-After": "60"})
                self._drain()
        finally:
            self.door.free.release()

    def do_GET(self) -> None:
        """Serve a copy, if this very address is signed."""
        bucket, key = self._place()
        try:
            self.door.signer.require_address(self.door.origin + self.path, datetime.now(UTC))
            found = self.door.store.find(bucket, key)
            if found is None:
                raise Denied("NoSuchKey", "Not found", 404)
            content = found.path.read_bytes()
        except Denied as denied:
            return self._answer(denied.status, error(denied.code, str(denied)))
        except FileNotFoundError:  # deleted this moment
            return self._answer(404, error("NoSuchKey", "Not found"))
        return self._answer(200, content, described(found) | {"Cache-Control": "no-store"})

    def _take_in(self, length: int) -> None:
        if length < 0:
            raise Denied("MissingContentLength", "The length must be told", 411)
        self.left = length
        if length > _LARGEST_FILE + 4 * LARGEST_FIELDS:
            raise Denied("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", 400)
        with self.door.incoming.expecting(length) as came, self.door.store.draft() as draft:
            form = UploadForm(self.headers.get("Content-Type", ""), lambda fields: self._begun(fields, draft))
            while content := self._more():
                form.read(content)
                came(len(content))
            self._keep(form, draft)

    def _begun(self, fields: dict[str, str], draft: PendingObject) -> tuple[PendingObject, int]:
        # Looked at when the file begins: a slow line may take longer than the form holds.
        bucket, _ = self._place()
        self.least, most = self.door.signer.length_allowed(fields, bucket, datetime.now(UTC))
        return draft, most

    def _keep(self, form: UploadForm, draft: PendingObject) -> None:
        if not form.is_whole:
            raise Denied("IncompleteBody", "The file did not come in whole", 400)
        if draft.size < self.least:
            raise Denied("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400)
        bucket, _ = self._place()
        kept = {"Content-Type": form.fields.get("content-type", "application/octet-stream")}
        made = self.door.store.keep(draft, bucket, form.fields["key"], kept, "POST Object")
        self._answer(204, b"", {"ETag": f'"{made.etag}"'})

    def _more(self) -> bytes:
        content = self.rfile.read1(min(_CHUNK, self.left)) if self.left else b""
        self.left -= len(content)
        return content

    def _drain(self) -> None:
        """Read what is still being sent, within reason: a client does not look for an answer before it has sent all."""
        self.left = min(self.left, _DRAINED)
        self.connection.settimeout(_DRAINED_SECONDS)
        with suppress(OSError):
            while self._more():
                pass

    def _place(self) -> tuple[str, str]:
        path = unquote(urlsplit(self.path).path).removeprefix(PREFIX)
        bucket, _, key = path.partition("/")
        return bucket, key

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.close_connection = True
        self.send_response(status)
        own = {"Cache-Control": "no-store", "Content-Type": "application/xml"} | (headers or {})
        for name, value in (own | _SAFE | {"Connection": "close", "Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: addresses carry signatures."""


def handler(store: ObjectStore, signer: Signer, origin: str) -> type[BrowserHandler]:
    """The handler of one door; ``origin`` is the site's, without a path."""
    door = UploadDoor(store, signer, origin, threading.BoundedSemaphore(_AT_ONCE), IncomingBytes())
    return type("BoundBrowserHandler", (BrowserHandler,), {"door": door})


def serve(port: int, served: type[BrowserHandler]) -> ThreadingHTTPServer:
    """The door on a port of its own, for tests; behind the site's port ``handover`` opens it."""
    return ThreadingHTTPServer(("127.0.0.1", port), served)
