"""PDFs to a référentiel, and to the side-car that says where each element stood."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assembler.errors import NoReferentielError, Where
from assembler.extract import Cell, Doubt, Line, Table, extract
from assembler.extract import Extraction as PdfExtraction
from assembler.extract.pages import spans
from assembler.model import Doute, Extraction, Referentiel, Reserve, Source
from assembler.normalise.balance import Placement, balance
from assembler.normalise.blocs import is_bloc_label, read_option
from assembler.normalise.brouillon import ReserveLue
from assembler.normalise.build import build
from assembler.normalise.roles import Role, plain
from assembler.normalise.rows import read_rows
from assembler.normalise.sections import Section, Sorted, same_columns, sort_tables

_HEADING_WORDS = re.compile(
    r"(?:(?:referentiels?|activites?|taches?|blocs?|competences?|modalites?|criteres?|indicateurs?|"
    r"evaluation|performance|reussite|attestees|visees|evaluees|professionnelles?|et|de|des|du|les|"
    r"d'|l'|&|/|-|–)\s*)+"
)
"""A line made of nothing but these is a row of column headings."""

_RECAP = "ce tableau renvoie aux compétences par leur code, sans les énoncer"


@dataclass(frozen=True)
class Lecture:
    """What was read: the référentiel, and where each of its elements stood."""

    referentiel: Referentiel
    extraction: Extraction


def read_pdf(
    pdfs: Sequence[Path],
    pages: frozenset[int] | None = None,
    *,
    jobs: int | None = 1,
    seen: Callable[[int, int], None] | None = None,
) -> Lecture:
    """The référentiel that one or several PDFs hold.

    `jobs`: processes to read with (None: as many as the pages are worth); `seen` is told, as
    pages of a PDF come in, how many have been read, of how many.
    Raises UnreadablePdfError (missing, encrypted, damaged, scanned) and NoReferentielError.
    """
    read = [extract(pdf, pages, jobs=jobs, seen=seen) for pdf in pdfs]
    tables = sort_tables([table for one in read for table in one.tables])
    rows = read_rows(tables.sections)
    if not any(bloc.competences for bloc in rows.blocs):
        raise _nothing_found(pdfs, read, tables)
    unruled = list(_unruled(read))
    built = build(rows.blocs)
    reserves = [
        *rows.reserves,
        *_unread(tables.recaps, _RECAP),
        *_unread(tables.others, "ce tableau n'est ni un référentiel ni une matrice"),
    ]
    headings = tables.heading_lines | rows.repeated
    weighed = balance(read, [*built.placements, *_matrices(tables)], headings, reserves)
    reserves += weighed.lost
    sources = tuple(Source(fichier=one.name, sha256=one.sha256, pages=one.pages) for one in read)
    referentiel = Referentiel(
        type="RNCP" if built.has_blocs else "RS",
        source=sources,
        blocs=built.blocs,
        epreuves=built.epreuves,
        matrices=tuple(matrix for _, matrix in tables.matrices),
        reserves=tuple(_reserves(reserves)),
    )
    return Lecture(
        referentiel,
        Extraction(
            source=sources,
            referentiel=referentiel,
            elements=built.elements,
            bilan=weighed.bilan,
            doutes=tuple(_doute(doubt) for one in read for doubt in one.doubts),
            avis=(*_avis(tables, unruled), *_common(rows.common)),
            incomplet=bool(unruled),
        ),
    )


def _doute(doubt: Doubt) -> Doute:
    box = doubt.box
    boite = (round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1))
    return Doute(page=box.page, boite=boite, texte=doubt.text, raison=doubt.reason)


def _avis(tables: Sorted, unruled: Sequence[Line]) -> Iterator[str]:
    """What an officer should know of the tables as a whole."""
    for line in unruled:
        where = f"page {line.box.page}, « {line.text} »"
        yield f"{where} : ce tableau n'a pas de filets et n'est pas lu"
    yield from _borrowed(tables.sections)
    if not any(section.heading.columns(Role.CRITERE) for section in tables.sections):
        yield "aucune colonne de critères : les compétences sont lues sans critère"
    titles = [title for title in tables.ignored if title]
    if titles:
        yield f"colonnes de niveaux ou de cases, laissées de côté : {', '.join(titles)}"


def _common(cells: Sequence[Cell]) -> Iterator[str]:
    """The criteria that several competences have, as far as the table tells."""
    if cells:
        pages = spans(sorted({cell.page for cell in cells}))
        yield f"page {pages} : critères communs à plusieurs compétences, donnés à chacune"


def _borrowed(sections: Sequence[Section]) -> Iterator[str]:
    """The tables that are read with the headings of another, and what stands between the two."""
    for before, section in pairwise(sections):
        if section.heading is not before.heading or section.table is before.table:
            continue
        if not same_columns(section.table, before.table):
            page = section.table.pages[0]
            yield f"page {page} : tableau sans intitulés de colonnes, lu avec ceux d'avant"
        for line in section.above:
            if not is_bloc_label(line.text) and read_option(line.text) is None:
                yield f"page {line.box.page} : texte entre deux tableaux, non lu : « {line.text} »"


def _nothing_found(
    pdfs: Sequence[Path], read: Sequence[PdfExtraction], tables: Sorted
) -> NoReferentielError:
    unruled = next(_unruled(read), None)
    if not tables.sections and unruled:
        what = (
            f"page {unruled.box.page}, « {unruled.text} » : ce tableau n'a pas de filets, et seuls "
            "ceux qui en ont se lisent"
        )
    elif not any(one.tables for one in read):
        what = "aucun tableau tracé (avec des filets) dans ce PDF"
    elif tables.matrices and not tables.sections:
        what = "ce PDF contient une matrice, mais aucun tableau de référentiel"
    elif not tables.sections:
        what = "aucun tableau de ce PDF n'a de colonne de compétences reconnue à son intitulé"
    else:
        what = "le tableau trouvé ne contient aucune compétence"
    return NoReferentielError(
        what,
        where=Where(pdfs[0]),
        todo="Vérifiez que c'est bien le référentiel déposé (tableau activités, compétences, "
        "évaluation), ou indiquez ses pages avec --pages.",
    )


def _unruled(read: Sequence[PdfExtraction]) -> Iterator[Line]:
    """The lines outside of tables that read as the headings of one: tables without rules."""
    for one in read:
        for line in one.outside:
            wording = plain(line.text)
            named = "competence" in wording and re.search("critere|modalite", wording)
            if named and _HEADING_WORDS.fullmatch(wording):
                yield line


def _matrices(tables: Sorted) -> Iterator[Placement]:
    """The lines of the matrices: what stands in a tick column is told by the headings."""
    for table, _ in tables.matrices:
        for cell in table.cells:
            yield Placement(tuple(cell.lines), tuple(line.text for line in cell.lines))
        yield Placement(table.repeated, tuple(line.text for line in table.repeated))


def _unread(tables: Sequence[Table], reason: str) -> Iterator[ReserveLue]:
    for table in tables:
        lines = (*(line for cell in table.cells for line in cell.lines), *table.repeated)
        if lines:
            yield ReserveLue(lines, reason)


def _reserves(found: Sequence[ReserveLue]) -> Iterator[Reserve]:
    seen: set[Line] = set()
    for reserve in found:
        if reserve.lines and reserve.lines[0] not in seen:
            seen.update(reserve.lines)
            text = " ".join(line.text for line in reserve.lines)
            yield Reserve(page=reserve.lines[0].box.page, texte=text, raison=reserve.raison)
