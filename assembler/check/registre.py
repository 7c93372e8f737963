"""All the rules, in the order of the report."""

from collections.abc import Mapping

from assembler.check import (
    blocs,
    competences,
    couverture,
    criteres,
    document,
    fiche,
    jury,
    modalites,
    procedure,
    redaction,
    structure,
)
from assembler.check.regles import Regle

REGLES: tuple[Regle, ...] = (
    *structure.REGLES,
    *blocs.REGLES,
    *competences.REGLES,
    *redaction.REGLES,
    *couverture.REGLES,
    *modalites.REGLES,
    *criteres.REGLES,
    *jury.REGLES,
    *procedure.REGLES,
    *document.REGLES,
    *fiche.REGLES,
)

PAR_ID: Mapping[str, Regle] = {regle.id: regle for regle in REGLES}
