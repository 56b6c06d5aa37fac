"""The citizens' site as CloudFront serves it on AWS: files of `web/dist`, compressed beforehand, with strict headers.

Only what was there at the start can be asked for, so no path leads out of the folder.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.area_map import CARD, AreaMap
from infra.local.gateway import GatewayAnswer
from infra.local.ranges import piece_of
from infra.site_addresses import HTML, address_of, cache_control, canonical, media_type
from infra.site_headers import HEADERS, policy

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site, with its compressed forms."""

    path: Path
    encodings: tuple[str, ...]
    etag: str

    @property
    def media_type(self) -> str:
        """Its media type by its name."""
        return media_type(self.path.name)


class Site:
    """The files of a folder by the address they are asked for at."""

    def __init__(self, folder: Path, reached: Callable[[], Iterable[str]] = tuple, area: AreaMap | None = None) -> None:
        self._reached, self._area = reached, area
        every = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self._files = {
            address_of(name): File(path, _encodings(name, every), _etag(path))
            for name, path in every.items()
            if not name.endswith((".br", ".gz"))
        }

    @property
    def is_built(self) -> bool:
        """Whether there is a site at all."""
        return "/" in self._files

    def answer(self, method: str, path: str, headers: Mapping[str, str], query: str = "") -> GatewayAnswer:
        """The file at that path; the page that says there is none, in the language of the path."""
        headers_of_all = [("Content-Security-Policy", policy(self._reached())), *HEADERS, ("Vary", "Accept-Encoding")]
        if method not in ("GET", "HEAD"):
            return GatewayAnswer(405, [("Allow", "GET, HEAD"), ("Content-Type", HTML), *headers_of_all])
        if self._area and path == f"/{CARD}":
            said = [("Content-Type", media_type(CARD)), ("Cache-Control", cache_control(path)), *headers_of_all]
            return GatewayAnswer(200, said, self._area.card)
        if self._area and path == f"/{self._area.name}":
            status, ranged, content = piece_of(self._area.path, self._area.size, headers.get("range"))
            said = [("Content-Type", media_type(path)), ("Cache-Control", cache_control(path)), *ranged]
            return GatewayAnswer(status, [*said, *headers_of_all], content)
        file = self._files.get(path)
        if file is None and (meant := canonical(path, self._files)):
            return GatewayAnswer(
                301,
                [("Location", f"{meant}?{query}" if query else meant), ("Cache-Control", "no-cache"), *headers_of_all],
            )
        if file is None:
            missing = self._files["/en/404" if path.startswith("/en/") else "/404"]
            return _sent(missing, 404, "no-store", headers, headers_of_all)
        kept = cache_control(path)
        if headers.get("if-none-match") == file.etag:
            return GatewayAnswer(304, [("ETag", file.etag), ("Cache-Control", kept), *headers_of_all])
        return _sent(file, 200, kept, headers, headers_of_all)


def _sent(
    file: File, status: int, cache_control: str, headers: Mapping[str, str], of_all: list[tuple[str, str]]
) -> GatewayAnswer:
    accepted = {part.split(";")[0].strip() for part in headers.get("accept-encoding", "").split(",")}
    encoding = next((name for name in file.encodings if name in accepted), None)
    suffix = dict(_ENCODINGS).get(encoding or "", "")
    said = [("Content-Type", file.media_type), ("Cache-Control", cache_control), ("ETag", file.etag), *of_all]
    if encoding:
        said.append(("Content-Encoding", encoding))
    return GatewayAnswer(status, said, file.path.with_name(file.path.name + suffix).read_bytes())


def _encodings(name: str, every: Mapping[str, Path]) -> tuple[str, ...]:
    return tuple(encoding for encoding, suffix in _ENCODINGS if name + suffix in every)


def _etag(path: Path) -> str:
    return f'"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"'
