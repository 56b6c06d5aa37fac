"""The built site in an installation's name, colour and picture, and under its home's name.

Pages are rewritten, files are not: scripts and styles keep their addresses and their content, so copies kept for good
stay right; the colour comes in a style of its own, which pages name after the built one.
"""

from html import escape
from urllib.parse import urlsplit

from chalicelib.brand import BUILT, PICTURES, Brand
from chalicelib.pages.frame import under_home

STYLE = "/brand.css"
_PICTURE = 'og:image" content="{}/share.png"'
_HEAD = f"<strong>{BUILT.name}</strong>"


def logo_address(brand: Brand) -> str | None:
    """Where the picture stands; None where there is none."""
    return f"/logo{brand.logo.suffix.lower()}" if brand.logo else None


def logo_type(brand: Brand) -> str:
    """The picture's media type."""
    return PICTURES[brand.logo.suffix.lower()] if brand.logo else ""


def style(brand: Brand) -> str:
    """The colours that differ from those of the build."""
    names = ("--brand", "--govuk-brand-colour", "--govuk-link-colour", "--govuk-surface-border-colour")
    said = [f"{name}:{brand.colour}" for name in names]
    said += [f"{name}:{brand.dark}" for name in ("--brand-dark", "--govuk-link-hover-colour")]
    return f":root,.govuk-template{{{';'.join(said)}}}"


def is_page(name: str) -> bool:
    """Whether a file of the site is rewritten."""
    return name.endswith((".html", ".webmanifest"))


def is_shared(site_url: str) -> bool:
    """Whether others can open the site at that address: this machine's own is no one's to share."""
    host = urlsplit(site_url).hostname or ""
    return bool(host) and host != "localhost" and not host.startswith("127.") and host != "::1"


def page(text: str, brand: Brand, home: str | None = None, site_url: str = "") -> str:
    """A page of the site, or its manifest, in the brand; ``home`` is what its head says of whose it is.

    With the site's address the picture for sharing has its whole one: messengers show no other.
    """
    text = under_home(text, home).replace(_PICTURE.format(""), _PICTURE.format(escape(site_url)))
    if brand == BUILT:
        return text
    name = escape(brand.name)
    picture = f'<img class="lapor-header__logo" src="{logo_address(brand)}" alt="">' if brand.logo else ""
    for built, wanted in (
        (f"– {BUILT.name}</title>", f"– {name}</title>"),
        (f'og:site_name" content="{BUILT.name}"', f'og:site_name" content="{name}"'),
        (_HEAD, f"{picture}<strong>{name}</strong>"),
        (f'name": "{BUILT.name}"', f'name": "{name}"'),
        (f'theme-color" content="{BUILT.colour}"', f'theme-color" content="{brand.colour}"'),
        (f'theme_color": "{BUILT.colour}"', f'theme_color": "{brand.colour}"'),
        ("</head>", f'<link rel="stylesheet" href="{STYLE}">\n</head>'),
    ):
        text = text.replace(built, wanted)
    return text
