"""What the rules look at: all that is known of a certification, and where each thing stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assembler.check.mots import joined
from assembler.model import (
    Activite,
    Bloc,
    Certification,
    Competence,
    Critere,
    Epreuve,
    FicheEnregistree,
    Referentiel,
    SessionDossier,
)

Profil = Literal["annexe", "fiche"]
"""The filed annex, or the public fiche: that one holds no criteria and no links."""


@dataclass(frozen=True)
class Lieu:
    """Where something stands: « bloc 2 / C2.3 », the bloc's name, the page of the PDF; and what is
    printed there, paragraph by paragraph."""

    objet: str
    bloc: str | None = None
    page: int | None = None
    texte: tuple[str, ...] = ()


GENERAL = Lieu("référentiel")
"""The référentiel as a whole."""


@dataclass(frozen=True)
class Vue:
    """What is known. None or () where nothing was given."""

    referentiel: Referentiel
    certification: Certification | None = None
    sessions: tuple[SessionDossier, ...] = ()
    profil: Profil = "annexe"
    enregistree: FicheEnregistree | None = None

    @property
    def of_right(self) -> bool:
        """Whether the certification is registered « de droit » (State diplomas and titles)."""
        kind = self.enregistree.type_enregistrement if self.enregistree else None
        return bool(kind) and "de droit" in (kind or "").lower()

    def activites(self) -> Iterator[tuple[Bloc, Activite, Lieu]]:
        """Each activity with its bloc and where it stands."""
        for bloc in self.referentiel.blocs:
            for activite in bloc.activites:
                yield bloc, activite, self.place(bloc, activite)

    def competences(self) -> Iterator[tuple[Bloc, Competence, Lieu]]:
        """Each competence with its bloc and where it stands."""
        for bloc in self.referentiel.blocs:
            for competence in bloc.competences:
                yield bloc, competence, self.place(bloc, competence)

    def criteres(self) -> Iterator[tuple[Competence, Critere, Lieu]]:
        """Each criterion that says something, with its competence and where it stands:
        « bloc 1 / C1.2 / critère 3 »."""
        for _, competence, lieu in self.competences():
            for rank, critere in assessing(competence):
                name = critere.code or f"critère {rank}"
                objet, texte = f"{lieu.objet} / {name}", (critere.texte, *critere.indicateurs)
                yield competence, critere, Lieu(objet, lieu.bloc, lieu.page, texte)

    def place(self, bloc: Bloc, part: Activite | Competence | None = None) -> Lieu:
        """Where a bloc, or a part of it, stands. In a RS the one bloc is not named."""
        page, texte = _page(bloc, part), _printed(part or bloc)
        if self.referentiel.type == "RS":
            return Lieu(_name(part), None, page, texte) if part else Lieu(GENERAL.objet)
        name = self.name_of(bloc)
        return Lieu(f"{name} / {_name(part)}" if part else name, name, page, texte)

    def name_of(self, bloc: Bloc) -> str:
        """« bloc 2 », « bloc 3 (option 1) »; in a RS, whose one bloc is implicit, « ensemble »."""
        if self.referentiel.type == "RS":
            return "ensemble"
        return f"bloc {bloc.code} ({bloc.option})" if bloc.option else f"bloc {bloc.code}"

    def page(self, number: int) -> Lieu:
        """A page of the PDF."""
        return Lieu(f"page {number}", None, number)

    def place_of_epreuve(self, epreuve: Epreuve) -> Lieu:
        """An épreuve stands with the first competence it assesses."""
        blocs = self.blocs_of(epreuve)
        pages = [c.page for _, c, _ in self.competences() if epreuve.code in c.epreuves and c.page]
        one = len(blocs) == 1 and self.referentiel.type == "RNCP"
        name = self.name_of(blocs[0]) if one else None
        texte = paragraphs_of(epreuve)
        return Lieu(f"épreuve {epreuve.code}", name, min(pages, default=None), texte)

    def blocs_of(self, epreuve: Epreuve) -> tuple[Bloc, ...]:
        """The blocs that the épreuve assesses."""
        return tuple(
            bloc
            for bloc in self.referentiel.blocs
            if any(epreuve.code in competence.epreuves for competence in bloc.competences)
        )

    def epreuves_of(self, bloc: Bloc) -> tuple[Epreuve, ...]:
        """The épreuves that assess the bloc's competences, in the référentiel's order."""
        codes = {code for competence in bloc.competences for code in competence.epreuves}
        return tuple(e for e in self.referentiel.epreuves if e.code in codes)


def _page(bloc: Bloc, part: Activite | Competence | None) -> int | None:
    """The page of a competence; of an activity, that of the first competence which derives from
    it; of a bloc, its first one's."""
    if isinstance(part, Competence):
        return part.page
    those = [c for c in bloc.competences if part is None or part.code in c.activites]
    return next((c.page for c in those or bloc.competences), None)


def _name(part: Activite | Competence) -> str:
    """Its code; a number alone says what it counts: « activité 7 »."""
    if any(c.isalpha() for c in part.code):
        return part.code
    return f"{'activité' if isinstance(part, Activite) else 'compétence'} {part.code}"


def _printed(part: Bloc | Activite | Competence) -> tuple[str, ...]:
    match part:
        case Bloc():
            return (part.intitule,)
        case Activite():
            return part.intitule, *part.taches
        case Competence():
            return part.texte, *(c.texte for c in part.complements)


_NOTHING = re.compile(r"\W*(?:na|n/a|néant|sans objet|non évaluée?s?)?\W*", re.IGNORECASE)


def assessing(competence: Competence) -> tuple[tuple[int, Critere], ...]:
    """The criteria that say something, with their rank: a dash or « NA » in the cell is none."""
    ranked = enumerate(competence.criteres, 1)
    return tuple((rank, one) for rank, one in ranked if not _NOTHING.fullmatch(one.texte))


def text_of(epreuve: Epreuve) -> str:
    """All that is printed of an épreuve."""
    return joined(*paragraphs_of(epreuve))


def paragraphs_of(epreuve: Epreuve) -> tuple[str, ...]:
    """The same, paragraph by paragraph."""
    return epreuve.intitule or "", *epreuve.description
