"""File names: valid on Windows, inside their folder, different from each other."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.documents.noms import NomsUniques, nom_sur


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("012-Le Goff-Étienne-Maëlys", "012-Le-Goff-Étienne-Maëlys"),
        ("001-D’Ormesson-Zoé", "001-D’Ormesson-Zoé"),
        ("../../x", "x"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("console", "console"),
        ("nom. . .", "nom"),
        (".cache", "cache"),
        ("a<b>:c?*|d", "a-b-c-d"),
        ("a\u202eb\u0000c", "abc"),
        ("", "sans-nom"),
        ("///", "sans-nom"),
    ],
)
def test_un_nom_devient_sur(texte: str, attendu: str) -> None:
    assert nom_sur(texte) == attendu


@given(st.text())
def test_un_nom_sur_reste_un_seul_nom_sous_windows(texte: str) -> None:
    nom = nom_sur(texte)
    assert PureWindowsPath(nom).parts == (nom,) == PurePosixPath(nom).parts
    assert nom == nom.strip(" .") and nom not in (".", "..")
    assert len(nom.encode()) <= 121
    assert nom_sur(nom) == nom


@given(st.lists(st.tuples(st.sampled_from(["Été", "été", "ÉTÉ", "b", "été-2"]), st.just("2"))))
def test_deux_noms_ne_different_pas_que_par_la_casse(demandes: list[tuple[str, str]]) -> None:
    noms = NomsUniques()
    donnes = [noms.nouveau(nom, repere) for nom, repere in demandes]
    assert len({nom.casefold() for nom in donnes}) == len(donnes)
