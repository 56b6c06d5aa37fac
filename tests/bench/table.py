"""The figures as people read them: what each was when 0.2 was begun, what it is, and what it is to be."""

from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: where it stands among all, and the most, or the least, that it is to be."""

    name: str
    before: str
    at: str
    most: float = float("inf")
    least: float = float("-inf")

    @property
    def goal(self) -> str:
        """As people read it."""
        return f"≤ {self.most:g}" if self.most < float("inf") else f"≥ {self.least:g}"


ROWS = (
    Row("submit, CPU without the wire ÷ one transaction of its items", "3.7–4.0", "without_the_wire/submit/times", 1.8),
    Row("track ÷ its one query", "2.4–2.7", "without_the_wire/track/times", 1.6),
    Row("queue page ÷ its queries", "1.5", "without_the_wire/queue page/times", 1.3),
    Row("requests to DynamoDB: submit (AWS)", "3", "compared/trips: submit", 1),
    Row("requests to DynamoDB: track", "3", "compared/trips: track", 1),
    Row("requests to DynamoDB: accept", "4", "compared/trips: accept", 3),
    Row("requests to DynamoDB: verify + forward", "6", "compared/trips: verify and forward", 3),
    Row("write units: submit", "20", "growth/submit/1000/write_units", 14),
    Row("write units: a command (accept)", "16–19", "growth/accept/1000/write_units", 10),
    Row("read units: track", "3–5", "growth/track/1000/read_units", 2),
    Row("write units of counting, a life in a busy hour", "72", "busy_hour/counting/write_units", 6),
    Row("write units of counting, a report that comes in, in a busy hour", "14", "busy_hour/counting_a_submit", 6),
    Row("DynamoDB at list price, dollars per million lives", "129", "dollars/dynamodb", 50),
    Row("mails per life", "6", "one_report/mails_a_report", 4.5),
    Row("mails per life in a busy hour", "6", "busy_hour/mails_a_report", 4.5),
    Row("submits a second, 4 clients ÷ prototype", "0.33–0.4", "answering/4/ours_to_prototype/a_second", least=0.75),
    Row("CPU until the answer ÷ prototype", "2.7–3.9", "answering/4/ours_to_prototype/cpu_ms", 1.6),
    Row("CPU with letters and counting, ms a submit", "72–106", "machine/burst/cpu_ms_a_submit", 30),
    Row("told, reports a second", "6–8", "machine/burst/told_a_second", least=40),
    Row("officer opens a report, 1,250 alike ÷ track", "133 ms", "compared/officer opens ÷ track", 2),
    Row("read units of it, 100,000 alike", "43", "growth/officer opens/100000/read_units", 6),
    Row("verify + forward ÷ submit", "197 ms", "compared/verify and forward ÷ submit", 3),
    Row("memory fresh, MB", "471", "machine/memory_mb/fresh", 300),
    Row("memory after load, MB", "832–955", "machine/memory_mb/after_load", 400),
    Row("idle CPU, % of a core", "4.2", "machine/idle_cpu_percent", 1.5),
    Row("first answer of a kind ÷ later ones, the worst", "0.9–3.5 s", "compared/first ÷ later", 3),
    Row("cold submit from the package ÷ bare Python", "104", "cold/submit/times_bare_python", 30),
    Row("cold submit, modules", "553", "cold/submit/modules", 400),
    Row("cold submit, peak MB", "86", "cold/submit/peak_mb", 50),
    Row("cold dispatch ÷ bare Python", "50–73", "cold/dispatch/times_bare_python", 25),
    Row("cold tally ÷ bare Python", "50–73", "cold/tally/times_bare_python", 25),
    Row("cold sweep ÷ bare Python", "50–73", "cold/sweep/times_bare_python", 25),
    Row("cold check_upload ÷ bare Python", "50–73", "cold/check_upload/times_bare_python", 25),
    Row("`undelivered` of the nation, units more at 10,000: a page is full", "47", "compared/nation undelivered", 1),
    Row("`late` of the nation, units more at 10,000: a page is full", "10.5", "compared/nation late", 1),
)


def compared(figures: Figures) -> Figures:
    """Ratios and sums of the figures."""
    answers, growth = figures["machine"]["answers"], figures["growth"]
    pages = figures["queue_pages"]["by_desk_and_queue"]
    trips = {
        f"trips: {name}": _trips(growth[name]["1000"]) for name in ("submit", "track", "accept", "verify and forward")
    }
    more = {
        f"nation {queue}": _more(*(page["read_units"] for page in pages[f"nation {queue}"].values()))
        for queue in ("undelivered", "late")
    }
    ratios = {
        f"{one} ÷ {other}": round(answers[one]["later_ms"] / answers[other]["later_ms"], 1)
        for one, other in (("officer opens", "track"), ("verify and forward", "submit"))
    }
    worst = max(one["first_ms"] / one["later_ms"] for one in answers.values())
    return trips | more | ratios | {"first ÷ later": round(worst, 1)}


def _more(few: float, many: float) -> float:
    return round(many - few, 1)


def _trips(cost: Figures) -> int:
    return int(sum(cost["requests"].values()))


def goals_table(figures: Figures) -> str:
    """Every figure beside its goal."""
    lines = ["| figure | when 0.2 was begun | goal | now | met |", "|---|---|---|---|---|"]
    for row in ROWS:
        value: Any = figures
        for name in row.at.split("/"):
            value = value[name]
        met = "yes" if row.least <= value <= row.most else "**no**"
        lines.append(f"| {row.name} | {row.before} | {row.goal} | {value:g} | {met} |")
    return "\n".join(lines)


def growth_table(figures: Figures) -> str:
    """What grows with what: requests, read and write units among more and more reports."""
    operations = {name: sizes for name, sizes in figures["growth"].items() if isinstance(sizes, dict)}
    sizes = [f"among {int(size):,}" for size in next(iter(operations.values()))]
    lines = [f"| requests · read · write units | {' | '.join(sizes)} |", "|---" * (len(sizes) + 1) + "|"]
    for name, by_size in operations.items():
        cells = [f"{_trips(cost)} · {cost['read_units']:g} · {cost['write_units']:g}" for cost in by_size.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def clients_table(figures: Figures) -> str:
    """Submits at 1, 4 and 16 clients, and the prototype's beside them."""
    lines = [
        "| clients | submits a second | CPU, ms | median, ms | p99, ms | ÷ prototype: rate · CPU |",
        "|---" * 6 + "|",
    ]
    for clients, told in figures["answering"].items():
        ours, ratio = told["ours"], told["ours_to_prototype"]
        cells = [clients, ours["a_second"], ours["cpu_ms"], ours["median_ms"], ours["p99_ms"]]
        lines.append(f"| {' | '.join(map(str, cells))} | {ratio['a_second']} · {ratio['cpu_ms']} |")
    return "\n".join(lines)


def hot_keys_table(figures: Figures) -> str:
    """The partition keys that are written to most when one institution gets 200 submits a second."""
    lines = ["| partition key | writes a second |", "|---|---|"]
    return "\n".join(
        lines + [f"| `{key}` | {count} |" for key, count in figures["busy_hour"]["writes_a_second_by_key"].items()]
    )
