"""Whoever sends a file is told in their language what is wrong with it, or what became of it."""

import re
from pathlib import Path

from chalicelib.domain.attachments import AttachmentState, RefusedFile
from chalicelib.intake import uploads
from chalicelib.language.file_sentences import FILES
from chalicelib.language.sentences import SENTENCES
from chalicelib.language.words import WORDS


def test_every_reason_and_every_fault_has_a_sentence_in_both_languages() -> None:
    source = Path(uploads.__file__).read_text(encoding="utf-8")
    used = (
        set(re.findall(r'"(file_[a-z_]+)"', source))
        | {"too_many_files", "files_too_large"}
        | {reason.value for reason in RefusedFile}
    )
    assert used == set(FILES)
    for code in used:
        indonesian, english = SENTENCES[code]
        assert indonesian
        assert english
        assert indonesian != english
        assert set(re.findall(r"{\w+}", indonesian)) == set(re.findall(r"{\w+}", english))


def test_every_state_has_its_words() -> None:
    assert set(WORDS["attachment"]) == {state.value for state in AttachmentState}
