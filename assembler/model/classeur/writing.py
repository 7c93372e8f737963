"""Writing the workbook. The same référentiel gives the same bytes: no clock."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import InputError, Where
from assembler.model.classeur import layout
from assembler.model.classeur.cells import MAX_LENGTH, from_list, from_text, in_xml, length
from assembler.model.classeur.layout import Column, Kind, Sheet
from assembler.model.classeur.notice import PARAGRAPHS
from assembler.model.classeur.style import (
    ATTENTION_TAB,
    Style,
    fit_heights,
    lay_out,
    make_style,
    set_page,
    style_body,
    style_heading,
)
from assembler.model.referentiel import Bloc, Competence, Epreuve, Matrice, Referentiel
from assembler.model.writing import write_atomically

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | bool | datetime.date | None | Sequence[str]

_FIXED = datetime.datetime(1980, 1, 1)
"""The date of every file of the package, and of the workbook: what a zip holds for « none »."""


@dataclass(frozen=True)
class Row:
    """A row to write. `first`: it begins a competence; `repeated`: keys said only for filters."""

    values: Mapping[str, Value]
    first: bool = False
    repeated: tuple[str, ...] = ()


def write_classeur(referentiel: Referentiel, path: Path) -> None:
    """Writes the référentiel as .xlsx, whole or not at all.

    InputError when a text is longer than a cell can be. The ticks of a matrix are written in the
    order of its columns.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    book = _Book(workbook, make_style(), path)
    book.add_notice()
    for sheet, rows in _tables(referentiel):
        book.add_table(sheet, rows)
        if sheet is layout.COMPLEMENTS:
            for rank, matrice in enumerate(referentiel.matrices, start=1):
                book.add_matrice(f"{layout.MATRICE}{rank}", matrice)
    write_atomically(path, _package(workbook))


def _tables(referentiel: Referentiel) -> Iterator[tuple[Sheet, Iterator[Row]]]:
    blocs = referentiel.blocs
    yield layout.CRITERES, (row for bloc in blocs for row in _criteres(bloc))
    yield layout.BLOCS, (Row(dict(bloc)) for bloc in blocs)
    yield (
        layout.ACTIVITES,
        (
            Row({**dict(activite), "bloc": bloc.code, "option": bloc.option})
            for bloc in blocs
            for activite in bloc.activites
        ),
    )
    yield layout.EPREUVES, (Row(_epreuve(epreuve)) for epreuve in referentiel.epreuves)
    yield layout.COMPLEMENTS, (row for bloc in blocs for row in _complements(bloc))
    yield layout.RESERVES, (Row(dict(reserve)) for reserve in referentiel.reserves)
    yield layout.REFERENTIEL, iter([Row(dict(referentiel))])
    yield layout.SOURCES, (Row(dict(source)) for source in referentiel.source)


def _criteres(bloc: Bloc) -> Iterator[Row]:
    keys: dict[str, Value] = {"bloc": bloc.code, "option": bloc.option}
    intitule: dict[str, Value] = {"bloc_intitule": bloc.intitule}
    for competence in bloc.competences:
        own: dict[str, Value] = {key: getattr(competence, key) for key in layout.OF_COMPETENCE}
        first = True
        for critere in _criteria_cells(competence):
            shared = {**intitule, **own} if first else {}
            yield Row(
                {**keys, "code": competence.code, **shared, **critere},
                first=first,
                repeated=() if first else ("bloc", "option", "code"),
            )
            first, intitule = False, {}


def _criteria_cells(competence: Competence) -> list[dict[str, Value]]:
    """The cells of each criterion; of one row without any when there is none."""
    return [
        {
            "critere_code": critere.code,
            "critere_texte": critere.texte,
            "indicateurs": critere.indicateurs,
        }
        for critere in competence.criteres
    ] or [{}]


def _epreuve(epreuve: Epreuve) -> dict[str, Value]:
    minutes = [str("?" if d.minutes is None else d.minutes) for d in epreuve.durees]
    return {
        **dict(epreuve),
        "durees": [duree.texte for duree in epreuve.durees],
        "minutes": minutes,
    }


def _complements(bloc: Bloc) -> Iterator[Row]:
    for competence in bloc.competences:
        for complement in competence.complements:
            keys = {"bloc": bloc.code, "option": bloc.option, "competence": competence.code}
            yield Row({**keys, **dict(complement)})


