"""The jury's grids: their marks, their tags, their three scales."""

import dataclasses
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from assembler.documents import FAMILLES, Document
from assembler.documents.famille import default_template
from assembler.documents.grille_contexte import GrilleContexte
from assembler.errors import InputError
from assembler.fill import open_check, read_controls
from assembler.model import Competence, Critere, Dossier, read_certification
from assembler.model.certification import Grilles, NiveauBareme
from tests.controls import controls, fill_in, property_of, saved_by_libreoffice
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import paragraphes, partie, texte
from tests.documents.mots import mots_competence

CHIFFRES = tuple(
    NiveauBareme(code=code, libelle=f"Niveau {code}", definition=f"Ce que vaut {code}.")
    for code in ("ND", "1", "2", "3")
)
BAREMES: dict[str, dict[str, object]] = {
    "lettres": {},
    "niveaux": {"bareme": CHIFFRES},
    "points": {"points": 4},
}


def avec(dossier: Dossier, **choix: object) -> Dossier:
    """The dossier, its school choosing otherwise."""
    certification = dossier.certification.model_copy(update=choix)
    return dataclasses.replace(dossier, certification=certification)


def contextes(dossier: Dossier) -> list[GrilleContexte]:
    found = [document.contexte for document in plan(dossier, "grille")]
    return [contexte for contexte in found if isinstance(contexte, GrilleContexte)]


def ecrit(document: Document, remplir: Remplir, dossier: Path) -> Path:
    chemin = dossier / "grille.docx"
    chemin.write_bytes(remplir(document))
    return chemin


# --- the three scales -----------------------------------------------------------------------------


@pytest.mark.parametrize("genre", list(BAREMES))
def test_chaque_echelle_a_son_modele_qui_dit_tout(
    genre: str, dossier: Dossier, remplir: Remplir
) -> None:
    dossier = avec(dossier, **BAREMES[genre])
    documents = plan(dossier, "grille")
    noms = {"lettres": "grille", "niveaux": "grille-niveaux", "points": "grille-points"}
    assert {document.modele.stem for document in documents} == {noms[genre]}
    grilles = "\n".join(texte(remplir(document)) for document in documents)
    for bloc in dossier.referentiel.blocs:
        for competence in bloc.competences:
            assert all(mots in grilles for mots in mots_competence(competence))


@pytest.mark.slow
@pytest.mark.parametrize("genre", list(BAREMES))
def test_les_grilles_suivent_les_regles_d_openxml(
    genre: str, dossier: Dossier, remplir: Remplir, tmp_path: Path
) -> None:
    dossier = avec(dossier, **BAREMES[genre], grilles=Grilles(penalites=("Retard", "Hors sujet")))
    par_jure = avec(dossier, grilles=Grilles(par="juré"))
    for document in (*plan(dossier, "grille"), plan(par_jure, "grille")[-1]):
        assert open_check(remplir(document)) == []
        resultat = OpenXmlValidator().validate(ecrit(document, remplir, tmp_path))
        assert [f"{e.path} {e.description}" for e in resultat.errors] == []


def test_bareme_et_points_s_excluent(tmp_path: Path) -> None:
    fiche = "intitule: x\ntype: RS\npoints: 4\n"
    (tmp_path / "certification.yaml").write_text(fiche, "utf-8")
    assert read_certification(tmp_path).genre_bareme == "points"
    bareme = "bareme: [{code: A, libelle: Acquis}, {code: B, libelle: Non acquis}]\n"
    (tmp_path / "certification.yaml").write_text(fiche + bareme, "utf-8")
    with pytest.raises(InputError, match=r"ligne 3 : .* gardez l'un des deux"):
        read_certification(tmp_path)


def test_les_points_s_additionnent_avec_leurs_coefficients(dossier: Dossier) -> None:
    """Bloc 2 under E3: C2.1 has two criteria, one of weight 3; C2.2, of weight 0.5, has none; C2.3
    is not evaluated."""
    poids = {"C2.1/2": 3.0, "C2.2": 0.5}
    [e3] = [
        grille
        for grille in contextes(avec(dossier, points=4, poids=poids))
        if grille.epreuve.code == "E3"
    ]
    assert [competence.total for competence in e3.competences] == ["16", "4", "4"]
    assert e3.decision.total == "18"


