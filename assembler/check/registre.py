"""All the rules, in the order of the report: family by family, each in the order of its numbers."""

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

FAMILLES = (
    *("STR", "ACT", "COM", "MOD", "CRI"),
    *("JUR", "RGD", "HAN", "PUB", "TIT", "DEL", "BLO"),
    *("DOC", "FIC"),
)


def _place(regle: Regle) -> tuple[int, str]:
    return FAMILLES.index(regle.id.split("-")[0]), regle.id


_ALL = (
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

REGLES: tuple[Regle, ...] = tuple(sorted(_ALL, key=_place))

PAR_ID: Mapping[str, Regle] = {regle.id: regle for regle in REGLES}
