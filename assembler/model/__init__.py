"""What a référentiel, a certification, a session and a candidate are; reading and writing them."""

from assembler.model.candidats import Candidat, ListeCandidats, Refus, read_candidats
from assembler.model.certification import Certification, Voie
from assembler.model.coherence import referentiel_faults
from assembler.model.corrections import (
    CorrectionPerdue,
    Reprise,
    corrections,
    reprendre,
)
from assembler.model.dossier import (
    Dossier,
    SessionDossier,
    find_referentiel,
    read_certification,
    read_dossier,
    sha256,
)
from assembler.model.element import Element
from assembler.model.extraction import (
    Bilan,
    Doute,
    ElementLu,
    Extraction,
    Morceau,
    read_as_extracted,
    read_extraction,
    write_extraction,
)
from assembler.model.fichiers import read_referentiel, write_referentiel
from assembler.model.naming import Correction
from assembler.model.opendata import (
    BlocEnregistre,
    CompetenceEnregistree,
    FicheEnregistree,
    find_fiche,
    find_fiche_enregistree,
    read_fiche_enregistree,
    referentiel_of,
)
from assembler.model.referentiel import (
    Activite,
    Bloc,
    Competence,
    Complement,
    Critere,
    Duree,
    Epreuve,
    Forme,
    LigneMatrice,
    Matrice,
    Referentiel,
    Reserve,
    Source,
)
from assembler.model.session import Deliberation, EpreuvePlanifiee, Jure, Jury, Session
from assembler.model.starter import write_starter
from assembler.model.writing import write_atomically

__all__ = [
    "Activite",
    "Bilan",
    "Bloc",
    "BlocEnregistre",
    "Candidat",
    "Certification",
    "Competence",
    "CompetenceEnregistree",
    "Complement",
    "Correction",
    "CorrectionPerdue",
    "Critere",
    "Deliberation",
    "Dossier",
    "Doute",
    "Duree",
    "Element",
    "ElementLu",
    "Epreuve",
    "EpreuvePlanifiee",
    "Extraction",
    "FicheEnregistree",
    "Forme",
    "Jure",
    "Jury",
    "LigneMatrice",
    "ListeCandidats",
    "Matrice",
    "Morceau",
    "Referentiel",
    "Refus",
    "Reprise",
    "Reserve",
    "Session",
    "SessionDossier",
    "Source",
    "Voie",
    "corrections",
    "find_fiche",
    "find_fiche_enregistree",
    "find_referentiel",
    "read_as_extracted",
    "read_candidats",
    "read_certification",
    "read_dossier",
    "read_extraction",
    "read_fiche_enregistree",
    "read_referentiel",
    "referentiel_faults",
    "referentiel_of",
    "reprendre",
    "sha256",
    "write_atomically",
    "write_extraction",
    "write_referentiel",
    "write_starter",
]
