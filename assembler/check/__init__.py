"""What France compétences asks of a référentiel, rule by rule, each with its source."""

from assembler.check.rapport import Bilan, Constat, Rapport
from assembler.check.registre import REGLES
from assembler.check.regles import Etat, Gravite, Regle
from assembler.check.verification import check
from assembler.check.vue import Profil, Vue

__all__ = [
    "REGLES",
    "Bilan",
    "Constat",
    "Etat",
    "Gravite",
    "Profil",
    "Rapport",
    "Regle",
    "Vue",
    "check",
]
