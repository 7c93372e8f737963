"""The grids of a session: whose, for which blocs, held by whom, what they say of a candidate."""

import dataclasses
import datetime
import re

import pytest

from assembler.documents import FAMILLES, Document
from assembler.documents.grille_contexte import GrilleContexte
from assembler.model import Candidat, Dossier, ListeCandidats
from assembler.model.certification import Grilles
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import paragraphes, partie, texte
from tests.documents.test_grille import avec, balises


def _par(dossier: Dossier, par: str | None, **choix: object) -> Dossier:
    """The dossier with a grid for each, and these choices of certification.yaml."""
    grilles = Grilles.model_validate({"par": par} | choix)
    return avec(dossier, grilles=grilles)


def _des_candidats(dossier: Dossier) -> list[Document]:
    return [d for d in plan(dossier, "grille") if d.chemin.parts[0] == "sessions"]


def _contexte(document: Document) -> GrilleContexte:
    assert isinstance(document.contexte, GrilleContexte)
    return document.contexte


def _liste(dossier: Dossier, *candidats: Candidat) -> Dossier:
    sessions = tuple(
        dataclasses.replace(session, candidats=ListeCandidats(candidats))
        for session in dossier.sessions
    )
    return dataclasses.replace(dossier, sessions=sessions)


def test_sans_le_demander_il_n_y_a_que_des_grilles_vierges(dossier: Dossier) -> None:
    assert _des_candidats(_par(dossier, None)) == []


def test_chaque_candidat_a_une_grille_par_epreuve_des_blocs_a_passer(dossier: Dossier) -> None:
    found = {
        (d.chemin.parent.name, d.chemin.stem) for d in _des_candidats(_par(dossier, "candidat"))
    }
    expected = set()
    for candidat in dossier.sessions[0].candidats.candidats:
        vises = set(candidat.blocs_vises) or {"1", "2", "3"}
        for grille in ("grille-E1-1", "grille-E2-2", "grille-E3-2", "grille-E4-3"):
            if grille.rpartition("-")[2] in vises - set(candidat.blocs_acquis):
                nom = f"{candidat.numero}-{candidat.nom}-{candidat.prenom}"
                expected.add((grille, nom.replace(" ", "-")))
    assert found == expected
    assert len(expected) == 4 + 3 + 2


@pytest.mark.parametrize("par", [None, "candidat", "juré"])
def test_le_nombre_annonce_est_celui_des_grilles(dossier: Dossier, par: str | None) -> None:
    dossier = _par(dossier, par)
    nombre = FAMILLES["grille"].nombre
    assert nombre is not None
    assert nombre(dossier) == len(plan(dossier, "grille"))


def test_chaque_jure_a_la_sienne(dossier: Dossier, remplir: Remplir) -> None:
    candidat = Candidat(rang=2, numero="7", nom="Roux", prenom="Ana", jury="J1", blocs_vises=("1",))
    documents = _des_candidats(_liste(_par(dossier, "juré"), candidat))
    assert [document.chemin.stem for document in documents] == ["7-Roux-Ana-lam", "7-Roux-Ana-roy"]
    lam, roy = (paragraphes(remplir(document)) for document in documents)
    assert "Grille tenue par" in lam and "Mme Anh Lam" in lam and "Luc Roy" not in lam
    assert "Luc Roy" in roy and "Mme Anh Lam" not in roy


def test_un_jury_inconnu_laisse_des_lignes_vierges(dossier: Dossier, remplir: Remplir) -> None:
    candidat = Candidat(rang=2, numero="7", nom="Roux", prenom="Ana", blocs_vises=("1",))
    for par in ("candidat", "juré"):
        [document] = _des_candidats(_liste(_par(dossier, par), candidat))
        assert paragraphes(remplir(document)).count("Membre") == 2


def test_le_jury_signe_la_presidence_d_abord(dossier: Dossier, remplir: Remplir) -> None:
    candidat = Candidat(rang=2, numero="7", nom="Roux", prenom="Ana", jury="J1", blocs_vises=("1",))
    [document] = _des_candidats(_liste(_par(dossier, "candidat"), candidat))
    lignes = paragraphes(remplir(document))
    place = lignes.index("Mme Anh Lam")
    assert lignes[place + 1] == "Présidente"
    assert "Gérante, Vélos & Cie" in lignes
    assert place < lignes.index("Luc Roy")


