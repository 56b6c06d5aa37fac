"""Where it is that a report tells of."""

from typing import Annotated, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import written


class PublicPlace(TypedDict, total=False):
    """The parts of a place that name no house; those that were given."""

    province: Annotated[str, written("Kalimantan Tengah")]
    regency: Annotated[str, written("Kotawaringin Barat")]
    district: Annotated[str, written("Arut Selatan")]
    village: Annotated[str, written("Raja")]


class Place(PublicPlace, total=False):
    """The parts of a place that were given."""

    detail: Annotated[str, written("RT 5, di depan pasar")]
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
