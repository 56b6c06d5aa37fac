"""A file is looked at in a process of its own, which has a budget and nothing else."""

import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused, confined, copies_of
from tests.files.made import document, photo, video


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(photo(), "image/jpeg"), (photo("HEIF"), "image/heic"), (document(), "application/pdf"), (video(), "video/mp4")],
)
def test_it_gives_the_copies_that_are_made_without_it(content: bytes, media_type: str) -> None:
    made, expected = confined.copies_of(content, media_type), copies_of(content, media_type)
    assert [(one.name, one.media_type) for one in made] == [(one.name, one.media_type) for one in expected]
    assert [len(one.content) for one in made] == [len(one.content) for one in expected]


def test_a_reason_comes_back() -> None:
    with pytest.raises(Refused) as refused:
        confined.copies_of(b"<svg/>", "image/png")
    assert refused.value.reason is RefusedFile.OTHER_TYPE


def test_a_photo_of_64_megapixels_stays_within_the_budget() -> None:
    target = BytesIO()
    Image.new("RGB", (9280, 6944), "red").save(target, "PNG")
    large, _ = confined.copies_of(target.getvalue(), "image/png")
    assert max(Image.open(BytesIO(large.content)).size) == 1600


def test_beyond_its_processor_time_the_process_ends_and_the_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, "CPU_SECONDS = 1", "from chalicelib import files; files.copies_of = forever")
    with pytest.raises(Refused) as refused:
        confined.copies_of(photo(), "image/jpeg")
    assert refused.value.reason is RefusedFile.TOO_COSTLY


def test_beyond_its_memory_the_file_is_refused_and_the_caller_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, "MEMORY_BYTES = 300_000_000", "")
    target = BytesIO()
    Image.new("RGB", (9280, 6944), "red").save(target, "PNG")
    with pytest.raises(Refused) as refused:
        confined.copies_of(target.getvalue(), "image/png")
    assert refused.value.reason is RefusedFile.TOO_COSTLY


def test_it_has_no_environment_and_writes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "KANARI")
    told: list[Any] = []
    run = subprocess.run

    def listened(command: list[str], **named: Any) -> Any:
        told.append(named["env"])
        return run(command, **named)

    monkeypatch.setattr(subprocess, "run", listened)
    confined.copies_of(photo(), "image/jpeg")
    assert told[0].keys() == {"PYTHONPATH", "MALLOC_ARENA_MAX"}


def limited(monkeypatch: pytest.MonkeyPatch, budget: str, more: str) -> None:
    """The process runs with another budget, and with other lines before it begins."""
    run = subprocess.run

    def changed(command: list[str], **named: Any) -> Any:
        lines = f"def forever(*_):\n while True: pass\nfrom chalicelib.files import confined\nconfined.{budget}\n{more}"
        return run([sys.executable, "-c", f"{lines}\nconfined.main()", command[-1]], **named)

    monkeypatch.setattr(subprocess, "run", changed)
