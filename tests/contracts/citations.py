"""What cites what: every page that code and documents name, the heading or row they name with it, and where it is.

A citation is a page's name, then what is named of it: ``docs/law.md "Limits", "Ladder"`` or ``docs/law.md "Commands",
rows forward and decide``. A heading, a word in bold and the first cell of a row of a table can be named.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (".ci", ".chalice", "chalicelib", "docs", "infra", "tests", "web")
NOT_OURS = {"node_modules", "dist", "build", "__pycache__"}
# The site ships it with the map and the areas, under addresses of its own.
LICENCE = "LICENSE.md"
SUFFIXES = {"", ".css", ".html", ".js", ".md", ".njk", ".py", ".scss", ".toml", ".ts", ".txt", ".yaml", ".yml"}
QUOTE = '"'

_PAGE = r"(?<![\w/.-])(?P<page>(?:[\w.-]+/)*[\w-]+\.md)\b"
_PART = r'[,;]?\s+(?:and\s+)?(?:"[^"]+"|rows?\s+[\w-]+(?:(?:,\s+|\s+and\s+)[\w-]+)*)'
_CITATION = re.compile(rf"{_PAGE}(?P<parts>[`)]*(?:\([^)\s]*\))?(?:{_PART})*)")
# Where a sentence goes on in the next line of a comment.
_BROKEN_LINE = re.compile(r"\n[ \t]*(?:#|//|\*)?[ \t]*")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Citation:
    """One page that was named, and what of it; ``quoted`` tells that the name stands alone in a string of code."""

    source: Path
    page: str
    sections: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    quoted: bool = False


def sources() -> list[Path]:
    """Every text of ours that may cite."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file()]
    return sorted(path for path in found if path.suffix in SUFFIXES and not NOT_OURS & set(path.parts))


def citations(source: Path, text: str) -> Iterator[Citation]:
    """Every citation in a text, also one that goes on in the next line."""
    flat = _BROKEN_LINE.sub(" ", text)
    for match in _CITATION.finditer(flat):
        if match["page"].endswith(LICENCE):
            continue
        parts = match["parts"]
        listed = re.findall(r"\brows?\s+([\w-]+(?:(?:,\s+|\s+and\s+)[\w-]+)*)", re.sub(r'"[^"]+"', "", parts))
        rows = [row for one in listed for row in re.split(r",\s+|\s+and\s+", one)]
        sections = re.findall(r'"([^"]+)"', parts)
        quoted = flat[: match.start()].endswith(QUOTE)
        yield Citation(source, match["page"], tuple(sections), tuple(rows), quoted)


def page_of(citation: Citation) -> Path | None:
    """The file that is cited, inside this repository: named from its root, or from the folder of who cites it."""
    begins = [ROOT, citation.source.parent]
    if citation.quoted:
        begins.append(ROOT / "docs")
    found = ((begin / citation.page).resolve() for begin in begins)
    return next((path for path in found if path.is_file() and path.is_relative_to(ROOT)), None)


def faults(citation: Citation) -> Iterator[str]:
    """Why a citation leads nowhere; nothing when it leads somewhere."""
    page = page_of(citation)
    if page is None:
        yield "there is no such page"
        return
    text = page.read_text(encoding="utf-8")
    names = names_in(text)
    yield from (f'nothing there is called "{section}"' for section in citation.sections if section not in names)
    parts = [part_of(text, section) for section in citation.sections] or [text]
    yield from (f"no row is called {row}" for row in citation.rows if not any(row in rows_in(part) for part in parts))


@cache
def names_in(text: str) -> frozenset[str]:
    """Whatever of a page can be named: its headings, its words in bold, the first cells of its tables."""
    bold = (word.rstrip(".:,") for word in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL))
    cells = re.findall(r"^\| *([^|]+?) *\|", text, re.MULTILINE)
    return frozenset(_plain(name) for name in (*(title for _, title in _HEADING.findall(text)), *bold, *cells))


def rows_in(text: str) -> frozenset[str]:
    """The words that rows of tables begin with: ``publish / unpublish`` is two."""
    cells = re.findall(r"^\| *([^|]+?) *\|", text, re.MULTILINE)
    return frozenset(word for cell in cells for word in re.split(r"[\s,/]+", _plain(cell)))


def part_of(text: str, title: str) -> str:
    """A page from a heading to the next one of its rank; nothing when there is no such heading."""
    marks = list(_HEADING.finditer(text))
    for begin in marks:
        if _plain(begin[2]) == title:
            later = (mark.start() for mark in marks if mark.start() > begin.start() and len(mark[1]) <= len(begin[1]))
            return text[begin.start() : next(later, len(text))]
    return ""


def anchors_in(text: str) -> frozenset[str]:
    """The anchors that a page's headings get where it is shown."""
    return frozenset(_anchor(title) for _, title in _HEADING.findall(text))


def links(text: str) -> Iterable[tuple[str, str]]:
    """Every link to a page of ours: where to, and its anchor or nothing."""
    found = re.findall(r"\]\(([^)\s]*)\)", text)
    return [(to.partition("#")[0], to.partition("#")[2]) for to in found if not re.match(r"[a-z]+:", to)]


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", _plain(title).lower()).replace(" ", "-")


def _plain(name: str) -> str:
    return " ".join(name.replace("`", "").replace("*", "").split())
