"""What looks for canaries finds them, however they are written."""

import base64
import quopri

import pytest

from tests.canary.searching import found_in

BIRD = "kenarihapus"


@pytest.mark.parametrize(
    "content",
    [
        b"x kenarihapus y",
        "KenariHapus".encode("utf-16-le"),
        *(base64.b64encode(b"." * before + b"Kenarihapus" + b"." * 5) for before in range(4)),
        quopri.encodestring("é kenarihapus".encode()),
    ],
)
def test_a_canary_is_found(content: bytes) -> None:
    assert found_in(content, [BIRD, "burung lain"]) == [BIRD]


def test_a_number_is_found_without_its_gaps_and_nothing_where_nothing_is() -> None:
    assert found_in(b"tel:081247479191", ["0812 4747 9191"]) == ["0812 4747 9191"]
    assert found_in(b"kenari hapus, 0812 4747 91", [BIRD, "0812 4747 9191"]) == []
