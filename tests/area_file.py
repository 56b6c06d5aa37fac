"""A small PMTiles file, as a test wants one: a road and a pond around a point, in the layers of Protomaps' basemap.

Written by hand from the two specifications (PMTiles 3, Mapbox Vector Tile 2): nothing more is installed for it.
"""

import itertools
import math
import struct
from collections.abc import Iterable
from pathlib import Path

ZOOMS = range(6, 16)
EXTENT = 4096
Points = tuple[tuple[int, int], ...]


def varint(number: int) -> bytes:
    """A number as Protocol Buffers write it."""
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*made, number))


def field(number: int, content: bytes) -> bytes:
    """A field with its length."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def _geometry(points: Points, *, closed: bool) -> bytes:
    commands, (before_x, before_y) = [], (0, 0)
    for index, (x, y) in enumerate(points):
        if index == 0:
            commands.append(1 << 3 | 1)
        elif index == 1:
            commands.append((len(points) - 1) << 3 | 2)
        commands += [(step << 1) ^ (step >> 31) for step in (x - before_x, y - before_y)]
        before_x, before_y = x, y
    if closed:
        commands.append(1 << 3 | 7)
    return b"".join(varint(one) for one in commands)


def _layer(name: str, kind: str, geometry_type: int, geometry: bytes) -> bytes:
    feature = field(2, b"\x00\x00") + varint(3 << 3) + varint(geometry_type) + field(4, geometry)
    value = field(1, kind.encode())
    parts = (field(1, name.encode()), field(2, feature), field(3, b"kind"), field(4, value))
    return field(3, b"".join(parts) + varint(5 << 3) + varint(EXTENT) + varint(15 << 3) + varint(2))


def tile() -> bytes:
    """Land, a pond and a road across every tile."""
    land = ((0, 0), (EXTENT, 0), (EXTENT, EXTENT), (0, EXTENT))
    pond = ((500, 500), (1500, 500), (1500, 1500), (500, 1500))
    road = ((0, 2500), (EXTENT, 2700))
    return (
        _layer("earth", "earth", 3, _geometry(land, closed=True))
        + _layer("water", "lake", 3, _geometry(pond, closed=True))
        + _layer("roads", "major_road", 2, _geometry(road, closed=False))
    )


def tile_id(zoom: int, x: int, y: int) -> int:
    """The number of a tile along the Hilbert curve."""
    number = ((1 << 2 * zoom) - 1) // 3
    for power in reversed(range(zoom)):
        side = 1 << power
        right, low = side & x, side & y
        number += ((3 * right) ^ low) << power
        if low == 0:
            x, y = (side - 1 - y, side - 1 - x) if right else (y, x)
    return number


def _around(lat: float, lon: float) -> Iterable[int]:
    for zoom in ZOOMS:
        sides = 1 << zoom
        x = int((lon + 180) / 360 * sides)
        y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * sides)
        for right in range(-3, 4):
            for down in range(-3, 4):
                yield tile_id(zoom, (x + right) % sides, min(max(y + down, 0), sides - 1))


def area_file(path: Path, lat: float, lon: float) -> Path:
    """Write such a file; every tile around the point holds the same."""
    content, ids = tile(), sorted(set(_around(lat, lon)))
    steps = [ids[0], *(after - before for before, after in itertools.pairwise(ids))]
    columns = ([*steps], [1] * len(ids), [len(content)] * len(ids), [1] * len(ids))
    directory = varint(len(ids)) + b"".join(varint(one) for column in columns for one in column)
    metadata = b'{"vector_layers":[]}'
    starts = (127, len(directory), 127 + len(directory), len(metadata), 0, 0)
    data_at = 127 + len(directory) + len(metadata)
    counts = (data_at, len(content), len(ids), len(ids), 1)
    flags = (1, 1, 1, 1, ZOOMS[0], ZOOMS[-1])
    corners = (-1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000)
    header = b"PMTiles\x03" + struct.pack("<11Q6B4iB2i", *starts, *counts, *flags, *corners, 10, 0, 0)
    path.write_bytes(header + directory + metadata + content)
    return path
