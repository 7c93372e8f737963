"""The Word engine: compile a template once, fill it many times. Knows docx, nothing of RNCP."""

from assembler.fill.checks import open_check
from assembler.fill.compile import compile_template
from assembler.fill.reading import read_controls
from assembler.fill.render import CompiledTemplate

__all__ = ["CompiledTemplate", "compile_template", "open_check", "read_controls"]
