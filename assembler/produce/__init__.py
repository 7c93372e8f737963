"""Plan → run → ledger: what must be made, making it, and what was made from what."""

from assembler.produce.archive import looked_into, unpacked
from assembler.produce.ledger import Ledger, Origin, open_ledger, read_ledger
from assembler.produce.outcome import Order, Outcome, Result
from assembler.produce.refus import write_refus
from assembler.produce.run import left_over, preview, produce
from assembler.produce.verdict import Raison

__all__ = [
    "Ledger",
    "Order",
    "Origin",
    "Outcome",
    "Raison",
    "Result",
    "left_over",
    "looked_into",
    "open_ledger",
    "preview",
    "produce",
    "read_ledger",
    "unpacked",
    "write_refus",
]
