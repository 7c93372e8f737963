"""The open data of France compétences: one fiche of its export, taken into the dossier."""

from assembler.model.opendata.export import CODE, Suivi, find_fiche
from assembler.model.opendata.fiche import (
    FICHE_ENREGISTREE,
    BlocEnregistre,
    CompetenceEnregistree,
    FicheEnregistree,
    SourceFiche,
    find_fiche_enregistree,
    read_fiche_enregistree,
    referentiel_of,
)

__all__ = [
    "CODE",
    "FICHE_ENREGISTREE",
    "BlocEnregistre",
    "CompetenceEnregistree",
    "FicheEnregistree",
    "SourceFiche",
    "Suivi",
    "find_fiche",
    "find_fiche_enregistree",
    "read_fiche_enregistree",
    "referentiel_of",
]
