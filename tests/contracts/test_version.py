"""One version: what the package says of itself is what the project is called, and what every page shows."""

import tomllib
from pathlib import Path

from chalicelib import __version__
from chalicelib.pages.frame import framed

ROOT = Path(__file__).resolve().parents[2]


def test_the_package_has_the_projects_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert __version__ == project["version"]
    assert all(__version__ in framed("version", language) for language in ("id", "en"))
