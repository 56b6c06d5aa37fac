"""What release 0.2 stored is read today as 0.2 itself read it; ``0.2/README.md`` says what lies there."""

import re
from typing import Any

import pytest

from infra.local.upgrade import SCHEMA, schema_of
from tests.releases.held import (
    KINDS,
    SHOWN,
    answers_of_today,
    changed,
    differences,
    expected_of,
    kind_of,
    unpacked,
    without_new,
)
from tests.releases.killed_upgrade import upgraded

RELEASE = "0.2"
EXCEPTIONS: dict[str, str] = {}
"""What differs on purpose, as patterns of ``question.field.field[index]: …``, each with the reason why."""
pytestmark = pytest.mark.timeout(600)  # whoever asks first waits for all answers


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """The note of the reports, and what 0.2 answered."""
    return expected_of(RELEASE)


@pytest.fixture(scope="module")
def today(expected: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What today's code answers over a copy of the data, upgraded where that is needed."""
    folder = tmp_path_factory.mktemp("release")
    data_dir = unpacked(folder / "data", RELEASE)
    return answers_of_today(upgraded(data_dir) if schema_of(data_dir) < SCHEMA else data_dir, expected, folder)


def test_what_0_2_brought_is_in_it(expected: dict[str, Any]) -> None:
    views = {one: answer for one, answer in expected["answers"].items() if one.startswith("own view: ")}
    outcomes = {view.get("outcome") for view in views.values()}
    assert {"solved", "planned", "partly", "explained", "refused"} <= outcomes
    assert views["own view: kasus-ikut"]["state"] == "answered"
    assert views["own view: kasus-ikut"]["case"]
    assert not views["own view: kasus-keluar"]["case"]


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_answered_as_it_was(kind: str, expected: dict[str, Any], today: dict[str, Any]) -> None:
    found = changed(kind, expected, today)
    not_meant = [one for one in found if not any(re.match(pattern, one) for pattern in EXCEPTIONS)]
    assert not not_meant, "\n".join([f"{len(not_meant)} differences", *not_meant[:SHOWN]])


@pytest.mark.parametrize("kind", KINDS)
def test_with_five_hundred_more_everything_is_answered_as_it_was(kind: str, today: dict[str, Any]) -> None:
    found: list[str] = []
    for question, now in today["answers with more"].items():
        if kind_of(question) == kind:
            before = today["answers"][question]
            found += differences(before, without_new(now, before) if kind == "queue" else now, question)
    assert not found, "\n".join([f"{len(found)} differences", *found[:SHOWN]])


def test_no_question_is_left_out(expected: dict[str, Any], today: dict[str, Any]) -> None:
    assert {kind_of(question) for question in expected["answers"]} == set(KINDS)
    assert expected["answers"].keys() <= today["answers"].keys()