CANDIDAT = Candidat(
    rang=2,
    numero="0042",
    nom="Vandenberghe-Étienne",
    prenom="Maëlys",
    civilite="Mme",
    date_naissance=datetime.date(2001, 5, 3),
    groupe="Groupe secret",
    campus="Campus secret",
    voie="apprentissage",
    jury="J1",
    passage=datetime.datetime(2026, 6, 15, 10, 30),
    tuteur="Tuteur secret",
    autres={"adresse": "Adresse secrète", "handicap": "Handicap secret"},
)


def _tout(document: Document, remplir: Remplir) -> str:
    """All that a grid and its name say."""
    contexte = str(_contexte(document).model_dump())
    pied = partie(remplir(document), "word/footer1.xml")
    return "\n".join((texte(remplir(document)), pied, document.titre, contexte))


def test_une_grille_ne_dit_du_candidat_que_son_nom_et_son_numero(
    dossier: Dossier, remplir: Remplir
) -> None:
    """Rule RGD-01."""
    for document in _des_candidats(_liste(_par(dossier, "candidat"), CANDIDAT)):
        dit = _tout(document, remplir)
        pied = partie(remplir(document), "word/footer1.xml")
        assert "Candidat 0042, Maëlys Vandenberghe-Étienne" in pied
        assert "Maëlys Vandenberghe-Étienne" in dit and "0042" in dit
        assert "secr" not in dit
        assert "2001" not in dit and "Mme Maëlys" not in dit
        assert "Vandenberghe" not in document.objet


def test_une_grille_anonyme_ne_dit_que_son_numero(dossier: Dossier, remplir: Remplir) -> None:
    anonyme = avec(_liste(_par(dossier, "candidat"), CANDIDAT), anonyme=True)
    for document in _des_candidats(anonyme):
        dit = _tout(document, remplir)
        assert document.chemin.stem == "0042"
        assert "0042" in dit
        assert "Vandenberghe" not in dit and "Maëlys" not in dit


def test_les_fichiers_portent_le_nom_que_l_ecole_a_choisi(dossier: Dossier) -> None:
    dossier = _liste(_par(dossier, "candidat", fichier="{jury} {nom} {numero}"), CANDIDAT, CANDIDAT)
    noms = [d.chemin.stem for d in _des_candidats(dossier) if d.chemin.parent.name == "grille-E1-1"]
    assert noms == ["J1-Vandenberghe-Étienne-0042", "J1-Vandenberghe-Étienne-0042-rang-2"]


def test_le_candidat_passe_a_son_heure(dossier: Dossier, remplir: Remplir) -> None:
    """Where session.yaml says that the épreuve goes by it; else at that of the épreuve."""
    [seance] = dossier.sessions
    epreuves = tuple(
        epreuve.model_copy(update={"passage": epreuve.code == "E3"})
        for epreuve in seance.session.epreuves
    )
    session = seance.session.model_copy(update={"epreuves": epreuves})
    dossier = dataclasses.replace(dossier, sessions=(dataclasses.replace(seance, session=session),))
    documents = _des_candidats(_liste(_par(dossier, "candidat"), CANDIDAT))
    dates = {d.chemin.parent.name: _contexte(d).seance.date.replace("\xa0", " ") for d in documents}
    assert dates == {
        "grille-E1-1": "1er juillet 2026 à 14 h",
        "grille-E2-2": "",
        "grille-E3-2": "15 juin 2026 à 10 h 30",
        "grille-E4-3": "",
    }
    assert {document.passage for document in documents} == {CANDIDAT.passage}


def test_les_notes_d_un_candidat_ont_les_reperes_de_la_grille_vierge(
    dossier: Dossier, remplir: Remplir
) -> None:
    dossier = _liste(_par(dossier, "candidat"), CANDIDAT)
    vierge, *_, sienne = (d for d in plan(dossier, "grille") if "grille-E1-1" in str(d.chemin))
    avant, apres = balises(vierge, remplir), balises(sienne, remplir)
    notes = {balise for balise in avant if re.match("C1|bloc", balise)}
    assert {balise: avant[balise] for balise in notes}.items() <= apres.items()
    assert "candidat/nom" in avant and "candidat/nom" not in apres
