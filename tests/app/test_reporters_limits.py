"""How often a reporter may give a report commands that tell officers or change what the public sees."""

from chalicelib.service.commands import PUBLICITIES_A_DAY, TEXTS_AN_HOUR
from tests.app.people import Desk


def test_publicity_changes_five_times_a_day_at_most(desk: Desk) -> None:
    assert PUBLICITIES_A_DAY == 5
    receipt = desk.submit()
    for at in range(5):
        assert desk.as_reporter(receipt, "publicity", allowed=at % 2 == 0).status == 200
    refused = desk.as_reporter(receipt, "publicity", allowed=False)
    assert (refused.status, refused.code) == (429, "rate_limited")
    assert refused.headers["Retry-After"] == str(24 * 3600)
    assert "besok" in refused.error["message"]
    assert desk.as_reporter(desk.submit(), "publicity", allowed=True).status == 200


def test_a_report_takes_so_many_texts_an_hour(desk: Desk) -> None:
    receipt = desk.submit()
    for number in range(TEXTS_AN_HOUR):
        assert desk.as_reporter(receipt, "reply", text=f"Tambahan keterangan nomor {number}").status == 200
    refused = desk.as_reporter(receipt, "reply", text="Satu lagi yang terlalu banyak")
    assert (refused.status, refused.headers["Retry-After"]) == (429, "3600")
    assert "satu jam" in refused.error["message"]
    assert "Satu lagi" not in str(desk.own(receipt))
    assert desk.as_reporter(receipt, "erase").status == 200


def test_who_comes_without_script_is_told_when_and_keeps_the_words(desk: Desk) -> None:
    receipt = desk.submit()
    path, code = f"/reports/{receipt['report_id']}", {"access_code": receipt["access_code"]}
    for number in range(TEXTS_AN_HOUR):
        assert desk.as_reporter(receipt, "reply", text=f"Tambahan keterangan nomor {number}").status == 200
    refused = desk.form(f"{path}/reply", code | {"text": "Kata-kata yang tidak boleh hilang"})
    assert (refused.status, refused.headers["Retry-After"]) == (429, "3600")
    assert "satu jam" in refused.content.decode()
    assert "Kata-kata yang tidak boleh hilang" in refused.content.decode()
    for at in range(5):
        assert desk.as_reporter(receipt, "publicity", allowed=at % 2 == 0).status == 200
    refused = desk.form(f"{path}/publicity", code | {"allowed": "false"})
    assert (refused.status, refused.headers["Retry-After"]) == (429, "86400")
    assert "besok" in refused.content.decode()
