"""fiche.docx: the fields of the registration form, ready to paste, and what is missing."""

from tools.templates.couverture import cover
from tools.templates.look import ACCENT_PALE, WIDTH_PORTRAIT
from tools.templates.package import Template
from tools.templates.wordml import (
    KEEP_NEXT,
    PAGE_BREAK_BEFORE,
    Cell,
    cm,
    contents,
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
        cover("Fiche de la certification", before=1800)
        + contents(WIDTH_PORTRAIT)
        + _before_typing()
        + para("Identité de la certification", style="Heading1", layout=PAGE_BREAK_BEFORE)
        + _fields("identite", "Identité de la certification")
        + tag("{%p if certification.type == 'RNCP' %}", "Normal")
        + tag("{%p if activites.parties %}", "Normal")
        + para("Activités visées", style="Heading1")
        + _text("activites")
        + tag("{%p endif %}", "Normal")
        + tag("{%p endif %}", "Normal")
        + para("Compétences attestées", style="Heading1")
        + _text("competences")
        + tag("{%p if certification.type == 'RNCP' %}", "Normal")
        + para("Blocs de compétences", style="Heading1")
        + _blocs()
        + tag("{%p else %}", "Normal")
        + tag("{%p if blocs|selectattr('modalites')|list %}", "Normal")
        + para("Modalités d’évaluation", style="Heading1")
        + tag("{%p endif %}", "Normal")
        + tag("{%p for bloc in blocs %}", "Normal")
        + _modalities()
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if suite %}", "Normal")
        + para("Secteurs, accès, jury et liens", style="Heading1")
        + _fields("suite", "Secteurs, accès, jury et liens")
        + tag("{%p endif %}", "Normal")
    )
    return Template(title="Fiche – {{ certification.intitule }}", body=body)


def _before_typing() -> str:
    return (
        tag("{%p if a_verifier or a_completer %}", "Normal")
        + para("Avant de remplir le formulaire", style="Heading1", layout=PAGE_BREAK_BEFORE)
        + tag("{%p endif %}", "Normal")
        + tag("{%p if a_verifier %}", "Normal")
        + para("À vérifier", style="Heading2")
        + _pairs("controle", "a_verifier", ("rubrique", "constat"), ("Rubrique", "Constat"))
        + tag("{%p endif %}", "Normal")
        + tag("{%p if a_completer %}", "Normal")
        + para("À compléter", style="Heading2")
        + _pairs("manque", "a_completer", ("intitule", "ou"), ("Rubrique", "Où la compléter"))
        + tag("{%p endif %}", "Normal")
    )


def _pairs(item: str, name: str, fields: tuple[str, str], titles: tuple[str, str]) -> str:
    widths = cm(7.5, 10.5)
    left, right = widths
    return table(
        widths,
        row(header_cell(titles[0], left), header_cell(titles[1], right), header=True),
        tag_row(f"{{%tr for {item} in {name} %}}", 2),
        row(
            Cell(para(f"{{{{ {item}.{fields[0]} }}}}", style="Cellule"), left),
            Cell(para(f"{{{{ {item}.{fields[1]} }}}}", style="Cellule"), right),
        ),
        tag_row("{%tr endfor %}", 2),
        caption=f"{titles[0]}, {titles[1].lower()}",
    )


def _fields(name: str, caption: str) -> str:
    widths = cm(5.2, 12.8)
    label, value = widths
    return table(
        widths,
        row(header_cell("Rubrique", label), header_cell("Contenu", value), header=True),
        tag_row(f"{{%tr for rubrique in {name} %}}", 2),
        *whole_or_split(
            "rubrique.longue",
            Cell(
                para(strong("{{ rubrique.intitule }}"), style="Cellule")
                + tag("{%p if rubrique.longueur %}")
                + para("{{ rubrique.longueur }}", style="Note")
                + tag("{%p endif %}"),
                label,
                fill=ACCENT_PALE,
            ),
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


def _text(name: str) -> str:
    """A text of all blocs, as it is pasted, its length above it."""
    return (
        para(f"{{{{ {name}.longueur }}}}", style="Note", layout=KEEP_NEXT)
        + tag(f"{{%p for partie in {name}.parties %}}", "Normal")
        + tag("{%p if partie.titre %}", "Normal")
        + para(
            strong("{{ partie.titre }}"),
            layout=f'{KEEP_NEXT}<w:spacing w:before="120" w:after="40"/>',
        )
        + tag("{%p endif %}", "Normal")
        + _lines("partie.paragraphes")
        + tag("{%p endfor %}", "Normal")
    )


def _lines(name: str) -> str:
    """Lines of text, those of a list hanging from their bullet."""
    return (
        tag(f"{{%p for alinea in {name} %}}", "Normal")
        + tag("{%p if alinea.startswith(('-', '•', '  ')) %}", "Normal")
        + para("{{ alinea }}", style="AlineaPuce")
        + tag("{%p else %}", "Normal")
        + para("{{ alinea }}", style="Alinea")
        + tag("{%p endif %}", "Normal")
        + tag("{%p endfor %}", "Normal")
    )


def _blocs() -> str:
    return (
        tag("{%p for bloc in blocs %}", "Normal")
        + para("{{ bloc.libelle }}", style="Heading2")
        + _identity()
        + tag("{%p if bloc.competences %}", "Normal")
        + para("Liste de compétences", style="Heading3")
        + para("{{ bloc.longueur_competences }}", style="Note", layout=KEEP_NEXT)
        + _lines("bloc.competences")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if bloc.modalites %}", "Normal")
        + para("Modalités d’évaluation", style="Heading3")
        + tag("{%p endif %}", "Normal")
        + _modalities()
        + tag("{%p endfor %}", "Normal")
    )


def _identity() -> str:
    """Number, title, option and prerequisites of a bloc, those that it has."""
    fields = (
        ("Numéro", "numero"),
        ("Intitulé", "intitule"),
        ("Option", "option"),
        ("Prérequis propres au bloc", "prerequis"),
    )
    return "".join(
        tag(f"{{%p if bloc.{name} %}}", "Normal")
        + para(strong(f"{title}\u00a0: "), f"{{{{ bloc.{name} }}}}", style="Alinea")
        + tag("{%p endif %}", "Normal")
        for title, name in fields
    )


def _modalities() -> str:
    return (
        tag("{%p if bloc.modalites %}", "Normal")
        + para("{{ bloc.longueur_modalites }}", style="Note", layout=KEEP_NEXT)
        + _lines("bloc.modalites")
        + tag("{%p endif %}", "Normal")
    )
