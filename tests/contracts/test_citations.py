"""No citation leads nowhere: each page that is named is here, and each heading, row or anchor of it too."""

import re
from pathlib import Path

import pytest

from tests.contracts.citations import ROOT, anchors_in, citations, faults, links, sources

# In two pieces, or this file would be found itself.
OUTSIDE = "../" + "shared"
SITE = ROOT / "web"
LAW = "# Law\n\n## Limits\n\n- **Pause**: a day\n\n| limit | length |\n|---|---|\n| `verify {at?}` | 3 |\n\n## Ladder\n"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_citation_leads_to_a_heading_or_a_row() -> None:
    cited = [one for path in sources() for one in citations(path, read(path))]
    found = [f"{one.source.relative_to(ROOT)}: {one.page}: {fault}" for one in cited for fault in faults(one)]
    assert not found, "\n".join(found)


def test_the_law_is_cited_by_the_code_that_keeps_it() -> None:
    cited = [one for path in (ROOT / "chalicelib").rglob("*.py") for one in citations(path, read(path)) if one.sections]
    assert len(cited) > 30
    assert {"Limits", "Commands", "States", "Who may do what"} <= {name for one in cited for name in one.sections}


def test_every_link_between_documents_leads_to_a_page_and_its_heading() -> None:
    for document in (path for path in sources() if path.suffix == ".md"):
        for to, anchor in links(read(document)):
            page = (document.parent / to) if to else document
            assert page.exists(), f"{document.name}: {to}"
            assert not anchor or anchor in anchors_in(read(page)), f"{document.name}: {to}#{anchor}"


def test_every_module_that_a_document_names_by_its_path_is_there() -> None:
    begins = [ROOT, ROOT / "chalicelib", SITE, SITE / "src"]
    for document in (path for path in sources() if path.suffix == ".md"):
        for module in re.findall(r"`((?:[\w-]+/)+[\w-]+\.(?:py|ts))`", read(document)):
            assert any((begin / module).is_file() for begin in begins), f"{document.name}: {module}"


def test_nothing_names_a_folder_outside() -> None:
    # The site has a folder of that name itself, which its modules import from.
    ours = [path for path in sources() if not path.is_relative_to(SITE) and path.name != "test_arrows.py"]
    assert not [path.name for path in ours if OUTSIDE in read(path)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('See PAGE "Limits", "Ladder".', []),
        ('See PAGE "Limits" and "Pause".', []),
        ('See (PAGE "Limits",\n# "Ladder").', []),
        ('See PAGE "Limits", row verify.', []),
        ('[the law](PAGE), "Ladder"', []),
        ('See LORE "Limits".', ["there is no such page"]),
        ('See PAGE "Limit".', ['nothing there is called "Limit"']),
        ('See PAGE "Limits", "Stairs".', ['nothing there is called "Stairs"']),
        ('See PAGE "Limits";\n// "Stairs".', ['nothing there is called "Stairs"']),
        ('See PAGE "Limits", rows verify and accept.', ["no row is called accept"]),
        ('See PAGE "Ladder", row verify.', ["no row is called verify"]),
        ('[the law](PAGE), "Stairs"', ['nothing there is called "Stairs"']),
    ],
)
def test_a_citation_that_leads_nowhere_is_found(
    text: str, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.contracts.citations.ROOT", tmp_path)
    (tmp_path / "law.md").write_text(LAW, encoding="utf-8")
    named = text.replace("PAGE", "law.md").replace("LORE", "lore" + ".md")
    cited = list(citations(tmp_path / "module.py", named))
    assert [fault for one in cited[-1:] for fault in faults(one)] == said
