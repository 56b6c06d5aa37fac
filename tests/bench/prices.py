"""What AWS asks for what was counted: list prices in US dollars of us-east-1, on demand, as known on 2026-11-28.

Put in your region's: Jakarta (ap-southeast-3) is dearer, some by a tenth. Free tiers and reserved prices are left out.
"""

from typing import Any

DATED = "2026-11-28"
A_MILLION_WRITE_UNITS = 0.625
A_MILLION_READ_UNITS = 0.125
A_THOUSAND_MAILS = 0.10
MILLION = 1_000_000


def a_million_lives(busy: dict[str, Any]) -> dict[str, float]:
    """Dollars for a million reports from submit to confirmed, by the units and mails of each."""
    parts = [busy[name] for name in ("people", "letters", "counting")]
    reads = sum(one["read_units"] for one in parts) * A_MILLION_READ_UNITS
    writes = sum(one["write_units"] for one in parts) * A_MILLION_WRITE_UNITS
    return {"dynamodb": round(reads + writes, 1), "mails": round(busy["mails_a_report"] * A_THOUSAND_MAILS * 1000)}
