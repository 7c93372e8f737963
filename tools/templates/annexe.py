"""annexe.docx: the official four-column table, as registration files present it."""

from tools.templates.look import ACCENT_PALE, WIDTH_LANDSCAPE
from tools.templates.package import Template
from tools.templates.wordml import (
    CENTRED,
    KEEP_NEXT,
    Cell,
    Run,
    cm,
    code,
    filed_text,
    gap,
    para,
    row,
    strong,
    table,
    tag,
    tag_cell,
    tag_row,
    whole_or_split,
)

# Official wording (Code du travail, article L6113-1, and the headings of the registration form):
# apostrophes, capitals and all are as filed référentiels have them.
_ARTICLE = (
    "Article L6113-1 En savoir plus sur cet article... Créé par LOI n°2018-771 du 5 septembre "
    "2018 - art. 31 (V)"
)
_CITATION = (
    "« Les certifications professionnelles enregistrées au répertoire national des "
    "certifications professionnelles permettent une validation des compétences et des "
    "connaissances acquises nécessaires à l'exercice d'activités professionnelles. Elles sont "
    "définies notamment par un référentiel d'activités qui décrit les situations de travail et "
    "les activités exercées, les métiers ou emplois visés, un référentiel de compétences qui "
    "identifie les compétences et les connaissances, y compris transversales, qui en découlent "
    "et un référentiel d'évaluation qui définit les critères et les modalités d'évaluation des "
    "acquis. »"
)
_ACTIVITES = (
    "REFERENTIEL D’ACTIVITES",
    "décrit les situations de travail et les activités exercées, les métiers ou emplois visés",
)
_COMPETENCES = (
    "REFERENTIEL DE COMPETENCES",
    "identifie les compétences et les connaissances, y compris transversales, qui découlent du "
    "référentiel d’activités",
)
_EVALUATION = (
    "REFERENTIEL D’EVALUATION",
    "définit les critères et les modalités d'évaluation des acquis",
)
_MODALITES = "MODALITÉS D’ÉVALUATION"
_CRITERES = "CRITÈRES D’ÉVALUATION"

# The two heading rows hold the tallest heading by themselves: LibreOffice does not grow rows for
# merged cells where it repeats them on the next page, and would cut the text.
_HEIGHTS = cm(1.35, 0.75)


def template() -> Template:
    """The template of the annex."""
    body = (
        para("{{ certification.intitule }}", style="Title")
        + tag("{%p if certification.mention %}", "Subtitle")
        + para("{{ certification.mention }}", style="Subtitle")
        + tag("{%p endif %}", "Subtitle")
        + para("{{ estampille.texte }}", style="Note")
        + para("5 - REFERENTIELS", style="Heading1")
        + para(_ARTICLE, style="Note", layout=KEEP_NEXT)
        + para(_CITATION, style="Citation")
        + tag("{%p if certification.type == 'RNCP' %}", "Normal")
        + _four_columns()
        + tag("{%p else %}", "Normal")
        + _three_columns()
        + tag("{%p endif %}", "Normal")
        + _matrices()
        + _complements()
    )
    return Template(title="Référentiels – {{ certification.intitule }}", body=body, landscape=True)


def _four_columns() -> str:
    widths = cm(5.6, 6.6, 7.0, 7.5)
    activities, competences, modalities, criteria = widths
    return table(
        widths,
        row(
            _heading(_ACTIVITES, activities, merge="restart"),
            _heading(_COMPETENCES, competences, merge="restart"),
            _heading(_EVALUATION, modalities + criteria, span=2),
            header=True,
            height=_HEIGHTS[0],
        ),
        row(
            Cell(para(style="Cellule"), activities, fill=ACCENT_PALE, merge="continue"),
            Cell(para(style="Cellule"), competences, fill=ACCENT_PALE, merge="continue"),
            _subheading(_MODALITES, modalities),
            _subheading(_CRITERES, criteria),
            header=True,
            height=_HEIGHTS[1],
        ),
        tag_row("{%tr for bloc in blocs %}", 4),
        tag_row("{%tr for ligne in bloc.lignes %}", 4),
        *whole_or_split(
            "ligne.longue",
            _activities(activities),
            Cell(para("{{ ligne.competence }}", style="Cellule"), competences),
            _modalities(modalities),
            _criteria(criteria),
        ),
        tag_row("{%tr endfor %}", 4),
        tag_row("{%tr endfor %}", 4),
        caption="Référentiels d'activités, de compétences et d'évaluation",
    )


def _three_columns() -> str:
    """The form of the Répertoire spécifique: no référentiel of activities."""
    widths = cm(8.7, 8.7, 9.3)
    competences, modalities, criteria = widths
    return table(
        widths,
        row(
            _heading(_COMPETENCES, competences, merge="restart"),
            _heading(_EVALUATION, modalities + criteria, span=2),
            header=True,
            height=_HEIGHTS[0],
        ),
        row(
            Cell(para(style="Cellule"), competences, fill=ACCENT_PALE, merge="continue"),
            _subheading(_MODALITES, modalities),
            _subheading(_CRITERES, criteria),
            header=True,
            height=_HEIGHTS[1],
        ),
        tag_row("{%tr for bloc in blocs %}", 3),
        tag_row("{%tr for ligne in bloc.lignes %}", 3),
        *whole_or_split(
            "ligne.longue",
            Cell(para("{{ ligne.competence }}", style="Cellule"), competences),
            _modalities(modalities),
            _criteria(criteria),
        ),
        tag_row("{%tr endfor %}", 3),
        tag_row("{%tr endfor %}", 3),
        caption="Référentiels de compétences et d'évaluation",
    )


