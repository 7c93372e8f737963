from .archive import looked_into, unpacked
from .files import sha256
from .ledger import Ledger, Origin, open_ledger, read_ledger
from .outcome import Order, Outcome, Result
from .provenance import Provenance, Standing, provenance, standing
from .refus import write_refus
from .run import left_over, preview, produce
from .verdict import Etat, Raison, in_short
from .workers import Others

__all__ = [
    "Etat",
    "Ledger",
    "Order",
    "Origin",
    "Others",
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
