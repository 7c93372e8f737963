"""assembler: from the PDF of a référentiel to the Word documents of a certification."""

__version__ = "0.1.0"
