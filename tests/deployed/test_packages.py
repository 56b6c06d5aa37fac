"""Only the zip and the layer supply what a function imports: without the layer nothing is there, with it everything."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.deployed.system import System, schedule_event

PACKAGES = (
    "aws_lambda_powertools", "botocore", "cryptography", "jinja2", "jwt", "msgspec", "PIL", "pillow_heif", "pynamodb",
    "pypdf", "snowballstemmer", "xlsxwriter",
)  # fmt: skip
PROBE = """
import importlib

def probe(event, context):
    found = {}
    for name in event["packages"]:
        try:
            found[name] = importlib.import_module(name).__file__
        except ImportError:
            found[name] = None
    return found
"""
Make = Callable[[str, str, bytes, list[str]], str]


@pytest.fixture
def make(system: System) -> Iterator[Make]:
    """Makes functions beside the stack's, and takes them away again."""
    functions, made = system.cloud.client("lambda"), list[str]()

    def function(name: str, handler: str, code: bytes, layers: list[str]) -> str:
        like = functions.get_function_configuration(FunctionName=system.physical("TellingSweeper"))
        functions.create_function(
            FunctionName=name,
            Role=like["Role"],
            Runtime=like["Runtime"],
            Environment=like["Environment"],
            Handler=handler,
            Code={"ZipFile": code},
            Layers=layers,
            Timeout=30,
        )
        made.append(name)
        return name

    yield function
    for name in made:
        functions.delete_function(FunctionName=name)


def test_the_packages_are_the_layers_own(system: System, make: Make) -> None:
    with_layer = run(system, make("probe", "probe.probe", probe(), layers_of(system)), {"packages": PACKAGES})
    assert {name for name, file in with_layer.items() if not file or "/layer_0/python/" not in file} == set(), (
        with_layer
    )
    without = run(system, make("bare-probe", "probe.probe", probe(), []), {"packages": PACKAGES})
    assert set(without.values()) == {None}, "the emulator lends nothing"


def test_without_the_layer_our_code_fails(system: System, make: Make) -> None:
    code = (system.built / "deployment.zip").read_bytes()
    assert run(system, make("whole", "app.telling_sweeper", code, layers_of(system)), schedule_event()) >= 0
    failed = run(system, make("stripped", "app.telling_sweeper", code, []), schedule_event())
    assert "No module named" in failed["errorMessage"]


def probe() -> bytes:
    """The probe, zipped."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("probe.py", PROBE)
    return zipped.getvalue()


def layers_of(system: System) -> list[str]:
    """The layer that the stack's functions have."""
    like = system.cloud.client("lambda").get_function_configuration(FunctionName=system.physical("TellingSweeper"))
    return [layer["Arn"] for layer in like["Layers"]]


def run(system: System, name: str, event: dict[str, Any]) -> Any:
    """What a function answers, an error of its own too."""
    answer = system.cloud.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
    return json.loads(answer["Payload"].read())
