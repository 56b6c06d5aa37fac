"""The citizens' site as CloudFront serves it on AWS: files of `web/dist`, compressed beforehand, with strict headers.

Only what was there at the start can be asked for, so no path leads out of the folder. In another brand than the built
one, pages are made at the start and kept in memory (infra/branding.py).
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chalicelib.brand import BUILT, Brand
from infra import branding
from infra.area_map import CARD, AreaMap
from infra.local.gateway import GatewayAnswer
from infra.local.ranges import piece_of
from infra.site_addresses import HTML, address_of, cache_control, canonical, media_type
from infra.site_headers import HEADERS, policy

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site by its encodings; "" is the plain one. What is made at the start is bytes."""

    media_type: str
    bodies: Mapping[str, Path | bytes]
    etag: str

    def body(self, encoding: str) -> bytes:
        """Its content in one of its encodings."""
        found = self.bodies[encoding]
        return found if isinstance(found, bytes) else found.read_bytes()


class Site:
    """The files of a folder by the address they are asked for at."""

    def __init__(
        self,
        folder: Path,
        reached: Callable[[], Iterable[str]] = tuple,
        area: AreaMap | None = None,
        brand: Brand = BUILT,
        home: str | None = None,
        site_url: str = "",
    ) -> None:
        self._reached, self._area = reached, area
        every = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self._files = {
            address_of(name): _stored(name, path, every)
            for name, path in every.items()
            if not name.endswith((".br", ".gz"))
        }
        if self.is_built and (home or brand != BUILT or branding.is_shared(site_url)):
            self._files |= {
                address_of(name): _made(name, path, brand, home, site_url)
                for name, path in every.items()
                if branding.is_page(name)
            }
        if self.is_built and brand != BUILT:
            self._files |= _of_the_brand(brand)

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
            location = f"{meant}?{query}" if query else meant
            return GatewayAnswer(301, [("Location", location), ("Cache-Control", "no-cache"), *headers_of_all])
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
    encoding = next((name for name, _ in _ENCODINGS if name in accepted and name in file.bodies), "")
    said = [("Content-Type", file.media_type), ("Cache-Control", cache_control), ("ETag", file.etag), *of_all]
    if encoding:
        said.append(("Content-Encoding", encoding))
    return GatewayAnswer(status, said, file.body(encoding))


def _stored(name: str, path: Path, every: Mapping[str, Path]) -> File:
    coded = {encoding: every[name + suffix] for encoding, suffix in _ENCODINGS if name + suffix in every}
    return File(media_type(name), {"": path, **coded}, _etag(path.read_bytes()))


def _made(name: str, path: Path, brand: Brand, home: str | None, site_url: str) -> File:
    made = branding.page(path.read_text(encoding="utf-8"), brand, home, site_url)
    return _in_memory(media_type(name), made.encode())


def _of_the_brand(brand: Brand) -> dict[str, File]:
    files = {branding.STYLE: _in_memory(media_type(branding.STYLE), branding.style(brand).encode())}
    if brand.logo and (address := branding.logo_address(brand)):
        files[address] = _in_memory(branding.logo_type(brand), brand.logo.read_bytes())
    return files


def _in_memory(kind: str, content: bytes) -> File:
    return File(kind, {"": content, "gzip": gzip.compress(content, 9, mtime=0)}, _etag(content))


def _etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'
