"""Templates made on the spot with python-docx, and documents looked into."""

import tempfile
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from lxml import etree

from assembler.fill import CompiledTemplate, compile_template, open_check

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MakeTemplate = Callable[[Callable[[Document], object]], Path]
Fill = Callable[..., "Filled"]


class Filled:
    """A filled document: its bytes, its members, what python-docx sees in it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = docx.Document(BytesIO(data))

    @property
    def texts(self) -> list[str]:
        """The paragraphs of the body outside tables."""
        return [paragraph.text for paragraph in self.document.paragraphs]

    def rows(self, table: int = 0) -> list[list[str]]:
        """The text of each cell that stands in the XML of a table, merged cells as they are."""
        tbl = self.document.tables[table]._tbl
        return [
            ["".join(str(t) for t in tc.itertext(W + "t")) for tc in tr.findall(W + "tc")]
            for tr in tbl.findall(W + "tr")
        ]

    def merges(self, table: int = 0) -> list[list[str | None]]:
        """The vertical merge of each cell of a table: restart, continue or None."""
        tbl = self.document.tables[table]._tbl
        return [[_merge(tc) for tc in tr.findall(W + "tc")] for tr in tbl.findall(W + "tr")]

    def root(self, name: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.parts[name])


def _merge(cell: Any) -> str | None:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return None if merge is None else str(merge.get(W + "val"))


@pytest.fixture
def make_template(tmp_path: Path) -> MakeTemplate:
    """Build a template file: the function given writes into an empty Word document."""

    def make(build: Callable[[Document], object]) -> Path:
        return save_template(tmp_path / "modele.docx", build)

    return make


def save_template(path: Path, build: Callable[[Document], object]) -> Path:
    document = docx.Document()
    # The default template's part that no current Word writes, and that openxml-audit refuses.
    main = document.part
    for rel_id, rel in list(main.rels.items()):
        if rel.reltype.endswith("/stylesWithEffects"):
            del main.rels[rel_id]
    build(document)
    document.save(str(path))
    return path


def compiled(build: Callable[[Document], object]) -> CompiledTemplate:
    """A compiled template without a test's folder, for tests that fill many times."""
    with tempfile.TemporaryDirectory() as folder:
        return compile_template(save_template(Path(folder) / "modele.docx", build))


@pytest.fixture
def fill(make_template: MakeTemplate) -> Fill:
    """Build a template, fill it, and check that the document is sound."""

    def run(build: Callable[[Document], object], **contexte: object) -> Filled:
        data = compile_template(make_template(build)).fill(contexte, proprietes={}, objet="essai")
        assert open_check(data) == []
        return Filled(data)

    return run


def paragraphs(*texts: str) -> Callable[[Document], None]:
    """A body of these paragraphs."""

    def build(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return build


def table(*rows: tuple[str, ...]) -> Callable[[Document], None]:
    """A body that is a table of these rows; "¶" in a text starts a new paragraph of the cell."""

    def build(document: Document) -> None:
        grid = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, texts in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                first, *more = text.split("¶")
                cell.text = first
                for paragraph in more:
                    cell.add_paragraph(paragraph)

    return build


def proprietes_of(filled: Filled) -> Mapping[str, str]:
    root = filled.root("docProps/custom.xml")
    return {str(e.get("name")): "".join(map(str, e.itertext())) for e in root}
