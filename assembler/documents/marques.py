"""Weights and eliminatory marks, which certification.yaml gives by code."""

from collections.abc import Mapping, Sequence

from assembler.documents import typographie as typo
from assembler.model import Bloc, Certification, Competence, Critere


class Marques:
    """Weights and eliminatory marks, by the codes that certification.yaml gives them."""

    def __init__(self, certification: Certification) -> None:
        self._poids: Mapping[str, float] = certification.poids
        self._eliminatoires = frozenset(certification.eliminatoires)

    def facteur(self, *codes: str | None) -> float:
        """The weight; 1 where none is given."""
        return next((self._poids[code] for code in codes if code and code in self._poids), 1)

    def poids(self, *codes: str | None) -> str:
        """The weight in words; "" where none is given."""
        return typo.nombre(self.facteur(*codes)) if set(codes) & set(self._poids) else ""

    def eliminatoire(self, *codes: str | None) -> bool:
        return not self._eliminatoires.isdisjoint(codes)

    def points(self, competence: Competence, bloc: Bloc, maximum: int) -> float:
        """What the competence can give; one without criteria is marked as a criterion is."""
        codes = codes_de(competence, bloc)
        return maximum * sum(
            self.facteur(critere.code, *codes_par_rang(codes, rang))
            for rang, critere in enumerate(competence.criteres or [Critere(texte="")], start=1)
        )


def codes_de(competence: Competence, bloc: Bloc) -> tuple[str, str]:
    """What a competence goes by: « C1 », and where blocs number theirs anew « 2/C1 »."""
    return competence.code, f"{bloc.code}/{competence.code}"


def codes_par_rang(codes: Sequence[str], rang: int) -> list[str]:
    """What a criterion goes by, for want of a code of its own: « C1.1/2 »."""
    return [f"{code}/{rang}" for code in codes]
