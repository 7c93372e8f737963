"""Damage that pdfminer passes over: it reads a broken stream as empty, or as far as it goes, and at
most logs that something was left out. A page that lost words must not be read as if it had none.
"""

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer.ascii85 import ascii85decode
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_FLATE_DECODE,
    PDFStream,
    resolve1,
)

MAX_CONTENT = 5_000_000
"""Bytes that a page may execute, unpacked. Those of the densest page seen so far: 130,000."""

_LOSSES = (
    "Data-loss",
    "Cannot render",
    "Cannot append",
    "Cannot start new subpath",
    "Cannot concatenate",
    "Could not set text",
    "Refusing to execute",
    "unknown token",
)
"""How the log messages begin that tell of words or rules left out. (Others tell of colours.)"""
_LOGGERS = ("pdfminer", "pdfplumber")


class DamagedPageError(Exception):
    """A part of the page can't be read."""


class CrowdedPageError(Exception):
    """The page draws more than can be read."""


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lost = False

    def emit(self, record: logging.LogRecord) -> None:
        self.lost = self.lost or str(record.msg).startswith(_LOSSES)


@contextmanager
def listening() -> Iterator[_Listener]:
    """Listens to what pdfminer logs, and keeps it from the officer's screen."""
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
    try:
        yield listener
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.propagate = propagate


def require_sound(content: object) -> int:
    """The bytes of a content stream, unpacked. DamagedPageError when it is not there or not whole,
    CrowdedPageError when it is too long.
    """
    stream = resolve1(content)
    if not isinstance(stream, PDFStream):
        raise DamagedPageError
    if stream.rawdata is None:
        return len(stream.data or b"")
    packed = stream.rawdata
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    for name, _ in stream.get_filters():
        if name in LITERALS_FLATE_DECODE:
            return _unpacked(packed)
        if name not in LITERALS_ASCII85_DECODE:
            break
        packed = ascii85decode(packed)
    return len(packed)


def _unpacked(packed: bytes) -> int:
    """The bytes of a Flate stream, which must end, with the right checksum if it has one."""
    # Raw, without header and checksum: some producers leave the latter out.
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacker.decompress(packed[2:], MAX_CONTENT)
    except zlib.error as error:
        raise DamagedPageError from error
    if len(data) >= MAX_CONTENT:
        raise CrowdedPageError
    checksum = unpacker.unused_data[:4]
    if not unpacker.eof or (
        len(checksum) == 4 and int.from_bytes(checksum, "big") != zlib.adler32(data)
    ):
        raise DamagedPageError
    return len(data)
