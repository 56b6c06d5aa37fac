"""The map of an installation's own area: said where it is, given piece by piece, refused at the start if it is none."""

import json
from pathlib import Path

import pytest

from infra.area_map import NoAreaMap, area_map
from infra.local.site import Site
from tests.area_file import area_file
from tests.local.running_system import ROOT

DIST = ROOT / "web" / "dist"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small map."""
    return area_file(tmp_path / "kobar.pmtiles", -2.68, 111.62)


def test_without_the_setting_there_is_none() -> None:
    assert area_map({}) is None
    assert json.loads(Site(DIST).answer("GET", "/peta.json", {}).body) == {"file": None}


def test_the_card_names_the_file_and_its_pieces_are_given(file: Path) -> None:
    site, content = Site(DIST, area=area_map({"MAP_FILE": str(file)})), file.read_bytes()
    card = site.answer("GET", "/peta.json", {})
    assert dict(card.headers)["Cache-Control"] == "no-cache"
    address = json.loads(card.body)["file"]
    piece = site.answer("GET", address, {"range": "bytes=7-126"})
    assert (piece.status, piece.body) == (206, content[7:127])
    said = dict(piece.headers)
    assert said["Content-Range"] == f"bytes 7-126/{len(content)}"
    assert "immutable" in said["Cache-Control"]
    assert "Content-Security-Policy" in said
    assert site.answer("GET", address, {"range": "bytes=0-999999"}).body == content


@pytest.mark.parametrize("asked", [None, "bytes=9-1", "bytes=99999999-", "bytes=0-1,3-4", "bytes=-5", "lines=0-1", "x"])
def test_what_is_no_single_stretch_of_it_is_refused(file: Path, asked: str | None) -> None:
    area = area_map({"MAP_FILE": str(file)})
    assert area
    answer = Site(DIST, area=area).answer("GET", f"/{area.name}", {"range": asked} if asked else {})
    assert (answer.status, answer.body) == (416, b"")
    assert dict(answer.headers)["Content-Range"] == f"bytes */{area.size}"


def test_another_content_has_another_address(file: Path, tmp_path: Path) -> None:
    other = area_file(tmp_path / "other.pmtiles", -6.2, 106.8)
    one, two = (area_map({"MAP_FILE": str(path)}) for path in (file, other))
    assert one is not None
    assert two is not None
    assert one.name != two.name


def test_what_can_be_no_map_is_told_at_the_start(tmp_path: Path) -> None:
    text = tmp_path / "map.txt"
    text.write_text("no map")
    for given, told in ((text, "no PMTiles file"), (tmp_path / "absent", "No such file"), (tmp_path, "directory")):
        with pytest.raises(NoAreaMap, match=told):
            area_map({"MAP_FILE": str(given)})
