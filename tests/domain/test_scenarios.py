"""Every reminder and every level at its exact instant, story by story (docs/law.md "Limits", "Ladder")."""

from datetime import UTC

import pytest

from tests.domain.story import Retelling, Story, stories

STORIES = tuple(stories())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_clock_does_what_the_story_tells(story: Story) -> None:
    retelling = Retelling(story)
    assert [f"{at.astimezone(UTC)} {what}" for at, what in retelling.clock_did] == [
        f"{at.astimezone(UTC)} {what}" for at, what in story.expected
    ]
    assert retelling.ends == story.end.partition(" on ")[0]


def test_there_are_stories_enough_and_none_is_told_twice() -> None:
    assert len(STORIES) >= 60
    assert len({story.title for story in STORIES}) == len(STORIES)
    assert len({(story.deeds, story.end) for story in STORIES}) == len(STORIES)


def test_who_takes_the_ladder_over_does_so_in_the_command_that_met_its_owner() -> None:
    story = next(one for one in STORIES if one.title.endswith("three limits lapse, and are met one after the other"))
    taken = Retelling(story).commands
    for command, steps in (("accepted", ["respond"] * 3), ("progressed", ["finish"] * 2)):
        (events,) = (events for events in taken if events[0].type == command)
        assert [event.data.get("limit") for event in events[1:]] == steps
        assert [event.data["level"] for event in events[1:]] == [1, 2, 3][: len(steps)]
        assert len({event.version for event in events}) == 1
