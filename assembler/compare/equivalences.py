"""Which new bloc an old one can be taken for, told by the competences they have in common.

A holder of the old bloc was assessed on its competences; the new bloc asks for its own. So the
equivalence is total when each competence of the new bloc comes from the old one, partial when some
do. It is a proposal: reworded competences and their criteria are a jury's to weigh.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assembler.compare.changes import Comparaison, Version

Proposition = Literal["totale", "partielle", "aucune"]


@dataclass(frozen=True)
class Equivalence:
    """What holding `anciens` (blocs; several: all of them together) is worth for `nouveau`.

    `demandees`: competences of the new bloc; `sures` and `a_verifier`: those that come from the old
    ones, the latter by a doubtful match or only in part. `detenues`: competences of the old ones.
    `anciens` is () for a bloc that nothing leads to, `nouveau` None for one that leads nowhere.
    """

    anciens: tuple[Version, ...]
    nouveau: Version | None
    demandees: int
    sures: int
    a_verifier: int
    detenues: int

    @property
    def communes(self) -> int:
        """Competences of the new bloc that come from the old ones, in doubt or not."""
        return self.sures + self.a_verifier

    @property
    def part(self) -> float:
        """Share of the new bloc's competences that come from the old ones, 0 to 1."""
        return self.communes / self.demandees if self.demandees else 0.0

    @property
    def proposition(self) -> Proposition:
        """What to propose to the commission."""
        if self.demandees and self.sures == self.demandees:
            return "totale"
        return "partielle" if self.communes else "aucune"


def equivalences(comparaison: Comparaison) -> tuple[Equivalence, ...]:
    """Every old bloc with each new one it leads to; then, of the new blocs, those that only several
    old ones together give the whole of, and those that nothing leads to."""
    blocs = [one for one in comparaison.changements if one.objet == "bloc"]
    anciens = {one.ancien.chemin: one.ancien for one in blocs if one.ancien}
    nouveaux = {one.nouveau.chemin: one.nouveau for one in blocs if one.nouveau}
    table = _Table(anciens, nouveaux, tuple(_origins(comparaison)), _sizes(comparaison))
    return tuple(table.rows())


@dataclass(frozen=True)
class _Origine:
    """A competence of the new référentiel: its bloc, and the old blocs it comes from."""

    bloc: str
    anciens: frozenset[str]
    douteuse: bool


@dataclass(frozen=True)
class _Table:
    anciens: Mapping[str, Version]
    nouveaux: Mapping[str, Version]
    origines: tuple[_Origine, ...]
    detenues: Mapping[str, int]

    def rows(self) -> Iterator[Equivalence]:
        for ancien in self.anciens:
            leads_to = [bloc for bloc in self.nouveaux if ancien in self._sources(bloc)]
            yield from (self._row([ancien], bloc) for bloc in leads_to)
            if not leads_to:
                yield self._row([ancien], None)
        for bloc in self.nouveaux:
            sources = self._sources(bloc)
            together = self._row([one for one in self.anciens if one in sources], bloc)
            alone = (self._row([ancien], bloc).proposition for ancien in sources)
            if not sources or (together.proposition == "totale" and "totale" not in alone):
                yield together

    def _sources(self, bloc: str) -> frozenset[str]:
        return frozenset().union(*(one.anciens for one in self.origines if one.bloc == bloc))

    def _row(self, anciens: Sequence[str], bloc: str | None) -> Equivalence:
        held = frozenset(anciens)
        asked = [one for one in self.origines if one.bloc == bloc]
        shared = [one for one in asked if one.anciens & held]
        sure = sum(one.anciens <= held and not one.douteuse for one in shared)
        return Equivalence(
            anciens=tuple(self.anciens[one] for one in anciens),
            nouveau=self.nouveaux[bloc] if bloc else None,
            demandees=len(asked),
            sures=sure,
            a_verifier=len(shared) - sure,
            detenues=sum(self.detenues.get(one, 0) for one in held),
        )


def _origins(comparaison: Comparaison) -> Iterator[_Origine]:
    for one in comparaison.changements:
        if one.objet == "competence" and one.nouveau:
            came = [one.ancien] if one.ancien else []
            came += [renvoi.version for renvoi in one.issu_de]
            yield _Origine(_bloc(one.nouveau), frozenset(map(_bloc, came)), one.douteux)


def _sizes(comparaison: Comparaison) -> Mapping[str, int]:
    """Old bloc → how many competences it had."""
    sizes: dict[str, int] = {}
    for one in comparaison.changements:
        if one.objet == "competence" and one.ancien:
            sizes[_bloc(one.ancien)] = sizes.get(_bloc(one.ancien), 0) + 1
    return sizes


def _bloc(competence: Version) -> str:
    """The bloc a competence stands in, by its path."""
    return competence.chemin.partition("/competences/")[0]
