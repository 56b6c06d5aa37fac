"""The words that the API's own answers use, as JSON for the site: what a fault or a state is called is written once.

`python -m infra.site_words > web/.words/server.json`, as the Makefile does before the site is built.
"""

import json
import sys

from chalicelib.language import LANGUAGES
from chalicelib.language.answer_sentences import ANSWERS
from chalicelib.language.field_sentences import FIELDS
from chalicelib.language.labels import HINTS, LABELS
from chalicelib.language.words import WORDS


def site_words() -> dict[str, dict[str, dict[str, str]]]:
    """Every table of words by language, kind and code."""
    tables = {**WORDS, "field": FIELDS, "answer": ANSWERS, "label": LABELS, "hint": HINTS}
    return {
        language: {kind: {code: said[place] for code, said in table.items()} for kind, table in tables.items()}
        for place, language in enumerate(LANGUAGES)
    }


if __name__ == "__main__":
    json.dump(site_words(), sys.stdout, ensure_ascii=False, indent=1)
