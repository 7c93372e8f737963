"""The lists of fields: every field of every context is there, explained, and can be written so."""

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse
from pathlib import Path

import docx
import pytest

from assembler.documents import FAMILLES, GABARITS
from assembler.documents.champs import AIDES, LigneChamp, champs, famille_du_fichier, lignes
from assembler.fill.controls import is_control
from assembler.fill.fields import Field
from assembler.fill.lint import check_template
from assembler.model import Dossier
from assembler.model.certification import NomFamille
from tests.documents.conftest import plan


def _tous(fields: Iterable[Field], avant: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        yield avant + field.name, field
        yield from _tous(field.fields, f"{avant}{field.name}.")


@pytest.mark.parametrize("famille", list(GABARITS))
def test_chaque_champ_a_un_sens_et_un_exemple(famille: NomFamille) -> None:
    for chemin, field in _tous(champs(GABARITS[famille])):
        if ".autres." in chemin:
            continue
        assert field.meaning, chemin
        if field.kind in ("texte", "nombre") or (field.kind == "liste" and not field.fields):
            assert field.example, chemin


def _chemins(valeur: object, avant: str = "") -> Iterator[str]:
    """The paths that the context of a real document has."""
    if isinstance(valeur, dict):
        for nom, dedans in valeur.items():
            yield avant + nom
            if not is_control(dedans):
                yield from _chemins(dedans, f"{avant}{nom}.")
    elif isinstance(valeur, tuple):
        for element in filterfalse(is_control, valeur):
            yield from _chemins(element, avant)


@pytest.mark.parametrize("famille", list(FAMILLES))
def test_les_champs_sont_ceux_des_documents(famille: NomFamille, dossier: Dossier) -> None:
    donnees = [document.contexte.model_dump() for document in plan(dossier, famille)]
    remplis = {chemin for une in donnees for chemin in _chemins(une)}
    listes = {chemin for chemin, _ in _tous(champs(FAMILLES[famille]))}
    libres = {chemin for chemin in remplis | listes if ".autres." in chemin}
    assert remplis - libres == listes - libres


@pytest.mark.parametrize("famille", list(GABARITS))
def test_un_modele_ecrit_avec_toute_la_liste_est_sans_defaut(
    famille: NomFamille, tmp_path: Path
) -> None:
    """The list says how each field is written: a template of all that is right."""
    document = docx.Document()
    ouvertes: list[int] = []
    for ligne in lignes(champs(GABARITS[famille])):
        while ouvertes and ouvertes[-1] >= ligne.retrait:
            document.add_paragraph("{%p endfor %}")
            ouvertes.pop()
        if "{% for" in ligne.ecriture and "…" in ligne.ecriture:
            document.add_paragraph(ligne.ecriture.split(" …")[0].replace("{%", "{%p"))
            ouvertes.append(ligne.retrait)
        elif "{" in ligne.ecriture:
            document.add_paragraph(ligne.ecriture)
    for _ in ouvertes:
        document.add_paragraph("{%p endfor %}")
    document.save(str(tmp_path / "modele.docx"))
    assert check_template(tmp_path / "modele.docx", champs(GABARITS[famille])) == ()


def test_les_boucles_nomment_leurs_elements() -> None:
    ecrits = {ligne.ecriture for ligne in lignes(champs(FAMILLES["grille"]))}
    assert "{% for competence in competences %} … {% endfor %}" in ecrits
    assert "{% for critere in competence.criteres %} … {% endfor %}" in ecrits
    assert "{% for indicateur in critere.indicateurs %} {{ indicateur }} {% endfor %}" in ecrits
    assert "{% if critere.eliminatoire %} … {% endif %}" in ecrits
    assert "{{ epreuve.titre }}" in ecrits
    livret = list(lignes(champs(FAMILLES["livret"])))
    assert (
        LigneChamp(0, "{{ candidat.autres.code_ine }}", "Contenu de cette colonne", "0123456789A")
        in livret
    )


def test_les_aides_expliquent_la_fusion() -> None:
    assert any("fusion(" in aide.ecriture for aide in AIDES)


@pytest.mark.parametrize("famille", list(GABARITS))
def test_les_exemples_des_aides_valent_dans_toutes_les_familles(
    famille: NomFamille, tmp_path: Path
) -> None:
    document = docx.Document()
    for aide in AIDES:
        fin = "{% endif %}" if "{% if" in aide.exemple else ""
        document.add_paragraph(aide.exemple + fin)
    document.save(str(tmp_path / "modele.docx"))
    assert check_template(tmp_path / "modele.docx", champs(GABARITS[famille])) == ()


@pytest.mark.parametrize(
    ("nom", "famille"),
    [
        ("grille.docx", "grille"),
        ("grille-oral.docx", "grille"),
        ("Grilles jury 2026.docx", "grille"),
        ("modèle_fiche.docx", "fiche"),
        ("ANNEXE.DOCX", "annexe"),
        ("livret(1).docx", "livret"),
        ("Comparatif 2026.docx", "comparatif"),
        ("grillage.docx", None),
        ("fiche-et-annexe.docx", None),
        ("modele.docx", None),
    ],
)
def test_la_famille_se_lit_dans_le_nom_du_fichier(nom: str, famille: NomFamille | None) -> None:
    trouvee = famille_du_fichier(Path(nom), GABARITS)
    assert (trouvee.nom if trouvee else None) == famille


MODELES = (Path(__file__).parents[2] / "docs/modeles.md").read_text("utf-8")


@pytest.mark.parametrize("exemple", re.findall(r"```text\n(\{.*?)```", MODELES, re.DOTALL))
def test_les_exemples_du_guide_sont_sans_defaut(exemple: str, tmp_path: Path) -> None:
    document = docx.Document()
    for texte in exemple.splitlines():
        document.add_paragraph(texte)
    document.save(str(tmp_path / "modele.docx"))
    assert () in [
        check_template(tmp_path / "modele.docx", champs(famille)) for famille in GABARITS.values()
    ]
