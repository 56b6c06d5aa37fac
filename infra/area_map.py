"""The map of an installation's own area: one PMTiles file that `MAP_FILE` names, beside the site (docs/settings.md).

When somebody opens a map, the site asks `/peta.json` where it is, and the file itself piece by piece, of us alone.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SETTING = "MAP_FILE"
CARD = "peta.json"
"""Says where the file is; the build's own says that there is none."""
# https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md: what every such file begins with.
_BEGINNING = b"PMTiles\x03"
_READ_AT_ONCE = 1024 * 1024


class NoAreaMap(RuntimeError):
    """What `MAP_FILE` names is no file that a map can be drawn from."""


@dataclass(frozen=True, slots=True)
class AreaMap:
    """The file, and the name under which it stands beside the site: another one whenever its content is."""

    path: Path
    name: str
    size: int

    @property
    def card(self) -> bytes:
        """What `/peta.json` says."""
        return json.dumps({"file": f"/{self.name}"}).encode()


def area_map(environ: Mapping[str, str] = os.environ) -> AreaMap | None:
    """The area's map, if the installation has one. Raises NoAreaMap, saying why, for what cannot be one."""
    given = environ.get(SETTING, "").strip()
    if not given:
        return None
    path = Path(given)
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_BEGINNING))
            file.seek(0)
            digest = hashlib.sha256()
            while piece := file.read(_READ_AT_ONCE):
                digest.update(piece)
    except OSError as failure:
        raise NoAreaMap(f"{SETTING}={given}: {failure.strerror}") from None
    if beginning != _BEGINNING:
        raise NoAreaMap(f"{SETTING}={given} is no PMTiles file of version 3.")
    return AreaMap(path, f"map/area-{digest.hexdigest()[:16]}.pmtiles", path.stat().st_size)
