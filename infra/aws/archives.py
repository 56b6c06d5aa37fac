"""Zips that are the same, byte for byte, whenever they hold the same."""

import zipfile
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)  # the first a zip can say
_PLAIN, _EXECUTABLE = 0o100644, 0o100755


def pack(folder: Path, archive: Path, prefix: str = "") -> None:
    """A folder's files below ``prefix``, in the order of their names, all of one time and readable by all."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(prefix + file.relative_to(folder).as_posix(), _TIME)
            entry.create_system = 3  # Unix, or the modes count for nothing
            entry.external_attr = (_EXECUTABLE if ".so" in file.suffixes else _PLAIN) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, file.read_bytes())


def sizes(archive: Path, depth: int) -> dict[str, tuple[int, int]]:
    """Bytes packed and unpacked of each part, named by ``depth`` parts of its path, the largest first."""
    parts: dict[str, tuple[int, int]] = {}
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            name = "/".join(entry.filename.split("/")[:depth])
            zipped, plain = parts.get(name, (0, 0))
            parts[name] = (zipped + entry.compress_size, plain + entry.file_size)
    return dict(sorted(parts.items(), key=lambda part: -part[1][1]))
