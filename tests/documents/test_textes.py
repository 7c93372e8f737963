"""What stands in the filled documents: all that should, as the référentiel words it."""

import dataclasses
import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assembler.model import Activite, Bloc, Certification, Competence, Critere, Dossier, Referentiel
from assembler.model.certification import NomFamille
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import paragraphes, partie, texte
from tests.documents.mots import mots_annexe, mots_competence


def test_l_annexe_dit_tout_le_referentiel(dossier: Dossier, remplir: Remplir) -> None:
    [annexe] = plan(dossier, "annexe")
    ecrit = texte(remplir(annexe))
    for mots in mots_annexe(dossier.referentiel):
        assert mots in ecrit
    for matrice in dossier.referentiel.matrices:
        for colonne in matrice.colonnes:
            assert colonne in ecrit
    assert "Savoirs associés : Code de la route" in ecrit


def test_l_annexe_imprime_les_codes_imprimes_et_eux_seuls(
    dossier: Dossier, remplir: Remplir
) -> None:
    [annexe] = plan(dossier, "annexe")
    lignes = paragraphes(remplir(annexe))
    assert "- Cr2.1.1 : La panne est trouvée" in lignes
    assert "C2.2 : Réparer un vélo en sécurité" in lignes
    assert "E2 : Étude de panne" in lignes
    assert {"Encadrer un essai de vélo cargo", "Essai encadré", "Essais encadrés"} <= {*lignes}
    assert not any(code in ligne for ligne in lignes for code in ("C3.1", "A3.1", "E4"))


def test_l_annexe_imprime_une_modalite_une_fois_pour_ses_competences(
    dossier: Dossier, remplir: Remplir
) -> None:
    [annexe] = plan(dossier, "annexe")
    lignes = paragraphes(remplir(annexe))
    assert lignes.count("E1 : Mise en situation d’accueil") == 1
    # The first competence has two, side by side: E3 stands beside it, then below both columns.
    assert lignes.count("E3") == 2


def test_l_annexe_porte_le_bloc_en_bandeau_quand_ses_activites_ont_des_taches(
    dossier: Dossier, remplir: Remplir
) -> None:
    [annexe] = plan(dossier, "annexe")
    lignes = paragraphes(remplir(annexe))
    assert "Bloc\u00a01 – Organiser l’accueil d’une maison des vélos" in lignes
    assert "Option Vélo cargo – Bloc : Développer la pratique du vélo cargo" in lignes
    rang = lignes.index("A2.1 : Diagnostic des pannes")
    taches = ["- Essai du vélo", "- Rédaction de la fiche de panne"]
    assert lignes[rang + 1 : rang + 3] == taches


def test_l_annexe_liste_les_activites_sous_leur_bloc_quand_rien_ne_les_lie(
    dossier: Dossier, remplir: Remplir
) -> None:
    blocs = dossier.referentiel.blocs[:1]
    referentiel = dossier.referentiel.model_copy(update={"blocs": blocs})
    [annexe] = plan(dataclasses.replace(dossier, referentiel=referentiel), "annexe")
    lignes = paragraphes(remplir(annexe))
    libelle = "1 - Organiser l’accueil d’une maison des vélos"
    assert lignes.count(libelle) == 2  # an entry of the table of contents, and the cell
    rang = len(lignes) - 1 - lignes[::-1].index(libelle)
    assert lignes[rang + 1] == "- A1.1 : Tenue du registre d’accueil n° 1"


def test_l_annexe_fusionne_la_cellule_de_chaque_activite(
    dossier: Dossier, remplir: Remplir
) -> None:
    activites = tuple(Activite(code=c, intitule=f"Activité {c}") for c in ("A1", "A2", "A3"))
    liens = (("A1",), ("A1",), ("A2",))
    bloc = Bloc(
        code="1",
        intitule="Bloc",
        activites=activites,
        competences=tuple(
            Competence(code=f"C{n}", texte="Faire", activites=lien) for n, lien in enumerate(liens)
        ),
    )
    referentiel = Referentiel(blocs=(bloc,))
    [annexe] = plan(dataclasses.replace(dossier, referentiel=referentiel), "annexe")
    table = docx.Document(io.BytesIO(remplir(annexe))).tables[0]
    cellules = [ligne.cells[0].text for ligne in table.rows][3:]
    # What no competence derives from stands in the last cell: nothing is left out.
    assert cellules == ["A1 : Activité A1"] * 2 + ["A2 : Activité A2\nA3 : Activité A3"]


