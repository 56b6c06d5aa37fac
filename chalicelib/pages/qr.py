"""A link as a picture that another telephone's camera reads (ISO/IEC 18004), for who has no script to draw it."""

from itertools import groupby

import segno

MARGIN = 4
"""Readers want so many light squares around it."""


def drawn(text: str) -> tuple[int, str]:
    """How many squares wide and high the code is with its margin, and the path of its dark ones, run by run."""
    code = segno.make_qr(text)
    runs = []
    for row, squares in enumerate(code.matrix, MARGIN):
        column = MARGIN
        for is_dark, run in groupby(squares):
            length = len(list(run))
            if is_dark:
                runs.append(f"M{column} {row}h{length}v1h-{length}z")
            column += length
    return len(code.matrix) + 2 * MARGIN, "".join(runs)
