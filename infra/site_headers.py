"""What every answer of the site says to the browser, wherever it is served from (infra/local, infra/resources)."""

from collections.abc import Iterable

HEADERS = [
    ("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]


def policy(reached: Iterable[str] = (), pictures: Iterable[str] = ()) -> str:
    """What the pages may load and reach.

    ``reached`` are other origins that scripts ask: a sign-in provider's, a bucket's that files are sent to;
    ``pictures`` are those that photos come from.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            " ".join(("img-src 'self' blob: data:", *pictures)),
            " ".join(("connect-src 'self'", *reached)),
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        )
    )
