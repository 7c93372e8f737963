"""annexe.docx: the official four-column table, as registration files present it."""

from collections.abc import Sequence

from tools.templates.couverture import cover
from tools.templates.look import ACCENT_PALE, WIDTH_LANDSCAPE, WIDTH_PORTRAIT
from tools.templates.package import Template
from tools.templates.wordml import (
    CENTRED,
    KEEP_NEXT,
    PAGE_BREAK_BEFORE,
    Cell,
    Run,
    activities,
    cm,
    code,
    contents,
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

_AUTRE = (
    "Le cas échéant, description de tout autre document constitutif de la certification "
    "professionnelle"
)
# Of the RS (article L6113-6): no référentiel of activities, so nothing follows from one.
_ARTICLE_RS = "Article L6113-6 du code du travail"
_CITATION_RS = (
    "« Sont enregistrées pour une durée maximale de cinq ans, dans un répertoire spécifique établi "
    "par France compétences, sur demande des ministères et organismes certificateurs les ayant "
    "créées et après avis conforme de la commission de France compétences en charge de la "
    "certification professionnelle, les certifications et habilitations correspondant à des "
    "compétences professionnelles complémentaires aux certifications professionnelles. »"
)
_COMPETENCES_RS = (
    "REFERENTIEL DE COMPETENCES",
    "identifie les compétences et les connaissances, y compris transversales",
)

# The two heading rows hold the tallest heading by themselves: LibreOffice does not grow rows for
# merged cells where it repeats them on the next page, and would cut the text.
_HEIGHTS = cm(1.6, 0.75)

_MODALITES_SPAN = "{% colspan colonnes_modalites %}"


def template() -> Template:
    """The template of the annex."""
    body = (
        _cover()
        + para("5 - REFERENTIELS", style="Heading1", layout=PAGE_BREAK_BEFORE)
        + tag("{%p if certification.type == 'RNCP' %}", "Normal")
        + para(_ARTICLE, style="Note", layout=KEEP_NEXT)
        + para(_CITATION, style="Citation")
        + _table(cm(5.6, 6.6, 7.0, 7.5), "Référentiels d'activités, de compétences et d'évaluation")
        + tag("{%p else %}", "Normal")
        + para(_ARTICLE_RS, style="Note", layout=KEEP_NEXT)
        + para(_CITATION_RS, style="Citation")
        + _situations()
        + _table(cm(8.7, 8.7, 9.3), "Référentiels de compétences et d'évaluation")
        + tag("{%p endif %}", "Normal")
        + _matrices()
        + _complements()
    )
    return Template(title="Référentiels – {{ certification.intitule }}", body=body, landscape=True)


def _cover() -> str:
    subjects = (
        "Référentiel{% if certification.type == 'RNCP' %}s d’activités,{% else %}s{% endif %} "
        "de compétences et d’évaluation"
    )
    return cover(subjects) + contents(WIDTH_PORTRAIT)


def _situations() -> str:
    """In which work the competences are used: what the RS has in the place of activities."""
    return (
        tag("{%p if contexte or activites %}", "Normal")
        + para("Situations de travail où les compétences sont employées", style="Heading2")
        + tag("{%p endif %}", "Normal")
        + tag("{%p for alinea in contexte %}", "Normal")
        + para("{{ alinea }}")
        + tag("{%p endfor %}", "Normal")
        + activities("activites")
        + gap()
    )


def _table(widths: Sequence[int], caption: str) -> str:
    """The official table: four columns, or the three of the RS."""
    *activity, competences, modalities, criteria = widths
    of_rncp = bool(activity)
    spanned = len(widths) - 1
    return table(
        widths,
        row(
            *(_heading(_ACTIVITES, width, merge="restart") for width in activity),
            _heading(_COMPETENCES if of_rncp else _COMPETENCES_RS, competences, merge="restart"),
            _heading(
                _EVALUATION, modalities + criteria, span="{% colspan colonnes_modalites + 1 %}"
            ),
            header=True,
            height=_HEIGHTS[0],
        ),
        row(
            *(_under_heading(width) for width in (*activity, competences)),
            _subheading(_MODALITES, modalities, span=_MODALITES_SPAN),
            _subheading(_CRITERES, criteria),
            header=True,
            height=_HEIGHTS[1],
        ),
        tag_row("{%tr for bloc in blocs %}", spanned + 1),
        tag_row("{%tr if bloc.bandeau %}", spanned + 1),
        row(
            Cell(
                para(
                    f"{{% colspan colonnes_modalites + {spanned} %}}",
                    "{{ bloc.bandeau }}",
                    style="CelluleBloc",
                    layout=KEEP_NEXT,
                ),
                fill=ACCENT_PALE,
            )
        ),
        tag_row("{%tr endif %}", spanned + 1),
        tag_row("{%tr for ligne in bloc.lignes %}", spanned + 1),
        *whole_or_split(
            "ligne.longue",
            *(_activities(width) for width in activity),
            Cell(para("{{ ligne.competence }}", style="Cellule"), competences),
            tag_cell("{%tc for modalite in ligne.modalites %}", modalities),
            _modality(modalities),
            tag_cell("{%tc endfor %}", modalities),
            _criteria(criteria),
        ),
        tag_row("{%tr endfor %}", spanned + 1),
        tag_row("{%tr endfor %}", spanned + 1),
        caption=caption,
    )


def _heading(words: tuple[str, str], width: int, *, span: str = "", merge: str = "") -> Cell:
    title, meaning = words
    content = para(span, code(title), style="Cellule") + para(meaning, style="Cellule")
    return Cell(content, width, merge=merge, fill=ACCENT_PALE)


def _under_heading(width: int) -> Cell:
    return Cell(para(style="Cellule"), width, fill=ACCENT_PALE, merge="continue")


def _subheading(title: str, width: int, *, span: str = "") -> Cell:
    return Cell(para(span, code(title), style="Cellule"), width, fill=ACCENT_PALE)


def _activities(width: int) -> Cell:
    """The bloc with its activities listed under it; or, under a band, activities with their tasks.

    Where there is neither, the mark of the merge needs a paragraph of its own.
    """
    merge = "{{ fusion(bloc.rang, ligne.groupe_activites) }}"
    return Cell(
        tag("{%p if bloc.libelle %}")
        + para(merge, "{{ bloc.libelle }}", style="CelluleBloc")
        + tag("{%p for activite in ligne.activites %}")
        + para("- {{ activite.texte }}", style="CelluleTiret")
        + tag("{%p endfor %}")
        + tag("{%p else %}")
        + tag("{%p if not ligne.activites %}")
        + para(merge, style="Cellule")
        + tag("{%p endif %}")
        + tag("{%p for activite in ligne.activites %}")
        + para(merge, strong("{{ activite.texte }}"), style="CelluleAlinea")
        + tag("{%p for tache in activite.taches %}")
        + para("- {{ tache }}", style="CelluleTiret")
        + tag("{%p endfor %}")
        + tag("{%p endfor %}")
        + tag("{%p endif %}"),
        width,
    )


def _modality(width: int) -> Cell:
    merge = "{{ fusion(bloc.rang, modalite.cle) }}"
    span = "{% colspan modalite.largeur %}"
    return Cell(
        tag("{%p if modalite.titre %}")
        + para(span, merge, strong("{{ modalite.titre }}"), style="CelluleAlinea")
        + tag("{%p endif %}")
        + filed_text("modalite.description", "CelluleAlinea", merge),
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
        tag("{%p if matrices %}", "Normal")
        + para(_AUTRE, style="Heading1", layout=PAGE_BREAK_BEFORE)
        + tag("{%p endif %}", "Normal")
        + tag("{%p for matrice in matrices %}", "Normal")
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
