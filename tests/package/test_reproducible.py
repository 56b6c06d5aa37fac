"""Same input, same hash; and nothing in the zips that does not belong there."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra.aws.packaging import CODE, LAYER, MOST_BYTES, SITE_PACKAGES, TEMPLATE
from infra.aws.pruning import SERVICES
from infra.aws.synthesis import ROOT
from tests.package.conftest import Package, Packaged

FILES, FOLDERS = ("app.py", "requirements.txt"), (".chalice", "chalicelib", "infra", "web/words")
MAGIC_AND_UNCHECKED = importlib.util.MAGIC_NUMBER + (0b01).to_bytes(4, "little")


def hashes(folder: Path) -> dict[str, str]:
    """Of template and zips."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (TEMPLATE, CODE, LAYER)}


def contents(archive: Path) -> dict[str, bytes]:
    """What a zip holds."""
    with zipfile.ZipFile(archive) as packed:
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}


def test_another_checkout_of_another_day_gives_the_same(package: Package, tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for file in FILES:
        shutil.copyfile(ROOT / file, tmp_path / file)
    for place, path in enumerate(sorted(tmp_path.rglob("*"))):
        os.utime(path, (1_000_000_000 + place, 1_000_000_000 + place))
    asked = {**os.environ, "STAGE": "again", "ARCH": "x86_64", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-m", "infra.aws.packaging"], cwd=tmp_path, env=asked, check=True)
    assert hashes(tmp_path / "dist" / "again") == hashes(package("x86_64"))


def test_architectures_differ_in_wheels_alone(package: Package, packaged: Packaged) -> None:
    arm, intel = package("arm64"), package("x86_64")
    assert json.dumps(packaged("arm64")).replace("arm64", "x86_64") == json.dumps(packaged("x86_64"))
    assert hashes(arm)[CODE] == hashes(intel)[CODE]
    of_arm, of_intel = contents(arm / LAYER), contents(intel / LAYER)
    compiled = {name for name in of_arm.keys() ^ of_intel.keys() if ".so" not in name}
    differing = {name for name in of_arm.keys() & of_intel.keys() if of_arm[name] != of_intel[name]}
    assert compiled == set()
    assert {name for name in differing if ".so" not in name} == set()
    assert differing, "not one library was compiled for its architecture"


@pytest.mark.parametrize("architecture", ["arm64", "x86_64"])
def test_every_source_is_compiled_for_this_python_whatever_its_time(package: Package, architecture: str) -> None:
    for archive in (CODE, LAYER):
        found = contents(package(architecture) / archive)
        sources = {name for name in found if name.endswith(".py")}
        assert sources
        for name in sources:
            folder, _, module = name.rpartition("/")
            cached = f"{folder}/" * bool(folder) + f"__pycache__/{module[:-3]}.{sys.implementation.cache_tag}.pyc"
            assert found[cached][:8] == MAGIC_AND_UNCHECKED, name
            assert found[cached][8:16] == importlib.util.source_hash(found[name]), name


def test_the_code_is_the_application_and_chalices_runtime(package: Package) -> None:
    found = {name for name in contents(package("arm64") / CODE) if not name.endswith(".pyc")}
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "chalicelib").rglob("*") if path.is_file()}
    ours = {name for name in ours if not name.endswith(".pyc")}
    assert found == {"app.py", "chalice/__init__.py", "chalice/app.py", *ours}


def test_the_layer_is_the_packages_the_functions_use(package: Package) -> None:
    found = contents(package("arm64") / LAYER)
    assert all(name.startswith(SITE_PACKAGES) for name in found)
    top = {name.removeprefix(SITE_PACKAGES).split("/")[0].split(".")[0] for name in found}
    assert not top & {"boto3", "s3transfer", "chalice", "pydantic", "pip", "uv", "tests", "bin"}
    data = [name.split("/botocore/data/")[1].split("/") for name in found if "/botocore/data/" in name]
    assert {path[0] for path in data if len(path) > 1} == set(SERVICES)


@pytest.mark.parametrize("architecture", ["arm64", "x86_64"])
def test_lambda_takes_it(package: Package, architecture: str) -> None:
    built = package(architecture)
    assert sum(len(content) for name in (CODE, LAYER) for content in contents(built / name).values()) < MOST_BYTES
