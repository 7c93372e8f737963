"""How a référentiel is laid out: columns, headings, labels, codes, bullets."""

from dataclasses import dataclass, field
from typing import Literal

from tests.generated.model import Shape
from tests.generated.paper import Look

Column = Literal[
    "bloc", "activite", "numero", "competence", "modalite", "critere", "indicateur", "savoir",
    "niveau", "oral", "conditions", "numero_critere",
]  # fmt: skip

Codes = Literal["none", "C1.1", "C.1.1.1", "A1C1", "1.1", "C1-1.", "CP1", "C1.a", "irregular"]
BlocLabel = Literal["cell", "band", "title", "column", "none"]
Merged = Literal["merged", "repeated", "empty"]

OFFICIAL = {
    "activite": (
        "RÉFÉRENTIEL D’ACTIVITÉS",
        "décrit les situations de travail et les activités exercées, les métiers ou emplois visés",
    ),
    "competence": (
        "RÉFÉRENTIEL DE COMPÉTENCES",
        "identifie les compétences et les connaissances, y compris transversales, "
        "qui découlent du référentiel d'activités",
    ),
    "evaluation": (
        "RÉFÉRENTIEL D’ÉVALUATION",
        "définit les critères et les modalités d’évaluation des acquis",
    ),
    "modalite": ("MODALITÉS D’ÉVALUATION",),
    "critere": ("CRITÈRES D’ÉVALUATION",),
}
SYNONYMS: dict[Column, tuple[str, ...]] = {
    "bloc": ("Blocs de compétences", "Bloc de compétences", "BLOCS"),
    "activite": (
        "Activités visées", "Activités et tâches", "Missions", "Situations de travail",
        "Activités professionnelles", "Activités types", "Domaines d'activité",
    ),
    "numero": ("N°", "Code", "Réf."),
    "competence": (
        "Compétences attestées", "Compétences visées", "Compétences professionnelles",
        "Capacités attestées", "Compétences évaluées", "Savoir-faire", "Être capable de",
        "Compétences associées",
    ),
    "modalite": (
        "Modalités de certification", "Épreuves", "Situations d’évaluation", "Modes d'évaluation",
        "Type d’évaluation", "Dispositif d'évaluation", "Outils d'évaluation",
    ),
    "critere": (
        "Critères de performance", "Critères de réussite", "Critères d’appréciation",
        "Résultats attendus", "Indicateurs de performance", "Attendus",
        "Critères et indicateurs d’évaluation", "Niveau d’exigence",
    ),
    "indicateur": ("Indicateurs observables", "Indicateurs de réussite"),
    "savoir": ("Savoirs associés", "Connaissances", "Conditions de réalisation"),
    "niveau": ("ND", "1", "2", "3"),
    "oral": ("Oral",),
    "conditions": ("Conditions de réalisation", "Livrables attendus", "Organisation de l'épreuve"),
    "numero_critere": ("N°", "Réf."),
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A layout. Every hazard is this one with a few things changed."""

    columns: tuple[Column, ...] = ("activite", "competence", "modalite", "critere")
    official: bool = True
    """Headings in the official wording; else one of the synonyms."""
    titles: tuple[tuple[Column, str], ...] = ()
    """Headings that are not left to chance."""
    levels: int = 2
    headings: Literal["first", "each", "by-hand"] = "each"
    bloc: BlocLabel = "band"
    band_again: bool = False
    """The band of a bloc stands again in its middle, as « (suite) »."""
    other_tables: bool = False
    """Tables that hold no référentiel stand before and after."""
    per_bloc: bool = False
    """One table a bloc."""
    title_alone: bool = False
    """The title of a bloc is the last line of the page before its table."""
    codes: Codes = "none"
    criteria_codes: bool = False
    rows: Literal["competence", "critere", "activite"] = "competence"
    bullet: str = "•"
    competence_bullet: str = ""
    merged: Merged = "merged"
    """Labels that cover several rows: one cell, the text again in each row, or empty cells."""
    middle: bool = False
    level_names: tuple[str, ...] = ()
    level_mark: Literal["", "☐", "drawn", "private"] = ""
    level_group: str | None = "Niveau de maîtrise"
    level_rotated: bool = False
    matrix: Literal["none", "straight", "rotated"] = "none"
    shaded: bool = False
    turn_between: bool = False
    """Pages change between landscape and portrait with each bloc (needs `per_bloc`)."""
    split_files: bool = False
    """Activities and competences in one file, assessment in another."""
    # Not in the repr, which is the seed of the words: older cases stay what they were.
    option: Literal["none", "label", "row"] = field(default="none", repr=False)
    """The last blocs belong to options, which their labels name, or a row above each."""
    absent: bool = field(default=False, repr=False)
    """Some of the cells of the second modality column say that there is none."""
    closing: Literal["none", "row", "label", "competence"] = field(default="none", repr=False)
    """The last row of a table is an assessment of everything: over the whole width, with its name
    in place of all labels, or in place of the competence."""
    criteria: Literal["flat", "headed", "deeper", "under-codes", "numbered"] = field(
        default="flat", repr=False
    )
    """Criteria as they come; in bold, above their indicators; with a list under the last one;
    under lines that are the codes of their competences; numbered."""
    one_heading: bool = field(default=False, repr=False)
    """The codes have a column of their own under the heading of the competences."""
    transversal: bool = field(default=False, repr=False)
    """The last bloc has a title, but no code: « Compétences transversales »."""
    extra: tuple[Literal["recap", "synthesis", "access"], ...] = field(default=(), repr=False)
    """Tables that say the référentiel again, or that speak of juries."""
    shape: Shape = field(default_factory=Shape)
    look: Look = field(default_factory=Look)
