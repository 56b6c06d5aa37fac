"""Only the zip and the layer supply what a function imports: without the layer nothing is there, with it everything."""

from tests.deployed.making import Make, layers_of, run, zipped
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


def test_the_packages_are_the_layers_own(system: System, make: Make) -> None:
    with_layer = run(system, make("probe", "probe.probe", zipped(PROBE), layers_of(system)), {"packages": PACKAGES})
    assert {name for name, file in with_layer.items() if not file or "/layer_0/python/" not in file} == set(), (
        with_layer
    )
    without = run(system, make("bare-probe", "probe.probe", zipped(PROBE), []), {"packages": PACKAGES})
    assert set(without.values()) == {None}, "the emulator lends nothing"


def test_without_the_layer_our_code_fails(system: System, make: Make) -> None:
    code = (system.built / "deployment.zip").read_bytes()
    told = run(system, make("whole", "app.outbox_sweeper", code, layers_of(system)), schedule_event())
    assert isinstance(told, int), told
    failed = run(system, make("stripped", "app.outbox_sweeper", code, []), schedule_event())
    assert "No module named" in failed["errorMessage"]
