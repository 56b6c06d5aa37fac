"""Every fault at a field that a citizen fills says what to do there, never the general sentence."""

import re
from collections.abc import Iterator

import pytest

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.kinds import Number
from chalicelib.intake.recovery import RECOVERY
from chalicelib.intake.schema import FOLLOW, REPORTER_COMMANDS, SUBMISSION, TRACKING
from chalicelib.intake.shapes import Field, Shape
from chalicelib.intake.text_kinds import Choice, Codes, Text
from chalicelib.language.field_sentences import FIELDS
from chalicelib.language.labels import LABELS
from chalicelib.language.sentences import field_messages
from chalicelib.language.sentences_of_fields import NUMBER_FAULTS, OF_FIELDS, is_of_field

SHAPES = {"submit": SUBMISSION, "track": TRACKING, "follow": FOLLOW, "recover": RECOVERY} | REPORTER_COMMANDS
GENERAL = ("required", "both_or_none", "not_one_of", *NUMBER_FAULTS)
"""Codes whose general sentence says nothing of what belongs into the field."""
NOT_TYPED = {"version", "submission_key"}


def fields_of(shape: Shape, at: str = "") -> Iterator[tuple[str, Field, tuple[str, ...]]]:
    """Path, field and the fields it goes together with, inner ones too."""
    for field in shape.fields:
        if isinstance(field.kind, Shape):
            yield from fields_of(field.kind, f"{at}{field.name}.")
        elif field.name not in NOT_TYPED:
            yield f"{at}{field.name}", field, shape.together


def general_codes(field: Field, together: tuple[str, ...]) -> Iterator[str]:
    """The codes of faults that a person can make at a field and whose sentence must be its own."""
    if field.required:
        yield field.absent
    if field.name in together:
        yield "both_or_none"
    if isinstance(field.kind, Choice) or (isinstance(field.kind, Codes) and isinstance(field.kind.each, Choice)):
        yield "not_one_of"
    if isinstance(field.kind, Number):
        yield from NUMBER_FAULTS
    if isinstance(field.kind, Text) and field.kind.least > 1:
        yield "too_short"


@pytest.mark.parametrize("form", SHAPES)
def test_no_field_of_a_citizen_gets_the_general_sentence(form: str) -> None:
    asked = {
        (path, code) for path, field, together in fields_of(SHAPES[form]) for code in general_codes(field, together)
    }
    assert {(path, code) for path, code in asked if not is_of_field(path, code)} == set()


@pytest.mark.parametrize("form", [name for name in SHAPES if any(one.required for one in SHAPES[name].fields)])
@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_left_empty_is_answered_with_what_to_do(form: str, language: str) -> None:
    faults = SHAPES[form].gather({})[1]
    general = {FIELDS[code][language == "en"] for code in GENERAL}
    told = {one["message"] for one in field_messages(faults, language)}
    assert faults
    assert not told & general


def test_the_numbers_that_a_sentence_names_are_those_of_its_field() -> None:
    body = next(field.kind for field in SUBMISSION.fields if field.name == "body")
    code = next(field.kind for field in TRACKING.fields if field.name == "access_code")
    assert isinstance(body, Text)
    assert isinstance(code, Text)
    for said in OF_FIELDS["body.required"]:
        assert re.findall(r"\d+", said) == [str(body.least)]


def test_a_sentence_of_a_field_is_of_a_field_and_a_code_that_there_are() -> None:
    for key in OF_FIELDS:
        field, _, code = key.rpartition(".")
        assert field in LABELS, key
        assert code in FIELDS, key


def test_what_was_typed_too_short_is_told_with_its_length() -> None:
    with pytest.raises(Invalid) as refused:
        Text(20).read("Rusak", "body")
    said = [one["message"] for one in field_messages(refused.value.errors, "id")]
    assert said == ["Ceritakan lebih banyak: paling sedikit 20 huruf. Sekarang baru 5."]
    elsewhere = field_messages([FieldError("elsewhere", "required")], "id")
    assert elsewhere[0]["message"] == FIELDS["required"][0]
