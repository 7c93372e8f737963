"""What France compétences asks of a référentiel, rule by rule, each with its source."""

from assembler.check.derogations import check_waivers
from assembler.check.page import render_page
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
    "check_waivers",
    "render_page",
]
