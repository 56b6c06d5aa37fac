"""Texts as people send them, which server, site (web/tests) and finding are all held against: ``texts.json``."""

import json
from pathlib import Path
from typing import Any

ROWS: dict[str, Any] = json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))
