"""The stack that `make package` and `make deploy` make, on a fresh emulated AWS: once for all tests here."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.aws import deploy, packaging
from infra.aws.cloud import Cloud, open_cloud
from infra.aws.console import say
from tests.deployed import making
from tests.deployed.making import Make
from tests.deployed.officers import Officers
from tests.deployed.reporting import Reporting
from tests.deployed.system import System
from tests.deploying import emulated_aws

STAGE = "tried"
ROOT = Path(__file__).resolve().parents[2]
VALUES = {
    "SenderAddress": "lapor@tried.go.id",
    "SignInPrefix": "lapor-tried",
    "EdgeProtection": "off",
    "OfficeLettersAtOnce": "10000",  # tests wait for the letter about their own report
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make package` leaves, for this machine's processor."""
    folder = tmp_path_factory.mktemp("built")
    packaging.package(folder, "x86_64")
    return folder


@pytest.fixture(scope="session")
def system(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The stack, and told where its sign-in's keys are: an emulated pool has none at Cognito's own address."""
    folder = tmp_path_factory.mktemp("ministack")
    with emulated_aws.standing(folder, with_policies=True) as endpoint, pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL", endpoint)
        cloud = open_cloud(STAGE)
        begun = time.monotonic()
        outputs = brought_to(cloud, built, VALUES)
        say(f"stack of {STAGE} created in {time.monotonic() - begun:.1f} s")
        brought_to(cloud, built, VALUES | {"SignInKeysUrl": keys_url(endpoint, outputs)})
        system = System(cloud, endpoint, outputs, built, folder / "ministack.log")
        let_letters_go(system)
        let_files_pass(system)
        yield system


def brought_to(cloud: Cloud, built: Path, values: dict[str, str]) -> dict[str, str]:
    """`make deploy YES=1`; the stack's outputs."""
    wanted = deploy.DeployRequest(built, ROOT / "web" / "dist", values, yes=True)
    return dict(deploy.deploy(cloud.stage, wanted).outputs)


def let_letters_go(system: System) -> None:
    """What the emulator cannot tell a policy: who a letter is from (`ses:FromAddress`), and that there is TLS."""
    send = {"Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [send]})
    for role in ("DispatchRole", "OutboxSweeperRole"):
        system.cloud.client("iam").put_role_policy(
            RoleName=system.physical(role), PolicyName="send-in-the-emulator", PolicyDocument=document
        )
    queues, files = system.cloud.client("sqs"), system.cloud.client("s3")
    for client, operation in ((queues, "sqs.SetQueueAttributes"), (files, "s3.DeleteBucketPolicy")):
        client.meta.events.register(f"before-sign.{operation}", _as_if_by_tls)
    queues.set_queue_attributes(QueueUrl=system.outputs["OutboxDeadLettersUrl"], Attributes={"Policy": ""})
    files.delete_bucket_policy(Bucket=system.outputs["FilesBucketName"])


def let_files_pass(system: System) -> None:
    """The types that the gateway decodes: AWS reads them in the definition, the emulator as a property alone."""
    template = json.loads((system.built / "template.json").read_text(encoding="utf-8"))
    definition = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    types = definition["x-amazon-apigateway-binary-media-types"]
    gateway = system.cloud.client("apigateway")

    def as_a_list(params: dict[str, Any], **_: Any) -> None:
        operation = {"op": "replace", "path": "/binaryMediaTypes", "value": types}
        params["body"] = json.dumps({"patchOperations": [operation]}).encode()

    # AWS adds them one by one; the emulator puts what it is given in their place.
    gateway.meta.events.register("before-call.api-gateway.UpdateRestApi", as_a_list)
    gateway.update_rest_api(restApiId=system.outputs["RestAPIId"])


def _as_if_by_tls(request: Any, **_: Any) -> None:
    request.headers.add_header("X-Forwarded-Proto", "https")


def keys_url(endpoint: str, outputs: dict[str, str]) -> str:
    """Where the emulated pool's public keys are."""
    return f"{endpoint}/{outputs['PoolId']}/.well-known/jwks.json"


@pytest.fixture(scope="session")
def reporting(system: System) -> Reporting:
    """Citizens."""
    return Reporting(system)


@pytest.fixture(scope="session")
def officers(system: System) -> Officers:
    """The nation's officer by `make first-officer`, and whom they invite."""
    given = {"STAGE": STAGE, "USERNAME": "nasional", "EMAIL": "nasional@petugas.example", "YES": "1"}
    command = [sys.executable, "-m", "infra.aws.first_officer"]
    subprocess.run(command, cwd=ROOT, env=os.environ | given, check=True, capture_output=True, text=True)
    office = Officers(system)
    office.invite("kobar", "coordinator", "kab.6201", by="nasional")
    office.invite("dpupr", "liaison", "kab.6201.dpupr", by="kobar")
    return office


@pytest.fixture
def make(system: System) -> Iterator[Make]:
    """Makes functions beside the stack's, and takes them away again."""
    made: list[str] = []

    def function(name: str, handler: str, code: bytes, layers: list[str], like: str = "OutboxSweeper") -> str:
        made.append(making.make(system, name, handler, code, layers, like))
        return name

    yield function
    for name in made:
        system.cloud.client("lambda").delete_function(FunctionName=name)
