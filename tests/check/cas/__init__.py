"""The cases of each rule: what breaks it, what nearly does, where it can't be checked."""

from tests.check.cas import (
    blocs,
    competences,
    criteres,
    document,
    fiche,
    jury,
    modalites,
    procedure,
    structure,
)
from tests.check.cas.cas import Cas

CAS: tuple[Cas, ...] = (
    *structure.CAS,
    *blocs.CAS,
    *competences.CAS,
    *modalites.CAS,
    *criteres.CAS,
    *jury.CAS,
    *procedure.CAS,
    *document.CAS,
    *fiche.CAS,
)
