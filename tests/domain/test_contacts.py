"""However somebody writes their contact, it is known again; and two contacts do not become one."""

import pytest

from chalicelib.domain.contacts import normal_email, normal_phone

SITIS = (
    "0812 3456 7890", "081234567890", "812-3456-7890", "+62 812 3456 7890", "62 812 3456 7890", "0062 812 3456 7890",
    "+62 (0)812 3456 7890", " (0812) 34567890",
)  # fmt: skip


@pytest.mark.parametrize("written", SITIS)
def test_a_telephone_number_is_one_however_it_is_written(written: str) -> None:
    assert normal_phone(written) == "6281234567890"


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("0532 21122", "6253221122"),  # a line in Pangkalan Bun
        ("+65 6123 4567", "6561234567"),
        ("0065 6123 4567", "6561234567"),
        ("+81 90 1234 5678", "819012345678"),  # of Japan, not one of ours without its 0
        ("112112", "112112"),
    ],
)
def test_numbers_of_a_town_and_of_other_countries(written: str, normal: str) -> None:
    assert normal_phone(written) == normal


def test_other_numbers_stay_others() -> None:
    others = ("0812 3456 7891", "0821 3456 7890", "+81 2 3456 7890", "021 3456 7890", "1234 567 890")
    assert len({normal_phone(one) for one in (*others, SITIS[0])}) == len(others) + 1


def test_capitals_and_blanks_make_no_difference_to_an_address() -> None:
    assert normal_email(" Siti.Uji@Warga.Example ") == normal_email("siti.uji@warga.example")
    assert normal_email("siti.uji+1@warga.example") != normal_email("siti.uji@warga.example")
