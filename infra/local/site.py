"""The citizens' site as CloudFront serves it on AWS: files of `web/dist`, compressed beforehand, with strict headers.

Only what was there at the start can be asked for, so no path leads out of the folder.
"""

import hashlib
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.local.gateway import Answer

HTML = "text/html; charset=utf-8"
HEADERS = [
    ("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Vary", "Accept-Encoding"),
]
_KEPT_FOR_GOOD = ("/assets/", "/areas/", "/map/")  # their addresses change with what they hold
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_TYPES = {".webmanifest": "application/manifest+json", ".md": "text/plain; charset=utf-8", ".js": "text/javascript"}


def policy(reached: Iterable[str] = ()) -> str:
    """What the pages may load and reach; ``reached`` are other origins that scripts ask, a sign-in provider's."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            " ".join(("connect-src 'self'", *reached)),
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        )
    )


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site, with its compressed forms."""

    path: Path
    encodings: tuple[str, ...]
    etag: str

    @property
    def media_type(self) -> str:
        """Its media type by its name."""
        known = HTML if self.path.suffix == ".html" else _TYPES.get(self.path.suffix)
        return known or mimetypes.guess_type(self.path.name)[0] or "application/octet-stream"


class Site:
    """The files of a folder by the address they are asked for at."""

    def __init__(self, folder: Path, reached: Callable[[], Iterable[str]] = tuple) -> None:
        self._reached = reached
        every = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self._files = {
            _address(name): File(path, _encodings(name, every), _etag(path))
            for name, path in every.items()
            if not name.endswith((".br", ".gz"))
        }

    @property
    def is_built(self) -> bool:
        """Whether there is a site at all."""
        return "/" in self._files

    def answer(self, method: str, path: str, headers: Mapping[str, str]) -> Answer:
        """The file at that path; the page that says there is none, in the language of the path."""
        headers_of_all = [("Content-Security-Policy", policy(self._reached())), *HEADERS]
        if method not in ("GET", "HEAD"):
            return Answer(405, [("Allow", "GET, HEAD"), ("Content-Type", HTML), *headers_of_all])
        file = self._files.get(path)
        if file is None:
            missing = self._files["/en/404" if path.startswith("/en/") else "/404"]
            return _sent(missing, 404, "no-store", headers, headers_of_all)
        kept = _FOR_GOOD if path.startswith(_KEPT_FOR_GOOD) else _ASK_AGAIN
        if headers.get("if-none-match") == file.etag:
            return Answer(304, [("ETag", file.etag), ("Cache-Control", kept), *headers_of_all])
        return _sent(file, 200, kept, headers, headers_of_all)


def _sent(
    file: File, status: int, cache_control: str, headers: Mapping[str, str], of_all: list[tuple[str, str]]
) -> Answer:
    accepted = {part.split(";")[0].strip() for part in headers.get("accept-encoding", "").split(",")}
    encoding = next((name for name in file.encodings if name in accepted), None)
    suffix = dict(_ENCODINGS).get(encoding or "", "")
    said = [("Content-Type", file.media_type), ("Cache-Control", cache_control), ("ETag", file.etag), *of_all]
    if encoding:
        said.append(("Content-Encoding", encoding))
    return Answer(status, said, file.path.with_name(file.path.name + suffix).read_bytes())


def _address(name: str) -> str:
    """`en/index.html` is at /en/, `lacak.html` at /lacak, all else under its own name."""
    if name == "index.html" or name.endswith("/index.html"):
        return f"/{name.removesuffix('index.html')}"
    return f"/{name.removesuffix('.html')}"


def _encodings(name: str, every: Mapping[str, Path]) -> tuple[str, ...]:
    return tuple(encoding for encoding, suffix in _ENCODINGS if name + suffix in every)


def _etag(path: Path) -> str:
    return f'"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"'