def test_l_annexe_d_un_rs_n_a_pas_de_colonne_d_activites(
    dossier: Dossier, remplir: Remplir
) -> None:
    certification = Certification(intitule="Réparer des vélos", type="RS")
    [annexe] = plan(dataclasses.replace(dossier, certification=certification), "annexe")
    ecrit = texte(remplir(annexe))
    assert "REFERENTIEL D’ACTIVITES" not in ecrit
    assert "REFERENTIEL DE COMPETENCES" in ecrit
    assert "article L6113-1" not in ecrit.lower()
    assert "Situations de travail où les compétences sont employées" in ecrit
    for bloc in dossier.referentiel.blocs:
        assert all(activite.intitule in ecrit for activite in bloc.activites)
    for bloc in dossier.referentiel.blocs:
        for competence in bloc.competences:
            assert all(mots in ecrit for mots in mots_competence(competence))


def test_une_ligne_haute_peut_se_couper_et_une_autre_non(dossier: Dossier) -> None:
    competences = (
        Competence(code="C1", texte="courte"),
        Competence(code="C2", texte="x", criteres=tuple(Critere(texte="y") for _ in range(40))),
    )
    bloc = Bloc(code="1", intitule="Bloc", competences=competences)
    referentiel = Referentiel(blocs=(bloc, Bloc(code="2", intitule="Vide")))
    [annexe] = plan(dataclasses.replace(dossier, referentiel=referentiel), "annexe")
    contexte = annexe.contexte.model_dump()
    assert [ligne["longue"] for bloc in contexte["blocs"] for ligne in bloc["lignes"]] == [
        False,
        True,
        False,
    ]


def test_la_grille_porte_les_competences_de_son_epreuve_et_de_son_bloc(
    dossier: Dossier, remplir: Remplir
) -> None:
    grilles = {grille.chemin.stem: texte(remplir(grille)) for grille in plan(dossier, "grille")}
    for bloc in dossier.referentiel.blocs:
        for competence in bloc.competences:
            for nom, ecrit in grilles.items():
                ici = nom in [f"grille-{code}-{bloc.code}" for code in competence.epreuves]
                assert (competence.texte in ecrit) == ici
                if ici:
                    assert all(mots in ecrit for mots in mots_competence(competence))


def test_la_grille_a_une_case_par_niveau_et_par_critere(dossier: Dossier, remplir: Remplir) -> None:
    grilles = {grille.chemin.stem: texte(remplir(grille)) for grille in plan(dossier, "grille")}
    # C2.1 (2 criteria), C2.2 (none) and their results, on 3 levels; « validé », « non validé ».
    # C2.3 is not assessed: no box. One penalty.
    assert grilles["grille-E3-2"].count("☐") == (2 + 1 + 1) * 3 + 2 + 1


def test_la_grille_dit_coefficients_eliminatoires_et_autres_epreuves(
    dossier: Dossier, remplir: Remplir
) -> None:
    grilles = {
        grille.chemin.stem: paragraphes(remplir(grille)) for grille in plan(dossier, "grille")
    }
    ecrit = grilles["grille-E3-2"]
    assert "C2.2 Réparer un vélo en sécurité ÉLIMINATOIRE" in ecrit
    assert "Le coût estimé est exact à 10 % près ÉLIMINATOIRE" in ecrit
    assert any("(coefficient 1,5)" in ligne and "C2.1" in ligne for ligne in ecrit)
    assert any("E2 – Étude de panne" in ligne and "aussi évalué" in ligne for ligne in ecrit)
    assert not any("ÉLIMINATOIRE" in ligne for ligne in grilles["grille-E1-1"])


