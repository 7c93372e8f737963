"""The bytes of a zip: each member is deflated once and copied as often as wanted.

Our own because `zipfile` deflates every member for every document, and writes down the moment.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_UTF8: Final = 0x800
_SMALL: Final = 4096
_LAST_BLOCK: Final = b"\x03\x00"
"""Of a deflated stream: empty, and the last."""
_DOS_1980: Final = (0, (1 << 5) | 1)
"""Time and date fields for 1 January 1980, 0:00, which is what Word writes too."""


@dataclass(frozen=True)
class Member:
    """A member of a zip, ready to be copied into any number of files."""

    name: bytes
    crc: int
    size: int
    deflated: bytes


@dataclass(frozen=True)
class Chunk:
    """A stretch of a member, deflated so that it can be joined with others."""

    content: bytes
    deflated: bytes


def deflate_chunk(content: bytes) -> Chunk:
    """Compress a stretch once. Level and window depend on nothing else: the same content, the same
    bytes."""
    packer = _packer(content)
    return Chunk(content, packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH))


def join_chunks(name: str, chunks: Sequence[Chunk]) -> Member:
    """The member that these stretches make up."""
    crc = 0
    for chunk in chunks:
        crc = zlib.crc32(chunk.content, crc)
    size = sum(len(chunk.content) for chunk in chunks)
    return Member(name.encode(), crc, size, b"".join([c.deflated for c in chunks] + [_LAST_BLOCK]))


def deflate(name: str, content: bytes) -> Member:
    """Compress a whole member."""
    packer = _packer(content)
    packed = packer.compress(content) + packer.flush()
    return Member(name.encode(), zlib.crc32(content), len(content), packed)


def _packer(content: bytes) -> "zlib._Compress":
    # To make ready the usual 256 kB takes longer than to compress what fits into this window.
    if len(content) <= _SMALL:
        return zlib.compressobj(6, zlib.DEFLATED, -12, 5)
    return zlib.compressobj(6, zlib.DEFLATED, -15)


def write_zip(members: Iterable[Member]) -> bytes:
    """The bytes of a zip that depend on nothing but the members and their order."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        fields = (_UTF8, 8, *_DOS_1980, member.crc, len(member.deflated), member.size)
        local = _LOCAL.pack(b"PK\x03\x04", 20, *fields, len(member.name), 0)
        chunks += (local, member.name, member.deflated)
        directory += (
            _CENTRAL.pack(b"PK\x01\x02", 20, 20, *fields, len(member.name), 0, 0, 0, 0, 0, offset),
            member.name,
        )
        offset += len(local) + len(member.name) + len(member.deflated)
    central = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*chunks, central, end))
