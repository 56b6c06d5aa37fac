"""What a cold start of each function loads, from the built package and nothing else."""

import ast
from collections.abc import Callable, Iterator

import pytest

from infra.aws.pruning import SERVICES
from infra.aws.synthesis import ROOT
from tests.package.cold_starts import ARCHITECTURE, Unpacked, alone, cold_start, unpack
from tests.package.conftest import Package, Packaged
from tests.package.selecting import FUNCTIONS, properties

LETTERS, TOKENS = {"jinja2"}, {"cryptography", "jwt"}
HEAVY = LETTERS | TOKENS | {"pydantic", "boto3", "PIL", "pillow_heif", "pypdf", "xlsxwriter", "snowballstemmer"}
NEEDED = {"Officers": TOKENS, "Dispatch": LETTERS, "OutboxSweeper": LETTERS}
"""Which of the heavy ones a function needs before it has looked at its event."""


@pytest.fixture(scope="module")
def unpacked(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    return unpack(package(ARCHITECTURE), tmp_path_factory.mktemp("unpacked"))


@pytest.mark.parametrize("function", sorted(FUNCTIONS.values()))
def test_a_cold_start_loads_what_its_function_needs(
    unpacked: Unpacked, packaged: Packaged, function: str, record_property: Callable[[str, object], None]
) -> None:
    figures = cold_start(unpacked, properties(packaged(ARCHITECTURE), function)["Handler"])
    record_property(f"cold import of {function}", f"{figures['milliseconds']} ms, {len(figures['loaded'])} modules")
    assert HEAVY & set(figures["loaded"]) == NEEDED.get(function, set())


def test_nothing_was_pruned_that_a_function_loads_later(unpacked: Unpacked) -> None:
    alone("everything.py", unpacked, *SERVICES)


def test_the_services_kept_are_those_that_clients_are_made_of() -> None:
    assert set(SERVICES) == set(_clients())


def _clients() -> Iterator[str]:
    for path in (ROOT / "chalicelib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(ast.Name("aws"), "client"), args=[ast.Constant(str(service)), *_]):
                    yield service