@dataclass(frozen=True)
class _Book:
    """The workbook being made."""

    workbook: Workbook
    style: Style
    path: Path

    def add_notice(self) -> None:
        sheet: Worksheet = self.workbook.create_sheet(layout.NOTICE)
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 100
        sheet.sheet_view.showGridLines = False
        self._put(sheet, 1, 1, "Le référentiel en tableur").font = self.style.title
        for row, (heading, text) in enumerate(PARAGRAPHS, start=3):
            for column, content in enumerate((heading, text), start=1):
                cell = self._put(sheet, row, column, content)
                cell.font = self.style.strong if column == 1 else self.style.body
                cell.alignment = self.style.wrapped
        fit_heights(sheet, first=3)
        set_page(sheet)

    def add_table(self, sheet: Sheet, rows: Iterator[Row]) -> None:
        worksheet: Worksheet = self.workbook.create_sheet(sheet.title)
        for rank, column in enumerate(sheet.columns, start=1):
            style_heading(self._put(worksheet, 1, rank, column.title), self.style)
        for number, row in enumerate(rows, start=2):
            for rank, column in enumerate(sheet.columns, start=1):
                content = _content(column, row.values.get(column.key))
                cell = self._put(worksheet, number, rank, content)
                style_body(
                    cell,
                    column,
                    self.style,
                    first=row.first,
                    repeated=column.key in row.repeated,
                )
        if sheet is layout.RESERVES and worksheet.max_row > 1:
            worksheet.sheet_properties.tabColor = ATTENTION_TAB
        lay_out(worksheet, sheet)
        fit_heights(worksheet)

    def add_matrice(self, title: str, matrice: Matrice) -> None:
        """Title in row 1, headings in row 2, then a row a line with a cross where it is ticked."""
        sheet: Worksheet = self.workbook.create_sheet(title)
        self._put(sheet, 1, 1, "Titre").font = self.style.strong
        titre = "" if matrice.titre is None else from_text(matrice.titre)
        self._put(sheet, 1, 2, titre).font = self.style.strong
        style_heading(self._put(sheet, 2, 1, "Ligne"), self.style)
        sheet.column_dimensions["A"].width = 60
        for rank, colonne in enumerate(matrice.colonnes, start=2):
            cell = self._put(sheet, 2, rank, from_text(colonne))
            style_heading(cell, self.style)
            cell.alignment = self.style.turned
            sheet.column_dimensions[cell.column_letter].width = 8
        label = Column("intitule", "Ligne", 60)
        for row, ligne in enumerate(matrice.lignes, start=3):
            style_body(self._put(sheet, row, 1, from_text(ligne.intitule)), label, self.style)
            for rank, ticked in enumerate(_ticks(matrice.colonnes, ligne.colonnes), start=2):
                cell = self._put(sheet, row, rank, "X" if ticked else "")
                style_body(cell, Column("", "", 8, Kind.FLAG), self.style)
        sheet.freeze_panes = "B3"
        fit_heights(sheet, first=3)
        longest = max((len(colonne) for colonne in matrice.colonnes), default=0)
        sheet.row_dimensions[2].height = min(max(6 * longest + 10, 33), 200)
        set_page(sheet)
        sheet.print_title_rows = "2:2"

    def _put(self, sheet: Worksheet, row: int, column: int, content: str | int) -> Cell:
        """Puts a text that stays a text, or a number; InputError when it is too long."""
        from openpyxl.cell import Cell

        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        if isinstance(content, int):
            cell.value = content
            return cell
        cell.number_format = "@"
        if not content:
            return cell
        written = in_xml(content)
        if length(content) > MAX_LENGTH:
            raise InputError(
                f"ce texte de {length(content)} caractères ne tient pas dans une case "
                f"({MAX_LENGTH} au plus) ; rien n'a été écrit.",
                where=Where(self.path, detail=f"feuille « {sheet.title} », case {cell.coordinate}"),
                todo="Écrivez ce référentiel en .yaml, qui n'a pas de limite.",
            )
        # Told to be a text, « =1+1 » and « #N/A » are no formula and no error.
        cell.value, cell.data_type = written, "s"
        if content[0] in "=+-@'":
            # Somebody who opens the cell and leaves it must not make a formula of it either.
            cell.quotePrefix = True
        return cell


def _content(column: Column, value: Value) -> str | int:
    """A value of the model as the content of a cell."""
    if value is None or value is False:
        return ""
    if value is True:
        return "oui"
    if isinstance(value, int):
        return value
    if isinstance(value, datetime.date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, str):
        return from_text(value)
    return from_list(value)


def _ticks(colonnes: Sequence[str], ticked: Sequence[str]) -> Iterator[bool]:
    """Whether each column is ticked; two columns of one heading, as often as it is named."""
    left = list(ticked)
    for colonne in colonnes:
        yield colonne in left
        if colonne in left:
            left.remove(colonne)


def _mended(worksheet: bytes) -> bytes:
    """What openpyxl can't be told about a worksheet.

    Our heights are a guess: a spreadsheet may set them again when a text changes. And « 1 » is the
    code of a bloc, no « number stored as text » to warn of in every cell.
    """
    unmarked = (
        b"</headerFooter><ignoredErrors>"
        b'<ignoredError sqref="A1:ZZ99999" numberStoredAsText="1"/></ignoredErrors>'
    )
    heights = worksheet.replace(b' customHeight="1"', b"")
    return heights.replace(b"</headerFooter>", unmarked)


def _package(workbook: Workbook) -> bytes:
    """The workbook's bytes, without the time they were made at."""
    from openpyxl.xml.functions import tostring

    written = io.BytesIO()
    workbook.save(written)
    properties = workbook.properties
    properties.creator = "assembler"
    properties.created = properties.modified = _FIXED
    out = io.BytesIO()
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(out, "w") as package:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = tostring(properties.to_tree())
            if name.startswith("xl/worksheets/"):
                content = _mended(content)
            member = zipfile.ZipInfo(name, date_time=_FIXED.timetuple()[:6])
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(member, content)
    return out.getvalue()
