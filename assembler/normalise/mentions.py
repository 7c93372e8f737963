"""What a cell says instead of what its column is for: « Non évalué », « Sans objet », a total."""

import re
from collections.abc import Iterator, Sequence

from assembler.extract import Paragraph
from assembler.normalise.roles import plain

_NOT_EVALUATED = re.compile(
    r"(?:competence\s+)?non[ -]evaluee?s?\b.{0,40}|neant|sans objet|n\.?/?a\.?|"
    r"[-–—/]|pas d'evaluation"
)
_CLOSING = re.compile(
    r"(?:modalites? (?:d'|de l'))?(?:evaluations?|epreuves?|examens?|soutenances?|certifications?|"
    r"mises? en situation)\b.{0,30}?\b"
    r"(?:finale?s?|transversales?|transverses?|terminales?|globales?|de synthese|de fin)\b"
    r"(?: (?:du|des?|a|aux?|devant|pour|en)\b.{0,15}\b(?:blocs?|competences|certifications?|titre|"
    r"unites?|modules|jury|formation|parcours|referentiel)\b.*)?(?:\s*[:.(–—-].*)?"
)
"""A name alone, or what it is the end of: « Évaluation globale des risques » is a competence."""


_REFERENCE = re.compile(
    r"competences?|capacites?|toutes?|tous|les|l'ensemble|ensemble|des?|du|la|le|a|au|et|blocs?|"
    r"referentiel|titre|certification|attestees|evaluees|visees|n°|"
    r"[a-z]{0,4}\.?\d+(?:[._][a-z]{0,2}\d*)*(?:[a-z]{1,2}\d+)*[a-z]?"
)
"""The words of « C1.1 à C1.4 », of « Toutes les compétences du bloc 2 »."""


def only_refers(text: str) -> bool:
    """Does a text name competences by their codes or their bloc, and say none?"""
    words = [word for word in re.split(r"[\s,;:/&+()•–—-]+", plain(text)) if word]
    tells = any(any(char.isdigit() for char in word) for word in words) or (
        "competences" in words and not {"toutes", "l'ensemble", "ensemble"}.isdisjoint(words)
    )
    return tells and all(_REFERENCE.fullmatch(word.rstrip(".")) for word in words)


def says_not_evaluated(text: str) -> bool:
    """Does a cell only say that nothing is assessed?"""
    return bool(_NOT_EVALUATED.fullmatch(plain(text).rstrip(" .")))


def says_none(text: str) -> bool:
    """Does a cell of the competence column say that there is none, or only announce a total?"""
    return says_not_evaluated(text) or text.rstrip().endswith(":")


def names_closing_assessment(text: str) -> bool:
    """Is a text « Évaluation finale », « Épreuve transversale … »: no competence, but what
    assesses them all?"""
    return bool(_CLOSING.fullmatch(plain(text)))


def saying_apart(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, with « Non évalué » as one of its own where it ends another."""
    for paragraph in paragraphs:
        *head, last = paragraph.lines
        if head and says_not_evaluated(last.text):
            yield Paragraph(tuple(head))
            yield Paragraph((last,))
        else:
            yield paragraph
