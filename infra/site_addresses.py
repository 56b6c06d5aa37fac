"""At which address a file of the site stands, and how long it may be kept: the same wherever the site is served."""

import mimetypes
from collections.abc import Container
from pathlib import PurePosixPath

from infra.area_map import CARD

PAGES = ("index", "lapor", "lacak", "laporan", "lupa", "bantuan", "luring", "petugas", "404")
"""Each stands once in Indonesian and once, under ``en/``, in English."""
FILES = ("worker.js", "manifest.webmanifest", "icon.svg", "share.png", "robots.txt", CARD)
SIGN_IN = "petugas/sign-in.json"
"""What the desk must know about the sign-in; it is no file of the build."""
KEPT_FOR_GOOD = ("/assets/", "/areas/", "/map/")
"""Folders whose files' addresses change with what they hold."""

HTML = "text/html; charset=utf-8"
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_TYPES = {".html": HTML, ".webmanifest": "application/manifest+json", ".js": "text/javascript"}
_TYPES |= {".md": "text/plain; charset=utf-8"}


def address_of(name: str) -> str:
    """`en/index.html` is at /en/, `lacak.html` at /lacak, all else under its own name."""
    if name == "index.html" or name.endswith("/index.html"):
        return f"/{name.removesuffix('index.html')}"
    return f"/{name.removesuffix('.html')}"


def canonical(address: str, known: Container[str]) -> str | None:
    """Where somebody wanted to go who wrote a page's address a little otherwise; None for what is no page's address.

    `/Lacak/`, `/lacak.html` and `/index.html` are pages of ours, and so is `/en`. A file of the build is none.
    """
    plain = address.lower().rstrip("/").removesuffix(".html").removesuffix("index").rstrip("/")
    for meant in (plain, f"{plain}/"):
        if meant in known and not PurePosixPath(meant).suffix and not meant.endswith("/404"):
            return meant if meant != address else None
    return None


def cache_control(address: str) -> str:
    """How long what stands at an address may be kept."""
    return FOR_GOOD if address.startswith(KEPT_FOR_GOOD) else ASK_AGAIN


def media_type(name: str) -> str:
    """A file's media type by its name."""
    known = _TYPES.get(PurePosixPath(name).suffix)
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def files_by_address() -> dict[str, str]:
    """Every address outside the folders that are kept for good, with the name of its file."""
    pages = [f"{folder}{page}.html" for folder in ("", "en/") for page in PAGES]
    return {address_of(name): name for name in (*pages, *FILES, SIGN_IN)}
