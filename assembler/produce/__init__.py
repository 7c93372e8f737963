"""Plan → run → ledger: what must be made, making it, and what was made from what."""

import lazy_loader

# The names are those of __init__.pyi, each loaded when it is asked for.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
