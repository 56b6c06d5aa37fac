"""Answers that anybody may keep go out compressed, as CloudFront does it on AWS; no other does: what an answer to one
person holds is not to be guessed from its length.
"""

import gzip
from collections.abc import Mapping
from dataclasses import replace

from infra.local.gateway import GatewayAnswer

_WORTH_BYTES = 1_000


def compressed(answer: GatewayAnswer, headers: Mapping[str, str]) -> GatewayAnswer:
    """The answer as who asked takes it; ``headers`` are the request's, in lower case."""
    given = {name.lower(): value for name, value in answer.headers}
    is_public = given.get("cache-control", "").startswith("public")
    if not is_public or len(answer.body) < _WORTH_BYTES or "gzip" not in headers.get("accept-encoding", ""):
        return answer
    kept = [(name, value) for name, value in answer.headers if name.lower() not in ("content-length", "vary")]
    vary = ", ".join(filter(None, (given.get("vary"), "Accept-Encoding")))
    coded = [*kept, ("Content-Encoding", "gzip"), ("Vary", vary)]
    return replace(answer, headers=coded, body=gzip.compress(answer.body, 6, mtime=0))
