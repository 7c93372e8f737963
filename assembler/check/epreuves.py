"""What the wording of an épreuve tells of its kind."""

from assembler.check.mots import speaks
from assembler.check.vue import text_of
from assembler.model import Epreuve

QUESTIONNAIRE = r"\b(?:QCM|QCU|questionnaires?|quiz+)\b"
KNOWLEDGE = (
    rf"(?:{QUESTIONNAIRE})|\b(?:contrôles?|tests?|évaluations?|vérification) (?:écrite?s? )?"
    r"(?:de|des) (?:connaissances|savoirs)|\bexamens? (?:écrits?|théoriques?|sur table)|"
    r"\bdevoirs? sur table|\b(?:épreuve|partie) (?:écrite )?théorique|\binterrogations? écrites?|"
    r"\bdissertations?"
)
_SITUATION = (
    r"\b(?:mises? en (?:situation|œuvre|pratique)|"
    r"(?:études?|analyses?|résolution) (?:de|d'un|des|du) cas|"
    r"cas (?:pratiques?|d'(?:une )?entreprise|concrets?|clients?|réels?)|projets?|simul\w+|"
    r"jeux? de rôle|réalis\w+|produc\w+|produi\w+|dossiers?|mémoires?|rapports?|soutenances?|"
    r"entretiens?|présent\w+|portfolios?|observations?|"
    r"situations? (?:professionnelle|réelle|de travail)\w*|chantiers?|travaux pratiques|"
    r"maquettes?|pratique|démonstration|conception|propos\w+|rédaction|élabor\w+)\b"
)
COMPANY = (
    r"\b(?:stages?|alternance|"
    r"période\w* (?:de formation )?(?:en|d'|de)(?: \w+)? ?(?:entreprise|milieu professionnel)|"
    r"en entreprise|en milieu professionnel|PFMP|"
    r"maîtres? (?:d'apprentissage|de stage)|tut(?:eur|rice)s?)\b"
)
SELF = r"\b(?:auto-? ?évalu\w+|s'auto-? ?évalu\w+|s'évalue lui-même)"
EVALUATOR = (
    r"\b(?:jurys?|évaluat(?:eur|rice)\w*|examinat(?:eur|rice)\w*|formateurs?|correcteurs?)\b"
)


def is_questionnaire(epreuve: Epreuve) -> bool:
    """Questions to answer, and nothing to do."""
    return speaks(QUESTIONNAIRE, text_of(epreuve)) and not has_situation(epreuve)


def has_situation(epreuve: Epreuve) -> bool:
    """Something to do or to show is spoken of."""
    return speaks(_SITUATION, text_of(epreuve))


def is_knowledge_test(epreuve: Epreuve) -> bool:
    """A written test of what one knows, and nothing to do."""
    text = text_of(epreuve)
    shown = {"oral", "pratique"} & {*epreuve.formes}
    return speaks(KNOWLEDGE, text) and not shown and not has_situation(epreuve)
