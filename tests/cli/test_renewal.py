"""A new version of the référentiel, from the first PDF to the documents made again.

As an officer would: version 1 is read and corrected by hand, its documents made; version 2 comes as
a PDF of the same name. The PDFs are drawn by the tests' own generator.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.model import Referentiel, read_referentiel
from tests import files
from tests.documents.lire import texte
from tests.files import documents
from tests.generated.compose import compose
from tests.generated.drawn import draw
from tests.generated.layout import Layout
from tests.generated.model import Shape
from tests.generated.paper import Block, Cell, Document, Para, Table

CERTIFICATION = "intitule: Responsable de chantier naval\ntype: RNCP\n"
CANDIDATS = "numero;nom;prenom;blocs_vises\n1;Roux;Zoé;1\n2;Le Gall;Yann;2, 3\n3;N’Diaye;Awa;3\n"
ADDED = "Un relevé des marées est joint au planning du chantier"


@pytest.fixture(scope="module")
def page() -> Document:
    """Version 1: three blocs, their competences numbered C1.1 …"""
    layout = Layout(
        codes="C1.1",
        shape=Shape(blocs=(3, 3), competences=(3, 3), criteres=(3, 3), non_evaluees=0),
    )
    (document,) = compose(1, layout).documents
    return document


def _edited(page: Document, edits: dict[str, tuple[str, ...]]) -> Document:
    """The same document with paragraphs replaced by others: none, one or several."""

    def paras(cell: Cell) -> Iterator[Para]:
        for para in cell.paras:
            texts = edits.get(para.text, (para.text,))
            yield from (replace(para, text=text) for text in texts)

    def block(one: Block) -> Block:
        if not isinstance(one, Table):
            return one
        rows = tuple(
            tuple(replace(cell, paras=tuple(paras(cell))) for cell in row) for row in one.rows
        )
        return replace(one, rows=rows)

    return replace(page, blocks=tuple(map(block, page.blocks)))


def _criteres(referentiel: Referentiel, bloc: int, competence: int) -> list[str]:
    """The criteria of a competence that no other one has."""
    every = [k.texte for b in referentiel.blocs for c in b.competences for k in c.criteres]
    own = referentiel.blocs[bloc].competences[competence].criteres
    return [one.texte for one in own if every.count(one.texte) == 1]


def _showing(sortie: Path, words: str) -> set[str]:
    """The Word documents whose text holds the words."""
    return {name for name, content in documents(sortie).items() if words in texte(content)}


def test_a_new_pdf_over_a_corrected_referentiel(
    page: Document, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, sortie = tmp_path / "chantier", tmp_path / "sortie"
    pdf, yaml = dossier / "referentiel.pdf", dossier / "referentiel.yaml"
    (dossier / "sessions/2027-06").mkdir(parents=True)
    (dossier / "certification.yaml").write_text(CERTIFICATION, "utf-8")
    (dossier / "sessions/2027-06/session.yaml").write_text("intitule: Juin 2027\n", "utf-8")
    (dossier / "sessions/2027-06/candidats.csv").write_text(CANDIDATS, "utf-8")

    # Version 1: read, corrected, made into documents.
    pdf.write_bytes(draw(page))
    assert main(["extract", str(pdf)]) == 0
    first = read_referentiel(yaml)
    assert [len(bloc.competences) for bloc in first.blocs] == [3, 3, 3]
    slip, reworded, *_ = _criteres(first, 1, 0)
    corrected = f"{slip} et daté"
    files.replace(yaml, slip, corrected)
    build = ["build", str(dossier), "-o", str(sortie)]
    assert main(build) == 0
    assert _showing(sortie, corrected)

    # Version 2: one criterion reworded in bloc 2, one added to a competence of bloc 3, one gone.
    rewording = f"À chaque visite, {reworded[0].lower()}{reworded[1:]}"
    enlarged, gone = _criteres(first, 2, 1)[-1], _criteres(first, 2, 2)[0]
    newer = _edited(page, {reworded: (rewording,), enlarged: (enlarged, ADDED), gone: ()})
    pdf.write_bytes(draw(newer))
    assert main(build) == 5, "the PDF is no longer the one that was read"
    assert "assembler extract" in capsys.readouterr().err
    assert main(["extract", str(pdf)]) == 0
    nouveau = dossier / "referentiel.nouveau.yaml"
    assert corrected in nouveau.read_text("utf-8"), "the correction still holds"

    # What changed, and nothing else.
    capsys.readouterr()
    assert main(["diff", str(yaml), str(nouveau)]) == 1
    said = capsys.readouterr().out
    codes = [first.blocs[1].competences[0].code, first.blocs[2].competences[1].code]
    changes = [line.strip() for line in said.splitlines() if line.strip().startswith("critère ")]
    assert changes == [
        f"critère de {codes[0]} reformulé",
        f"critère ajouté à {codes[1]}",
        f"critère supprimé de {first.blocs[2].competences[2].code}",
    ]
    assert "{+À chaque visite,+}" in said

    # Renamed and built: the documents that showed the old wording or the two competences, no other.
    shown = _showing(sortie, reworded) | _showing(sortie, enlarged) | _showing(sortie, gone)
    kept = documents(sortie).keys() - shown
    assert shown and kept
    for ending in ("yaml", "extraction.json"):
        (dossier / f"referentiel.nouveau.{ending}").replace(dossier / f"referentiel.{ending}")
    before = documents(sortie)
    assert main([*build, "--dry-run"]) == 0
    foreseen = capsys.readouterr().out
    assert f"critère de {codes[0]} reformulé" in foreseen and f"ajouté à {codes[1]}" in foreseen
    assert main(build) == 0
    after = documents(sortie)
    assert {name for name in after if after[name] != before.get(name)} == shown
    assert _showing(sortie, reworded) == _showing(sortie, gone) == set()
    assert _showing(sortie, rewording) and _showing(sortie, ADDED) and _showing(sortie, corrected)
    assert main(["status", str(dossier), "-o", str(sortie)]) == 0
