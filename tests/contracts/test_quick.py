"""`make quick` runs the tests nearest to a change, and never so many that nobody runs it."""

from pathlib import Path

import pytest

from tests.quick import ALWAYS, MOST_FILES, PATIENT, chosen, importers, nearest_tests, sources

SMALL_HOUSE = {
    "app.py": "from chalicelib.routes import door",
    "chalicelib/routes/__init__.py": "",
    "chalicelib/routes/door.py": "import chalicelib.law as law",
    "chalicelib/law.py": "RULES = 'rules.json'",
    "tests/people.py": "def act():\n    import app\n",
    "tests/app/test_door.py": "from tests.people import act",
    "tests/app/test_nothing.py": "import json",
    "tests/local/test_system.py": "import chalicelib.law",
    "tests/store/test_law.py": "from chalicelib import law",
}
OF_THE_LAW = ["tests/local/test_system.py", "tests/store/test_law.py", "tests/app/test_door.py"]


def test_nothing_changed_is_the_three_folders() -> None:
    assert chosen([], SMALL_HOUSE) == ([*ALWAYS], 0)


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ("chalicelib/law.py", OF_THE_LAW),
        ("chalicelib/data/rules.json", OF_THE_LAW),
        ("chalicelib/routes/door.py", ["tests/app/test_door.py"]),
        ("tests/app/test_nothing.py", ["tests/app/test_nothing.py"]),
        ("web/src/main.ts", []),
        ("chalicelib/gone.py", []),
    ],
)
def test_who_reaches_a_change_by_imports_the_nearest_first(changed: str, reached: list[str]) -> None:
    assert nearest_tests([changed], SMALL_HOUSE) == reached


def test_what_starts_whole_systems_is_left_to_make_test() -> None:
    assert chosen(["chalicelib/law.py"], SMALL_HOUSE) == (
        [*ALWAYS, "tests/store/test_law.py", "tests/app/test_door.py"],
        1,
    )


def test_a_file_of_the_ground_floor_asks_for_a_few_tests_and_says_how_many_are_left() -> None:
    paths, left = chosen(["chalicelib/settings.py"], sources())
    assert len(paths) == len(ALWAYS) + MOST_FILES
    assert left > MOST_FILES
    assert not [path for path in paths if path.startswith(PATIENT)]


def test_every_module_of_ours_is_found_by_who_imports_it() -> None:
    who = importers(sources())
    assert "app.py" in who["chalicelib/routes/__init__.py"]
    assert "tests/contracts/test_quick.py" in who["tests/quick.py"]
    assert all((Path(__file__).parents[2] / folder).is_dir() for folder in (*ALWAYS, *PATIENT))
