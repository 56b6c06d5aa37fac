"""How much one source may ask in five minutes, before the application's own limits are looked at.

Thousands of citizens share one address at a mobile operator, and all of an office at its proxy: so these stop floods,
not people, and stand at what the application's own defaults (docs/settings.md) let through.
"""

from typing import Any

WINDOW_SECONDS = 300
EVERYTHING = 15_000
SUBMITS_PER_MINUTE = 600
"""The limit that this firewall keeps for the application, which then counts no submit (docs/settings.md)."""
WRITES = SUBMITS_PER_MINUTE * WINDOW_SECONDS // 60
CODES = 2_000
_AS_IT_IS = [{"Priority": 0, "Type": "NONE"}]


def limits(viewer_address_header: str) -> list[tuple[str, dict[str, Any]]]:
    """Name and statement of each limit; the source is what our distribution wrote into that header."""
    return [
        ("EverythingOfOneSource", _limit(viewer_address_header, EVERYTHING, None)),
        ("ReportsAndFilesOfOneSource", _limit(viewer_address_header, WRITES, _writes())),
        ("AccessCodesOfOneSource", _limit(viewer_address_header, CODES, _codes())),
    ]


def _limit(header: str, most: int, of: dict[str, Any] | None) -> dict[str, Any]:
    statement = {
        "AggregateKeyType": "CUSTOM_KEYS",
        "CustomKeys": [{"Header": {"Name": header.lower(), "TextTransformations": _AS_IT_IS}}],
        "EvaluationWindowSec": WINDOW_SECONDS,
        "Limit": most,
    }
    return {"RateBasedStatement": statement | ({"ScopeDownStatement": of} if of else {})}


def _writes() -> dict[str, Any]:
    """New reports, and files announced."""
    return _both(_is({"Method": {}}, "EXACTLY", "POST"), _any(_ends("/reports"), _ends("/attachments")))


def _codes() -> dict[str, Any]:
    """Whatever shows an access code: in its header, or in the form of the tracking page."""
    has_code = {
        "ComparisonOperator": "GT",
        "Size": 0,
        "FieldToMatch": {"SingleHeader": {"Name": "x-access-code"}},
        "TextTransformations": _AS_IT_IS,
    }
    return _any({"SizeConstraintStatement": has_code}, _ends("/track"))


def _ends(path: str) -> dict[str, Any]:
    return _is({"UriPath": {}}, "ENDS_WITH", path)


def _is(field: dict[str, Any], where: str, text: str) -> dict[str, Any]:
    match = {"FieldToMatch": field, "PositionalConstraint": where, "SearchString": text}
    return {"ByteMatchStatement": {**match, "TextTransformations": _AS_IT_IS}}


def _both(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"AndStatement": {"Statements": list(statements)}}


def _any(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"OrStatement": {"Statements": list(statements)}}
