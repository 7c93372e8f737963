"""Plan → run → ledger: what must be made, making it, and what was made from what."""

from assembler.produce.refus import write_refus
from assembler.produce.run import Outcome, Result, left_over, produce

__all__ = ["Outcome", "Result", "left_over", "produce", "write_refus"]
