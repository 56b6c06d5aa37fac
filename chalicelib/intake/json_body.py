"""A JSON body: one object, read strictly, or refused as a whole before any field is looked at."""

import json
import math
from typing import Any, NoReturn

from chalicelib.refusals import Malformed

DEEPEST = 20


def read_json(raw: bytes | str) -> dict[str, object]:
    """The object in the body. Raises Malformed for anything else, and for what two readers could read differently."""
    try:
        body = json.loads(utf8(raw), object_pairs_hook=_each_once, parse_constant=_not_a_number, parse_float=_finite)
    except RecursionError:
        raise Malformed("too_deep") from None
    except ValueError:
        raise Malformed("not_json") from None
    if not isinstance(body, dict):
        raise Malformed("not_an_object")
    _measure(body)
    return body


def utf8(raw: bytes | str) -> str:
    """The body's text. Raises Malformed when it is not UTF-8, or carries lone surrogates."""
    try:
        return raw.decode() if isinstance(raw, bytes) else raw.encode().decode()
    except UnicodeError:
        raise Malformed("not_utf8") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("duplicate_names")
    return found


def _not_a_number(word: str) -> NoReturn:
    raise Malformed("not_json")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Malformed("number_too_large")
    return number


def _measure(body: dict[str, Any]) -> None:
    """Raises Malformed for nesting beyond DEEPEST and for escapes (``\\ud800``) that no UTF-8 can carry."""
    ahead: list[tuple[Any, int]] = [(body, 1)]
    while ahead:
        value, depth = ahead.pop()
        if depth > DEEPEST:
            raise Malformed("too_deep")
        match value:
            case dict():
                ahead.extend((name, depth) for name in value)
                ahead.extend((part, depth + 1) for part in value.values())
            case list():
                ahead.extend((part, depth + 1) for part in value)
            case str():
                utf8(value)
