"""The package as `make package` builds it, once a session and architecture, whichever workers ask for it."""

import fcntl
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.aws import packaging

Template = dict[str, Any]
Package = Callable[[str], Path]
Packaged = Callable[[str], Template]


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The folder with template and zips of an architecture."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return lambda architecture: _built(shared / f"package-{architecture}", architecture)


@pytest.fixture(scope="session")
def packaged(package: Package) -> Packaged:
    """The template of an architecture."""
    return cache(lambda architecture: json.loads((package(architecture) / packaging.TEMPLATE).read_text("utf-8")))


@pytest.fixture(scope="session")
def template(packaged: Packaged) -> Template:
    """The template as it is deployed."""
    return packaged("arm64")


def _built(folder: Path, architecture: str) -> Path:
    """Built by the first that asks; the others wait for it. The template is written last."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / packaging.TEMPLATE).exists():
            packaging.package(folder, architecture)
    return folder
