"""What the site knows of the application comes from there: no list, number, pattern or id is written a second time."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.states import OPEN_STATES, State
from chalicelib.intake.addresses import is_one_address
from infra.site_facts import facts_source, site_facts, site_words, write

WEB = Path(__file__).resolve().parents[2] / "web"
SOURCES = sorted([*(WEB / "src").rglob("*.ts"), *(WEB / "build").glob("*.ts"), *(WEB / "pages").glob("*.njk")])
_CODE = r'"[\w./-]+"'
ARRAY = re.compile(rf"(?P<before>[^\n;]{{0,80}})\[\s*(?P<codes>{_CODE}(?:,\s*{_CODE}){{2,}}),?\s*\]")
UNION = re.compile(rf"(?P<before>)(?P<codes>{_CODE}(?:\s*\|\s*{_CODE}){{2,}})")
# A choice among a list's codes, in an order of its own, is no copy where the compiler holds it to the list.
_TYPES = "State|Role|QueueName|CommandName|StepName|BatchName|AgencyKind|FileType"
HELD = re.compile(rf"(?::\s*(?:{_TYPES})\[\]\s*=|new Set<(?:{_TYPES})>\()\s*$")
NUMBERS = re.compile(r"(?<![\w.])(?:150|4_?000|25 \* 1024 \* 1024|26_?214_?400)(?![\w.])")
PATTERNS = ("[0-9+()", "[^\\s@]", "20[0-9]", "Asia/", "openxmlformats", "text/csv")


def vocabularies() -> dict[str, frozenset[str]]:
    """Every list of codes that the site is given."""
    found: dict[str, frozenset[str]] = {}
    for name, value in site_facts().items():
        if isinstance(value, Mapping):
            found |= {f"{name}, keys": frozenset(value)}
            found |= {name: frozenset(one for one in value.values() if isinstance(one, str))}
        elif isinstance(value, list | tuple):
            found[name] = frozenset(str(one) for one in value if isinstance(one, str))
    return {name: codes for name, codes in found.items() if len(codes) >= 3}


VOCABULARIES = vocabularies()


def copies_in(source: str) -> Iterator[str]:
    """The lists in a source that somebody wrote by hand although the application has them."""
    for match in (*ARRAY.finditer(source), *UNION.finditer(source)):
        codes = re.findall(_CODE, match["codes"])
        if not HELD.search(match["before"]):
            named = {code.strip('"') for code in codes}
            yield from (f"{name}: {sorted(named)}" for name, known in VOCABULARIES.items() if known >= named)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_list_of_the_application_is_written_by_hand(path: Path) -> None:
    assert not list(copies_in(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_number_pattern_or_id_of_the_application_is_written_by_hand(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for pattern in PATTERNS:
        assert pattern not in source
    assert f'"{NATION_ID}"' not in source
    assert not NUMBERS.search(source)


def test_a_copy_is_found_where_there_is_one() -> None:
    assert len(VOCABULARIES) > 20
    assert list(copies_in('const ROLES = ["liaison", "head", "observer"];'))
    assert list(copies_in('const OPEN = new Set([\n  "submitted",\n  "forwarded",\n  "returned",\n]);'))
    assert list(copies_in('{% for part in ["province", "regency", "district"] %}'))
    assert list(copies_in('type Batch = "forward" | "merge" | "publish";'))
    assert NUMBERS.search("{ maxlength: 4000 }")
    assert NUMBERS.search("const LARGEST = 25 * 1024 * 1024;")
    assert list(copies_in('const ENDS = ["jpg", "png", "pdf"] as const;'))
    assert not list(copies_in('const FIRST: QueueName[] = ["late", "escalated", "verify"];'))
    assert not list(copies_in('const FILTERS = ["state", "category", "late"] as const;'))


@pytest.mark.parametrize("name", site_facts())
def test_every_fact_is_wanted_somewhere(name: str) -> None:
    assert any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for path in SOURCES)


def test_the_facts_are_the_applications_own() -> None:
    facts = site_facts()
    assert facts["NATION"] == NATION_ID
    assert set(facts["OPEN_STATES"]) == OPEN_STATES
    assert facts["STATES"] == tuple(State)
    assert {"spam", "test"} <= set(facts["ARCHIVE_REASONS"]) < set(ArchiveReason)
    assert facts["LENGTHS"]["title"] == (10, 150)
    assert facts["LENGTHS"]["location.detail"] == (1, 500)
    types = facts["FILE_TYPES"]
    assert (types["heic"], types["heif"], types["m4v"]) == ("image/heic", "image/heif", "video/mp4")


@pytest.mark.parametrize(
    "address", ["sari@warga.example", "a@b", "Sari <sari@warga.example>", "s.a+b@mail.go.id", "x@y..id"]
)
def test_a_page_knows_an_address_as_the_application_does(address: str) -> None:
    pattern = str(site_facts()["EMAIL_PATTERN"])
    assert bool(re.match(f"^(?:{pattern})$", address)) == is_one_address(address)


def test_the_module_holds_every_fact_as_json_that_a_compiler_reads(tmp_path: Path) -> None:
    write(tmp_path)
    lines = (tmp_path / "facts.ts").read_text(encoding="utf-8").splitlines()
    read = re.findall(r"^export const (\w+) = (.*) as const;$", "\n".join(lines), re.MULTILINE)
    assert len(read) == len(lines) - 1
    assert {name: json.loads(value) for name, value in read} == json.loads(json.dumps(site_facts()))
    assert facts_source().splitlines() == lines
    assert json.loads((tmp_path / "words.json").read_text(encoding="utf-8")) == site_words()
