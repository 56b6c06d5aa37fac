"""The public list and a published report for who comes without script."""

import re

import pytest

from tests.app.people import Desk
from tests.pages.html import check

WORDING = {"public_title": "Jalan rusak di sebuah kampung", "public_body": "Jalan rusak sejak hujan."}


def published(desk: Desk) -> str:
    """A report that everybody may read."""
    receipt = desk.submit(title="Jalan di depan rumah Pak Budi rusak")
    assert (
        desk.act("kobar", receipt["report_id"], "verify", publish=True, forward_to="kab.6201.dpupr", **WORDING).status
        == 200
    )
    return str(receipt["report_id"])


def page_at(desk: Desk, path: str, language: str = "id", status: int = 200) -> str:
    """A page, which must be whole."""
    reply = desk.ask("GET", path)
    assert reply.status == status
    text = reply.content.decode()
    check(text, language)
    return text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_leads_to_a_report_and_both_to_their_other_language(desk: Desk, language: str) -> None:
    number = published(desk)
    other = {"id": "en", "en": "id"}[language]
    listed = page_at(desk, f"/pages/reports?language={language}&agency=kab.6201", language)
    assert f'<a href="/api/pages/reports/{number}?language={language}">{WORDING["public_title"]}</a>' in listed
    assert f'href="/api/pages/reports?agency=kab.6201&amp;language={other}"' in listed
    one = page_at(desk, f"/pages/reports/{number}?language={language}", language)
    assert f"<h1>{WORDING['public_title']}</h1>" in one
    assert WORDING["public_body"] in one
    assert "Pak Budi" not in listed + one
    assert f'href="/api/pages/reports/{number}?language={other}"' in one


def test_a_month_is_chosen_by_its_name_and_stays_chosen(desk: Desk) -> None:
    published(desk)
    page = page_at(desk, "/pages/reports?month=2021-03&agency=&category=&state=&language=id")
    options = re.findall(r'<option value="(\d{4}-\d\d)"( selected)?>([^<]+)</option>', page)
    assert len(options) == 24 + 1
    assert options[-1] == ("2021-03", " selected", "Maret 2021")
    assert "Belum ada laporan publik yang cocok." in page


def test_what_is_not_public_or_not_asked_right_is_told_as_a_page(desk: Desk) -> None:
    hidden = desk.submit()["report_id"]
    assert "Pak Budi" not in page_at(desk, f"/pages/reports/{hidden}", status=404)
    page_at(desk, "/pages/reports?month=2021-13", status=422)
    page_at(desk, "/pages/reports?cursor=tebakan&language=en", "en", status=400)
