"""The same list in each form a spreadsheet saves it in is the same candidates."""

import csv
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assembler.model import Candidat
from tests.model.lists import BLOCS, Held, held, save

VOIES = ("VAE", "apprentissage", "formation initiale")
HEADINGS = (
    "N° candidat", "NOM DE NAISSANCE", "Prénom", "Date de naissance (JJ/MM/AAAA)", "Groupe",
    "Voie d'accès", "Blocs acquis", "Date de passage", "Heure de passage", "Code INE",
)  # fmt: skip
FLAVOURS = [
    (separator, encoding)
    for separator in (";", ",", "\t")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")
]

# What Windows-1252 can write, too; a spreadsheet takes « = » for a formula, « #N/A » for an error.
texts = st.text("abcXYZéèàçœŒÉÀ0129 '’-\",;.&<>{}%()/", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)


@dataclass(frozen=True)
class Row:
    """A row of a list, as an officer knows it."""

    numero: str
    nom: str
    prenom: str
    naissance: datetime.date
    groupe: str
    voie: str
    acquis: str
    passage: datetime.datetime
    ine: str

    def typed(self) -> tuple[object, ...]:
        """The cells of a workbook, dates being dates."""
        return (
            self.numero, self.nom, self.prenom, self.naissance, self.groupe, self.voie,
            self.acquis, self.passage.date(), self.passage.time(), self.ine,
        )  # fmt: skip

    def printed(self) -> tuple[str, ...]:
        """The fields of a CSV file."""
        return (
            self.numero, self.nom, self.prenom, f"{self.naissance:%d/%m/%Y}", self.groupe,
            self.voie, self.acquis, f"{self.passage:%d/%m/%Y}", f"{self.passage:%H:%M}", self.ine,
        )  # fmt: skip

    def candidat(self, rang: int) -> Candidat:
        """The candidate, made without reading anything."""
        return Candidat.model_validate(
            {
                "rang": rang,
                "numero": self.numero,
                "nom": self.nom,
                "prenom": self.prenom,
                "date_naissance": self.naissance,
                "groupe": self.groupe or None,
                "voie": self.voie,
                "blocs_acquis": (BLOCS[0], BLOCS[2]) if self.acquis else (),
                "passage": self.passage,
                "autres": {"Code INE": self.ine},
            }
        )


rows = st.builds(
    Row,
    numero=st.text("0123456789", min_size=1, max_size=6),
    nom=texts.filter(bool),
    prenom=texts.filter(bool),
    naissance=st.dates(datetime.date(1930, 1, 1), datetime.date(2012, 12, 31)),
    groupe=texts,
    voie=st.sampled_from(VOIES),
    acquis=st.sampled_from(["", "1;10", "BC01, BC10"]),
    passage=st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2030, 1, 1)).map(
        lambda moment: moment.replace(second=0, microsecond=0)
    ),
    ine=st.text("0123456789AB", max_size=11),
)
lists = st.lists(rows, max_size=4, unique_by=lambda row: row.numero)


def write_csv(
    folder: Path, lines: Sequence[Sequence[str]], separator: str = ";", encoding: str = "utf-8"
) -> None:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines)
    (folder / "candidats.csv").write_bytes(text.getvalue().encode(encoding))


@given(lists)
@settings(deadline=None, max_examples=30)
def test_every_form_of_a_list_is_the_same_candidates(
    tmp_path_factory: pytest.TempPathFactory, people: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("liste")
    expected = Held(tuple(p.candidat(rang) for rang, p in enumerate(people, start=2)), ())

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.append(HEADINGS)
        for person in people:
            sheet.append(person.typed())

    save(folder / "candidats.xlsx", fill)
    assert held(folder) == expected
    (folder / "candidats.xlsx").unlink()
    for separator, encoding in FLAVOURS:
        write_csv(folder, [HEADINGS, *(p.printed() for p in people)], separator, encoding)
        assert held(folder) == expected, (separator, encoding)


@given(lists, st.permutations(range(len(HEADINGS))))
@settings(deadline=None, max_examples=50)
def test_the_order_of_the_columns_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, people: list[Row], order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("liste")
    lines = [HEADINGS, *(person.printed() for person in people)]
    write_csv(folder, [[line[place] for place in order] for line in lines])
    assert held(folder).candidats == tuple(p.candidat(r) for r, p in enumerate(people, start=2))
