"""An emulated AWS for the session; each test deploys a stage of its own to it."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from infra.aws.cloud import Cloud, open_cloud
from infra.aws.deploy import DeployRequest
from tests.deploying import emulated_aws
from tests.deploying.small_template import small_template

_numbers = count(1)
Build = Callable[..., DeployRequest]


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with emulated_aws.standing(tmp_path_factory.mktemp("ministack")) as address:
        yield address


@pytest.fixture
def cloud(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Cloud:
    """A fresh stage."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    for name in ("YES", "DATA", "PARAMETERS", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    return open_cloud(f"try{next(_numbers)}")


@pytest.fixture
def build(tmp_path: Path, cloud: Cloud) -> Build:
    """What `make package` and the site's build would leave, small."""
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<p>LAPOR!")
    (site / "worker.js").write_text("//")
    (site / "assets" / "main-1.js").write_text("1")
    (site / "assets" / "main-1.js.br").write_text("compressed")

    def built(yes: bool = True, values: dict[str, str] | None = None, **changed: Any) -> DeployRequest:
        folder = tmp_path / "built"
        folder.mkdir(exist_ok=True)
        (folder / "deployment.zip").write_bytes(b"code")
        (folder / "template.json").write_text(json.dumps(small_template(**changed)))
        return DeployRequest(folder, site, {"SenderAddress": sender_of(cloud), **(values or {})}, yes)

    return built


def sender_of(cloud: Cloud) -> str:
    """A sender of its own for each stage."""
    return f"lapor@{cloud.stage}.go.id"
