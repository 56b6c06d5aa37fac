"""Whether the sets of fonts that other tests ask for are really drawn with: they prove nothing otherwise."""

import pytest

from tests.browser.conftest import Open

DRAWN = {"dejavu": "DejaVu Sans", "noto": "Noto Sans"}


@pytest.mark.in_each_font
def test_a_page_is_drawn_with_the_fonts_that_were_chosen(surfer: Open, request: pytest.FixtureRequest) -> None:
    someone = surfer(width=360)
    wire = someone.context.new_cdp_session(someone.go("/"))
    wire.send("DOM.enable")
    wire.send("CSS.enable")
    top = wire.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", ".lapor-header__name", "main a", "main p"):
        node = wire.send("DOM.querySelector", {"nodeId": top, "selector": selector})["nodeId"]
        used = wire.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        chosen = request.node.callspec.params["browser"]
        assert {one["familyName"] for one in used} == {DRAWN[chosen]}, selector
