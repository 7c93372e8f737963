"""The HTML page that shows the PDF beside what was read from it."""

from assembler.review.page import render_page
from assembler.review.pictures import Picture, draw_pages
from assembler.review.sources import Reading, open_reading, pages_to_draw

__all__ = ["Picture", "Reading", "draw_pages", "open_reading", "pages_to_draw", "render_page"]
