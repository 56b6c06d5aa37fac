"""Functions made beside the stack's own, to look from inside Lambda at what those have."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from tests.deployed.system import System

Make = Callable[..., str]


def make(system: System, name: str, handler: str, code: bytes, layers: list[str], like: str = "OutboxSweeper") -> str:
    """A function with the role and environment of one of the stack's."""
    functions = system.cloud.client("lambda")
    known = functions.get_function_configuration(FunctionName=system.physical(like))
    functions.create_function(
        FunctionName=name,
        Role=known["Role"],
        Runtime=known["Runtime"],
        Environment=known["Environment"],
        Handler=handler,
        Code={"ZipFile": code},
        Layers=layers,
        Timeout=30,
    )
    return name


def zipped(source: str) -> bytes:
    """The module `probe`, zipped."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("probe.py", source)
    return held.getvalue()


def layers_of(system: System) -> list[str]:
    """The layer that the stack's functions have."""
    like = system.cloud.client("lambda").get_function_configuration(FunctionName=system.physical("OutboxSweeper"))
    return [layer["Arn"] for layer in like["Layers"]]


def run(system: System, name: str, event: dict[str, Any]) -> Any:
    """What a function answers, an error of its own too."""
    answer = system.cloud.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
    return json.loads(answer["Payload"].read())
