"""Damage that pdfminer passes over: it reads a broken stream as empty, or as far as it goes, and at
most logs that something was left out. A page that lost words must not be read as if it had none.
"""

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, resolve1

MAX_STREAM = 100_000_000
"""Bytes of a content stream, unpacked. Those of the densest page seen so far are 2,000,000."""

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


def require_sound(content: object) -> None:
    """Is this content stream there, and whole? DamagedPageError, or CrowdedPageError."""
    stream = resolve1(content)
    if not isinstance(stream, PDFStream):
        raise DamagedPageError
    if stream.rawdata is None:
        return
    packed = stream.rawdata
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    filters = stream.get_filters()
    if filters and filters[0][0] in LITERALS_FLATE_DECODE:
        _require_whole(packed)


def _require_whole(packed: bytes) -> None:
    """Can a Flate stream be unpacked to its end, with the right checksum if it has one?"""
    # Raw, without header and checksum: some producers leave the latter out.
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacker.decompress(packed[2:], MAX_STREAM)
    except zlib.error as error:
        raise DamagedPageError from error
    if len(data) >= MAX_STREAM:
        raise CrowdedPageError
    checksum = unpacker.unused_data[:4]
    if not unpacker.eof or (
        len(checksum) == 4 and int.from_bytes(checksum, "big") != zlib.adler32(data)
    ):
        raise DamagedPageError