# --- the tags -------------------------------------------------------------------------------------


def balises(document: Document, remplir: Remplir) -> dict[str, str]:
    """Tag → id of each control of a grid."""
    with zipfile.ZipFile(BytesIO(remplir(document))) as archive:
        found = controls(archive.read("word/document.xml"))
    return {property_of(one, "tag") or "": property_of(one, "id") or "" for one in found}


def test_chaque_case_porte_le_code_de_ce_qu_elle_note(dossier: Dossier, remplir: Remplir) -> None:
    e2 = next(d for d in plan(dossier, "grille") if d.chemin.stem == "grille-E2-2")
    portees = set(balises(e2, remplir))
    codes = [niveau.code for niveau in dossier.certification.bareme]
    assert {f"C2.1={code}" for code in codes} <= portees
    assert {f"C2.1/Cr2.1.1={code}" for code in codes} <= portees
    assert {"bloc/2=validé", "bloc/2=non validé", "bloc/2/commentaire"} <= portees
    [repere] = {b.split("=")[0] for b in portees if re.match(r"C2\.1/[0-9a-f]{6}=", b)}
    assert {f"{repere}={code}" for code in codes} <= portees
    assert all(len(balise) <= 64 for balise in portees)


def test_ce_qui_est_note_garde_son_repere_quand_d_autres_changent(
    dossier: Dossier, remplir: Remplir
) -> None:
    """A competence before it renumbered, a criterion inserted: the tags and ids of the others
    stay."""
    avant = balises(plan(dossier, "grille")[0], remplir)
    bloc, *autres = dossier.referentiel.blocs
    premiere, deuxieme, *suite = bloc.competences
    changees = (
        premiere.model_copy(update={"code": "C1.99"}),
        deuxieme.model_copy(update={"criteres": (Critere(texte="Neuf"), *deuxieme.criteres)}),
        *suite,
    )
    nouveau = bloc.model_copy(update={"competences": changees})
    referentiel = dossier.referentiel.model_copy(update={"blocs": (nouveau, *autres)})
    apres = balises(
        plan(dataclasses.replace(dossier, referentiel=referentiel), "grille")[0], remplir
    )
    restent = {balise: numero for balise, numero in avant.items() if "C1.1/" not in f"{balise}/"}
    restent = {b: n for b, n in restent.items() if not re.match(r"C1\.1(/|=)", b)}
    assert len(restent) > 40
    assert restent.items() <= apres.items()


def test_deux_criteres_de_memes_mots_ont_deux_reperes(dossier: Dossier, remplir: Remplir) -> None:
    bloc, *autres = dossier.referentiel.blocs
    double = bloc.competences[0].model_copy(update={"criteres": (Critere(texte="Idem"),) * 2})
    nouveau = bloc.model_copy(update={"competences": (double,)})
    referentiel = dossier.referentiel.model_copy(update={"blocs": (nouveau, *autres)})
    portees = balises(
        plan(dataclasses.replace(dossier, referentiel=referentiel), "grille")[0], remplir
    )
    assert len({b for b in portees if re.match(r"C1\.1/[0-9a-f]{6}(-2)?=A$", b)}) == 2


def _reponses(grille: GrilleContexte) -> Iterator[tuple[str, bool | str]]:
    """A mark for each criterion, each competence, and the decision; each another one."""
    for rang, competence in enumerate(grille.competences):
        for place, critere in enumerate(competence.criteres):
            if critere.cases:
                yield critere.cases[(rang + place) % len(critere.cases)].balise, True
            else:
                yield critere.points.balise, str(place)
            yield critere.observation.balise, f"Vu le {rang}\nà l’étape {place} & après"
        if not competence.non_evaluee:
            yield competence.observation.balise, f"Bilan {rang}"
    yield grille.decision.non_valide.balise, True
    yield grille.decision.commentaire.balise, "Le devis manque."
    yield grille.candidat.numero_a_ecrire.balise, "012"
    yield grille.seance.date_a_ecrire.balise, "14/06/2027"
    yield grille.seance.voie.balise, "VAE"
    yield grille.jures[0].nom_a_ecrire.balise, "Claire Aubry"


