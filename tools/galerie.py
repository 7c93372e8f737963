"""Writes docs/galerie.md and its pictures: every template, filled with the worked example, page by
page: `python -m tools.galerie`. Needs LibreOffice.

The families are those of the registry. Of each kind of document, the first one is shown; of a
family with several templates, the first of each.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pypdfium2
from PIL import Image

from assembler.cli.comparatif import comparatif
from assembler.compare import compare
from assembler.documents import FAMILLES, VARIANTES, Document, Famille
from assembler.fill import compile_template
from assembler.fill.pdf import Converted, to_pdf
from assembler.model import Dossier, Referentiel, read_dossier, write_referentiel
from assembler.model.certification import NiveauBareme, NomFamille
from assembler.normalise import read_pdf

PROJET = Path(__file__).resolve().parents[1]
EXEMPLE = PROJET / "inputs" / "atelier-reemploi"
PAGE = PROJET / "docs" / "galerie.md"
IMAGES = PROJET / "docs" / "images" / "galerie"

WIDTH = 900
"""Pixels of a picture; a landscape page is as wide as a portrait one is high."""
COLOURS = 64
FRAME = (110, 120, 118)
"""A thin frame, so that a white page shows on a white screen."""

HEAD = """\
# Galerie

Chaque modèle livré, rempli avec l'exemple (`inputs/atelier-reemploi`, une certification inventée),
page par page, tel que LibreOffice le met en page. De chaque sorte de document, le premier est
montré.
Page produite par `make galerie` : ne pas la modifier à la main.
"""

_NIVEAUX = tuple(
    NiveauBareme(code=code, libelle=libelle, definition=definition)
    for code, libelle, definition in (
        ("ND", "Non démontré", "Rien ne permet d’apprécier le critère."),
        ("1", "Insuffisant", "Le critère est atteint avec une aide constante."),
        ("2", "Satisfaisant", "Le critère est atteint, avec quelques reprises."),
        ("3", "Très satisfaisant", "Le critère est atteint seul, du premier coup."),
    )
)
CHOIX: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {"niveaux": {"bareme": _NIVEAUX}, "points": {"points": 4}}
)
"""What the school would say in certification.yaml to be given each of the other templates."""


@dataclass(frozen=True)
class Exemplaire:
    """A document of the gallery: its title, its file's name without ending, its content."""

    titre: str
    nom: str
    docx: bytes


def main() -> None:
    """Write the page and the pictures, those of before taken away."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = read_example(Path(folder))
        sections = {nom: list(exemplaires(dossier, one)) for nom, one in FAMILLES.items()}
        sections["comparatif"] = [table_of_renewal(dossier)]
        shutil.rmtree(IMAGES, ignore_errors=True)
        IMAGES.mkdir(parents=True)
        pictures = write_pictures([one for many in sections.values() for one in many], Path(folder))
    PAGE.write_text(page(sections, pictures), encoding="utf-8")


def read_example(folder: Path) -> Dossier:
    """The worked example, read from its PDF, in a folder of its own."""
    copy = folder / EXEMPLE.name
    shutil.copytree(EXEMPLE, copy, ignore=shutil.ignore_patterns("referentiel.yaml", "source"))
    write_referentiel(read_pdf([copy / "referentiel.pdf"]).referentiel, copy / "referentiel.yaml")
    return read_dossier(copy)


def exemplaires(dossier: Dossier, famille: Famille) -> Iterator[Exemplaire]:
    """The first document of each kind: of each folder, and of each template of the family."""
    kinds: dict[PurePosixPath, Document] = {}
    for document in famille.plan(dossier):
        kinds.setdefault(document.chemin.parent, document)
    shown = list(kinds.values())
    for variante in list(VARIANTES.get(famille.nom, ()))[1:]:
        certification = dossier.certification.model_copy(update=dict(CHOIX[variante]))
        shown.append(next(famille.plan(replace(dossier, certification=certification))))
    logo = dossier.chemin / str(dossier.certification.logo)
    for rang, document in enumerate(shown, start=1):
        compiled = compile_template(document.modele, logo=logo)
        docx = compiled.fill(document.contexte.donnees, proprietes={}, objet=document.objet)
        yield Exemplaire(document.titre, f"{famille.nom}-{rang}", docx)


def table_of_renewal(dossier: Dossier) -> Exemplaire:
    """What `diff --format docx` makes of an older version of the référentiel, invented here."""
    ancien = older(dossier.referentiel)
    docx = comparatif(
        compare(ancien, dossier.referentiel), ancien, dossier.referentiel, dossier.chemin
    )
    return Exemplaire("Tableau comparatif d’un renouvellement", "comparatif-1", docx)


def older(referentiel: Referentiel) -> Referentiel:
    """A version before: a criterion less, a competence worded otherwise, one that is no more."""
    first, second, *others = referentiel.blocs
    one, *rest = first.competences
    reworded = one.model_copy(
        update={"texte": one.texte.replace("afin", "de manière autonome, afin")}
    )
    shorter = [c.model_copy(update={"criteres": c.criteres[1:]}) for c in second.competences]
    gone = rest[-1].model_copy(
        update={
            "code": "C1.9",
            "texte": "Tenir le fichier papier des donateurs afin de les remercier",
        }
    )
    blocs = (
        first.model_copy(update={"competences": (reworded, *rest, gone)}),
        second.model_copy(update={"competences": tuple(shorter)}),
        *others,
    )
    return referentiel.model_copy(update={"blocs": blocs, "version": "2023-09", "date": None})


def write_pictures(documents: list[Exemplaire], folder: Path) -> dict[str, int]:
    """A picture a page, and how many pages each document has."""
    files = {folder / f"{document.nom}.docx": document for document in documents}
    for file, document in files.items():
        file.write_bytes(document.docx)
    drafts = folder / "pdf"
    drafts.mkdir()
    numbers = {}
    for outcome in to_pdf(list(files), drafts):
        assert isinstance(outcome, Converted), outcome
        nom = files[outcome.document].nom
        numbers[nom] = _write_pages(outcome.pdf, nom)
    return numbers


def _write_pages(pdf: Path, nom: str) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for rang, one in enumerate(document, start=1):
            image = one.render(scale=WIDTH / min(one.get_size())).to_pil().convert("RGB")
            framed = Image.new("RGB", (image.width + 2, image.height + 2), FRAME)
            framed.paste(image, (1, 1))
            few = framed.quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(IMAGES / f"{nom}-p{rang}.png", optimize=True)
        return len(document)
    finally:
        document.close()


def page(sections: Mapping[NomFamille, list[Exemplaire]], pictures: Mapping[str, int]) -> str:
    """The page, in Markdown: a section a family, a heading a document, its pages below."""
    lines = [HEAD]
    for famille, documents in sections.items():
        lines.append(f"## {famille}\n")
        for document in documents:
            lines.append(f"### {document.titre}\n")
            pages = pictures[document.nom]
            for rang in range(1, pages + 1):
                alt = f"{document.titre}, page {rang} sur {pages}"
                lines.append(f"![{alt}](images/galerie/{document.nom}-p{rang}.png)\n")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
