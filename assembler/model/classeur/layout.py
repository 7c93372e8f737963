"""The sheets of the workbook and their columns: what the writer writes and the reader expects."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a cell of the column holds."""

    TEXT = "texte"
    LIST = "un par ligne"
    CODES = "codes, un par ligne"
    NUMBER = "nombre"
    FLAG = "oui, ou vide"


@dataclass(frozen=True)
class Column:
    """`key` is the model's own where the model has one. `width` in characters."""

    key: str
    title: str
    width: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """A table with its headings in row 1. `frozen`: columns that stay in sight at the left."""

    title: str
    columns: tuple[Column, ...]
    frozen: int = 0

    def columns_of(self, *keys: str) -> tuple[Column, ...]:
        """The columns of these keys, in the order of the sheet."""
        return tuple(column for column in self.columns if column.key in keys)


NOTICE = "LISEZ-MOI"
MATRICE = "Matrice "
"""« Matrice 1 », « Matrice 2 » …: one sheet each, rows against columns."""

CODE_ATTRIBUE = Column("code_attribue", "Code attribué", 10, Kind.FLAG)

CRITERES = Sheet(
    "Critères",
    (
        Column("bloc", "Bloc", 9),
        Column("bloc_intitule", "Intitulé du bloc", 24),
        Column("option", "Option", 9),
        Column("activites", "Activités", 10, Kind.CODES),
        Column("code", "Compétence", 13),
        Column("texte", "Texte de la compétence", 50),
        Column("epreuves", "Épreuves", 10, Kind.CODES),
        Column("epreuve_deduite", "Épreuve déduite", 10, Kind.FLAG),
        Column("non_evaluee", "Non évaluée", 13),
        Column("critere_code", "Code du critère", 11),
        Column("critere_texte", "Critère", 60),
        Column("indicateurs", "Indicateurs", 40, Kind.LIST),
        Column("page", "Page", 8, Kind.NUMBER),
        CODE_ATTRIBUE,
    ),
    frozen=5,
)
OF_COMPETENCE = (
    "texte", "activites", "epreuves", "epreuve_deduite", "non_evaluee", "page", "code_attribue",
)  # fmt: skip
"""Columns of `CRITERES` that speak of the competence: filled on one of its rows."""

BLOCS = Sheet(
    "Blocs",
    (
        Column("code", "Bloc", 14),
        Column("intitule", "Intitulé", 70),
        Column("option", "Option", 24),
        CODE_ATTRIBUE,
    ),
    frozen=1,
)
ACTIVITES = Sheet(
    "Activités",
    (
        Column("bloc", "Bloc", 14),
        Column("option", "Option", 14),
        Column("code", "Activité", 12),
        Column("intitule", "Intitulé", 55),
        Column("taches", "Tâches", 70, Kind.LIST),
        CODE_ATTRIBUE,
    ),
    frozen=3,
)
EPREUVES = Sheet(
    "Épreuves",
    (
        Column("code", "Épreuve", 10),
        Column("intitule", "Intitulé", 30),
        Column("description", "Description", 80, Kind.LIST),
        Column("durees", "Durées", 28, Kind.LIST),
        Column("minutes", "Minutes", 9, Kind.LIST),
        Column("preparation", "Préparation", 16),
        Column("formes", "Formes", 14, Kind.LIST),
        Column("livrables", "Livrables", 26, Kind.LIST),
        CODE_ATTRIBUE,
    ),
    frozen=2,
)
COMPLEMENTS = Sheet(
    "Compléments",
    (
        Column("bloc", "Bloc", 14),
        Column("option", "Option", 14),
        Column("competence", "Compétence", 14),
        Column("colonne", "Colonne du tableau", 30),
        Column("texte", "Texte", 90),
    ),
    frozen=3,
)
RESERVES = Sheet(
    "Réserves",
    (
        Column("page", "Page", 8, Kind.NUMBER),
        Column("texte", "Texte non compris", 90),
        Column("raison", "Raison", 60),
    ),
)
REFERENTIEL = Sheet(
    "Référentiel",
    (
        Column("format", "Format", 9, Kind.NUMBER),
        Column("type", "Type", 9),
        Column("intitule", "Intitulé", 70),
        Column("version", "Version", 16),
        Column("date", "Date", 14),
    ),
)
SOURCES = Sheet(
    "Sources",
    (
        Column("fichier", "Fichier", 40),
        Column("sha256", "SHA-256", 70),
        Column("pages", "Pages", 9, Kind.NUMBER),
    ),
)

NEEDED = (CRITERES, BLOCS)
TABLES = (
    CRITERES, BLOCS, ACTIVITES, EPREUVES, COMPLEMENTS, RESERVES, REFERENTIEL, SOURCES,
)  # fmt: skip