@pytest.mark.parametrize("genre", list(BAREMES))
def test_une_grille_remplie_se_relit_chaque_note_sur_son_code(
    genre: str, dossier: Dossier, remplir: Remplir, tmp_path: Path
) -> None:
    for document in plan(avec(dossier, **BAREMES[genre]), "grille"):
        assert isinstance(document.contexte, GrilleContexte)
        reponses = dict(_reponses(document.contexte))
        vierge = ecrit(document, remplir, tmp_path)
        fill_in(vierge, tmp_path / "remplie.docx", reponses)
        lues = read_controls(tmp_path / "remplie.docx")
        assert {balise: lues[balise] for balise in reponses} == reponses
        assert not any(valeur for balise, valeur in lues.items() if balise not in reponses)


@pytest.mark.slow
@pytest.mark.parametrize("genre", list(BAREMES))
def test_un_modele_change_dans_libreoffice_garde_tous_les_champs(
    genre: str, dossier: Dossier, remplir: Remplir, tmp_path: Path
) -> None:
    dossier = avec(dossier, **BAREMES[genre])
    modele = plan(dossier, "grille")[0].modele
    change = docx.Document(str(modele))
    change.add_paragraph("Note de l’école")
    change.save(str(tmp_path / "grille.docx"))
    enregistre = saved_by_libreoffice(tmp_path / "grille.docx", tmp_path)
    for document in plan(dossier, "grille"):
        autre = remplir(dataclasses.replace(document, modele=enregistre))
        assert open_check(autre) == []
        assert "Note de l’école" in paragraphes(autre)
        (tmp_path / "autre.docx").write_bytes(autre)
        assert read_controls(tmp_path / "autre.docx") == read_controls(
            ecrit(document, remplir, tmp_path)
        )


# --- what the jury is given -----------------------------------------------------------------------


def test_une_grille_est_protegee_et_repete_ses_en_tetes(dossier: Dossier, remplir: Remplir) -> None:
    document = remplir(plan(dossier, "grille")[0])
    assert 'w:edit="forms"' in partie(document, "word/settings.xml")


def test_la_regle_est_celle_du_reglement(dossier: Dossier, remplir: Remplir) -> None:
    assert "Le bloc est acquis quand toutes ses compétences le sont." in paragraphes(
        remplir(plan(dossier, "grille")[0])
    )
    regle = "Le bloc est acquis à partir de 10 sur 20."
    autre = avec(dossier, grilles=Grilles(regle=regle))
    assert regle in paragraphes(remplir(plan(autre, "grille")[0]))


def test_les_penalites_sont_celles_du_reglement(dossier: Dossier, remplir: Remplir) -> None:
    assert "Pénalité" not in texte(remplir(plan(avec(dossier, grilles=Grilles()), "grille")[0]))
    penalites = ("Remise en retard", "Hors format", "Hors format", "Trop long " * 10)
    [grille, *_] = plan(avec(dossier, grilles=Grilles(penalites=penalites)), "grille")
    assert {mots.strip() for mots in penalites} <= {p.strip() for p in paragraphes(remplir(grille))}
    assert isinstance(grille.contexte, GrilleContexte)
    assert {p.retenue.balise for p in grille.contexte.penalites} <= set(balises(grille, remplir))


def test_les_nouveautes_paraissent(dossier: Dossier, remplir: Remplir) -> None:
    grille = plan(dossier, "grille")[0]
    assert isinstance(grille.contexte, GrilleContexte)
    assert "Ce qui a changé" not in texte(remplir(grille))
    nouveau = GrilleContexte(**{**dict(grille.contexte), "nouveautes": ("critère ajouté à C1.2",)})
    assert "critère ajouté à C1.2" in texte(remplir(dataclasses.replace(grille, contexte=nouveau)))