def _heading(words: tuple[str, str], width: int, *, span: int = 1, merge: str = "") -> Cell:
    title, meaning = words
    content = para(code(title), style="Cellule") + para(meaning, style="Cellule")
    return Cell(content, width, span=span, merge=merge, fill=ACCENT_PALE)


def _subheading(title: str, width: int) -> Cell:
    return Cell(para(code(title), style="Cellule"), width, fill=ACCENT_PALE)


def _activities(width: int) -> Cell:
    return Cell(
        para("{{ fusion(bloc.rang) }}", strong("{{ bloc.libelle }}"), style="CelluleTitre")
        + tag("{%p if bloc.option %}")
        + para("Option : {{ bloc.option }}", style="Cellule")
        + tag("{%p endif %}")
        + tag("{%p for activite in bloc.activites %}")
        + para("- {{ activite.texte }}", style="CelluleTiret")
        + tag("{%p for tache in activite.taches %}")
        + para("• {{ tache }}", style="CelluleTache")
        + tag("{%p endfor %}")
        + tag("{%p endfor %}"),
        width,
    )


def _modalities(width: int) -> Cell:
    merge = "{{ fusion(bloc.rang, ligne.groupe) }}"
    return Cell(
        tag("{%p for modalite in ligne.modalites %}")
        + tag("{%p if modalite.titre %}")
        + para(merge, strong("{{ modalite.titre }}"), style="CelluleTitre")
        + tag("{%p endif %}")
        + filed_text("modalite.description", "Cellule", merge)
        + tag("{%p endfor %}"),
        width,
    )


def _criteria(width: int) -> Cell:
    return Cell(
        tag("{%p if ligne.non_evaluee %}")
        + para("{{ ligne.non_evaluee }}", style="Cellule")
        + tag("{%p endif %}")
        + tag("{%p for critere in ligne.criteres %}")
        + para("- {{ critere.texte }}", style="CelluleTiret")
        + tag("{%p for indicateur in critere.indicateurs %}")
        + para("• {{ indicateur }}", style="CelluleTache")
        + tag("{%p endfor %}")
        + tag("{%p endfor %}"),
        width,
    )


def _matrices() -> str:
    return (
        tag("{%p for matrice in matrices %}", "Normal")
        + tag("{%p if matrice.titre %}", "Normal")
        + para("{{ matrice.titre }}", style="Heading2")
        + tag("{%p else %}", "Normal")
        + gap()
        + tag("{%p endif %}", "Normal")
        + _matrix()
        + tag("{%p endfor %}", "Normal")
    )


def _matrix() -> str:
    label, column = cm(8.0, 1.6)
    headings = "{{ colonne }}"
    return table(
        (label, WIDTH_LANDSCAPE - label),
        tag_row("{%tr if matrice.serree %}", 2),
        row(
            Cell(para(style="Cellule"), label, fill=ACCENT_PALE),
            tag_cell("{%tc for colonne in matrice.colonnes %}", column),
            Cell(
                para(headings, style="CelluleTitre"),
                column,
                fill=ACCENT_PALE,
                align="center",
                rotated=True,
            ),
            tag_cell("{%tc endfor %}", column),
            header=True,
            height=cm(4.5)[0],
        ),
        tag_row("{%tr else %}", 2),
        row(
            Cell(para(style="Cellule"), label, fill=ACCENT_PALE),
            tag_cell("{%tc for colonne in matrice.colonnes %}", column),
            Cell(
                para(headings, style="CelluleTitre", layout=CENTRED),
                column,
                fill=ACCENT_PALE,
                align="center",
            ),
            tag_cell("{%tc endfor %}", column),
            header=True,
        ),
        tag_row("{%tr endif %}", 2),
        tag_row("{%tr for ligne in matrice.lignes %}", 2),
        row(
            Cell(para("{{ ligne.intitule }}", style="Cellule"), label),
            tag_cell("{%tc for case in ligne.cases %}", column),
            Cell(para("{{ case }}", style="Cellule", layout=CENTRED), column, align="center"),
            tag_cell("{%tc endfor %}", column),
        ),
        tag_row("{%tr endfor %}", 2),
        caption="Matrice",
    )


def _complements() -> str:
    """Further columns of the filed table: as text, since they are no part of the official one."""
    return (
        tag("{%p if complements %}", "Normal")
        + para("Autres colonnes du tableau déposé", style="Heading2")
        + tag("{%p for complement in complements %}", "Normal")
        + para(
            strong("{{ complement.competence }}"),
            Run(" – {{ complement.colonne }} : {{ complement.texte }}", ""),
            style="Cellule",
        )
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
    )
