"""`make package`: everything a stage is made of, built from this checkout alone into dist/<stage>."""

import json
import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import clock
from infra.aws import runtime, wheels
from infra.aws.archives import pack, sizes
from infra.aws.bytecode import compile_sources
from infra.aws.cloud import known_stage
from infra.aws.console import CommandRefused, WrongUsage, ended, say
from infra.aws.pruning import prune
from infra.aws.synthesis import ROOT, synthesise

TEMPLATE, CODE, LAYER = "template.json", "deployment.zip", "layer.zip"
SITE_PACKAGES = f"python/lib/python{runtime.PYTHON}/site-packages/"
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: code and layers together, unzipped.
MOST_BYTES = 250 * 1024 * 1024


def package(into: Path, architecture: str) -> None:
    """Build template and zips for an architecture (arm64, x86_64). Raises Refusal."""
    # The template is written last, and what it is older than is not to be deployed with it.
    (into / TEMPLATE).unlink(missing_ok=True)
    with TemporaryDirectory() as place:
        build_layer(Path(place) / "packages", into / LAYER, architecture)
        build_code(Path(place) / "application", into, architecture)
    unzipped = sum(plain for name in (CODE, LAYER) for _, plain in sizes(into / name, 1).values())
    if unzipped > MOST_BYTES:
        raise CommandRefused(f"Code and layer are {unzipped:,} bytes unzipped, and Lambda takes {MOST_BYTES:,}.")


def build_layer(packages: Path, archive: Path, architecture: str) -> None:
    """The packages of requirements.txt, pruned and compiled."""
    say(f"Installing the packages for {architecture}, Python {runtime.PYTHON} …")
    wheels.install(ROOT / "requirements.txt", packages, architecture)
    for warning in runtime.warnings(clock.now().date(), wheels.too_new(packages)):
        say(f"Warning: {warning}")
    prune(packages)
    say("Compiling and zipping them …")
    compile_sources(packages, f"/opt/{SITE_PACKAGES}")
    pack(packages, archive, SITE_PACKAGES)


def build_code(application: Path, into: Path, architecture: str) -> None:
    """Template and code, as chalice makes them of app.py."""
    say("Packaging the application …")
    application.mkdir()
    template, made = synthesise(application, architecture)
    code = application / "code"
    zipfile.ZipFile(made).extractall(code)
    compile_sources(code, "/var/task/")
    pack(code, into / CODE)
    (into / TEMPLATE).write_text(json.dumps(template, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def show(into: Path) -> None:
    """A table of what is in the zips, the largest parts first."""
    say(f"{'zipped':>10} {'unzipped':>10}  MB")
    for name, depth in ((CODE, 1), (LAYER, SITE_PACKAGES.count("/") + 1)):
        parts = sizes(into / name, depth)
        say(_row(into / name, [sum(each) for each in zip(*parts.values(), strict=True)]))
        for part, figures in list(parts.items())[:8]:
            say(_row(Path(" ", Path(part).name), figures))


def _row(what: Path, figures: "list[int] | tuple[int, int]") -> str:
    zipped, plain = (figure / 1e6 for figure in figures)
    return f"{zipped:>10.2f} {plain:>10.2f}  {what}"


def main(environment: Mapping[str, str]) -> None:
    """Build for STAGE and ARCH."""
    stage, architecture = known_stage(environment.get("STAGE") or "dev"), environment.get("ARCH") or "arm64"
    if architecture not in wheels.MACHINES:
        raise WrongUsage(f"ARCH is {architecture!r}: Lambda knows arm64 and x86_64.")
    into = ROOT / "dist" / stage
    package(into, architecture)
    show(into)


if __name__ == "__main__":
    ended(lambda: main(os.environ))
    sys.exit()
