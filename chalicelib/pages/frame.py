"""What stands around every page, those of the site and those for who comes without script: (Indonesian, English)."""

from html import escape

from chalicelib import __version__

FRAME: dict[str, tuple[str, str]] = {
    "skip": ("Langsung ke isi", "Skip to the content"),
    "tagline": (
        "Layanan Aspirasi dan Pengaduan Online Rakyat",
        "The people’s online aspirations and complaints service",
    ),
    "navigation": ("Menu utama", "Main menu"),
    "report": ("Buat laporan", "Make a report"),
    "track": ("Lacak", "Track"),
    "track_report": ("Lacak laporan", "Track a report"),
    "reports": ("Laporan publik", "Public reports"),
    "help": ("Bantuan", "Help"),
    "version": (f"Versi {__version__}", f"Version {__version__}"),
}
MENU = (("lapor", "report"), ("lacak", "track"), ("laporan", "reports"), ("bantuan", "help"))
"""The pages that every page leads to: their addresses, in Indonesian or below /en, and their words."""


def framed(code: str, language: str) -> str:
    """What a part of the frame says. Raises KeyError for a part that there is not."""
    return FRAME[code][language == "en"]


def under_home(page: str, home: str | None) -> str:
    """A page whose head says whose installation it is, where it else says what the letters of LAPOR! stand for."""
    for tagline in FRAME["tagline"] if home else ():
        for built in ("<span>{}</span></a>", "</strong> {}</a>"):
            page = page.replace(built.format(tagline), built.format(escape(home or "")), 1)
    return page


def menu(language: str) -> list[tuple[str, str]]:
    """The pages of the menu: (address, name)."""
    return [(address, framed(code, language)) for address, code in MENU]