def test_une_competence_sans_epreuve_a_sa_grille(dossier: Dossier, remplir: Remplir) -> None:
    """A bloc without épreuve, and a competence whose épreuve the table does not tell: a criterion
    must not be lost. One that is not evaluated needs no grid."""
    orpheline = Competence(
        code="C9.1", texte="Tenir la caisse", criteres=(Critere(texte="Le compte est juste"),)
    )
    laissee = Competence(code="C9.2", texte="Ranger", non_evaluee="Non évalué")
    bloc = dossier.referentiel.blocs[2].model_copy(
        update={"code": "9", "competences": (orpheline, laissee)}
    )
    referentiel = dossier.referentiel.model_copy(update={"blocs": (bloc,)})
    dossier = dataclasses.replace(dossier, referentiel=referentiel)
    [grille] = plan(dossier, "grille")
    assert grille.chemin.stem == "grille-sans-epreuve-9"
    manques = FAMILLES["grille"].manques
    assert manques is not None
    assert list(manques(dossier)) == [
        "C9.1 (bloc 9) sans épreuve dans le référentiel, sur une grille à part"
    ]
    lignes = paragraphes(remplir(grille))
    assert {"Épreuve non précisée par le référentiel", "Le compte est juste"} <= {*lignes}
    assert not any("Ranger" in ligne for ligne in lignes)


@pytest.mark.parametrize(
    ("fourni", "choix", "dit"),
    [
        ("lettres", {}, []),
        ("niveaux", {}, []),
        ("points", {"points": 4}, []),
        ("lettres", {"points": 4}, ["aucun champ « points »", "--modele points"]),
        ("points", {}, ["aucun champ « cases »", "--modele lettres"]),
    ],
)
def test_un_modele_fait_pour_un_autre_bareme_est_signale(
    dossier: Dossier, tmp_path: Path, fourni: str, choix: dict[str, object], dit: list[str]
) -> None:
    modele = tmp_path / "modeles" / "grille.docx"
    modele.parent.mkdir()
    modele.write_bytes(default_template("grille", fourni).read_bytes())
    essai = avec(dataclasses.replace(dossier, chemin=tmp_path), **choix)
    manques = FAMILLES["grille"].manques
    assert manques is not None
    lignes = "".join(manques(essai))
    assert all(mots in lignes for mots in dit) and bool(lignes) == bool(dit)


def test_un_nom_de_fichier_inconnu_est_refuse(tmp_path: Path) -> None:
    fiche = 'intitule: x\ntype: RS\ngrilles: {fichier: "{numero}-{age}"}\n'
    (tmp_path / "certification.yaml").write_text(fiche, "utf-8")
    with pytest.raises(InputError, match="numero, nom, prenom"):
        read_certification(tmp_path)


def test_un_nom_de_fichier_qui_ne_distingue_pas_les_candidats_est_refuse(tmp_path: Path) -> None:
    """The grid that was filled for one namesake would be the other's, once he is off the list."""
    fiche = 'intitule: x\ntype: RS\ngrilles: {fichier: "{nom}-{prenom}"}\n'
    (tmp_path / "certification.yaml").write_text(fiche, "utf-8")
    with pytest.raises(InputError, match=r"ajoutez-y \{numero\}"):
        read_certification(tmp_path)


def test_le_titre_d_une_epreuve_ne_finit_pas_par_les_deux_points_de_sa_case(
    dossier: Dossier,
) -> None:
    """« Mise en situation professionnelle : projet : » then what it consists of."""
    epreuves = tuple(
        epreuve.model_copy(update={"intitule": "Mise en situation : projet :"})
        for epreuve in dossier.referentiel.epreuves
    )
    referentiel = dossier.referentiel.model_copy(update={"epreuves": epreuves})
    for document in plan(dataclasses.replace(dossier, referentiel=referentiel), "grille"):
        contexte = document.contexte
        assert isinstance(contexte, GrilleContexte)
        assert not contexte.epreuve.titre.endswith(":")
