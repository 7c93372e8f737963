"""Plan → run → ledger: what must be made, making it, and what was made from what."""

from assembler.produce.refus import write_refus
from assembler.produce.run import Outcome, Result, produce

__all__ = ["Outcome", "Result", "produce", "write_refus"]
