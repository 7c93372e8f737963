"""What a page draws: characters, paths and pictures, as pdfminer interprets them for pdfplumber.

pdfplumber would then make a dictionary of thirty attributes of each of them, of which a few are
needed here: that alone is a fifth of the cost of reading. So its page, its boxes and its device are
used, and the objects that the device collects are read as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from assembler.extract.damage import (
    MAX_CONTENT,
    CrowdedPageError,
    DamagedPageError,
    listening,
    require_sound,
)

MAX_OBJECTS = 100_000
"""A page that draws more than this is refused: it would take minutes, and a gigabyte. The densest
page seen so far draws 5,400."""

Bounds: TypeAlias = tuple[float, float, float, float]
"""(x0, top, x1, bottom) in points, origin at the top left of the page."""


@dataclass(frozen=True)
class Layout:
    """What a page draws, and where its box lies."""

    items: tuple[LTComponent, ...]
    box: Bounds

    @cached_property
    def chars(self) -> tuple[LTChar, ...]:
        return tuple(item for item in self.items if isinstance(item, LTChar))

    @cached_property
    def paths(self) -> tuple[LTCurve, ...]:
        """Lines, rectangles and curves."""
        return tuple(item for item in self.items if isinstance(item, LTCurve))

    @cached_property
    def pictures(self) -> tuple[LTImage, ...]:
        return tuple(item for item in self.items if isinstance(item, LTImage))

    def bounds(self, item: LTChar | LTCurve | LTImage) -> Bounds:
        """Where an item stands: pdfminer counts from the lower left corner of the page's box."""
        left, top, _, bottom = self.box
        height = bottom - top
        return item.x0 + left, height - item.y1 + top, item.x1 + left, height - item.y0 + top


def read_layout(page: Page) -> Layout:
    """What a page draws. CrowdedPageError when that is too much; DamagedPageError when something is
    missing. A damaged page can raise any other exception, too.
    """
    device = _CountingDevice(page.pdf.rsrcmgr, pageno=page.page_number)
    with listening() as log:
        _CarefulInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    if log.lost:
        raise DamagedPageError
    return Layout(tuple(_leaves(device.get_result())), page.bbox)


def _leaves(container: Iterable[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


class _CarefulInterpreter(PDFPageInterpreter):
    """Executes the content streams of pages and forms when they are whole, and not too many."""

    device: "_CountingDevice"

    def execute(self, streams: Sequence[object]) -> None:
        for stream in streams:
            self.device.executed += require_sound(stream)
        if self.device.executed > MAX_CONTENT:
            raise CrowdedPageError
        super().execute(streams)


class _CountingDevice(PDFPageAggregatorWithMarkedContent):
    """Collects what is drawn, and stops before that fills the memory."""

    drawn = 0
    executed = 0
    """Bytes of content: a form that is drawn a thousand times counts as often."""

    def tag_cur_item(self) -> None:
        """Called once for each object drawn."""
        super().tag_cur_item()
        self.drawn += 1
        if self.drawn > MAX_OBJECTS:
            raise CrowdedPageError
