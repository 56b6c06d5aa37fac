"""The page of an address where there is nothing, small enough to stand inside a CloudFront function.

It cannot be a file of the site: an error page of the distribution would also replace the API's own 404.
"""

import json
from html import escape
from pathlib import Path

from chalicelib.pages.frame import MENU, framed

_WORDS = Path(__file__).resolve().parents[2] / "web" / "words"
# Who came here by mistake wants one of these, not to be helped with them.
_PLACES = tuple(page for page in MENU if page[1] != "help")


def missing_page(language: str) -> str:
    """The page in a language, in the site's own words, with the style of the pages without script."""
    words = json.loads((_WORDS / f"{language}.json").read_text(encoding="utf-8"))
    home = "/en" if language == "en" else ""
    links = "".join(f'<li><a href="{home}/{path}">{escape(framed(name, language))}</a></li>' for path, name in _PLACES)
    title, text = escape(words["absent"]["title"]), escape(words["absent"]["text"])
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{title} – LAPOR!</title><link rel="stylesheet" href="/api/pages/style.css"></head>'
        f'<body><main id="main"><h1>{title}</h1><p>{text}</p><ul>{links}</ul></main></body></html>'
    )
