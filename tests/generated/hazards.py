"""The hazards: what makes reading a référentiel hard, each as a change of the plain layout.

Where a producer can't make a hazard, it is not among its `producers`. docs/lecture.md says what
each one is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tests.generated import titre
from tests.generated.compose import Composed, compose
from tests.generated.layout import BlocLabel, Codes, Column, Layout, Merged
from tests.generated.model import Shape
from tests.generated.paper import Look

Producer = Literal["drawn", "word", "word-tagged", "web"]
DRAWN: tuple[Producer, ...] = ("drawn",)
WORD: tuple[Producer, ...] = ("word", "word-tagged")
ALL: tuple[Producer, ...] = ("drawn", "word", "web")
EACH: tuple[Producer, ...] = ("drawn", "word", "word-tagged", "web")

LONG = Shape(blocs=(2, 2), competences=(4, 6), criteres=(2, 6))
SMALL = Shape(blocs=(2, 2), competences=(2, 4), criteres=(1, 3))
EVALUATED = replace(SMALL, non_evaluees=0)
ALIGNED = replace(SMALL, aligned=True)


@dataclass(frozen=True)
class Hazard:
    """A layout with one difficulty in it, and the producers that can print it."""

    layout: Layout | Callable[[int], Layout]
    producers: tuple[Producer, ...] = ALL

    def layout_for(self, seed: int) -> Layout:
        """The layout of one case."""
        return self.layout(seed) if callable(self.layout) else self.layout

    def composed(self, seed: int) -> Composed:
        """The documents of one case, and what they say."""
        return compose(seed, self.layout_for(seed))


@dataclass(frozen=True)
class Sheets:
    """Documents of a kind of their own, which no layout of the plain table gives."""

    composed: Callable[[int], Composed]
    producers: tuple[Producer, ...] = EACH


def _with(layout: Layout, **look: object) -> Layout:
    return replace(layout, look=replace(layout.look, **look))  # type: ignore[arg-type]


PLAIN = Layout(shape=SMALL)
CUT = Layout(shape=LONG, look=Look(breaks="lines"))

FICHE = replace(
    PLAIN,
    columns=("competence", "modalite"),
    bloc="title",
    per_bloc=True,
    rows="activite",
    titles=(("competence", "Liste de compétences"), ("modalite", "Modalités d'évaluation")),
    shape=replace(ALIGNED, parts=1),
)
COLUMNS: tuple[tuple[Column, ...], ...] = (
    ("activite", "competence", "modalite", "critere"),
    ("activite", "competence", "critere", "modalite"),
    ("activite", "competence", "savoir", "modalite", "critere"),
    ("competence", "modalite", "critere"),
    ("competence", "critere", "modalite"),
)


def _mixed(seed: int) -> Layout:
    """A layout drawn by lot, whose pages end between rows."""
    rng = Random(f"mixed {seed}")
    layout = _by_lot(rng)
    merged: Merged = rng.choice(("merged", "merged", "repeated", "empty"))
    return replace(layout, merged=merged, middle=merged == "merged" and rng.random() < 0.3)


def _mixed_cut(seed: int) -> Layout:
    """A layout drawn by lot, whose pages end between any two lines."""
    layout = _by_lot(Random(f"mixed-cut {seed}"))
    return replace(
        layout,
        shape=replace(layout.shape, blocs=(2, 2), competences=(4, 6)),
        look=replace(layout.look, breaks="lines"),
    )


def _closing(seed: int) -> Layout:
    """A last row that is an assessment of everything, of another kind with each seed."""
    kinds: tuple[Literal["row", "label", "competence"], ...] = ("row", "label", "competence")
    return replace(PLAIN, closing=kinds[seed % 3], merged=("merged", "empty")[seed // 3 % 2])


def _by_lot(rng: Random) -> Layout:
    columns: tuple[Column, ...] = rng.choice(COLUMNS)
    bloc: BlocLabel = rng.choice(
        ("band", "title", "column", "cell" if "activite" in columns else "band")
    )
    if bloc == "column":
        columns = ("bloc", *columns)
    codes: Codes = rng.choice(("none", "C1.1", "C.1.1.1", "A1C1", "1.1", "C1-1.", "CP1"))
    return Layout(
        columns=columns,
        official=rng.random() < 0.4,
        levels=rng.choice((1, 2, 3)),
        headings=rng.choice(("first", "each", "by-hand")),
        bloc=bloc,
        per_bloc=bloc == "title",
        codes=codes,
        criteria_codes=codes == "C1.1" and rng.random() < 0.5,
        rows=rng.choice(("competence", "competence", "critere")),
        bullet=rng.choice(("•", "-", "–", "▪", "o")),
        shaded=rng.random() < 0.3,
        other_tables=rng.random() < 0.3,
        matrix=rng.choice(("none", "none", "straight", "rotated")),
        shape=replace(SMALL, taches=rng.choice(((0, 0), (2, 4))), periods=rng.random() < 0.3),
        look=Look(
            landscape=len(columns) > 4 or rng.random() < 0.6,
            size=rng.choice((8.0, 9.0, 10.0)),
            justified=rng.random() < 0.2,
        ),
    )


HAZARDS: Mapping[str, Hazard | Sheets] = {
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
    "option-label": Hazard(replace(PLAIN, option="label", shape=replace(SMALL, blocs=(3, 4)))),
    "option-row": Hazard(replace(PLAIN, option="row", shape=replace(SMALL, blocs=(3, 4)))),
    "last-row": Hazard(_closing),
    "transversal": Hazard(replace(PLAIN, transversal=True)),
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
    "criteria-empty": Hazard(
        replace(PLAIN, shape=replace(SMALL, criteres=(0, 3), non_evaluees=0.2))
    ),
    "two-modalities": Hazard(
        replace(PLAIN, columns=("competence", "modalite", "oral", "critere"), official=False)
    ),
    "two-modalities-none": Hazard(
        replace(
            PLAIN,
            columns=("competence", "modalite", "oral", "critere"),
            official=False,
            absent=True,
        )
    ),
    "two-modalities-empty": Hazard(
        replace(
            PLAIN,
            columns=("competence", "modalite", "oral", "critere"),
            official=False,
            merged="empty",
        )
    ),
    "modality-parts": Hazard(
        replace(
            PLAIN,
            columns=("activite", "competence", "modalite", "conditions", "critere"),
            official=False,
        )
    ),
    "fiche-bullets": Hazard(replace(FICHE, competence_bullet="-")),
    "fiche-infinitives": Hazard(FICHE),
    "other-tables": Hazard(replace(PLAIN, other_tables=True)),
    "recap": Hazard(replace(PLAIN, codes="C1.1", extra=("recap",))),
    "synthesis": Hazard(
        replace(PLAIN, codes="C1.1", extra=("synthesis",), shape=replace(SMALL, taches=(2, 4)))
    ),
    "access": Hazard(replace(PLAIN, extra=("access",))),
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
    "code-under-heading": Hazard(
        replace(
            PLAIN,
            codes="C1.1",
            columns=("numero", "competence", "modalite", "critere"),
            one_heading=True,
            official=False,
        )
    ),
    "code-column-criteria": Hazard(
        replace(
            PLAIN,
            codes="C1.1",
            criteria_codes=True,
            rows="critere",
            official=False,
            columns=("numero", "competence", "modalite", "numero_critere", "critere"),
            shape=EVALUATED,
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
    "bullet-private": Hazard(replace(PLAIN, bullet="\uf0b7"), WORD),
    "lower-case": Hazard(replace(PLAIN, shape=replace(SMALL, capitals=False))),
    # merged labels
    "label-repeated": Hazard(replace(PLAIN, merged="repeated")),
    "label-empty": Hazard(replace(PLAIN, merged="empty")),
    "label-again-on-page": Hazard(_with(replace(PLAIN, shape=LONG), label_again=True), DRAWN),
    "band-again": Hazard(replace(PLAIN, band_again=True, shape=LONG)),
    "label-outside-page": Hazard(_with(CUT, label_outside=True), DRAWN),
    "bullet-box": Hazard(replace(PLAIN, bullet="☐")),
    "bullet-arrow": Hazard(replace(PLAIN, bullet="⇨")),
    "bullet-drawn": Hazard(_with(PLAIN, lists=True), ("web",)),
    "criteria-headed": Hazard(replace(PLAIN, criteria="headed", shape=EVALUATED)),
    "criteria-deeper": Hazard(replace(PLAIN, criteria="deeper", shape=EVALUATED)),
    "criteria-numbered": Hazard(replace(PLAIN, criteria="numbered", shape=EVALUATED)),
    "criteria-under-codes": Hazard(
        replace(
            PLAIN,
            criteria="under-codes",
            codes="C1.1",
            rows="activite",
            shape=replace(EVALUATED, aligned=True),
        )
    ),
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
    "levels-private": Hazard(
        replace(
            PLAIN,
            columns=("competence", "critere", "niveau"),
            official=False,
            level_names=("Très insuffisant", "Insuffisant", "Satisfaisant"),
            level_mark="private",
            level_rotated=True,
        ),
        EACH,
    ),
    # the ministry's documents
    "titre-re": Sheets(titre.evaluation),
    "titre-reac": Sheets(titre.emploi),
    # pages
    "portrait": Hazard(_with(PLAIN, landscape=False)),
    "turned-pages": Hazard(replace(PLAIN, per_bloc=True, bloc="title", turn_between=True)),
    "rotated-pages": Hazard(_with(PLAIN, rotated_page=True), DRAWN),
    "watermark": Hazard(_with(PLAIN, watermark="CONFIDENTIEL"), ("drawn", "web")),
    "footer-table": Hazard(_with(replace(PLAIN, shape=LONG), footer_table=True), ("drawn", "word")),
    "running-title": Hazard(_with(replace(CUT, headings="first"), running_title=True), DRAWN),
    "footnote": Hazard(_with(replace(PLAIN, shape=LONG), footnote=True), DRAWN),
    "two-files": Hazard(replace(PLAIN, split_files=True, codes="C1.1")),
    # marks and glyphs
    "rules-rectangles": Hazard(_with(PLAIN, rules="rects"), DRAWN),
    "rules-fills": Hazard(_with(PLAIN, rules="fills"), DRAWN),
    "rules-dashes": Hazard(_with(PLAIN, rules="dashes"), ("drawn", "web")),
    "shaded-heading": Hazard(
        _with(replace(PLAIN, levels=1, headings="first"), shaded_heading=True), ("drawn", "web")
    ),
    "letter-spaced": Hazard(_with(PLAIN, glyphs="spaced"), ("word", "web")),
    "white-text": Hazard(_with(PLAIN, glyphs="white")),
    "shaded-rows": Hazard(replace(PLAIN, shaded=True)),
    "no-spaces": Hazard(_with(PLAIN, glyphs="no-space"), DRAWN),
    "ligatures": Hazard(_with(PLAIN, glyphs="ligatures"), DRAWN),
    "doubled-glyphs": Hazard(_with(PLAIN, glyphs="doubled"), DRAWN),
    "hyphenation": Hazard(_with(PLAIN, glyphs="hyphens", size=10.0), ("drawn", *WORD)),
    "soft-hyphens": Hazard(_with(PLAIN, glyphs="hyphens", size=10.0), ("web",)),
    "raised": Hazard(_with(PLAIN, glyphs="raised")),
    "justified": Hazard(_with(PLAIN, justified=True)),
    # matrices
    "matrix": Hazard(replace(PLAIN, matrix="straight")),
    "matrix-rotated": Hazard(replace(PLAIN, matrix="rotated")),
    # several at a time: another layout with each seed
    "mixed": Hazard(_mixed),
    "mixed-cut": Hazard(_mixed_cut),
}
