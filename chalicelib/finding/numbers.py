"""Numbers and addresses that name or reach a person, in an Indonesian text: patterns over its plain form. Pure."""

import re

from chalicelib.finding.kinds import RemovalKind

_PLATES = (
    "A B D E F G H K L M N P R S T W Z AA AB AD AE AG BA BB BD BE BG BH BK BL BM BN BP DA DB DC DD DE DG DH DK DL DM "
    "DN DP DR DT DW EA EB ED KB KH KT KU PA PB PG PS PT PY"
).split()
_AT = r"(?:@| ?[(\[{] ?at ?[)\]}] ?)"
_DOT = r"(?:\.| ?[(\[{] ?(?:dot|titik) ?[)\]}] ?)"
# The first kind that finds a stretch keeps it: sixteen digits are a NIK, not a phone number.
_PATTERNS: tuple[tuple[RemovalKind, str], ...] = (
    (RemovalKind.EMAIL, rf"[\w.+'-]{{1,64}}(?i:{_AT})[\w-]{{1,63}}(?:(?i:{_DOT})[\w-]{{1,63}}){{1,8}}"),
    (
        RemovalKind.BPJS,
        r"(?i:\b(?:bpjs|jkn|kis)\b)[^\d\n]{0,30}?(?P<mark>\d(?:[ -]?\d){12})(?!\d)",
    ),
    (
        RemovalKind.ACCOUNT,
        r"(?i:\b(?:no\.?\s*rek\w*|nomor\s+rek\w*|rek(?:ening)?|bri|bca|bni|bsi|btn|mandiri|bank\s+\w+))"
        r"[^\d\n]{0,20}?(?P<mark>\d(?:[ -]?\d){7,17})(?!\d)",
    ),
    # Born on, appointed in, sex, number among those of the month: eighteen digits.
    (
        RemovalKind.NIP,
        r"(?<!\d)(?:19|20)\d\d[ .-]?[01]\d[ .-]?[0-3]\d[ .-]?(?:19|20)\d\d[ .-]?[01]\d[ .-]?[12][ .-]?\d{3}(?!\d)",
    ),
    (RemovalKind.NPWP, r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d[.-]\d{3}\.\d{3}(?!\d)"),
    (RemovalKind.NPWP, r"(?i:\bnpwp\b)[^\d\n]{0,20}?(?P<mark>\d(?:[ .-]?\d){14,15})(?!\d)"),
    # Not part of a longer number in dots or dashes, as a land tax number is.
    (RemovalKind.NIK, r"(?<!\d)(?<!\d[.-])\d(?:[ .-]?\d){15}(?!\d)(?![.-]\d)"),
    (RemovalKind.PHONE, r"(?<!\d)\(?(?:\+?62|0)[ .()-]{0,2}8\d{1,2}\)?(?:[ .-]?\d){6,10}(?!\d)"),
    (RemovalKind.PHONE, r"(?<![\d(])(?:\(0\d{2,3}\) ?|0\d{2,3}[ -])\d{5,8}(?!\d)"),
    (
        RemovalKind.PHONE,
        r"(?i:\b(?:wa|whatsapp|hp|telp|telepon|tlp|kontak)\b)[^\d\n]{0,12}(?P<mark>8\d{1,2}(?:[ .-]?\d){6,9})(?!\d)",
    ),
    (RemovalKind.PLATE, rf"\b(?:{'|'.join(_PLATES)})[ -]?\d{{1,4}}[ -]?[A-Z]{{1,3}}\b"),
    (RemovalKind.PLATE, r"(?i:\b(?:plat|nopol)\s+(?:nomor\s+)?)(?P<mark>[A-Za-z]{1,2} ?\d{1,4} ?[A-Za-z]{1,3})\b"),
    (RemovalKind.ADDRESS, r"(?i:\brt\.?\s*\d{1,3}\s*[/,]?\s*rw\.?\s*\d{1,3})"),
    (RemovalKind.ADDRESS, r"(?i:\b(?:rt|rw)\.?\s*\d{1,3}\b)"),
    (
        RemovalKind.ADDRESS,
        r"(?i:\b(?:jalan|jl\.?|jln\.?|gang|gg\.?)\s+[\w. ]{2,40}?\s+(?:no\.?|nomor)\s*\d+[a-z]?\b)",
    ),
    (RemovalKind.ADDRESS, r"(?i:\bblok\s+[a-z]{1,2}[ .-]?\d{0,3}\s*,?\s*(?:no\.?|nomor)\s*\d+[a-z]?\b)"),
    (RemovalKind.ADDRESS, r"(?i:\b(?:rumah\s+(?:no\.?|nomor)|(?:no\.?|nomor)\s+rumah)\s*:?\s*\d+\w?)"),
)
PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
