"""The house's shape, read from the source: which way imports point, who reads the clock, what never happens at all."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = [ROOT / "app.py", *sorted((ROOT / "chalicelib").rglob("*.py"))]
# The floors of the house, from the ground up: a module imports from its own floor's rooms and from below, never upward.
FLOORS = (
    {"domain", "clock", "settings", "brand"},
    {"failures", "refusals", "language"},
    {"aws", "observability", "files", "free_space", "stream_records"},
    {"access_codes", "finding", "intake", "pages"},
    {"answers"},
    {"store"},
    {"service", "notify"},
    {"jobs", "routes"},
    {"app"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# Beside what lies above them: these rooms stay apart although the floors would let them meet.
FORBIDDEN = {
    "finding": {"settings", "clock", "intake", "pages", "files"},
    "language": {"settings", "clock"},
    "store": {"intake", "pages", "finding", "language"},
    "intake": {"pages"},
    "service": {"pages", "notify"},
    "notify": {"pages", "service"},
    "pages": {"intake", "settings", "clock"},
    "jobs": {"pages", "routes"},
    "files": {"settings", "clock"},
}
DECODERS = {"PIL", "pillow_heif", "pypdf"}


def imports(path: Path) -> Iterator[str]:
    """The dotted names a module imports, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def package_of(path: Path) -> str:
    """The folder of chalicelib a module lives in, or its own name."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if len(parts) > 2 else path.stem


def names_in(path: Path) -> set[str]:
    """Every attribute and name a module uses."""
    directory = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(directory) if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in ast.walk(directory) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("path", sorted((ROOT / "chalicelib" / "domain").rglob("*.py")), ids=lambda path: path.name)
def test_the_domain_imports_the_standard_library_and_itself(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names or name.startswith("chalicelib.domain"), f"{path.name} imports {name}"


def graph() -> dict[str, set[str]]:
    """Which of our modules each of them imports, those inside functions included."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in RUNTIME}
    return {
        name: {
            pointed
            for found in imports(path)
            for pointed in (found, found.rpartition(".")[0])
            if pointed in names and pointed != name and not name.startswith(f"{pointed}.")
        }
        for name, path in names.items()
    }


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, none when there is no circle."""
    left = dict(arrows)
    while ends := {name for name, pointed in left.items() if not pointed & left.keys()}:
        left = {name: pointed for name, pointed in left.items() if name not in ends}
    return sorted(left)


def room_of(module: str) -> str:
    """The folder of chalicelib that a module lives in, or its own name."""
    return module.removeprefix("chalicelib.").split(".")[0]


def test_no_module_imports_upwards() -> None:
    for name, pointed in graph().items():
        for other in pointed - {"chalicelib"}:
            assert FLOOR[room_of(other)] <= FLOOR[room_of(name)], f"{name} imports {other}"


def test_nothing_imports_in_a_circle() -> None:
    arrows = graph()
    assert circle(arrows) == []
    rooms: dict[str, set[str]] = {}
    for name, pointed in arrows.items():
        rooms.setdefault(room_of(name), set()).update(room_of(other) for other in pointed)
    assert circle({room: pointed - {room} for room, pointed in rooms.items()}) == []


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_some_rooms_stay_apart(folder: str) -> None:
    for path in (ROOT / "chalicelib" / folder).rglob("*.py"):
        pointed = {name.split(".")[1] for name in imports(path) if name.startswith("chalicelib.")}
        assert not pointed & FORBIDDEN[folder], f"{path.relative_to(ROOT)} imports {pointed & FORBIDDEN[folder]}"


def test_pynamodb_is_called_by_the_store_alone() -> None:
    users = {package_of(path) for path in RUNTIME if any(name.startswith("pynamodb") for name in imports(path))}
    assert users == {"store"}


def test_nothing_imports_the_build_tool_but_the_edge() -> None:
    users = {package_of(path) for path in RUNTIME if any(name.split(".")[0] == "chalice" for name in imports(path))}
    assert users == {"app", "routes"}


def test_the_decoders_are_for_the_function_that_checks_files_alone() -> None:
    users = {package_of(path) for path in RUNTIME if DECODERS & {name.split(".")[0] for name in imports(path)}}
    assert users == {"files"}
    heavy = DECODERS | {"boto3"}
    loaded = f"import sys, app, chalicelib.jobs.files; print(sorted(sys.modules.keys() & {heavy}))"
    ran = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_stemmer_is_loaded_by_who_reads_words_alone() -> None:
    users = {package_of(path) for path in RUNTIME if any(name.startswith("snowballstemmer") for name in imports(path))}
    assert users == {"finding"}
    jobs = "chalicelib.jobs.sweep, chalicelib.jobs.digest, chalicelib.notify.dispatch"
    loaded = f"import sys, app, {jobs}; print('snowballstemmer' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_nothing_scans() -> None:
    assert not [path.name for path in RUNTIME if names_in(path) & {"scan", "Scan", "rate_limited_scan"}]


def test_only_the_clock_reads_the_clock() -> None:
    readers = {"now", "utcnow", "today"}
    for path in RUNTIME:
        directory = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(directory):
            if isinstance(node, ast.Attribute) and node.attr in readers and isinstance(node.value, ast.Name):
                assert node.value.id not in {"datetime", "date"} or path == ROOT / "chalicelib" / "clock.py", path
            if isinstance(node, ast.Attribute) and node.attr == "time" and isinstance(node.value, ast.Name):
                assert node.value.id != "time", f"{path}: time.time()"


def test_app_is_a_switchboard() -> None:
    lines = [line for line in (ROOT / "app.py").read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= 80
    decorated = (path for path in RUNTIME if path.name != "app.py")
    triggers = {"on_dynamodb_record", "schedule", "on_cw_event", "on_sqs_message", "lambda_function"}
    assert not [path.name for path in decorated if names_in(path) & triggers]


def test_nothing_reads_the_shared_folder() -> None:
    ours = [*RUNTIME, *(path for path in (ROOT / "infra").rglob("*.py") if "node_modules" not in path.parts)]
    assert not [path.name for path in ours if "../shared" in path.read_text(encoding="utf-8")]
