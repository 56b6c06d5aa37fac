"""Bodies that cannot be read, or could be read two ways, are refused whole; what can be read never crashes a parser."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.intake.form_body import read_form
from chalicelib.intake.json_body import DEEPEST, read_json
from chalicelib.refusals import Malformed
from tests.intake.reading import BODIES, every_field, faults

UNREADABLE: list[tuple[bytes, str]] = [
    (b"", "not_json"),
    (b" ", "not_json"),
    (b"{", "not_json"),
    (b"{'a': 1}", "not_json"),
    (b"{} {}", "not_json"),
    (b"\xef\xbb\xbf{}", "not_json"),
    (b"null", "not_an_object"),
    (b"[]", "not_an_object"),
    (b'"text"', "not_an_object"),
    (b"7", "not_an_object"),
    (b'{"a": NaN}', "not_json"),
    (b'{"a": -Infinity}', "not_json"),
    (b'{"a": 1e999}', "number_too_large"),
    (b'{"a": ' + b"9" * 5000 + b"}", "not_json"),
    (b'{"a": 1, "a": 1}', "duplicate_names"),
    (b'{"a": {"b": 1, "b": 2}}', "duplicate_names"),
    (b'{"a": 1, "\\u0061": 1}', "duplicate_names"),
    (b'{"a": "\\ud800"}', "not_utf8"),
    (b'{"\\udfff": 1}', "not_utf8"),
    (b'{"a": "\xff"}', "not_utf8"),
    ('{"a": 1}'.encode("utf-16"), "not_utf8"),
    (b'{"a": "\x00"}', "not_json"),
    (b"[" * 100_000, "too_deep"),
    (b'{"a":' * 100_000, "too_deep"),
    (b'{"a": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", "too_deep"),
]


@pytest.mark.parametrize(("raw", "reason"), UNREADABLE, ids=lambda value: str(value)[:30])
def test_what_cannot_be_read_is_malformed(raw: bytes, reason: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_json(raw)
    assert refused.value.reason == reason


def test_a_body_of_ever_so_many_names_is_read_and_told_in_few_faults() -> None:
    body = read_json(json.dumps({f"n{number}": 0 for number in range(20_000)}))
    told = faults("submit", body)
    assert ("title", "required") in told
    assert len(told) < 100


def test_names_come_back_without_what_could_harm_an_answer() -> None:
    told = [field for field, _ in faults("reply", {"text": "x", "<b>\r\n\x1b[31m": 1, "y" * 500: 2})]
    assert told == ["_b_____31m", "y" * 64]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["kab.6201", "id"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(BODIES)), st.data())
def test_any_values_in_any_fields_are_read_or_told(name: str, data: st.DataObject) -> None:
    paths = [path for path, _ in every_field(BODIES[name])]
    body: dict[str, Any] = data.draw(st.dictionaries(st.sampled_from(paths), VALUES))
    assert all(field and code for field, code in faults(name, body))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='{}[]":,0e.-\\u0dlat\x00 ', max_size=80).map(str.encode))
def test_any_bytes_are_a_body_or_malformed(raw: bytes) -> None:
    for read_body in (read_json, read_form):
        with suppress(Malformed):
            assert isinstance(read_body(raw), dict)
