"""The words of an HTML mail, in lines, without what it quotes of others. Nothing of it is ever shown as HTML."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset("address article br div dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul".split())
_UNSEEN = frozenset("head script style template title noscript svg".split())
_QUOTES = re.compile(r"gmail_(?:quote|attr|extra)|yahoo_quoted|moz-cite-prefix|protonmail_quote|OutlookMessageHeader")
_QUOTED_BY_ID = frozenset({"appendonsend", "divRplyFwdMsg", "mail-editor-reference-message-container"})
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _SeenText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._left_out: list[str] = []
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if said.get("id") in _QUOTED_BY_ID:
            self.is_over = True  # Outlook marks where the history begins, and wraps nothing around it
        is_quote = tag == "blockquote" or _QUOTES.search(said.get("class", ""))
        if tag not in _VOID and (self._left_out or tag in _UNSEEN or is_quote):
            self._left_out.append(tag)
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._left_out:
            # What was left open inside ends with it.
            while self._left_out.pop() != tag:
                pass
        elif tag in _BREAKS:
            self.parts.append("\n")
        elif tag == "td":
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._left_out and not self.is_over:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of_html(html: str) -> str:
    """What a person reads of it, at most one empty line between two others."""
    words = _SeenText()
    words.feed(html)
    words.close()
    lines = [line.strip() for line in "".join(words.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
