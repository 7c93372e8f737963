"""The papers of a session: who is called where, who signs what, what a jury may see."""

import dataclasses
import datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from assembler.documents import FAMILLES, Document
from assembler.model import (
    Candidat,
    Dossier,
    Epreuve,
    EpreuvePlanifiee,
    Jure,
    Jury,
    ListeCandidats,
    Session,
    SessionDossier,
)
from assembler.model.certification import NomFamille
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import texte

PAPIERS: tuple[NomFamille, ...] = ("convocation", "emargement", "pv")
MOMENT = datetime.datetime(2026, 6, 16, 10, 30)


def _avec(dossier: Dossier, *candidats: Candidat, **valeurs: object) -> Dossier:
    """The dossier with these candidates, and these keys of session.yaml."""
    un = dossier.sessions[0]
    session = Session.model_validate(un.session.model_dump(mode="json") | valeurs)
    nouvelle = SessionDossier(un.id, session, ListeCandidats(candidats=candidats))
    return dataclasses.replace(dossier, sessions=(nouvelle,))


def _a_son_heure(dossier: Dossier) -> dict[str, object]:
    """The calendar in which each candidate takes E3 at the hour of the list."""
    epreuves = [e.model_dump(mode="json") for e in dossier.sessions[0].session.epreuves]
    return {"epreuves": [e | {"passage": e["code"] == "E3"} for e in epreuves]}


def _candidat(rang: int, **valeurs: object) -> Candidat:
    fixes = {"rang": rang, "numero": f"{rang:03}", "nom": f"Nom{rang}", "prenom": "Ève"}
    return Candidat.model_validate(fixes | valeurs)


def _par_nom(documents: list[Document]) -> dict[str, Document]:
    return {document.chemin.stem: document for document in documents}


def test_une_convocation_dit_les_epreuves_des_blocs_a_passer(
    dossier: Dossier, remplir: Remplir
) -> None:
    premiere, deuxieme = plan(dossier, "convocation")[:2]
    mots = texte(remplir(premiere))
    assert "Convocation" in mots and "D’Ormesson-Lê" in mots and "candidat n°\u00a0001" in mots
    for epreuve in ("E1", "E2", "E3", "E4"):
        assert epreuve in mots
    assert "Salle 12" in mots and "20\u00a0juin 2026" in mots and "un gilet" in mots
    assert "03 00 00 00 00" in mots and "Un retard se justifie." in mots
    assert "pièce d’identité" in mots and "Mme Nour Ferrand" in mots
    # Bloc 1, which E1 alone evaluates, is acquired.
    assert "Salle 12" not in texte(remplir(deuxieme))


def test_chacun_est_convoque_a_son_heure(dossier: Dossier, remplir: Remplir) -> None:
    avec = _avec(dossier, _candidat(2, passage=MOMENT), _candidat(3), **_a_son_heure(dossier))
    a_l_heure, sans_heure = (texte(remplir(d)) for d in plan(avec, "convocation")[:2])
    assert "16\u00a0juin 2026" in a_l_heure and "10\u00a0h\u00a030" in a_l_heure
    assert "15\u00a0juin 2026" in sans_heure and "9\u00a0h\u00a030" in sans_heure


def test_sans_epreuve_a_son_heure_le_passage_est_dit_a_part(
    dossier: Dossier, remplir: Remplir
) -> None:
    mots = texte(remplir(plan(dossier, "convocation")[0]))
    assert "Votre passage devant le jury" in mots and "15\u00a0juin 2026 à 9\u00a0h\u00a030" in mots


def test_qui_n_a_rien_a_passer_n_est_pas_appele_a_venir(dossier: Dossier, remplir: Remplir) -> None:
    avec = _avec(dossier, _candidat(2, blocs_acquis=("1", "2", "3")))
    mots = texte(remplir(plan(avec, "convocation")[0]))
    assert "vous n’avez pas à vous présenter" in mots and "nous vous prions" not in mots


def test_qui_passe_un_bloc_sans_epreuve_est_attendu(dossier: Dossier, remplir: Remplir) -> None:
    bloc = dossier.referentiel.blocs[2]
    sans = tuple(c.model_copy(update={"epreuves": ()}) for c in bloc.competences)
    blocs = (bloc.model_copy(update={"competences": sans}),)
    referentiel = dossier.referentiel.model_copy(update={"blocs": blocs})
    avec = dataclasses.replace(_avec(dossier, _candidat(2)), referentiel=referentiel)
    convocation = texte(remplir(plan(avec, "convocation")[0]))
    assert "nous vous prions" in convocation and "pas à vous présenter" not in convocation
    assert "Aucune épreuve ne reste" not in texte(remplir(plan(avec, "livret")[0]))


def test_un_jure_est_convoque_une_fois_pour_tous_ses_jurys(
    dossier: Dossier, remplir: Remplir
) -> None:
    jures = [d for d in plan(dossier, "convocation") if "jury" in str(d.chemin)]
    assert [d.objet for d in jures] == ["convocation du juré roy", "convocation du juré lam"]
    roy, lam = (texte(remplir(document)) for document in jures)
    assert "J1 – Jury de Besançon" in roy and "J2" in roy and "Membre" in roy
    assert "Présidente" in lam and "Vélos & Cie" in lam and "Salle 3" in lam
    assert "Les grilles restent sur place." in lam and "Vos noms sont gardés." in lam
    # Who judges learns no name before the day.
    for candidat in dossier.sessions[0].candidats.candidats:
        assert candidat.nom not in roy + lam


