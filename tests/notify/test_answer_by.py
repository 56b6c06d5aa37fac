"""One promise: every letter that names a day for the answer names the earliest of the answer limits, cap included."""

import re

import pytest

from chalicelib.domain.actors import SYSTEM
from chalicelib.domain.commands import Accept, Escalate, Progress, Verify
from chalicelib.domain.limits import LimitName
from chalicelib.notify.letter_context import LetterContext, due_in_words
from chalicelib.notify.letter_texts.choosing import names_in
from tests.notify.courses import COORDINATOR, INSPECTOR, INSPECTORATE, Course, situations
from tests.notify.every_letter import letters_about
from tests.notify.test_letter_texts import everything_said

SPEAKS_OF_ANSWERS = re.compile(r"answer|jawab", re.IGNORECASE)
# What these name is not when the answer comes: the reporter's own time, the end that has passed, what happened at it.
NOT_THE_ANSWER = {"by_reply", "by_dispute", "by_cap", "action_date", "due"}


def test_no_sentence_promises_an_answer_by_a_limit_of_its_own() -> None:
    for where, said in everything_said():
        for sentence in said:
            if SPEAKS_OF_ANSWERS.search(sentence):
                days = {name for name in names_in(sentence) if name.startswith("by_") or name in ("due", "action_date")}
                assert days <= {"by_answer"} | NOT_THE_ANSWER, where


def supervisory() -> list[LetterContext]:
    """A supervisory report on its way through an inspectorate: sixty working days end after the cap."""
    course = Course().then((COORDINATOR, Verify(supervisory=True, forward_to=INSPECTORATE)), (INSPECTOR, Accept()))
    course.then((INSPECTOR, Progress("Sedang diperiksa.")), (SYSTEM, Escalate(1, LimitName.CAP)))
    finish, cap = course.report.limit(LimitName.FINISH), course.report.limit(LimitName.CAP)
    assert finish
    assert cap
    assert cap.due_at < finish.due_at
    return course.matters


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_supervisory_report_is_promised_its_cap_and_never_a_later_day(language: str) -> None:
    promised = 0
    for context in supervisory():
        cap, finish = (context.report.limit(name) for name in (LimitName.CAP, LimitName.FINISH))
        for _, letter in letters_about(context, language):
            assert str(due_in_words(finish, "id")) not in letter.text
            promised += str(due_in_words(cap, "id")) in letter.text or str(due_in_words(cap, "en")) in letter.text
    assert promised >= 3


def test_every_letter_that_speaks_of_an_answer_names_the_promise_of_its_moment() -> None:
    named = 0
    for name, context in situations().items():
        value = context.values("id", with_words=False).get("by_answer")
        answer_limit = context.report.answer_limit
        assert value == due_in_words(answer_limit, "id"), name
        if answer_limit:
            running = {one.name: one.due_at for one in context.report.running_limits}
            answers = [
                running[limit] for limit in (LimitName.FINISH, LimitName.REDO, LimitName.CAP) if limit in running
            ]
            assert answer_limit.due_at == min(answers), name
            named += 1
    assert named > 20
