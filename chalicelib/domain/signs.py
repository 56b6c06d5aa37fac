"""Signs as keyboards, telephones and messengers write them: which of them nobody sees, and which are one and the same.

The one normalisation of the house. Words are cleaned (``cleaned``): what a person cannot see they cannot correct, so it
is put right. Numbers, codes and whatever is looked for by a pattern are read in their plain form (``plain``): one dash,
one blank, one apostrophe, the ten digits. The site is given the same tables (infra/site_facts).
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Marks that turn or join text and have no sign of their own. Phones and messengers leave them around pasted names and
# numbers; in a public text they could show a word backwards.
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# C0 and C1 but tab and newline, and surrogates, which no UTF-8 can carry.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# What takes no place of its own on paper or leaves it blank: joiners and variation selectors that scripts and emoji
# need, fillers that Unicode counts among the letters, the empty Braille cell, tags, and signs of private fonts.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
APOSTROPHES = "`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\uff07"
_ALIKE = {**dict.fromkeys(DASHES, "-"), **dict.fromkeys(APOSTROPHES, "'")}
_FORMATS = frozenset(("Cf", "Cc", "Co", "Cs"))


def cleaned(text: str) -> str:
    """Words without what nobody sees and may not stay: every line end one, composed (NFC), trimmed."""
    return composed(CONTROL.sub("", LINE_ENDS.sub("\n", text)))


def composed(text: str) -> str:
    """A text without marks that have no sign of their own, composed and trimmed."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).strip()


def plain(text: str) -> str:
    """A text as numbers and codes are read in it."""
    return text if text.isascii() and "`" not in text else "".join(map(plain_sign, text))


def plain_sign(sign: str) -> str:
    """What stands for one sign in the plain form: nothing where nobody sees it, several signs for a ligature."""
    if sign in _ALIKE:
        return _ALIKE[sign]
    if sign.isascii():
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in _FORMATS or UNSEEN.match(sign):
        return ""
    return "".join(_digit(_ALIKE.get(one, one)) for one in unicodedata.normalize("NFKC", sign))


def _digit(sign: str) -> str:
    """The digit that a sign writes in whatever script, or the sign."""
    return sign if sign.isascii() else str(unicodedata.decimal(sign, sign))
