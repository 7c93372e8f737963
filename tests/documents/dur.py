"""A dossier that is hard on a page: what a grid must stand."""

import dataclasses

from assembler.model import Bloc, Competence, Critere, Dossier, Epreuve, Referentiel
from tests.documents.exemple import dossier as dossier_exemple

PHRASE = "Le geste est précis, il est expliqué à mesure et il tient compte de l’usager présent. "
LONG = (PHRASE * 20)[:1495] + "fin1."
"""A criterion of 1,500 characters."""
PAS = tuple(f"z{rang}." for rang in range(200))
TRES_LONG = " ".join(f"Le geste est sûr au pas {pas}" for pas in PAS)
"""One taller than a page."""
MODALITE = tuple(f"{PHRASE * 4}n{rang}." for rang in range(40))
"""A cell of some two pages."""


def dossier() -> Dossier:
    """Forty criteria in one competence, one of 1,500 characters among short ones, competences
    enough for headings to fall anywhere, an épreuve of one criterion, a bloc without épreuve, a
    criterion taller than a page."""
    quarante = Competence(
        code="C1.1",
        texte="Tenir une boutique entière dans toutes ses dimensions",
        epreuves=("E1",),
        criteres=tuple(Critere(texte=f"Le geste n° {rang} est sûr q{rang}.") for rang in range(40)),
    )
    longue = Competence(
        code="C1.2",
        texte="Expliquer longuement",
        epreuves=("E1",),
        criteres=(
            Critere(texte="Court."),
            Critere(texte=LONG, indicateurs=("Mesuré à l’heure",)),
            Critere(texte="Court aussi."),
        ),
    )
    suite = tuple(
        Competence(
            code=f"C1.{rang}",
            texte=f"Mener la tâche de rang {rang} jusqu’à son terme & la consigner b{rang}.",
            epreuves=("E1",),
            criteres=tuple(
                Critere(texte=f"La tâche {rang} est faite au point {point} t{rang}p{point}.")
                for point in range(1 + rang % 3)
            ),
        )
        for rang in range(3, 40)
    )
    seule = Competence(
        code="C2.1", texte="Saluer", epreuves=("E2",), criteres=(Critere(texte="Il salue."),)
    )
    orpheline = Competence(
        code="C3.1",
        texte="Ranger",
        criteres=(Critere(texte="Tout est à sa place."), Critere(texte=TRES_LONG)),
    )
    referentiel = Referentiel(
        blocs=(
            Bloc(code="1", intitule="Tenir boutique", competences=(quarante, longue, *suite)),
            Bloc(code="2", intitule="Saluer", competences=(seule,)),
            Bloc(code="3", intitule="Ranger", competences=(orpheline,)),
        ),
        epreuves=(
            Epreuve(code="E1", intitule="Mise en situation", description=MODALITE),
            Epreuve(code="E2", intitule="Oral"),
        ),
    )
    exemple = dossier_exemple()
    certification = exemple.certification.model_copy(update={"poids": {}, "eliminatoires": ()})
    return dataclasses.replace(exemple, referentiel=referentiel, certification=certification)
