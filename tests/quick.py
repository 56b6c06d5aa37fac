"""`make quick`: the rules of the house, and the tests nearest to what was changed since `main`.

`python -m tests.quick` prints what pytest runs; `python -m tests.quick web` ends with code 0 when the site was changed.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALWAYS = ("tests/domain", "tests/intake", "tests/contracts")
"""Folders that run whatever was changed: 1,900 tests in some 15 seconds."""
PATIENT = ("tests/local/", "tests/package/", "tests/deploying/", "tests/browser/", "tests/deployed/", "tests/drills/")
"""Folders that start whole systems or build packages: `make test` and `make e2e` have the time."""
MOST_FILES = 12
"""More would take longer than a minute: on the ground floor everything imports everything."""


def changed_files() -> set[str]:
    """Paths that differ from where this branch left main, by commits or not yet; new files too."""
    began = _git("merge-base", "HEAD", "main") or ["HEAD"]
    return {*_git("diff", "--name-only", began[0]), *_git("ls-files", "--others", "--exclude-standard")}


def _git(*arguments: str) -> list[str]:
    asked = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.splitlines() if asked.returncode == 0 else []


def sources(root: Path = ROOT) -> dict[str, str]:
    """The text of every Python file of ours by its path."""
    files = [
        root / "app.py",
        *(file for top in ("chalicelib", "infra", "tests") for file in (root / top).rglob("*.py")),
    ]
    ours = (file for file in files if "node_modules" not in file.parts)
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in ours}


def importers(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """Who imports a file, or names one that is not Python, by path."""
    known = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in texts}
    found: dict[str, set[str]] = {}
    for path, text in texts.items():
        for name in _names(ast.parse(text)):
            found.setdefault(known.get(name, name), set()).add(path)
    return found


def _names(tree: ast.Module) -> Iterator[str]:
    """Modules that are imported, and names of files that are written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def nearest_tests(changed: Iterable[str], texts: Mapping[str, str]) -> list[str]:
    """Test files that reach a changed file by imports, those with the fewest imports between first."""
    who = importers(texts)
    ring, seen = sorted(changed), set(changed)
    reached: list[str] = []
    while ring:
        reached += [path for path in ring if path in texts and Path(path).name.startswith("test_")]
        further = {
            who_imports for path in ring for name in (path, Path(path).name) for who_imports in who.get(name, ())
        }
        ring = sorted(further - seen)
        seen |= further
    return reached


def chosen(changed: Iterable[str], texts: Mapping[str, str]) -> tuple[list[str], int]:
    """What pytest runs, and how many test files more there are that the change may concern."""
    folders = tuple(f"{folder}/" for folder in ALWAYS)
    beyond = [path for path in nearest_tests(changed, texts) if not path.startswith(folders)]
    near = [path for path in beyond if not path.startswith(PATIENT)][:MOST_FILES]
    return [*ALWAYS, *near], len(beyond) - len(near)


def main(asked: list[str]) -> int:
    """Print the paths, or tell whether the site was changed."""
    changed = changed_files()
    if asked == ["web"]:
        return 0 if any(path.startswith("web/") for path in changed) else 1
    paths, left = chosen(changed, sources())
    sys.stdout.write(" ".join(paths) + "\n")
    sys.stderr.write(f"{len(changed)} files changed, {len(paths)} places to test; {left} files more: `make test`\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
