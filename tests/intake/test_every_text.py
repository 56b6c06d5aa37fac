"""The rows that server and site share: what people paste and type is put right, taken, or refused with its reason."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contacts import normal_email, normal_phone
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.signs import UNSEEN, cleaned, plain
from chalicelib.domain.tracking import access_code, is_access_code, parse_report_id
from chalicelib.intake.texts import in_one_line, visible_length
from chalicelib.intake.uploads import parse_upload
from tests.intake.reading import faults, good, read, with_value
from tests.texts import ROWS

NUMBER = "LP-KERJ-A1TE-ST4"
SECRET = bytes(range(32))


def of_each(rows: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """Each way of writing with what it means."""
    return [(meant, written) for meant, all_written in rows for written in all_written]


def told(path: str, value: str) -> list[tuple[str, str]]:
    """The faults of a submit with that value in it."""
    return faults("submit", with_value(good("submit"), path, value))


@pytest.mark.parametrize(("sent", "kept"), ROWS["body"])
def test_a_body_is_put_right(sent: str, kept: str) -> None:
    around = "di depan pasar Indra Sari"
    assert read("submit", good("submit") | {"body": f"{around} {sent} {around}"}).body == f"{around} {kept} {around}"


@pytest.mark.parametrize(("sent", "kept"), ROWS["title"])
def test_a_title_is_put_right(sent: str, kept: str) -> None:
    assert read("submit", good("submit") | {"title": sent}).title == kept


@pytest.mark.parametrize("text", ROWS["of_nothing"])
def test_a_name_of_which_nothing_is_seen_is_none(text: str) -> None:
    assert read("submit", with_value(good("submit"), "reporter.name", text)).name is None


@pytest.mark.parametrize("name", ROWS["names"])
def test_a_name_of_one_letter_or_one_word_is_a_name(name: str) -> None:
    assert read("submit", with_value(good("submit"), "reporter.name", name)).name == name
    assert told("proxy", {"name": name, "relation": "anak"}) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ROWS["no_names"])
def test_a_name_without_a_letter_says_nothing(name: str) -> None:
    assert told("reporter.name", name) == [("reporter.name", "says_nothing")]


@pytest.mark.parametrize(("number", "written"), of_each(ROWS["phones"]))
def test_a_telephone_number_is_one_however_it_is_written(number: str, written: str) -> None:
    taken = read("submit", with_value(good("submit"), "reporter.phone", written)).phone
    assert normal_phone(taken) == normal_phone(number) == number.removeprefix("+")


@pytest.mark.parametrize("written", ROWS["no_phones"])
def test_what_nobody_can_call_is_no_telephone_number(written: str) -> None:
    assert told("reporter.phone", written) == [("reporter.phone", "not_a_phone")]


@pytest.mark.parametrize(("meant", "written"), [*((one, one) for one in ROWS["emails"]), *of_each(ROWS["same_email"])])
def test_a_mail_address_is_one_however_it_is_written(meant: str, written: str) -> None:
    taken = read("submit", with_value(good("submit"), "reporter.email", written)).email
    assert taken.isascii()
    assert normal_email(taken) == meant


@pytest.mark.parametrize("written", ROWS["no_emails"])
def test_what_no_mail_reaches_is_no_address(written: str) -> None:
    assert told("reporter.email", written) == [("reporter.email", "not_an_email")]


@pytest.mark.parametrize(("sent", "kept"), ROWS["file_names"])
def test_the_name_of_a_file_loses_what_nobody_sees(sent: str, kept: str) -> None:
    assert parse_upload({"filename": sent, "content_type": "image/jpeg", "size": 1}).filename == kept


@pytest.mark.parametrize("sent", ROWS["no_file_names"])
def test_the_name_of_a_file_deceives_nobody(sent: str) -> None:
    with pytest.raises(Invalid):
        parse_upload({"filename": sent, "content_type": "image/jpeg", "size": 1})


@pytest.mark.parametrize("between", ROWS["dashes_and_blanks"])
def test_numbers_and_codes_are_read_with_any_dash_or_blank_between(between: str) -> None:
    code = access_code(SECRET, NUMBER)
    for written in (NUMBER, NUMBER.lower(), NUMBER.removeprefix("LP-"), NUMBER.replace("1", "l")):
        assert parse_report_id(written.replace("-", between)) == NUMBER
    assert is_access_code(SECRET, NUMBER, code.replace("-", between))
    assert is_access_code(SECRET, NUMBER, f"\ufeff{code.lower().replace('-', between)}\u202c")


def test_numbers_and_codes_are_read_in_full_width() -> None:
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in map(chr, range(0x21, 0x7F))}
    code = access_code(SECRET, NUMBER)
    assert parse_report_id(NUMBER.translate(wide)) == NUMBER
    assert is_access_code(SECRET, NUMBER, code.translate(wide))


@given(st.text(max_size=200))
def test_the_plain_form_is_plain_already(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not any(unicodedata.category(sign) in ("Nd", "Zs") for sign in once if not sign.isascii())


@given(st.text(max_size=200))
def test_cleaning_never_takes_a_letter_or_a_digit(text: str) -> None:
    for kept in (cleaned(text), in_one_line(text, "title")):
        assert cleaned(kept) == kept
        assert "".join(kept.split()) == "".join(cleaned(text).split())
    seen = [sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] in "LN"]
    if any(not UNSEEN.match(sign) for sign in seen):
        assert visible_length(cleaned(text)) > 0


@given(st.from_regex(r"08[1-9][0-9]{8,9}", fullmatch=True), st.data())
def test_any_number_is_one_with_any_dashes_and_blanks(number: str, data: st.DataObject) -> None:
    between = st.sampled_from(["", *(one for one in ROWS["dashes_and_blanks"] if one != "\t" and len(one) < 2)])
    written = "".join(digit + data.draw(between) for digit in number)
    assert normal_phone(written) == normal_phone(number) == f"62{number[1:]}"
    assert told("reporter.phone", written) == []
