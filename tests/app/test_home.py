"""HOME_AGENCY: the head of the pages without script says whose installation it is, as the directory has it."""

from collections.abc import Iterator

import pytest

from chalicelib.service.home import NoHome, named_in_head
from chalicelib.store import directory_lookup
from tests.app.people import Desk
from tests.notify.scene import settings_of

SAID = "</strong> Pemkab Kobar – Pemerintah Kabupaten Kotawaringin Barat</a>"


@pytest.fixture
def receipt(desk: Desk) -> Iterator[dict[str, str]]:
    """Of a report to look at."""
    yield desk.submit()
    directory_lookup.forget()


def head(desk: Desk, receipt: dict[str, str], language: str = "id") -> str:
    """The page of a report, without script."""
    fields = {name: receipt[name] for name in ("report_id", "access_code")}
    reply = desk.form("/track", fields, {"Accept-Language": language})
    assert reply.status == 200
    return reply.content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_head_says_whose_installation_it_is(desk: Desk, receipt: dict[str, str], language: str) -> None:
    assert SAID not in head(desk, receipt, language)
    with settings_of(HOME_AGENCY="kab.6201"):
        assert SAID in head(desk, receipt, language)


def test_one_that_is_not_in_the_directory_is_named_and_hides_no_page(desk: Desk, receipt: dict[str, str]) -> None:
    with settings_of(HOME_AGENCY="kab.0000"):
        with pytest.raises(NoHome, match=r"kab\.0000"):
            named_in_head()
        assert "Layanan Aspirasi" in head(desk, receipt)
