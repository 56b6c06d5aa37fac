"""Where a report stands, as people ask it."""

from typing import Annotated, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import LimitCode, Moment, one_of, written
from chalicelib.answers.deadline import DayOfLimit
from chalicelib.domain.stations import Station


class Standing(TypedDict):
    """The station it is at, what is so now in one or two sentences, and by when the next thing comes that its reporter
    waits for or has to do. ``days`` explain that day; ``late`` says that it is late, and who was told of it.
    """

    station: Annotated[str, one_of(Station)]
    now: Annotated[str, written("Sekarang: DPUPR mengerjakan. Jawaban paling lambat Kamis, 17 Desember 2026.")]
    late: Annotated[str, written("Terlambat. Kepala dinas sudah diberi tahu.")] | None
    by: Moment | None
    limit: LimitCode | None
    provisional: Annotated[bool, Meta(description="Not all of its days off are settled yet.")]
    days: list[DayOfLimit]
