"""Random référentiels, with the texts that break naïve writers."""

import datetime
from typing import TypeVar

from hypothesis import strategies as st

from assembler.model import (
    Activite,
    Bloc,
    Competence,
    Complement,
    Critere,
    Duree,
    Epreuve,
    LigneMatrice,
    Matrice,
    Referentiel,
    Reserve,
    Source,
)

Coded = TypeVar("Coded", Activite, Bloc, Competence, Epreuve)

NASTY = [
    "Durée : 4 heures", "clé: valeur", "fin:", "- tiret", "• puce", "# dièse", "a # b", "C#",
    "null", "Null", "~", "true", "oui", "No", "1", "01", "1e3", "0x1F", "1_000", "2026-01-15",
    "12:30:45", "2 mois", "3 e", "'a'", '"b"', 'c "d" e', "l’usager", "« cité »", "a\u00a0b",
    "a\u202fb", "\u00a0bord\u00a0", "[x]", "{y}", "a, b", "&x", "*x", "!x", "|", ">", "%TAG",
    "@a", "`a`", "a\\b", "---", "...", "?", "? x", ".inf", "=", "<<", "é\u0301", "\u00adcésure",
    "\ufeffbom", "a\u2028b", "a\x85b", "a\tb", "deux\nlignes", "😀", "x" * 2000, "\x7f",
]  # fmt: skip

texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"])))
codes = texts.filter(lambda text: text.strip() != "")
short_lists = st.lists(texts, max_size=3).map(tuple)
maybe = st.none() | texts

criteres = st.builds(Critere, code=maybe, texte=texts, indicateurs=short_lists)


def _distinct(
    items: st.SearchStrategy[Coded], *, min_size: int = 0, max_size: int
) -> st.SearchStrategy[tuple[Coded, ...]]:
    """Some items, no two of the same code."""
    some = st.lists(items, unique_by=lambda item: item.code, min_size=min_size, max_size=max_size)
    return some.map(tuple)


@st.composite
def blocs(draw: st.DrawFn, epreuves: list[str]) -> Bloc:
    activites = draw(
        _distinct(
            st.builds(
                Activite,
                code=codes, intitule=texts, taches=short_lists, code_attribue=st.booleans(),
            ),
            max_size=3,
        )
    )  # fmt: skip
    some = st.lists(st.sampled_from(epreuves), max_size=2).map(tuple) if epreuves else st.just(())
    known = [activite.code for activite in activites]
    linked = st.lists(st.sampled_from(known), max_size=2).map(tuple) if known else st.just(())
    competences = st.builds(
        Competence,
        code=codes,
        texte=texts,
        activites=linked,
        epreuves=some,
        epreuve_deduite=st.booleans(),
        criteres=st.lists(criteres, max_size=3).map(tuple),
        non_evaluee=maybe,
        complements=st.lists(st.builds(Complement, colonne=texts, texte=texts), max_size=1).map(
            tuple
        ),
        page=st.none() | st.integers(1, 999),
        code_attribue=st.booleans(),
    )
    return Bloc(
        code=draw(codes),
        intitule=draw(texts),
        option=draw(maybe),
        activites=activites,
        competences=draw(_distinct(competences, max_size=3)),
        code_attribue=draw(st.booleans()),
    )


@st.composite
def referentiels(draw: st.DrawFn) -> Referentiel:
    epreuves = draw(
        _distinct(
            st.builds(
                Epreuve,
                code=codes,
                intitule=maybe,
                description=short_lists,
                durees=st.lists(
                    st.builds(Duree, texte=texts, minutes=st.none() | st.integers(0, 9999)),
                    max_size=2,
                ).map(tuple),
                preparation=maybe,
                formes=st.lists(st.sampled_from(["écrit", "oral", "collectif"])).map(tuple),
                livrables=short_lists,
                code_attribue=st.booleans(),
            ),
            max_size=2,
        )
    )
    bloc = blocs([epreuve.code for epreuve in epreuves])
    colonnes = draw(short_lists)
    ticked = st.lists(st.sampled_from(colonnes)).map(tuple) if colonnes else st.just(())
    lignes = st.lists(st.builds(LigneMatrice, intitule=texts, colonnes=ticked), max_size=2)
    matrice = st.builds(Matrice, titre=maybe, colonnes=st.just(colonnes), lignes=lignes.map(tuple))
    return Referentiel(
        type=draw(st.sampled_from(["RNCP", "RS"])),
        intitule=draw(maybe),
        version=draw(maybe),
        date=draw(st.none() | st.dates(datetime.date(1900, 1, 1))),
        source=draw(
            st.lists(
                st.builds(Source, fichier=texts, sha256=texts, pages=st.integers(1, 999)),
                max_size=2,
            ).map(tuple)
        ),
        blocs=draw(_distinct(bloc, min_size=1, max_size=2)),
        epreuves=epreuves,
        matrices=draw(st.lists(matrice, max_size=1).map(tuple)),
        reserves=draw(
            st.lists(
                st.builds(Reserve, page=st.integers(1, 999), texte=texts, raison=texts), max_size=2
            ).map(tuple)
        ),
    )
