"""What happens in the fixtures from 0.2 on: a case of many, promises, an outcome, a proxy, help that somebody needs."""

from datetime import UTC, datetime, timedelta

from tests.releases.story import TEXT
from tests.releases.town import Town


def case_of_many(town: Town) -> None:
    """Two reports join a third, one leaves again; the main report is answered, and the answer reaches its member."""
    town.at("kasus-induk", "dpupr")
    town.officer("dpupr", "kasus-induk", "accept")
    for name in ("kasus-ikut", "kasus-keluar"):
        town.send(name)
        town.officer("kobar", name, "join", into=town.number("kasus-induk"))
    town.reporter("kasus-keluar", "leave")
    town.officer("dpupr", "kasus-induk", "answer", text=TEXT, outcome="solved")


def plans(town: Town) -> None:
    """Answered with a plan for a day that is to come, and with every other outcome."""
    day = (datetime.now(UTC).date() + timedelta(days=20)).isoformat()
    town.at("janji-terbuka", "dpupr")
    town.officer("dpupr", "janji-terbuka", "accept")
    town.officer("dpupr", "janji-terbuka", "answer", text=TEXT, outcome="planned", promised_by=day)
    for outcome in ("partly", "explained", "refused"):
        town.at(f"hasil-{outcome}", "dinkes")
        town.officer("dinkes", f"hasil-{outcome}", "accept")
        town.officer("dinkes", f"hasil-{outcome}", "answer", text=TEXT, outcome=outcome)


def people(town: Town) -> None:
    """For somebody else, with help, with another address since, and without an agency."""
    town.send("untuk-ibu", proxy={"name": "Ibu Rekaan", "relation": "anak"}, assistance=["call_me", "large_print"])
    town.send("alamat-baru")
    town.reporter("alamat-baru", "contact", email="alamat-lebih-baru@warga.example")
    town.send("tanpa-instansi", agency_id=None, location={"province": "62", "regency": "6201"})
