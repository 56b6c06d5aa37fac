"""A form says the same as JSON: dotted names, flags as browsers write them, empty as absent."""

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.form_body import FORM, MOST_FIELDS, read_form
from chalicelib.intake.kinds import FormShape
from chalicelib.intake.shapes import Field, Shape
from chalicelib.pages.again import flat
from chalicelib.refusals import Malformed
from tests.intake.reading import BODIES, every_field, good, read

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip)


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values that a form can write for a field, good ones and bad ones."""
    if isinstance(field.kind, Shape):
        return st.fixed_dictionaries({}, optional={part.name: values_of(part) for part in field.kind.fields})
    numbers = st.integers(-1000, 1000) | st.floats(-200, 200).map(lambda number: round(number, 7))
    return {
        FormShape.TEXT: WORDS | st.sampled_from(["kab.6201", "complaint", "2026-11-25", "a@b.id", "081234567"]),
        FormShape.FLAG: st.booleans(),
        FormShape.NUMBER: numbers,
        FormShape.LIST: st.lists(WORDS | st.just("kab.6201"), min_size=1, max_size=12),
        FormShape.GROUP: st.dictionaries(st.sampled_from(["1", "20", "0", "x"]), WORDS),
    }[field.kind.form]


def outcome(name: str, fields: dict[str, object]) -> Any:
    """What was read, or every fault."""
    try:
        return read(name, fields)
    except Invalid as refusal:
        return sorted((error.field, error.code) for error in refusal.errors)


def as_form(fields: dict[str, Any]) -> dict[str, object]:
    """The body as a browser sends it, and as we read it."""
    return read_form(urlencode(flat(fields), doseq=True).encode())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(BODIES)), st.data())
def test_a_form_and_its_json_twin_are_read_alike(name: str, data: st.DataObject) -> None:
    drawn = {field.name: values_of(field) for field in BODIES[name].fields}
    changes = data.draw(st.fixed_dictionaries({}, optional=drawn))
    fields = {key: value for key, value in (good(name) | changes).items() if value != {}}
    assert outcome(name, as_form(fields)) == outcome(name, fields)


@settings(deadline=None)
@given(st.floats(-180, 180))
@example(-0.00002)
@example(1e-7)
def test_a_place_survives_the_page_that_asks_once_more(degrees: float) -> None:
    """The check page writes the number into a hidden field, and the next form brings it back."""
    degrees = round(degrees, 12)
    assert as_form({"location": {"lon": degrees}}) == {"location": {"lon": degrees}}


@pytest.mark.parametrize("written", ["true", "on", "1", "TRUE", " on "])
def test_a_tick_is_true_however_the_browser_writes_it(written: str) -> None:
    assert read_form(urlencode({"consent": written, "anonymous": written})) == {"consent": True, "anonymous": True}


@pytest.mark.parametrize("written", ["false", "off", "0"])
def test_no_is_false(written: str) -> None:
    assert read_form(urlencode({"anonymous": written})) == {"anonymous": False}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("-2,684", -2.684),
        ("111.62", 111.62),
        ("3", 3),
        ("-0", 0),
        ("1e5", "1e5"),
        ("0x10", "0x10"),
        ("٣", 3),
        ("\u22122,684", -2.684),
        ("tiga", "tiga"),
    ],
)
def test_numbers_are_understood_as_people_write_them(written: str, number: object) -> None:
    assert read_form(urlencode({"location.lat": written})) == {"location": {"lat": number}}


def test_empty_is_absent_and_line_ends_are_one() -> None:
    assert read_form("title=&body=%20&location.village=&consent=on&text=a%0D%0Ab") == {"consent": True, "text": "a\nb"}


@pytest.mark.parametrize(
    "raw",
    [
        b"title=a&title=b",
        b"location=a&location.lat=1",
        b"location.lat=1&location=a",
        b"location.lat=1&location.lat=2",
        b"title=%ff",
        b"title=%ED%A0%80",
        b"title=\xff",
        b"&".join(b"a%d=1" % number for number in range(MOST_FIELDS + 1)),
    ],
    ids=lambda raw: raw[:24].decode("latin-1"),
)
def test_what_could_be_read_two_ways_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_form(raw)


def test_a_name_means_the_same_in_every_form() -> None:
    for shape in BODIES.values():
        for path, field in every_field(shape):
            assert FORM.get(path, FormShape.TEXT) is field.kind.form, path
