"""What a release left, what today's code answers over it, and where the two differ."""

import json
import lzma
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.local_cloud import SETTINGS

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    "own view", "own view in English", "own deadline", "export", "public view", "public deadline", "public list",
    "agencies", "categories", "profile", "queue", "officer's view", "directory", "figures",
)  # fmt: skip
SHOWN = 20
KEPT = {"LETTERS_KEPT_DAYS": "36500"}
"""What 0.1 sent stays to be compared, however long ago that was."""


def expected_of(release: str) -> dict[str, Any]:
    """The note of a release's reports, and what it answered itself."""
    content: dict[str, Any] = json.loads(lzma.decompress((HERE / release / "expected.json.xz").read_bytes()))
    return content


def answers_of_today(data_dir: Path, expected: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What today's code answers over a folder of today's form, asked in a process of its own."""
    asked, answered = folder / "expected.json", folder / "answers.json"
    asked.write_text(json.dumps(expected), encoding="utf-8")
    bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    command = [sys.executable, "-m", "tests.releases.today", *map(str, (data_dir, asked, answered))]
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
    return found


def unpacked(data_dir: Path, release: str = "0.1") -> Path:
    """A copy of the DATA_DIR that a release left."""
    with tarfile.open(HERE / release / "data.tar.xz") as packed:
        packed.extractall(data_dir, filter="data")
    return data_dir


def differences(was: Any, now: Any, at: str) -> Iterator[str]:
    """Where an answer lacks what it had; what was added to an object is no difference."""
    if at.endswith((".allowed", ".may")) and isinstance(was, list) and isinstance(now, list):
        # The law gives more commands since, the desk more pages; none may be gone, and their order stays.
        if [one for one in now if one in was] != was:
            yield f"{at}: {was!r} became {now!r}"
    elif isinstance(was, dict) and isinstance(now, dict):
        for name, inner in was.items():
            if name in now:
                yield from differences(inner, now[name], f"{at}.{name}")
            else:
                yield f"{at}.{name}: {inner!r} is missing"
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for number, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from differences(one, other, f"{at}[{number}]")
    elif was != now:
        yield f"{at}: {was!r} became {now!r}"


def changed(kind: str, expected: dict[str, Any], today: dict[str, Any]) -> list[str]:
    """Every difference in the answers to one kind of question."""
    return [
        difference
        for question, answer in expected["answers"].items()
        if kind_of(question) == kind
        for difference in differences(answer, today["answers"].get(question), question)
    ]


def kind_of(question: str) -> str:
    """The kind of a question, whoever and whatever it asks about."""
    return question.split(":")[0]


def without_new(now: Any, before: Any) -> Any:
    """A list without the reports that it had not."""
    if "items" not in now:
        return now
    known = {one["report_id"] for one in before["items"]}
    return now | {"items": [one for one in now["items"] if one["report_id"] in known]}