def test_la_grille_ne_marque_que_la_competence_du_bloc_nomme(
    dossier: Dossier, remplir: Remplir
) -> None:
    blocs = tuple(
        Bloc(
            code=code,
            intitule="Atelier",
            competences=(
                Competence(
                    code="C1", texte="Faire", epreuves=("E2",), criteres=(Critere(texte="Fait"),)
                ),
            ),
        )
        for code in ("1", "2")
    )
    dossier = dataclasses.replace(
        dossier,
        referentiel=dossier.referentiel.model_copy(update={"blocs": blocs}),
        certification=dossier.certification.model_copy(
            update={"poids": {"1/C1/1": 3}, "eliminatoires": ("2/C1",)}
        ),
    )
    premier, deuxieme = (paragraphes(remplir(grille)) for grille in plan(dossier, "grille"))
    assert "Fait (coefficient 3)" in premier and "C1 Faire" in premier
    assert "C1 Faire ÉLIMINATOIRE" in deuxieme and "Fait" in deuxieme


@pytest.mark.parametrize("anonyme", [True, False])
def test_la_grille_anonyme_n_a_pas_de_place_pour_le_nom(
    dossier: Dossier, remplir: Remplir, anonyme: bool
) -> None:
    certification = dossier.certification.model_copy(update={"anonyme": anonyme})
    grille = plan(dataclasses.replace(dossier, certification=certification), "grille")[0]
    lignes = paragraphes(remplir(grille))
    assert ("Nom du candidat" in lignes) is not anonyme
    assert "Numéro du candidat" in lignes


def test_le_livret_ne_montre_que_les_blocs_a_passer(dossier: Dossier, remplir: Remplir) -> None:
    tout, sans_le_premier, le_deuxieme = (
        texte(remplir(livret)) for livret in plan(dossier, "livret")
    )
    un, deux, trois = dossier.referentiel.blocs
    montres = {tout: (un, deux, trois), sans_le_premier: (deux, trois), le_deuxieme: (deux,)}
    for ecrit, blocs in montres.items():
        for bloc in (un, deux, trois):
            for competence in bloc.competences:
                assert all(
                    (mots in ecrit) == (bloc in blocs) for mots in mots_competence(competence)
                )
    assert "E1 – Mise en situation d’accueil" not in le_deuxieme
    assert "Bloc\u00a01 – Organiser l’accueil d’une maison des vélos" in sans_le_premier


def test_le_livret_donne_le_calendrier_dans_l_ordre(dossier: Dossier) -> None:
    contexte = plan(dossier, "livret")[0].contexte.model_dump()
    assert [
        (epreuve["code"], epreuve["date"], epreuve["heure"], epreuve["lieu"])
        for epreuve in contexte["epreuves"]
    ] == [
        ("E3", "15\u00a0juin 2026", "9\u00a0h\u00a030", "Besançon"),
        ("E1", "1er\u00a0juillet 2026", "14\u00a0h", "Salle 12"),
        ("E2", "", "", "Besançon"),
        ("E4", "", "", "Besançon"),
    ]


def test_le_livret_donne_le_jury_de_la_voie_du_candidat(dossier: Dossier, remplir: Remplir) -> None:
    apprenti, inconnu, vae = (paragraphes(remplir(livret)) for livret in plan(dossier, "livret"))
    assert "Deux professionnels et un formateur." in apprenti
    assert "Trois professionnels." not in apprenti
    assert "Trois professionnels." in vae
    assert "VAE\u00a0: Trois professionnels." in inconnu


def test_une_rubrique_sans_texte_n_a_pas_de_titre(dossier: Dossier, remplir: Remplir) -> None:
    lignes = paragraphes(remplir(plan(dossier, "livret")[0]))
    assert "Rattrapage" in lignes and "La réponse vient sous un mois." in lignes
    assert "Fraude" not in lignes and "Convocation et présence" not in lignes


