"""What chalice makes of app.py and infra/resources, without the packages: built once a session and architecture."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.resources.functions import CONFIGURED, STAGE
from infra.resources.template import merge_template

ROOT = Path(__file__).parents[2]
Template = dict[str, Any]
Packaged = Callable[[str], Template]


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Packaged:
    """The template of an architecture."""
    return cache(lambda architecture: _package(tmp_path_factory.mktemp(architecture), architecture))


@pytest.fixture(scope="session")
def template(packaged: Packaged) -> Template:
    """The template as it is deployed."""
    return packaged("arm64")


def _package(folder: Path, architecture: str) -> Template:
    for part in ("chalicelib", ".chalice"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    (folder / "requirements.txt").touch()
    (folder / "vendor").mkdir()
    (folder / "vendor" / "packages.py").write_text("#")  # there is a layer only where something is in it
    for settings in CONFIGURED.values():
        policy = folder / ".chalice" / settings["iam_policy_file"]
        if not policy.exists():
            policy.write_text('{"Version": "2012-10-17", "Statement": []}', encoding="utf-8")
    merged = folder / "merged.json"
    merged.write_text(json.dumps(merge_template(architecture)), encoding="utf-8")
    command: list[str | Path] = [
        Path(sys.executable).with_name("chalice"),
        "package",
        "--stage",
        STAGE,
        "--merge-template",
        merged,
    ]
    environment = os.environ | {"AWS_DEFAULT_REGION": "ap-southeast-3"}
    subprocess.run([*command, folder / "out"], cwd=folder, env=environment, check=True, capture_output=True)
    built: Template = json.loads((folder / "out" / "sam.json").read_text(encoding="utf-8"))
    return built
