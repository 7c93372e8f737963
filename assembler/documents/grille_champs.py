"""The tags under which a grid's marks are read back: made of the codes they stand for.

`C1.1=A`: competence C1.1, level A; `C1.1/4f2a91=A`: a criterion of it. A criterion without a
printed code goes by a hash of its words, not by its rank: what was marked stays on it when another
one comes before it.
"""

import hashlib
from collections.abc import Iterator, Sequence

from assembler.documents import typographie as typo
from assembler.documents.contexte import Champ
from assembler.fill.controls import short
from assembler.fill.fields import Genre
from assembler.model import Competence, Critere
from assembler.model.certification import NiveauBareme


def case(balise: str, nom: str) -> Champ:
    """A box to tick."""
    return _champ("case", balise, nom)


def saisie(balise: str, nom: str) -> Champ:
    """A text to write."""
    return _champ("saisie", balise, nom)


def date(balise: str, nom: str) -> Champ:
    """A date to choose."""
    return _champ("date", balise, nom)


def choix(balise: str, nom: str, reponses: Sequence[str]) -> Champ:
    """One of several answers."""
    return _champ("choix", balise, nom, reponses)


def _champ(genre: Genre, balise: str, nom: str, reponses: Sequence[str] = ()) -> Champ:
    """Its tag is the one that Word takes, so that it is read back under the same."""
    return Champ(genre=genre, balise=short(balise), nom=nom, choix=tuple(reponses))


def cases(balise: str, nom: str, bareme: Sequence[NiveauBareme]) -> tuple[Champ, ...]:
    """A box for each level of the scale."""
    return tuple(
        case(f"{balise}={niveau.code}", f"{nom}{typo.INSECABLE}: {niveau.libelle}")
        for niveau in bareme
    )


def balises(competence: Competence) -> Iterator[str]:
    """The tag of each criterion of a competence, in order."""
    vues: dict[str, int] = {}
    for critere in competence.criteres:
        balise = f"{competence.code}/{critere.code or _empreinte(critere)}"
        vues[balise] = vues.get(balise, 0) + 1
        yield balise if vues[balise] == 1 else f"{balise}-{vues[balise]}"


def _empreinte(critere: Critere) -> str:
    return hashlib.sha256(critere.texte.encode()).hexdigest()[:6]
