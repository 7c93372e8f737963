"""The hazards: what makes reading a référentiel hard, each as a change of the plain layout.

Where a producer can't make a hazard, it is not among its `producers`. docs/lecture.md says what
each one is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from tests.generated.layout import Layout
from tests.generated.model import Shape
from tests.generated.paper import Look

Producer = Literal["drawn", "word", "word-tagged", "web"]
DRAWN: tuple[Producer, ...] = ("drawn",)
WORD: tuple[Producer, ...] = ("word", "word-tagged")
ALL: tuple[Producer, ...] = ("drawn", "word", "web")
EACH: tuple[Producer, ...] = ("drawn", "word", "word-tagged", "web")

LONG = Shape(blocs=(2, 2), competences=(4, 6), criteres=(2, 6))
SMALL = Shape(blocs=(2, 2), competences=(2, 4), criteres=(1, 3))
ALIGNED = replace(SMALL, aligned=True)


@dataclass(frozen=True)
class Hazard:
    """A layout with one difficulty in it, and the producers that can print it."""

    layout: Layout
    producers: tuple[Producer, ...] = ALL


def _with(layout: Layout, **look: object) -> Layout:
    return replace(layout, look=replace(layout.look, **look))  # type: ignore[arg-type]


PLAIN = Layout(shape=SMALL)
CUT = Layout(shape=LONG, look=Look(breaks="lines"))

HAZARDS: Mapping[str, Hazard] = {
    # blocs and activities
    "plain": Hazard(PLAIN, EACH),
    "bloc-cell": Hazard(replace(PLAIN, bloc="cell"), EACH),
    "bloc-column": Hazard(
        replace(
            PLAIN, bloc="column", columns=("bloc", "activite", "competence", "modalite", "critere")
        )
    ),
    "bloc-title": Hazard(replace(PLAIN, bloc="title", per_bloc=True)),
    "bloc-title-page-before": Hazard(replace(PLAIN, bloc="title", per_bloc=True, title_alone=True)),
    "activity-tasks": Hazard(replace(PLAIN, shape=replace(SMALL, taches=(2, 5)))),
    # columns
    "three-columns": Hazard(
        replace(PLAIN, columns=("competence", "modalite", "critere"), official=False)
    ),
    "five-columns": Hazard(
        replace(
            PLAIN,
            columns=("activite", "competence", "savoir", "modalite", "critere"),
            official=False,
        )
    ),
    "six-columns": Hazard(
        replace(
            PLAIN,
            columns=("bloc", "activite", "competence", "critere", "modalite", "savoir"),
            official=False,
            bloc="column",
        )
    ),
    "criteria-first": Hazard(
        replace(PLAIN, columns=("activite", "competence", "critere", "modalite"))
    ),
    "indicators": Hazard(
        replace(PLAIN, columns=("competence", "modalite", "critere", "indicateur"))
    ),
    "no-bloc": Hazard(replace(PLAIN, columns=("competence", "modalite", "critere"), bloc="none")),
    "no-criteria": Hazard(replace(PLAIN, columns=("activite", "competence", "modalite"))),
    # headings
    "heading-one-level": Hazard(replace(PLAIN, levels=1)),
    "heading-three-levels": Hazard(replace(PLAIN, levels=3)),
    "heading-synonyms": Hazard(replace(PLAIN, official=False, levels=1)),
    "heading-first-page": Hazard(replace(PLAIN, headings="first", shape=LONG)),
    "heading-each-page": Hazard(replace(PLAIN, headings="each", shape=LONG)),
    "heading-by-hand": Hazard(replace(PLAIN, headings="by-hand", shape=LONG)),
    # page breaks
    "cut-row": Hazard(CUT, EACH),
    "cut-row-no-heading": Hazard(replace(CUT, headings="first"), EACH),
    "cut-open": Hazard(_with(replace(CUT, headings="first"), open_breaks=True), ("drawn", "web")),
    "cut-long-row": Hazard(
        replace(
            CUT,
            rows="activite",
            codes="C1.1",
            criteria_codes=True,
            shape=Shape(blocs=(1, 2), competences=(6, 8), criteres=(3, 6), aligned=True),
        ),
        EACH,
    ),
    "middle-cells": Hazard(replace(PLAIN, middle=True)),
    # codes
    "code-dotted": Hazard(replace(PLAIN, codes="C1.1")),
    "code-three-parts": Hazard(replace(PLAIN, codes="C.1.1.1")),
    "code-activity": Hazard(replace(PLAIN, codes="A1C1")),
    "code-bare": Hazard(replace(PLAIN, codes="1.1")),
    "code-dash": Hazard(replace(PLAIN, codes="C1-1.")),
    "code-through": Hazard(replace(PLAIN, codes="CP1")),
    "code-column": Hazard(
        replace(
            PLAIN,
            codes="C1.1",
            columns=("numero", "competence", "modalite", "critere"),
            official=False,
        )
    ),
    "code-criteria": Hazard(replace(PLAIN, codes="C1.1", criteria_codes=True)),
    "code-joins": Hazard(
        replace(PLAIN, codes="C1.a", criteria_codes=True, rows="activite", shape=ALIGNED)
    ),
    "code-irregular": Hazard(
        replace(PLAIN, codes="irregular", criteria_codes=True, rows="activite", shape=ALIGNED)
    ),
    # several items in a cell
    "competences-by-bullet": Hazard(
        replace(
            PLAIN,
            columns=("activite", "competence", "modalite"),
            rows="activite",
            competence_bullet="•",
            shape=ALIGNED,
            official=False,
        )
    ),
    "competences-by-infinitive": Hazard(
        replace(
            PLAIN,
            columns=("activite", "competence", "modalite"),
            rows="activite",
            shape=ALIGNED,
            official=False,
        )
    ),
    "row-per-criterion": Hazard(replace(PLAIN, rows="critere")),
    "no-bullet": Hazard(replace(PLAIN, bullet="", shape=replace(SMALL, periods=True))),
    "bullet-dash": Hazard(replace(PLAIN, bullet="-")),
    "bullet-en-dash": Hazard(replace(PLAIN, bullet="–")),
    "bullet-star": Hazard(replace(PLAIN, bullet="*")),
    "bullet-o": Hazard(replace(PLAIN, bullet="o")),
    "bullet-square": Hazard(replace(PLAIN, bullet="▪")),
    "bullet-private": Hazard(replace(PLAIN, bullet="\uf0b7"), ("drawn", "word")),
    "lower-case": Hazard(replace(PLAIN, shape=replace(SMALL, capitals=False))),
    # merged labels
    "label-repeated": Hazard(replace(PLAIN, merged="repeated")),
    "label-empty": Hazard(replace(PLAIN, merged="empty")),
    "label-outside-page": Hazard(_with(CUT, label_outside=True), DRAWN),
    # levels
    "levels": Hazard(
        replace(
            PLAIN,
            columns=("competence", "critere", "niveau"),
            official=False,
            level_names=("ND", "1", "2", "3"),
        )
    ),
    "levels-boxes": Hazard(
        replace(
            PLAIN,
            columns=("competence", "critere", "niveau"),
            official=False,
            level_names=("Non acquis", "Acquis"),
            level_mark="☐",
        )
    ),
    "levels-drawn": Hazard(
        replace(
            PLAIN,
            columns=("competence", "critere", "niveau"),
            official=False,
            level_names=("Questionnaire professionnel", "Entretien technique", "Entretien final"),
            level_mark="drawn",
            level_group="Autres modalités d'évaluation",
            level_rotated=True,
        ),
        ("drawn", "web"),
    ),
    "levels-no-criteria": Hazard(
        replace(
            PLAIN,
            columns=("competence", "niveau"),
            official=False,
            level_names=("ND", "1", "2", "3"),
        )
    ),
    # pages
    "portrait": Hazard(_with(PLAIN, landscape=False)),
    "turned-pages": Hazard(replace(PLAIN, per_bloc=True, bloc="title", turn_between=True)),
    "rotated-pages": Hazard(_with(PLAIN, rotated_page=True), DRAWN),
    "watermark": Hazard(_with(PLAIN, watermark="CONFIDENTIEL"), ("drawn", "web")),
    "footer-table": Hazard(_with(replace(PLAIN, shape=LONG), footer_table=True), ("drawn", "word")),
    "running-title": Hazard(_with(replace(CUT, headings="first"), running_title=True), DRAWN),
    "two-files": Hazard(replace(PLAIN, split_files=True, codes="C1.1")),
    # marks and glyphs
    "rules-rectangles": Hazard(_with(PLAIN, rules="rects"), DRAWN),
    "rules-fills": Hazard(_with(PLAIN, rules="fills"), DRAWN),
    "rules-dashes": Hazard(_with(PLAIN, rules="dashes"), ("drawn", "web")),
    "shaded-rows": Hazard(replace(PLAIN, shaded=True)),
    "no-spaces": Hazard(_with(PLAIN, glyphs="no-space"), DRAWN),
    "ligatures": Hazard(_with(PLAIN, glyphs="ligatures"), DRAWN),
    "doubled-glyphs": Hazard(_with(PLAIN, glyphs="doubled"), DRAWN),
    "hyphenation": Hazard(_with(PLAIN, glyphs="soft-hyphens"), DRAWN),
    # matrices
    "matrix": Hazard(replace(PLAIN, matrix="straight")),
    "matrix-rotated": Hazard(replace(PLAIN, matrix="rotated")),
}
