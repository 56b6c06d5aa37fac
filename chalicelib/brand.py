"""What an installation is called and looks like: its name, a colour that bears white words, a picture."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

LEAST_CONTRAST = 4.5
"""Of words on their ground (WCAG 2.2, 1.4.3)."""
LONGEST_NAME = 30
PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
LARGEST_PICTURE = 50_000
"""In bytes: every page shows it, on telephones with a bad line."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Brand:
    """How an installation shows itself."""

    name: str = "LAPOR!"
    colour: str = "#0b4f8a"
    logo: Path | None = None

    @property
    def dark(self) -> str:
        """The colour three quarters as light, for the menu's ground and for edges."""
        return "#" + "".join(f"{part * 3 // 4:02x}" for part in _parts(self.colour))


BUILT = Brand()
"""What pages and site are built in."""


def brand_from(name: str, colour: str, logo: str) -> Brand:
    """The brand of three settings; what is empty is as built. Raises ValueError with the sentence why it cannot be."""
    name, colour = name or BUILT.name, (colour or BUILT.colour).lower()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"SITE_NAME is {name!r}: it must have {LONGEST_NAME} signs at most, all of them printable")
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"SITE_COLOUR is {colour!r}: it must be a colour such as #0b4f8a")
    if (found := contrast(colour, _WHITE)) < LEAST_CONTRAST:
        raise ValueError(
            f"SITE_COLOUR is {colour!r}: white words on it have a contrast of {found:.1f}, and need {LEAST_CONTRAST} "
            "(WCAG 2.2): take a darker one"
        )
    return Brand(name, colour, _picture(logo))


def named(page: str, brand: Brand) -> str:
    """A page under the brand's name: in its title and in its head."""
    for built in ("– {}</title>", "<strong>{}</strong>"):
        page = page.replace(built.format(BUILT.name), built.format(escape(brand.name)), 1)
    return page


def coloured(style: str, brand: Brand) -> str:
    """A style in the brand's colour."""
    if brand.colour == BUILT.colour:
        return style
    return f"{style}:root {{ --brand: {brand.colour}; --brand-dark: {brand.dark}; }}\n"


def in_head(short_name: str | None, name: str) -> str:
    """How a head tells it: "Pemkab Kobar – Pemerintah Kabupaten Kotawaringin Barat"."""
    return f"{short_name} – {name}" if short_name else name


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _picture(path: str) -> Path | None:
    if not path:
        return None
    picture = Path(path)
    if picture.suffix.lower() not in PICTURES or not picture.is_file() or picture.stat().st_size > LARGEST_PICTURE:
        raise ValueError(
            f"SITE_LOGO is {path!r}: it must be an SVG or PNG file of {LARGEST_PICTURE // 1000} kB at most"
        )
    return picture


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return linear


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
