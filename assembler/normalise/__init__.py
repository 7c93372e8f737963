"""Tables to a référentiel. Knows the wording of the RNCP, nothing of PDF."""

from assembler.normalise.lecture import Lecture, read_pdf

__all__ = ["Lecture", "read_pdf"]
