"""Names that the glossary replaced are gone: no module, class, function, argument or variable is called so again."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"node_modules", "dist", "build", "__pycache__"}
ROOMS = ("chalicelib", "infra", "tests", "web/src")

FORBIDDEN_MODULES = {
    "administration/wordings": "canned_replies",
    "jobs/telling_sweeper": "outbox_sweeper",
    "notify/matter": "letter_context",
    "notify/mornings": "digest_content",
    "notify/phrases": "letter_texts",
    "notify/telling": "delivery",
    "notify/wording": "letter_texts",
    "notify/wordings": "letter_texts",
    "queue/following": "next_in_queue",
    "report/wording": "public_text",
    "report/wordings": "canned_replies",
    "service/acting": "commands",
    "service/attaching": "attachments/upload",
    "service/checking": "attachments/inspection",
    "service/desks": "queue_access",
    "service/figures": "dashboard",
    "service/ticking": "due_work",
    "service/tidying": "attachments/cleanup",
    "store/directory_promises": "directory_outbox",
    "store/near": "similar_reports",
    "store/promises": "outbox",
    "store/rows": "directory_rows",
    "store/tellings": "deliveries",
}
"""Modules by their folder and name, and what they are called now."""

FORBIDDEN_NAMES = {
    "Answer": "Response",
    "Asked": "Request",
    "Desk": "QueueSource",
    "Draft": "DecisionDraft",
    "HURTS": "DESTRUCTIVE",
    "Likeness": "StoredFingerprint",
    "Matter": "LetterContext",
    "Near": "SimilarReport",
    "Wanted": "QueueQuery",
    "admits": "visible_to",
    "client_in_our_words": "client_with_translated_errors",
    "desk_of": "source_of",
    "fitting": "refuse_oversized",
    "in_our_words": "translated_errors",
    "told_together": "with_faults",
}
"""Names of classes, functions, arguments and variables, and what the thing is called now."""

FORBIDDEN_WORDS = {
    "hurts": "destructive",
    "mornings": "digest content",
    "promise": "outbox entry",
    "promises": "outbox",
    "telling": "delivery",
    "tellings": "deliveries",
    "ticking": "due work",
    "tidying": "cleanup",
    "unsaid": "undocumented",
}
"""Words that no name may have as a part: ``telling_sweeper``, ``TellingItem``."""

ALLOWED = {
    "chalicelib/domain Answer": "an officer's command, called so in the law",
    "chalicelib/finding Likeness": "how alike two reports are, which is no fingerprint",
    "chalicelib/finding Matter": "a matter of public administration, as the Act has it",
    "tests/app Desk": "everybody who asks, in a test",
    "web/src Draft": "a report that its writer has not sent yet",
}
"""A name in a folder where it means something else, and what."""

ALLOWED_WORDS = {
    ("promise", "promises"): (
        "chalicelib/answers/desk.py",
        "chalicelib/domain/",
        "chalicelib/notify/digest_content.py",
        "chalicelib/notify/letter_texts/",
        "chalicelib/service/dashboard.py",
        "tests/domain/",
        "tests/browser/test_promises.py",
        "tests/jobs/test_promises.py",
        "web/src/desk/case/",
        "web/src/desk/summary/",
        "web/src/track/",
    ),
}
"""Words with a meaning of the law since (docs/law.md "Promises"), and where they have it: nowhere near the outbox."""


def sources() -> list[Path]:
    """Every module of ours, in Python and TypeScript."""
    found = [ROOT / "app.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*"))]
    return sorted(path for path in found if path.suffix in {".py", ".ts"} and not NOT_OURS & set(path.parts))


def names_of(path: Path) -> Iterator[str]:
    """Whatever a module defines."""
    yield from (python_names if path.suffix == ".py" else typescript_names)(path.read_text(encoding="utf-8"))


def python_names(text: str) -> Iterator[str]:
    """Classes, functions, arguments, variables and attributes; the names of tests are sentences and stay out."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if not name.startswith("test_"):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.alias(asname=str(name)):
                yield name


def typescript_names(text: str) -> Iterator[str]:
    """What is declared, arguments with a type and fields among it."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
    yield from re.findall(r"\b(?:class|const|enum|function|interface|let|type)\s+(\w+)", code)
    yield from re.findall(r"[({,;]\s*(\w+)\??:\s", code)


def words_in(name: str) -> set[str]:
    """The words a name is made of."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def is_allowed(place: str, name: str) -> bool:
    """Whether a name means something else in that folder."""
    return any(place.startswith(f"{folder}/") for folder, _, allowed in map(_parted, ALLOWED) if allowed == name)


def is_allowed_word(place: str, word: str) -> bool:
    """Whether a word means something else there."""
    return any(word in words and place.startswith(places) for words, places in ALLOWED_WORDS.items())


def _parted(key: str) -> tuple[str, str, str]:
    return key.rpartition(" ")


def forbidden_in(path: Path) -> Iterator[str]:
    """The names in a module that should be gone, its own among them."""
    place = path.relative_to(ROOT).as_posix()
    folders = (path.parent.name, path.parent.parent.name)
    if f"{folders[0]}/{path.stem}" in FORBIDDEN_MODULES or "/".join(reversed(folders)) in FORBIDDEN_MODULES:
        yield place
    for name in sorted({path.stem, *names_of(path)}):
        words = words_in(name) & FORBIDDEN_WORDS.keys()
        replaced = name in FORBIDDEN_NAMES or any(not is_allowed_word(place, word) for word in words)
        if replaced and not is_allowed(place, name):
            yield name


def test_no_name_is_left_that_the_glossary_replaced() -> None:
    left = [f"{path.relative_to(ROOT)}: {name}" for path in sources() for name in forbidden_in(path)]
    assert not left, "\n".join(left)


@pytest.mark.parametrize("allowed", ALLOWED)
def test_a_name_is_allowed_only_while_it_is_used(allowed: str) -> None:
    folder, _, name = allowed.rpartition(" ")
    inside = (path for path in sources() if path.is_relative_to(ROOT / folder))
    assert any(name in names_of(path) for path in inside)


@pytest.mark.parametrize(
    ("suffix", "text", "names"),
    [
        (".py", "class TellingItem: ...", {"TellingItem"}),
        (".py", "def fitting(promised, *, unsaid=False): ...", {"fitting", "unsaid"}),
        (".py", "from a import b as told_together", {"told_together"}),
        (".py", "def test_a_promise_is_kept(): x = promise", set()),
        (".ts", "export const HURTS = new Set(); // unsaid", {"HURTS"}),
        (".ts", "function send(asked: Asked, telling: string) {}", {"telling"}),
    ],
)
def test_a_name_that_was_replaced_is_found(
    suffix: str, text: str, names: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    module = tmp_path / f"module{suffix}"
    module.write_text(text, encoding="utf-8")
    assert set(forbidden_in(module)) == names


def test_each_name_of_code_in_the_glossary_is_in_the_code() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    written = "\n".join(path.read_text(encoding="utf-8") for path in sources() if "tests" not in path.parts)
    modules = {name for path in sources() for name in (path.stem, path.parent.name)}
    for name in re.findall(r"^\| `(\S+)` \|", glossary, re.MULTILINE):
        assert name in modules or re.search(rf"\b{name}\b", written), name
