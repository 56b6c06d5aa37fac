"""Facts as text that is small enough for one write unit: names and codes that every report repeats are left to a
dictionary (DEFLATE with a preset one, RFC 1951), what is left is base64.

Words of people are never packed: whoever searches what is kept for a name must find it. Packed text is JSON still, one
text under ``_`` and the words beside it; text without it is what earlier versions stored.
"""

import base64
import json
import zlib
from typing import Any

_MARK = '{"_":"'
# Neither head nor checksum, 10 bytes of each text: what is broken is no JSON of facts.
_BARE = -zlib.MAX_WBITS
# Packed, less than this would be as long as it was.
LEAST = 60
# Stored items are read with it: never changed, for not a byte of them could be read again. What comes last is cheapest.
DICTIONARY = (
    b'"promised_by":"surveyed":true"rating":"duplicate_of":"hears_of":"case_main":"LP-"case_seq":"case_disputes":["'
    b'"erased_at":"expired_at":"reached_at":"unreached":true"objected":true"held_at_level_three":["level_limit":"'
    b'"referred_to_ombudsman":true"archived_reason":"too_general""not_public_service""spam""abusive""private_dispute"'
    b'"before_the_court""unintelligible""criminal_matter""test""deemed_withdrawn""duplicate""closed_reason":"no_reply"'
    b'"confirmed""outcome":"partly""explained""refused""referred""planned""sanction""solved""supervisory":true,"sealed":'
    b'true"publicity_allowed":true"published_at":"public_body_seq":"returns":1"reopenings":1"late":true,"level":2"ended_at'
    b'":"withdrawn""archived""closed""joined""reopened""returned""needs_info""in_progress""answered""forwarded""submitted"'
    b'"due_at":"2026-12-02T16:59:59.000Z","answer_by":"2027-01-28T16:59:59.000Z","late":true,"unreached":true,"reported_age'
    b'ncies":["sealed":true,"confidential":true,"published":true,"classification":"information""aspiration""complaint"}'
    b'{"state":"submitted","category":"pekerjaan-umum","holder":"kab.","holder_since":"2026-12-29T16:37:46.767Z","received_a'
    b't":"2026-12-29T16:37:46.767Z","level":0,"closed_reason":null}'
    b'"pauses":[{"since":"","until":null}]"paused_state":"reported_agencies":["prov.kota.kem.lb.ri"role":"liaison""head"'
    b'"inspectorate""nation""reporter""system""coordinator"{"kind":"half""last","at":"}"name":"dispose""promise""dispute"'
    b'"object""revive""complete""decide""redo""Asia/Makassar""Asia/Jayapura"'
    b'"first_forwarded_at":"2026-12-31T16:59:59.000000Z","forwarded_by":{"role":"coordinator","agency_id":"kab.","username"'
    b':null},"holder":"kab.","holder_since":"2027-01-02T03:04:05.678000Z","held_by":["kab.","kab."],"limits":[{"name":"reply'
    b'","institution_id":"kab.","started_on":"2027-","timezone":"Asia/Jakarta","days":10,"unit":"working_days","due_at":"202'
    b'6-11-30T16:59:59Z","extra_days":0,"met_at":"2026-12-0","reminded":[]},{"name":"accept","institution_id":"kab.","star'
    b'ted_on":"2026-","timezone":"Asia/Jakarta","days":1,"unit":"working_days","due_at":"2026-12-T16:59:59Z","extra_days":0,'
    b'"met_at":null,"reminded":[]},{"name":"respond","institution_id":"kab."days":5,"unit":{"name":"finish","institution_id'
    b'":"kab."days":14,"unit":"working_days",'
    b'{"report_id":"LP-","version":1,"seq":1,"state":"submitted","classification":"information""aspiration""complaint","cat'
    b'egory":"pekerjaan-umum","language":"en""id","received_at":"2026-12-01T02:03:04.567000Z","addressed_to":"kab.62","hol'
    b'der":"kab.62","holder_since":"2026-12-01T02:03:04.567000Z","held_by":["kab.62"],"anonymous":true,"confidential":true,"'
    b'anonymous":false,"confidential":false,"limits":[{"name":"verify","institution_id":"kab.62","started_on":"2026-12-01",'
    b'"timezone":"Asia/Jakarta","days":3,"unit":"working_days","due_at":"2026-12-T16:59:59Z","extra_days":0,"met_at":null,"'
    b'reminded":[]},{"name":"cap","institution_id":"kab.62","started_on":"2026-12-01","timezone":"Asia/Jakarta","days":60,"'
    b'unit":"calendar_days","due_at":"2027-01-28T16:59:59Z","extra_days":0,"met_at":null,"reminded":[]},{"name":"acknowledg'
    b'e","institution_id":"kab.62","started_on":"2026-12-01","timezone":"Asia/Jakarta","days":14,"unit":"calendar_days","due'
    b'_at":"2026-12-13T16:59:59Z","extra_days":0,"met_at":null,"reminded":[]}]}'
)


def packed(facts: str, words: str = "{}") -> str:
    """Two JSON objects as one text, the first of them packed where that is shorter."""
    if len(facts) < LEAST:
        return _joined(facts, words)
    # With zlib's own measure of memory, making the packer takes five times as long as packing.
    packer = zlib.compressobj(wbits=_BARE, memLevel=6, zdict=DICTIONARY)
    small = packer.compress(facts.encode()) + packer.flush()
    return _joined(f'{_MARK}{base64.b64encode(small).decode()}"}}', words)


def unpacked(text: str) -> str:
    """The JSON object that was packed, its words among it; text that is not packed as it is.

    Raises ValueError for what is neither.
    """
    if not text.startswith(_MARK):
        return text
    small, _, rest = text[len(_MARK) :].partition('"')
    try:
        facts = zlib.decompressobj(_BARE, DICTIONARY).decompress(base64.b64decode(small, validate=True)).decode()
    except zlib.error as broken:
        raise ValueError("packed with another dictionary, or broken") from broken
    return facts[:-1] + rest


def values_in(text: str) -> dict[str, Any]:
    """The values of a text that may be packed, as JSON has them."""
    found: dict[str, Any] = json.loads(unpacked(text))
    return found


def _joined(one: str, other: str) -> str:
    if "{}" in (one, other):
        return one if other == "{}" else other
    return f"{one[:-1]},{other[1:]}"