def test_une_feuille_par_epreuve_et_jury_tient_ceux_qui_la_passent(
    dossier: Dossier, remplir: Remplir
) -> None:
    feuilles = _par_nom(plan(dossier, "emargement"))
    e1 = texte(remplir(feuilles["emargement-E1-J1"]))
    assert "D’Ormesson-Lê" in e1 and "Mme Anh Lam" in e1 and "Jury de Besançon" in e1
    assert "emargement-E1" not in feuilles  # nobody without a jury takes E1
    e3 = texte(remplir(feuilles["emargement-E3"]))
    assert "Nwosu" in e3 and "Roux" in e3 and "D’Ormesson" not in e3


def test_une_epreuve_a_son_heure_a_une_feuille_par_jour_dans_l_ordre(dossier: Dossier) -> None:
    jours = (MOMENT, MOMENT.replace(hour=8), MOMENT.replace(day=17), None)
    candidats = [_candidat(rang, passage=jour, jury="J1") for rang, jour in enumerate(jours, 2)]
    avec = _avec(dossier, *candidats, **_a_son_heure(dossier))
    e3 = {nom: d for nom, d in _par_nom(plan(avec, "emargement")).items() if "E3" in nom}
    assert {
        nom: [candidat["numero"] for candidat in d.contexte.model_dump()["candidats"]]
        for nom, d in e3.items()
    } == {
        "emargement-E3-J1-2026-06-16": ["003", "002"],
        "emargement-E3-J1-2026-06-17": ["004"],
        "emargement-E3-J1": ["005"],
    }


def test_le_pv_a_tout_ce_qu_il_doit_prouver(dossier: Dossier, remplir: Remplir) -> None:
    proces = _par_nom(plan(dossier, "pv"))
    j1 = texte(remplir(proces["pv-J1"]))
    assert dossier.certification.intitule in j1 and "RNCP99998" in j1
    for bloc in dossier.referentiel.blocs:
        assert bloc.intitule in j1
    assert "1er\u00a0juillet 2026" in j1 and "17\u00a0h" in j1 and "Salle 3" in j1
    assert "Mme Anh Lam" in j1 and "Présidente" in j1 and "Gérante, Vélos & Cie, externe" in j1
    assert "Mme Maëlys D’Ormesson-Lê" in j1 and "Mme Nour Ferrand" in j1
    for mot in ("Totale", "Partielle", "Refus", "Absent", "Motivation", "Incidents", "Paraphe"):
        assert mot in j1
    sans_jury = texte(remplir(proces["pv"]))
    assert "Nwosu" in sans_jury and "Roux" in sans_jury and "D’Ormesson" not in sans_jury
    assert "quinze jours" in sans_jury and "quinze jours" not in j1  # one of them comes by VAE


def test_une_decision_totale_ne_se_coche_que_si_elle_est_possible(dossier: Dossier) -> None:
    [sans_jury] = [d for d in plan(dossier, "pv") if d.chemin.stem == "pv"]
    candidats = sans_jury.contexte.model_dump()["candidats"]
    # 002 has bloc 1 already and comes for the others; 003 comes for bloc 2 alone.
    assert [(c["numero"], c["certification_visee"]) for c in candidats] == [
        ("002", True),
        ("003", False),
    ]
    assert [bloc["nom"] for bloc in candidats[1]["blocs"]] == ["Bloc\u00a02"]


def test_chaque_decision_a_sa_balise(dossier: Dossier, remplir: Remplir) -> None:
    candidats = [_candidat(rang, jury="J1") for rang in range(2, 302)]
    avec = _avec(dossier, *candidats)
    [j1] = [d for d in plan(avec, "pv") if d.chemin.stem == "pv-J1"]
    mots = texte(remplir(j1))  # two controls under one tag would be refused
    assert all(f"Ève {candidat.nom}" in mots for candidat in candidats)
    assert "300 candidats" in mots


@pytest.mark.parametrize("famille", PAPIERS)
def test_une_session_nue_a_ses_papiers_a_remplir_a_la_main(
    dossier: Dossier, remplir: Remplir, famille: NomFamille
) -> None:
    nue = SessionDossier("2026-06", Session(intitule="Session nue"), ListeCandidats())
    documents = plan(dataclasses.replace(dossier, sessions=(nue,)), famille)
    assert [d.chemin.stem for d in documents] == {
        "convocation": [],
        "emargement": [f"emargement-E{rang}" for rang in range(1, 5)],
        "pv": ["pv"],
    }[famille]
    for document in documents:
        assert "Session nue" in texte(remplir(document))


