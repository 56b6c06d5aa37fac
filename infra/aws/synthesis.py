"""What chalice makes of app.py: the template with ours merged in, and the code's zip."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from infra.aws.console import CommandRefused
from infra.resources.functions import STAGE
from infra.resources.template import merge_template

ROOT = Path(__file__).parents[2]
_SOURCES_ONLY = shutil.ignore_patterns("__pycache__")


def synthesise(folder: Path, architecture: str) -> tuple[dict[str, Any], Path]:
    """The template, and the zip of app.py, chalicelib and chalice's own runtime. Raises Refusal.

    The packages are given to chalice as one empty file, for there is a layer only where something is in it: its own
    pip takes eight minutes, and the layer it zips is never the same twice.
    """
    for part in ("chalicelib", ".chalice"):
        shutil.copytree(ROOT / part, folder / part, ignore=_SOURCES_ONLY)
    shutil.copy(ROOT / "app.py", folder)
    (folder / "requirements.txt").touch()
    (folder / "vendor").mkdir()
    (folder / "vendor" / "packages").write_text("in layer.zip")
    merged = folder / "merged.json"
    merged.write_text(json.dumps(merge_template(architecture)), encoding="utf-8")
    _chalice(folder, "package", "--stage", STAGE, "--merge-template", merged, folder / "out")
    template: dict[str, Any] = json.loads((folder / "out" / "sam.json").read_text(encoding="utf-8"))
    template["Resources"]["ManagedLayer"]["Properties"]["ContentUri"] = "./layer.zip"
    return template, folder / "out" / "deployment.zip"


def _chalice(folder: Path, *arguments: str | Path) -> None:
    # chalice asks for a region to name service principals; they are the same in all of them.
    environment = {**os.environ, "AWS_DEFAULT_REGION": "ap-southeast-3", "PYTHONDONTWRITEBYTECODE": "1"}
    chalice = Path(sys.executable).with_name("chalice")
    done = subprocess.run(
        [chalice, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandRefused(f"chalice does not package the application: {done.stderr.strip()}")
