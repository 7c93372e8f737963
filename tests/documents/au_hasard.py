"""Random référentiels of the shapes that the official table can say.

The wording is that of `tests.generated`. What the table can't say is left out: a competence that
is tied to nothing below one that is tied to an activity; several activities, tied, in one cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from assembler.model import (
    Activite,
    Bloc,
    Competence,
    Critere,
    Epreuve,
    LigneMatrice,
    Matrice,
    Referentiel,
)
from tests.generated import model as invente
from tests.generated import words

FORMES: tuple[Literal["liste", "liees"], ...] = ("liste", "liees")
"""Activities listed in the bloc's cell; or each beside its own competences, the bloc in a band."""


@dataclass
class _Tirage:
    """A référentiel being drawn: its choices, and the épreuves so far."""

    rng: Random
    type: Literal["RNCP", "RS"]
    forme: Literal["liste", "liees"]
    code_bloc: bool
    code_activite: bool
    code_competence: bool
    code_critere: bool
    indicateurs: bool
    epreuves: list[Epreuve]


def au_hasard(graine: int) -> Referentiel:
    """The référentiel of that seed."""
    rng = Random(f"aller-retour {graine}")
    pile_ou_face = [rng.random() < 0.5 for _ in range(5)]
    tirage = _Tirage(
        rng, "RS" if graine % 8 == 7 else "RNCP", FORMES[graine % 2], *pile_ou_face, epreuves=[]
    )
    rs = tirage.type == "RS"
    shape = invente.Shape(
        blocs=(1, 1) if rs else (2, 4),
        competences=(1, 7),
        criteres=(1, 6),
        taches=(0, 4) if tirage.forme == "liees" else (0, 0),
        periods=graine % 5 == 0,
    )
    tire = invente.random_referentiel(rng, shape)
    blocs = tuple(_bloc(tirage, rang, bloc) for rang, bloc in enumerate(tire.blocs, start=1))
    return Referentiel(
        type=tirage.type,
        blocs=blocs,
        epreuves=tuple(tirage.epreuves),
        matrices=tuple(_matrices(tirage, tire)),
    )


def _bloc(tirage: _Tirage, rang: int, bloc: invente.Bloc) -> Bloc:
    rs = tirage.type == "RS"
    codes = [f"A{rang}.{n}" for n in range(1, len(bloc.activites) + 1)]
    option = tirage.rng.choice([None, None, "Montagne", "Vélo cargo"]) if rang > 2 else None
    activites = tuple(
        Activite(
            code=code,
            intitule=une.intitule,
            taches=une.taches,
            code_attribue=not tirage.code_activite,
        )
        for code, une in zip(codes, bloc.activites, strict=True)
    )
    liens = [
        (code,) if tirage.forme == "liees" and not rs else ()
        for code, une in zip(codes, bloc.activites, strict=True)
        for _ in range(une.competences)
    ]
    return Bloc(
        code=str(rang),
        intitule="" if rs else bloc.intitule,
        option=option,
        activites=() if rs else activites,
        competences=tuple(
            _competence(tirage, f"C{rang}.{n}", une, lien, epreuves)
            for n, (une, lien, epreuves) in enumerate(
                zip(bloc.competences, liens, _epreuves(tirage, bloc), strict=True), start=1
            )
        ),
        code_attribue=rs or not tirage.code_bloc,
    )


def _epreuves(tirage: _Tirage, bloc: invente.Bloc) -> Iterator[tuple[str, ...]]:
    """The épreuves of each competence in turn; in some blocs a second one stands beside."""
    seconde = tirage.rng.random() < 0.2
    series = [bloc.epreuves, bloc.oraux] if seconde else [bloc.epreuves]
    tours = [[n for n, une in enumerate(s) for _ in range(une.competences)] for s in series]
    codes: dict[tuple[int, int], str] = {}
    for ligne in zip(*tours, strict=True):
        for serie, n in enumerate(ligne):
            if (serie, n) not in codes:
                intitule, *description = series[serie][n].lignes
                codes[serie, n] = f"E{len(tirage.epreuves) + 1}"
                tirage.epreuves.append(
                    Epreuve(
                        code=codes[serie, n],
                        intitule=intitule,
                        description=tuple(description),
                        code_attribue=True,
                    )
                )
        yield tuple(codes[serie, n] for serie, n in enumerate(ligne))


def _competence(
    tirage: _Tirage,
    code: str,
    une: invente.Competence,
    lien: tuple[str, ...],
    epreuves: tuple[str, ...],
) -> Competence:
    return Competence(
        code=code,
        texte=une.texte,
        activites=lien,
        epreuves=epreuves,
        criteres=tuple(
            Critere(
                code=f"Cr{code[1:]}.{n}" if tirage.code_critere else None,
                texte=texte,
                indicateurs=tuple(_indicateurs(tirage)),
            )
            for n, texte in enumerate(une.criteres, start=1)
        ),
        non_evaluee=une.mention,
        code_attribue=not tirage.code_competence,
    )


def _indicateurs(tirage: _Tirage) -> Iterator[str]:
    if tirage.indicateurs and tirage.rng.random() < 0.4:
        yield from tirage.rng.sample(words.CONSTATS, tirage.rng.randint(1, 3))


def _matrices(tirage: _Tirage, tire: invente.Referentiel) -> Iterator[Matrice]:
    if tirage.rng.random() < 0.5 and any(cochees for _, cochees in tire.croix):
        yield Matrice(
            titre="Matrice des modules et des activités",
            colonnes=tire.modules,
            lignes=tuple(LigneMatrice(intitule=un, colonnes=coches) for un, coches in tire.croix),
        )