def test_une_colonne_de_l_ecole_se_lit_dans_un_modele(dossier: Dossier) -> None:
    contexte = plan(dossier, "livret")[0].contexte.model_dump()
    assert contexte["candidat"]["autres"] == {"code_ine": "0123"}


@pytest.mark.parametrize(
    ("famille", "titre"),
    [
        ("annexe", "Référentiels – Responsable de maison des vélos"),
        ("fiche", "Fiche – Responsable de maison des vélos"),
        ("grille", "Grille d’évaluation – E1 – Mise en situation d’accueil – Bloc\u00a01"),
        ("livret", "Livret du candidat – Responsable de maison des vélos"),
    ],
)
def test_un_document_porte_l_estampille_et_un_titre(
    dossier: Dossier, remplir: Remplir, famille: NomFamille, titre: str
) -> None:
    docx = remplir(plan(dossier, famille)[0])
    estampille = "Référentiel version 2026-01 du 15\u00a0janvier 2026"
    assert estampille in partie(docx, "word/footer1.xml")
    assert f"<dc:title>{titre}" in partie(docx, "docProps/core.xml")


@pytest.mark.parametrize("famille", ["annexe", "fiche", "livret"])
def test_les_puces_d_une_modalite_sont_en_retrait(
    famille: NomFamille, dossier: Dossier, remplir: Remplir
) -> None:
    puces = [
        ligne
        for epreuve in dossier.referentiel.epreuves
        for ligne in epreuve.description
        if ligne.startswith("•")
    ]
    assert puces
    document = docx.Document(io.BytesIO(remplir(plan(dossier, famille)[0])))
    corps = [Paragraph(p, document) for p in document.element.body.iter(qn("w:p"))]
    styles = {p.text: p.style.style_id for p in corps if p.style}
    assert all(styles[puce].endswith("Puce") for puce in puces)
    autres = {mots: style for mots, style in styles.items() if mots not in puces}
    # The fiche's own lists hang from their dash, too.
    assert all(mots.lstrip()[0] in "-–" for mots, s in autres.items() if s.endswith("Puce"))


@pytest.mark.parametrize("famille", ["annexe", "fiche", "grille", "livret"])
def test_une_option_que_dit_l_intitule_n_est_pas_redite(
    famille: NomFamille, dossier: Dossier, remplir: Remplir
) -> None:
    bloc = dossier.referentiel.blocs[0].model_copy(
        update={"intitule": "Réparer (option B)", "option": "option B"}
    )
    referentiel = dossier.referentiel.model_copy(update={"blocs": (bloc,)})
    document = plan(dataclasses.replace(dossier, referentiel=referentiel), famille)[0]
    ecrit = texte(remplir(document))
    assert "Réparer (option B)" in ecrit and "option option" not in ecrit.casefold()
    assert not any(ligne.startswith("Option") for ligne in ecrit.splitlines())


def test_le_bordereau_nomme_ce_qui_est_fait_et_ce_qui_manque(
    dossier: Dossier, remplir: Remplir
) -> None:
    lignes = paragraphes(remplir(plan(dossier, "bordereau")[0]))
    for famille in ("annexe", "fiche", "grille"):
        for document in plan(dossier, famille):
            assert str(document.chemin) in lignes
    assert "Procès-verbaux signés des jurys" in lignes
    assert "Procès-verbaux à remplir et à signer\u00a0: sessions/2026-06/pv" in lignes
    assert "Code du travail, R6113-14" in lignes


def test_le_bordereau_d_un_rs_ne_demande_pas_la_vae(dossier: Dossier, remplir: Remplir) -> None:
    certification = dossier.certification.model_copy(update={"type": "RS"})
    rs = dataclasses.replace(dossier, certification=certification)
    de_rncp, de_rs = (texte(remplir(plan(d, "bordereau")[0])) for d in (dossier, rs))
    assert "livret 2" in de_rncp and "livret 2" not in de_rs
    assert "R6113-9" in de_rncp and "R6113-9" not in de_rs
    assert "R6113-11, I, 1°" in de_rs
