"""fiche.docx: the fields of the registration form, ready to paste, and what is missing."""

from tools.templates.look import ACCENT_PALE
from tools.templates.package import Template
from tools.templates.wordml import (
    Cell,
    activities,
    cm,
    filed_text,
    header_cell,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
    whole_or_split,
)


def template() -> Template:
    """The template of the fiche."""
    body = (
        para("Fiche de la certification", style="Title")
        + para("{{ certification.intitule }}", style="Subtitle")
        + para("{{ estampille.texte }}", style="Note")
        + para("Identité de la certification", style="Heading1")
        + _fields("identite", "Identité de la certification")
        + para("Activités, compétences et modalités d’évaluation", style="Heading1")
        + _blocs()
        + para("Secteurs, accès, jury et liens", style="Heading1")
        + tag("{%p if suite %}", "Normal")
        + _fields("suite", "Secteurs, accès, jury et liens")
        + tag("{%p else %}", "Normal")
        + para("Aucune de ces rubriques n’est remplie.")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if a_completer %}", "Normal")
        + para("À compléter", style="Heading1")
        + _missing()
        + tag("{%p endif %}", "Normal")
    )
    return Template(title="Fiche – {{ certification.intitule }}", body=body)


def _fields(name: str, caption: str) -> str:
    widths = cm(5.2, 12.8)
    label, value = widths
    return table(
        widths,
        row(header_cell("Rubrique", label), header_cell("Contenu", value), header=True),
        tag_row(f"{{%tr for rubrique in {name} %}}", 2),
        *whole_or_split(
            "rubrique.longue",
            Cell(para(strong("{{ rubrique.intitule }}"), style="Cellule"), label, fill=ACCENT_PALE),
            Cell(
                tag("{%p for alinea in rubrique.paragraphes %}")
                + para("{{ alinea }}", style="Cellule")
                + tag("{%p endfor %}"),
                value,
            ),
        ),
        tag_row("{%tr endfor %}", 2),
        caption=caption,
    )


def _blocs() -> str:
    return (
        tag("{%p for bloc in blocs %}", "Normal")
        + para("{{ bloc.libelle }}", style="Heading2")
        + tag("{%p if bloc.option %}", "Normal")
        + para("Option\u00a0: {{ bloc.option }}", style="Note")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if bloc.activites %}", "Normal")
        + para("Activités visées", style="Heading3")
        + activities("bloc.activites")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if bloc.competences %}", "Normal")
        + para("Compétences attestées", style="Heading3")
        + tag("{%p for competence in bloc.competences %}", "Normal")
        + para("{{ competence }}", style="ListBullet")
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if bloc.modalites %}", "Normal")
        + para("Modalités d’évaluation", style="Heading3")
        + tag("{%p for modalite in bloc.modalites %}", "Normal")
        + tag("{%p if modalite.titre %}", "Normal")
        + para(strong("{{ modalite.titre }}"), layout="<w:keepNext/>")
        + tag("{%p endif %}", "Normal")
        + filed_text("modalite.description", "Alinea", tags="Normal")
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
        + tag("{%p endfor %}", "Normal")
    )


def _missing() -> str:
    widths = cm(9.0, 9.0)
    field, place = widths
    return table(
        widths,
        row(header_cell("Rubrique", field), header_cell("Où la compléter", place), header=True),
        tag_row("{%tr for manque in a_completer %}", 2),
        row(
            Cell(para("{{ manque.intitule }}", style="Cellule"), field),
            Cell(para("{{ manque.ou }}", style="Cellule"), place),
        ),
        tag_row("{%tr endfor %}", 2),
        caption="Rubriques à compléter",
    )
