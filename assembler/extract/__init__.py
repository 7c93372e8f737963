"""PDF pages to tables of cells with spans, text and boxes. Knows geometry, nothing of RNCP."""

from assembler.extract.reader import extract
from assembler.extract.tables import Box, Cell, Doubt, Extraction, Line, Paragraph, Table

__all__ = ["Box", "Cell", "Doubt", "Extraction", "Line", "Paragraph", "Table", "extract"]
