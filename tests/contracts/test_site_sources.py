"""The site's sources: both languages say the same things, every word is used, and no text can become markup."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).resolve().parents[2] / "web"
SCRIPTS = sorted((WEB / "src").rglob("*.ts"))
FRAME = WEB.parent / "chalicelib" / "pages" / "templates" / "frame.html"
TEMPLATES = [*sorted((WEB / "pages").glob("*.njk")), FRAME]
TEMPLATE_SECTIONS = {
    "desk_page",
    "site",
    "opening",
    "form",
    "tracking",
    "published_page",
    "helping",
    "absent",
    "lineless",
}
MARKUP = re.compile(
    r"\.(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc)\b|document\.write|\beval\(|new Function|DOMParser"
)


def words(language: str) -> dict[str, Any]:
    """All the site says in a language."""
    read: dict[str, Any] = json.loads((WEB / "words" / f"{language}.json").read_text(encoding="utf-8"))
    return read


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence with its dotted name."""
    pairs = enumerate(value) if isinstance(value, list) else value.items()
    for name, inner in pairs:
        path = f"{at}.{name}".removeprefix(".")
        if isinstance(inner, str):
            yield path, inner
        else:
            yield from leaves(inner, path)


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    indonesian, english = dict(leaves(words("id"))), dict(leaves(words("en")))
    assert list(indonesian) == list(english)
    for key, sentence in indonesian.items():
        assert sentence.strip(), key
        assert english[key].strip(), key
        placeholders = [set(re.findall(r"\{(\w+)\}", one)) for one in (sentence, english[key])]
        assert placeholders[0] == placeholders[1], key


def test_english_is_english() -> None:
    indonesian, english = dict(leaves(words("id"))), dict(leaves(words("en")))
    same = {key for key in indonesian if indonesian[key] == english[key]}
    assert same - {"common.metres", "common.kilometres"} <= {
        "files.fileSize",
        "files.fileSizeSmall",
        "desk.due",
        "desk.email",
        "desk.internal",
        "desk.menu",
        "desk.unit",
        "helping.words.13.0",
        "timeline.state",
    }


@pytest.mark.parametrize("section", sorted(words("id")))
def test_every_word_is_said_somewhere(section: str) -> None:
    is_template = section in TEMPLATE_SECTIONS
    text = "\n".join(path.read_text(encoding="utf-8") for path in (TEMPLATES if is_template else SCRIPTS))
    for key in words("id")[section]:
        prefix, _, _ = key.rpartition("_")
        said = rf"\b{section}\.{key}\b" + (rf"|`{section}\.{prefix}_\$\{{" if prefix else "")
        if section == "linter" and key in ("action", "date", "owner", "proof"):
            said = r"`linter\.\$\{what\}"
        if section == "timeline" and key in ("counted", "weekend", "holiday", "paused", "extended"):
            said = r"`timeline\.\$\{kind\}"
        if section == "form" and key in ("complaint", "aspiration", "information"):
            said = rf"form\.{key}\b|form\[one\]"
        assert re.search(said, text), f"{section}.{key} is never said"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_text(path: Path) -> None:
    assert not MARKUP.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_writes_nothing_unescaped_but_its_block_of_data(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"\{\{[^}]*\|\s*safe[^}]*\}\}", source) in ([], ["{{ block | safe }}"])
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|https?://", source)
