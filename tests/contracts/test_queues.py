"""A row of the table of queues is all that a queue needs: what the row names is there, and each is called something."""

import json
from pathlib import Path

import pytest

from chalicelib.domain.queues import QUEUES
from chalicelib.intake.query import QUEUE
from chalicelib.store.models.indexes import INDEXES
from chalicelib.store.models.reports import AllReportItems

ROOT = Path(__file__).resolve().parents[2]


def test_every_queue_may_be_asked_for() -> None:
    (field,) = (one for one in QUEUE.fields if one.name == "queue")
    assert field.kind.schema()["enum"] == list(QUEUES)


@pytest.mark.parametrize("index", [queue.marked_in for queue in QUEUES.values() if queue.marked_in])
def test_a_mark_puts_reports_into_an_index_that_is_ordered_as_queues_are(index: str) -> None:
    assert index in AllReportItems._indexes
    assert INDEXES[index].range_key == "queue_sk"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_queue_is_called_and_explained_on_the_desk(language: str) -> None:
    words = json.loads((ROOT / "web" / "words" / f"{language}.json").read_text(encoding="utf-8"))
    for name in QUEUES:
        for word in ("queue", "about", "empty"):
            assert words["desk"][f"{word}_{name}"]
