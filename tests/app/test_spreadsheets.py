"""A CSV in a spreadsheet of any locale: whatever separates its cells, none of them begins a formula."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from chalicelib.service.spreadsheets import as_csv, harmless, harmless_everywhere

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1")
SEPARATORS = (",", ";", "\t", "|", "\n", "\r", "\r\n", "; ", ';"', ';\t"', "\x85", "\u2028")
OFFICE = shutil.which("soffice")


def hostile_rows() -> list[list[str]]:
    """Formulas behind every separator, between words, quotes and other cells."""
    return [
        [f"aman{separator}{formula}", f'kata "kutip"{separator}{formula}{separator}ekor', f"{separator}{formula}"]
        for separator in SEPARATORS
        for formula in FORMULAS
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_begins_a_formula_whatever_separates_cells(separator: str) -> None:
    text = as_csv(["Nomor;=1+1", "Judul"], hostile_rows())
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        for cell in cells:
            assert not cell.strip(' \t\r\n"\ufeff').startswith(("=", "+", "-", "@", "＝")), cell


def test_words_between_separators_stay_as_they_are() -> None:
    for text in ("Jalan rusak; lampu mati, air keruh", "A; B = C", "Rp1.000-an, 3+4", "baris\nbaris", ""):
        assert harmless_everywhere(text) == text


def test_only_a_csv_is_marked_inside() -> None:
    assert harmless("aman;=1+1") == "aman;=1+1"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice Calc is not on this machine")
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_libreoffice_calculates_nothing(tmp_path: Path, separator: str) -> None:
    """Opened in LibreOffice with each separator, no cell is a formula."""
    (tmp_path / "laporan.csv").write_text(as_csv(["Nomor", "Judul", "Isi"], hostile_rows()), newline="")
    command = [OFFICE or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    reading = f"--infilter=Text - txt - csv (StarCalc):{ord(separator)},34,76,1,,1057,false,true,false,true,false"
    converting = ["--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "laporan.csv")]
    subprocess.run([*command, reading, *converting], check=True, capture_output=True, timeout=120)
    sheet = (tmp_path / "laporan.fods").read_text()
    assert "aman" in sheet
    assert "table:formula" not in sheet
