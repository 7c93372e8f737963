"""The table of the annex: its rows, and which of their cells are one.

Filed référentiels have it in two forms. Where nothing ties competences to activities, the bloc
stands in one activity cell beside all of its competences, its activities listed under its title.
Where something does, the bloc is a band over the whole width, and each activity, with its tasks, a
cell beside the competences that derive from it.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from assembler.documents import hauteur
from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    ActiviteContexte,
    Contexte,
    CritereContexte,
    avec_code,
    option_bloc,
    titre_imprime,
)
from assembler.model import Bloc, Competence, Referentiel


class ModaliteContexte(Contexte):
    """An épreuve as the table prints it, and the cell it stands in."""

    titre: str = Field(
        description="Intitulé de l’épreuve, précédé de son code s’il est imprimé ; vide sans l’un "
        "ni l’autre",
        examples=["Étude de cas"],
    )
    description: tuple[str, ...] = Field(
        description="Texte de la modalité, un paragraphe par ligne",
        examples=[("À partir d’un cas d’entreprise, le candidat rédige un rapport.",)],
    )
    cle: str = Field(
        description="Clé de fusion de la cellule, la même pour les compétences voisines que "
        "l’épreuve évalue",
        examples=["E1"],
    )
    largeur: int = Field(
        description="Nombre de colonnes du tableau que la cellule occupe", examples=[1]
    )


class LigneContexte(Contexte):
    """A row of the table: one competence."""

    activites: tuple[ActiviteContexte, ...] = Field(
        description="Activités à imprimer en face de la compétence"
    )
    groupe_activites: int = Field(
        description="Numéro commun aux compétences voisines qui ont les mêmes activités : la clé "
        "de fusion de la cellule « activités »",
        examples=[1],
    )
    competence: str = Field(
        description="Texte de la compétence, précédé de son code s’il est imprimé",
        examples=["C1.1 : Recueillir les besoins des usagers afin de les hiérarchiser"],
    )
    modalites: tuple[ModaliteContexte, ...] = Field(
        description="Épreuves qui évaluent la compétence, une par cellule (une cellule vide pour "
        "une compétence qui n’en a pas)"
    )
    criteres: tuple[CritereContexte, ...] = Field(description="Critères d’évaluation")
    non_evaluee: str = Field(
        description="Mention imprimée à la place des critères", examples=["Non évalué"]
    )
    longue: bool = Field(
        description="Vrai quand la ligne peut tenir plus d’une demi-page : elle doit alors pouvoir "
        "être coupée"
    )


class BlocAnnexe(Contexte):
    """A bloc: a band or an activity cell that names it, and its rows."""

    rang: int = Field(description="Rang du bloc, clé de fusion de ses cellules", examples=[1])
    bandeau: str = Field(
        description="Libellé du bloc, quand une ligne sur toute la largeur le porte",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    libelle: str = Field(
        description="Libellé du bloc, quand sa cellule d’activités le porte",
        examples=["1 - Conduire la transition numérique"],
    )
    lignes: tuple[LigneContexte, ...] = Field(
        description="Lignes du tableau, une par compétence (une ligne vide pour un bloc qui n’en "
        "a pas)"
    )


def blocs_annexe(referentiel: Referentiel, type_: Literal["RNCP", "RS"]) -> tuple[BlocAnnexe, ...]:
    """The blocs as the table of that register has them: the RS has no activities."""
    en_bandeau = _lie(referentiel) if type_ == "RNCP" else _nomme(referentiel)
    return tuple(
        BlocAnnexe(
            rang=rang,
            bandeau=_bandeau(bloc) if en_bandeau else "",
            libelle="" if en_bandeau or type_ == "RS" else _libelle(bloc),
            lignes=tuple(_lignes(bloc, referentiel)),
        )
        for rang, bloc in enumerate(referentiel.blocs, start=1)
    )


def colonnes_modalites(referentiel: Referentiel) -> int:
    """Into how many columns the modalities are divided: épreuves of one competence stand side by
    side, each beside all the competences that it assesses. One where nothing assesses them."""
    nombres = (len(_epreuves(c)) for bloc in referentiel.blocs for c in bloc.competences)
    return max(1, max(nombres, default=1))


def _lie(referentiel: Referentiel) -> bool:
    """Whether the référentiel ties competences to activities, or tasks to these."""
    return any(
        any(competence.activites for competence in bloc.competences)
        or any(activite.taches for activite in bloc.activites)
        for bloc in referentiel.blocs
    )


def _nomme(referentiel: Referentiel) -> bool:
    """Whether its blocs have names: the RS has one, implicit, without."""
    return len(referentiel.blocs) > 1 or bool(referentiel.blocs[0].intitule)


def _bandeau(bloc: Bloc) -> str:
    """« Option Réseaux – Bloc 3 – Intitulé »."""
    option = option_bloc(bloc)
    avant = f"Option {option} {typo.TIRET} " if option else ""
    if bloc.code_attribue:
        return f"{avant}Bloc : {bloc.intitule}"
    nom = bloc.code if bloc.code.startswith("RNCP") else f"Bloc{typo.INSECABLE}{bloc.code}"
    return f"{avant}{nom} {typo.TIRET} {bloc.intitule}"


def _libelle(bloc: Bloc) -> str:
    """« 1 - Intitulé », as filed tables have it; an option needs the longer form."""
    if option_bloc(bloc):
        return _bandeau(bloc)
    return bloc.intitule if bloc.code_attribue else f"{bloc.code} - {bloc.intitule}"


# --- the rows -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Cellules:
    """What stands in a column beside each competence; neighbours with the same share a cell."""

    codes: tuple[tuple[str, ...], ...]

    @property
    def groupes(self) -> tuple[int, ...]:
        """A number for each row; the same number, the same cell."""
        voisines = itertools.groupby(self.codes)
        return tuple(rang for rang, (_, memes) in enumerate(voisines, start=1) for _ in memes)

    def parts(self, hauteurs: Sequence[int]) -> list[int]:
        """About how many lines of its cell each row has to hold, of the cell's whole height."""
        lignes = Counter(self.groupes)
        return [haut // lignes[groupe] for haut, groupe in zip(hauteurs, self.groupes, strict=True)]


def _lignes(bloc: Bloc, referentiel: Referentiel) -> Iterator[LigneContexte]:
    """A row a competence; an empty one for a bloc without competences."""
    competences = bloc.competences or (Competence(code="-", code_attribue=True, texte=""),)
    colonnes = colonnes_modalites(referentiel)
    en_activites = _Cellules(tuple(_activites_par_ligne(bloc, competences)))
    en_epreuves = _Cellules(tuple(map(_epreuves, competences)))
    activites = [tuple(map(_activites(bloc).__getitem__, codes)) for codes in en_activites.codes]
    modalites = [tuple(_modalites(codes, referentiel, colonnes)) for codes in en_epreuves.codes]
    parts = zip(
        en_activites.parts([_hauteur_activites(une) for une in activites]),
        en_epreuves.parts([_hauteur_modalites(une) for une in modalites]),
        strict=True,
    )
    for rang, (competence, hauteurs) in enumerate(zip(competences, parts, strict=True)):
        texte = avec_code(None if competence.code_attribue else competence.code, competence.texte)
        criteres = tuple(CritereContexte.of(critere) for critere in competence.criteres)
        yield LigneContexte(
            activites=activites[rang],
            groupe_activites=en_activites.groupes[rang],
            competence=texte,
            modalites=modalites[rang],
            criteres=criteres,
            non_evaluee=competence.non_evaluee or "",
            longue=hauteur.longue(
                *hauteurs, hauteur.lignes([texte]), hauteur.lignes_criteres(criteres)
            ),
        )


def _activites_par_ligne(
    bloc: Bloc, competences: Sequence[Competence]
) -> Iterator[tuple[str, ...]]:
    """The activities beside each competence: its own; all of the bloc's where none has its own.

    What no competence derives from stands in the last cell: nothing is left out.
    """
    liees = [competence.activites for competence in competences]
    connues = set(itertools.chain.from_iterable(liees))
    autres = tuple(a.code for a in bloc.activites if a.code not in connues)
    groupes = _Cellules(tuple(liees)).groupes
    for codes, groupe in zip(liees, groupes, strict=True):
        yield (*codes, *autres) if groupe == groupes[-1] else codes


def _activites(bloc: Bloc) -> dict[str, ActiviteContexte]:
    return {activite.code: ActiviteContexte.of(activite) for activite in bloc.activites}


def _epreuves(competence: Competence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(competence.epreuves))


def _modalites(
    codes: Sequence[str], referentiel: Referentiel, colonnes: int
) -> Iterator[ModaliteContexte]:
    """The cells beside a competence; the last takes the columns that are left."""
    if not codes:
        yield ModaliteContexte(titre="", description=(), cle="", largeur=colonnes)
    for rang, code in enumerate(codes, start=1):
        epreuve = referentiel.epreuve(code)
        yield ModaliteContexte(
            titre=titre_imprime(epreuve),
            description=epreuve.description,
            cle=code,
            largeur=colonnes - rang + 1 if rang == len(codes) else 1,
        )


def _hauteur_activites(activites: Sequence[ActiviteContexte]) -> int:
    return sum(hauteur.lignes([activite.texte, *activite.taches]) for activite in activites)


def _hauteur_modalites(modalites: Sequence[ModaliteContexte]) -> int:
    return sum(hauteur.lignes([modalite.titre, *modalite.description]) for modalite in modalites)
