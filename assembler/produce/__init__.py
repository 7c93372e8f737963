"""Plan → run → ledger: what must be made, making it, and what was made from what."""

from assembler.produce.archive import looked_into, unpacked
from assembler.produce.files import sha256
from assembler.produce.ledger import Ledger, Origin, open_ledger, read_ledger
from assembler.produce.outcome import Order, Outcome, Result
from assembler.produce.provenance import Provenance, Standing, provenance, standing
from assembler.produce.refus import write_refus
from assembler.produce.run import left_over, preview, produce
from assembler.produce.verdict import Etat, Raison, in_short

__all__ = [
    "Etat",
    "Ledger",
    "Order",
    "Origin",
    "Outcome",
    "Provenance",
    "Raison",
    "Result",
    "Standing",
    "in_short",
    "left_over",
    "looked_into",
    "open_ledger",
    "preview",
    "produce",
    "provenance",
    "read_ledger",
    "sha256",
    "standing",
    "unpacked",
    "write_refus",
]
