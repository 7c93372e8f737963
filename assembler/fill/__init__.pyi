from .checks import open_check
from .compile import compile_template
from .reading import read_controls
from .render import CompiledTemplate

__all__ = ["CompiledTemplate", "compile_template", "open_check", "read_controls"]