def test_les_amenagements_ne_sont_que_sur_leur_fiche(dossier: Dossier, remplir: Remplir) -> None:
    accordes = ("Un tiers du temps en plus", "Une salle à part")
    [fiche] = plan(dossier, "amenagement")
    assert "001" in fiche.objet and "D’Ormesson" not in fiche.objet
    mots = texte(remplir(fiche))
    assert all(accorde in mots for accorde in accordes) and "CONFIDENTIEL" in mots
    for nom in FAMILLES:
        for document in plan(dossier, nom) if nom != "amenagement" else ():
            autres = texte(remplir(document))
            assert not any(accorde in autres for accorde in accordes), document.chemin


def test_le_livret_dit_ce_qui_est_eliminatoire_et_les_coefficients(
    dossier: Dossier, remplir: Remplir
) -> None:
    mots = texte(remplir(plan(dossier, "livret")[0]))
    assert "C2.2 Réparer un vélo en sécurité ÉLIMINATOIRE" in mots
    assert "afin d’en estimer le coût (coefficient 1,5)" in mots
    # « C2.1/2 »: its second criterion, which has no code of its own.
    assert "• Le coût estimé est exact à 10 % près ÉLIMINATOIRE" in mots
    assert mots.count("ÉLIMINATOIRE") == 2


def test_les_objets_nomment_les_candidats_par_numero(dossier: Dossier) -> None:
    for nom in (*PAPIERS, "amenagement"):
        for document in plan(dossier, nom):
            for candidat in dossier.sessions[0].candidats.candidats:
                assert candidat.nom not in document.objet + document.titre


def test_un_bloc_sans_epreuve_ne_fait_signer_personne(dossier: Dossier) -> None:
    blocs = dossier.referentiel.blocs
    sans = blocs[2].competences[0].model_copy(update={"epreuves": ()})
    nu = blocs[2].model_copy(update={"competences": (sans,)})
    referentiel = dossier.referentiel.model_copy(
        update={"blocs": (*blocs[:2], nu), "epreuves": (*dossier.referentiel.epreuves, _SEULE)}
    )
    avec = _avec(dossier, _candidat(2, blocs_vises=("3",)))
    documents = plan(dataclasses.replace(avec, referentiel=referentiel), "emargement")
    assert documents == []


def test_l_exemple_de_la_documentation_est_une_session() -> None:
    page = (Path(__file__).parents[2] / "docs/format.md").read_text("utf-8")
    exemple = page.partition("## La session")[2].partition("```yaml\n")[2].partition("```")[0]
    session = Session.model_validate(YAML(typ="safe").load(exemple))
    montrees = {"epreuves": EpreuvePlanifiee, "jurys": Jury, "jures": Jure}
    assert session.model_fields_set == set(Session.model_fields)
    for nom, element in montrees.items():
        vues = {cle for un in getattr(session, nom) for cle in un.model_fields_set}
        assert vues == set(element.model_fields), nom


_SEULE = Epreuve(code="E9", intitule="Que rien n’évalue")


@pytest.mark.parametrize("a_son_heure", [True, False])
def test_qui_ne_passe_rien_a_l_heure_de_la_liste_n_y_est_pas_attendu(
    dossier: Dossier, remplir: Remplir, a_son_heure: bool
) -> None:
    # E3 evaluates bloc 2 alone.
    acquis = ("2",) if a_son_heure else ("1", "2", "3")
    calendrier = _a_son_heure(dossier) if a_son_heure else {}
    candidat = _candidat(2, blocs_acquis=acquis, passage=MOMENT, jury="J1")
    avec = _avec(dossier, candidat, **calendrier)
    familles: tuple[NomFamille, ...] = ("livret", "convocation", "emargement")
    for document in [d for famille in familles for d in plan(avec, famille)]:
        assert "16\u00a0juin" not in texte(remplir(document)), document.objet


def test_deux_options_de_meme_code_se_distinguent_partout(
    dossier: Dossier, remplir: Remplir
) -> None:
    bloc = dossier.referentiel.blocs[2].model_copy(update={"intitule": "Approfondir"})
    blocs = tuple(bloc.model_copy(update={"option": nom}) for nom in ("Cargo", "Tandem"))
    referentiel = dossier.referentiel.model_copy(update={"blocs": blocs})
    avec = _avec(dossier, _candidat(2), _candidat(3, blocs_acquis=("3",)))
    avec = dataclasses.replace(avec, referentiel=referentiel)
    for famille in (*PAPIERS[1:], "livret", "fiche"):
        for document in plan(avec, famille):
            mots = texte(remplir(document))
            assert mots.count("Cargo") == mots.count("Tandem") > 0, document.objet
    for grille, option in zip(plan(avec, "grille"), ("Cargo", "Tandem"), strict=True):
        # In the head, and in the decision.
        assert texte(remplir(grille)).count(f"Approfondir – option {option}") == 2
        assert option in grille.titre
        assert grille.chemin.name == f"grille-E4-3-{option}.docx"


def test_le_pv_d_un_seul_candidat_est_au_singulier(dossier: Dossier, remplir: Remplir) -> None:
    mots = texte(remplir(plan(_avec(dossier, _candidat(2, jury="J1")), "pv")[0]))
    assert "les résultats du candidat ci-dessous, au vu" in mots and "candidats dont" not in mots
