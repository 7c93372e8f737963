"""bordereau.docx: the pieces of a registration file, those made and those to add."""

from tools.templates.couverture import cover
from tools.templates.look import ACCENT_PALE
from tools.templates.package import Template
from tools.templates.papiers import headings
from tools.templates.wordml import (
    PAGE_BREAK_BEFORE,
    Cell,
    box,
    cm,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
)


def template() -> Template:
    """The template of the bordereau, which is the cover of the whole file too."""
    body = (
        cover("Dossier de demande d’enregistrement", before=2400)
        + tag("{%p if depot %}", "Normal")
        + para("Dépôt de la demande\u00a0: {{ depot }}")
        + tag("{%p endif %}", "Normal")
        + _summary()
        + para("Pièces produites par l’outil", style="Heading1", layout=PAGE_BREAK_BEFORE)
        + para(
            "Les fichiers sont dans le dossier de sortie, à la place indiquée. Cochez chaque pièce "
            "quand elle est relue et prête à déposer."
        )
        + _made()
        + para("Pièces à joindre par l’école", style="Heading1")
        + para(
            "L’outil ne peut pas les faire. La liste complète est celle du formulaire en ligne de "
            "France compétences\u202f: vérifiez-la au moment du dépôt."
        )
        + _to_add()
    )
    return Template(title="Bordereau des pièces – {{ certification.intitule }}", body=body)


def _summary() -> str:
    """What the file holds, on its cover."""
    return (
        para("Ce dossier réunit", style="TOCHeading", layout='<w:spacing w:before="960"/>')
        + tag("{%p for piece in produites %}", "Normal")
        + para("{{ piece.intitule }}", style="ListBullet")
        + tag("{%p endfor %}", "Normal")
        + para(
            "Les pièces que l’école y joint, dont la liste suit\u00a0: {{ a_joindre|length }} à "
            "réunir, sauf celles qui sont sans objet",
            style="ListBullet",
        )
    )


def _made() -> str:
    widths = cm(1.2, 5.4, 6.4, 5.0)
    tick, piece, files, left = widths
    return table(
        widths,
        headings(("Prête", "Pièce", "Fichiers", "Ce qui reste à faire"), widths),
        tag_row("{%tr for piece in produites %}", 4),
        row(
            Cell(para(box(), style="CelluleCase"), tick),
            Cell(para(strong("{{ piece.intitule }}"), style="Cellule"), piece, fill=ACCENT_PALE),
            Cell(
                tag("{%p for fichier in piece.fichiers %}")
                + para("{{ fichier }}", style="Cellule")
                + tag("{%p endfor %}"),
                files,
            ),
            Cell(para("{{ piece.reste }}", style="Cellule"), left),
        ),
        tag_row("{%tr endfor %}", 4),
        caption="Pièces produites par l'outil",
    )


def _to_add() -> str:
    widths = cm(1.2, 4.8, 7.2, 4.8)
    tick, piece, content, source = widths
    return table(
        widths,
        headings(("Jointe", "Pièce", "Contenu", "Demandée par"), widths),
        tag_row("{%tr for piece in a_joindre %}", 4),
        row(
            Cell(para(box(), style="CelluleCase"), tick),
            Cell(para(strong("{{ piece.intitule }}"), style="Cellule"), piece, fill=ACCENT_PALE),
            Cell(
                para("{{ piece.contenu }}", style="Cellule")
                + tag("{%p if piece.aide %}")
                + para("{{ piece.aide }}", style="Note")
                + tag("{%p endif %}"),
                content,
            ),
            Cell(para("{{ piece.source }}", style="Cellule"), source),
        ),
        tag_row("{%tr endfor %}", 4),
        caption="Pièces à joindre",
    )
