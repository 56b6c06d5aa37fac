"""Every refusal has a sentence, in Indonesian and in English, with nothing left to fill in."""

import ast
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chalicelib import refusals
from chalicelib.domain.attachments import RefusedFile
from chalicelib.domain.refusals import FieldError, Forbidden, Invalid, NotAllowedNow, StaleVersion
from chalicelib.domain.states import State
from chalicelib.failures import Unavailable
from chalicelib.language.answer_sentences import ANSWERS
from chalicelib.language.directory_sentences import DIRECTORY
from chalicelib.language.field_sentences import FIELDS
from chalicelib.language.file_sentences import FILES
from chalicelib.language.preferred import language_of
from chalicelib.language.sentences import SENTENCES, field_messages, sentence
from chalicelib.refusals import Malformed
from chalicelib.routes.refusals import refusal_answer

OF_FIELDS = FIELDS | FILES | DIRECTORY
SOURCE = Path(__file__).resolve().parents[2] / "chalicelib"
REFUSALS = [
    refusals.Unauthenticated(),
    refusals.NotFound(),
    Malformed("not_json"),
    refusals.TooLarge(),
    refusals.UnsupportedMediaType(),
    Forbidden(),
    Forbidden(State.SUBMITTED, ("verify",)),
    Invalid(FieldError("title", "required")),
    refusals.Stale(3, None),
    StaleVersion(3),
    NotAllowedNow(State.CLOSED, ("dispute",)),
    refusals.KeyReused(),
    refusals.Erased(datetime(2026, 11, 25, tzinfo=UTC)),
    refusals.RateLimited(60),
    Unavailable("throttled"),
]


def codes_in_the_source() -> Iterator[tuple[str, set[str]]]:
    """Every code of a field's fault, with the names of the values that go with it."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.keyword)
                and node.arg in ("absent", "fault")
                and isinstance(node.value, ast.Constant)
            ):
                yield str(node.value.value), set()
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "fault" and node.value:
                yield str(getattr(node.value, "value", "")), {"options"}
            if not isinstance(node, ast.Call) or len(node.args) < 2 or not isinstance(node.args[1], ast.Constant):
                continue
            if getattr(node.func, "id", "") in ("FieldError", "Code"):
                values = node.args[2] if len(node.args) > 2 else None
                keys = values.keys if isinstance(values, ast.Dict) else []
                yield str(node.args[1].value), {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def placeholders(text: str) -> set[str]:
    """What a sentence wants to be told."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_in_the_source_has_a_sentence_and_fills_it() -> None:
    found = list(codes_in_the_source())
    assert len({code for code, _ in found}) > 35
    for code, values in found:
        assert code in OF_FIELDS, code
        for text in OF_FIELDS[code]:
            assert placeholders(text) <= values, code


def test_every_sentence_is_said_somewhere() -> None:
    refused_files = {reason.value for reason in RefusedFile}
    assert set(OF_FIELDS) == {code for code, _ in codes_in_the_source()} | refused_files


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_whole_in_both_languages(code: str) -> None:
    indonesian, english = SENTENCES[code]
    assert indonesian != english
    assert placeholders(indonesian) == placeholders(english)
    for text in (indonesian, english):
        assert text[0].isupper()
        assert text.strip().endswith((".", "?"))


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: type(refusal).__name__)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_refusal_is_answered_with_its_sentence_filled(refusal: Exception, language: str) -> None:
    status, body, headers = refusal_answer(refusal, language)
    error = body["error"]
    assert 400 <= status < 600
    assert error["code"] in ANSWERS
    assert error["message"]
    assert "…" not in error["message"]
    assert "{" not in error["message"]
    assert ("Retry-After" in headers) == (status in (429, 503))
    assert error["fields"] == [] or status == 422


def test_an_erased_report_says_when_and_under_which_rule() -> None:
    late_in_london_is_the_next_day_in_jakarta = datetime(2026, 11, 25, 20, tzinfo=UTC)
    _, body, _ = refusal_answer(refusals.Erased(late_in_london_is_the_next_day_in_jakarta), "en")
    assert body["error"]["on"] == "2026-11-26"
    assert "Thursday, 26 November 2026" in body["error"]["message"]
    assert body["error"]["rule"] in body["error"]["message"]


def test_a_fault_is_told_with_its_values() -> None:
    told = field_messages([FieldError("title", "too_short", {"least": 10, "length": 4})], "en")
    assert told == [
        {
            "field": "title",
            "code": "too_short",
            "message": "Write a clearer title: at least 10 letters. There are 4 so far.",
        }
    ]


def test_braces_that_a_citizen_wrote_are_no_placeholders() -> None:
    assert sentence("not_one_of", "en", {"options": "{0} {x.y}"}) == "Choose one of these: {0} {x.y}."


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "id"),
        ("", "id"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("id,en;q=0.9", "id"),
        ("en;q=0.5, id;q=0.6", "id"),
        ("EN-us", "en"),
        ("jv, su;q=0.8, en;q=0.1", "en"),
        ("in-ID", "id"),
        ("*", "id"),
        ("en;q=0", "id"),
        ("en;q=nan", "id"),
        ("\r\nSet-Cookie: x", "id"),
        ("en," * 10_000, "en"),
        ("\u202een", "id"),
    ],
)
def test_the_language_of_a_reader(header: str | None, language: str) -> None:
    assert language_of(header) == language


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", "Pilih tanggal dari Senin, 30 November 2026 sampai Selasa, 28 November 2028."),
        ("en", "Choose a day from Monday, 30 November 2026 to Tuesday, 28 November 2028."),
    ],
)
def test_a_day_in_a_fault_is_told_in_words(language: str, expected: str) -> None:
    values = {"least": date(2026, 11, 30), "most": date(2028, 11, 28)}
    assert field_messages([FieldError("promised_by", "no_day_to_promise", values)], language)[0]["message"] == expected
