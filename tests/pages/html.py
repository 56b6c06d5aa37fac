"""A page as a browser reads it, and what must be true of every page."""

from collections import Counter
from itertools import pairwise
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

LINKED = ("aria-describedby", "aria-labelledby", "for")
VOICELESS = ("aria-label", "title", "placeholder", "alt")
# The pages of the site itself, in both languages.
# The last is pressed by a person, who sends a link to themselves.
OURS = ("/api/", "#", "https://wa.me/?text=")
SITE = {home + page for home in ("", "/en") for page in ("/", "/lapor", "/lacak", "/laporan", "/lupa", "/bantuan")}
EMERGENCY = "tel:112"
DRAWN = {"svg": {"class", "role", "aria-label", "viewBox"}, "path": {"d"}}
"""What a picture in the page may be made of: squares, and nothing that acts or loads."""
ACTIVE = {"script", "iframe", "object", "embed", "math", "base", "style", "img"}


def tree_of(text: str) -> Element:
    """The document. AssertionError for anything that the HTML standard calls a parse error."""
    parser = HTMLParser(namespace_html_elements=False)
    document: Element = parser.parse(text)
    found = [error for error in parser.errors if error[1] != "invalid-codepoint"]
    assert not found, found
    return document


def texts_of(text: str) -> set[str]:
    """Every text a reader sees or hears."""
    document = tree_of(text)
    seen = {part.strip() for part in document.itertext()}
    heard = {element.get(name, "") for element in document.iter() for name in VOICELESS}
    return {part for part in seen | heard if part}


def words_in(element: Element) -> str:
    """The text of an element and all in it."""
    return "".join(element.itertext()).strip()


def check(text: str, language: str) -> Element:
    """What must be true of every page, whatever is written in it."""
    assert text.lower().startswith("<!doctype html>")
    document = tree_of(text)
    assert document.get("lang") == language
    for tag in ("title", "h1", "main"):
        one = list(document.iter(tag))
        assert len(one) == 1, tag
        assert words_in(one[0]), tag
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    _check_references(document, set(ids))
    _check_labels(document)
    _check_headings(document)
    for element in document.iter():
        tag = element.tag.rpartition("}")[2]
        assert tag not in ACTIVE
        assert tag not in DRAWN or set(element.attrib) <= DRAWN[tag], element.attrib
        assert tag in DRAWN or element.tag == tag or "svg" not in element.tag, element.tag
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        for name in ("href", "action", "src"):
            address = element.get(name)
            assert address is None or address in SITE | {EMERGENCY} or address.startswith(OURS), address
    return document


def _check_references(document: Element, ids: set[str | None]) -> None:
    for element in document.iter():
        for name in LINKED:
            for target in (element.get(name) or "").split():
                assert target in ids, f"{name}={target}"
        address = element.get("href") or ""
        assert not address.startswith("#") or address[1:] in ids, address


def _check_labels(document: Element) -> None:
    named = {label.get("for") for label in document.iter("label") if words_in(label)}
    for tag in ("input", "select", "textarea"):
        for field in document.iter(tag):
            if field.get("type") != "hidden":
                assert field.get("id") in named, field.attrib
    assert all(words_in(button) for button in document.iter("button"))
    assert all(words_in(summary) for summary in document.iter("summary"))


def _check_headings(document: Element) -> None:
    levels = [int(element.tag[1]) for element in document.iter() if element.tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
