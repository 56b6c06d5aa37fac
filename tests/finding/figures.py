"""How well names and numbers are found: recall and precision over sentences that were kept apart from the grammar.

`.venv/bin/python -m tests.finding.figures` prints the figures and every miss. A mark counts as found only when it is
the whole of what names somebody; a mark of a part is a miss and a false mark at once.
"""

import json
import sys
from pathlib import Path

from chalicelib.finding.kinds import RemovalKind
from chalicelib.finding.removals import removals_in

SENTENCES = json.loads((Path(__file__).parent / "unseen_sentences.json").read_text(encoding="utf-8"))


def marked(text: str) -> list[str]:
    """What is marked in a text as a name or number, cut out as a browser would; where somebody lives is left apart."""
    units = text.encode("utf-16-le")
    found = [one for one in removals_in(text) if one.kind is not RemovalKind.ADDRESS]
    return [units[2 * one.start : 2 * one.end].decode("utf-16-le") for one in found]


def figures(named: list[tuple[str, list[str]]], nobody: list[str]) -> str:
    """What was found, what was missed and what was marked for nothing, with each sentence that went wrong."""
    found, wrong, lines = 0, 0, []
    for sentence, wanted in [*named, *((one, []) for one in nobody)]:
        got = marked(sentence)
        found += len([one for one in got if one in wanted])
        wrong += len([one for one in got if one not in wanted])
        if got != wanted:
            lines.append(f"  {sentence} wanted {wanted}, marked {got}")
    of = sum(len(wanted) for _, wanted in named)
    return "\n".join([f"{found} of {of} found, {wrong} of {found + wrong} marked for nothing", *lines])


if __name__ == "__main__":
    for name in SENTENCES:
        sys.stdout.write(f"{name}: {figures(**SENTENCES[name])}\n")
