"""A class has one name and the name one class: no reader has to ask which ``Answer`` is meant."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# chalicelib.answers describes what others read of a thing, under the thing's own name: there is no second meaning.
MODULES = [
    ROOT / "app.py",
    *sorted(path for path in (ROOT / "chalicelib").rglob("*.py") if path.parent.name != "answers"),
    *sorted(path for path in (ROOT / "infra").rglob("*.py") if "node_modules" not in path.parts),
]
GIVEN_BY_A_LIBRARY = {"Meta"}  # PynamoDB looks for an inner class of this name in every model


def classes_in(path: Path) -> set[str]:
    """The names of the classes a module defines, inner ones included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)} - GIVEN_BY_A_LIBRARY


def test_no_class_name_has_two_meanings() -> None:
    where = defaultdict(list)
    for path in MODULES:
        for name in classes_in(path):
            where[name.lstrip("_")].append(str(path.relative_to(ROOT)))
    assert where
    assert not {name: modules for name, modules in where.items() if len(modules) > 1}
