"""amenagement.docx: what was granted to a candidate, apart from the papers of the jury."""

from tools.templates.package import Template
from tools.templates.papiers import head, headings, label, pair
from tools.templates.wordml import (
    KEEP_NEXT,
    Cell,
    alert,
    cm,
    gap,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
)


def template() -> Template:
    """The template of the sheet."""
    body = (
        head("Fiche d’aménagement des épreuves", (13.0, 5.0))
        + para(
            alert("CONFIDENTIEL"),
            " – pour le candidat, le référent handicap et le responsable de la session. Ne se "
            "joint à aucun document remis au jury.",
            layout='<w:spacing w:before="60" w:after="160"/>',
        )
        + _identity()
        + para("Aménagements accordés", style="Heading2")
        + tag("{%p for amenagement in amenagements %}", "Normal")
        + para("{{ amenagement }}", style="ListBullet")
        + tag("{%p endfor %}", "Normal")
        + tag("{%p if epreuves %}", "Normal")
        + para("Application, épreuve par épreuve", style="Heading2")
        + _assessments()
        + tag("{%p endif %}", "Normal")
        + tag("{%p if procedure %}", "Normal")
        + para("Rappel", style="Heading2")
        + tag("{%p for alinea in procedure %}", "Normal")
        + para("{{ alinea }}")
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
        + gap(KEEP_NEXT)
        + _signatures()
    )
    return Template(
        title="Fiche d’aménagement – {{ certification.intitule }}",
        body=body,
        footer="{{ certification.intitule }} – aménagement, candidat n°\u00a0{{ candidat.numero }}",
    )


def _identity() -> str:
    widths = cm(4.2, 13.8)
    return table(
        widths,
        row(
            label("Candidat", widths[0]),
            Cell(
                para(
                    strong("{{ candidat.nom_complet }}"),
                    ", candidat n°\u00a0{{ candidat.numero }}",
                    style="Cellule",
                ),
                widths[1],
            ),
        ),
        row(
            *pair(
                "Session",
                "{{ session.intitule }}{% if session.periode %}, {{ session.periode }}{% endif %}",
                widths,
            )
        ),
        tag_row("{%tr if session.responsable %}", 2),
        row(*pair("Responsable de session", "{{ session.responsable }}", widths)),
        tag_row("{%tr endif %}", 2),
        caption="Candidat et session",
    )


def _assessments() -> str:
    widths = cm(5.6, 3.0, 3.4, 6.0)
    values = ("{{ epreuve.titre }}", "{{ epreuve.date or 'à préciser' }}", "{{ epreuve.duree }}")
    return table(
        widths,
        headings(("Épreuve", "Date", "Durée prévue", "Ce qui est mis en place"), widths),
        tag_row("{%tr for epreuve in epreuves %}", 4),
        row(
            *(
                Cell(para(value, style="Cellule"), width)
                for value, width in zip(values, widths[:3], strict=True)
            ),
            Cell(para(style="Cellule"), widths[3]),
            height=cm(1.2)[0],
        ),
        tag_row("{%tr endfor %}", 4),
        caption="Aménagements par épreuve",
    )


def _signatures() -> str:
    widths = cm(6.0, 6.0, 6.0)
    titles = ("Référent handicap", "Responsable de session", "Candidat")
    return table(
        widths,
        row(
            *(
                Cell(para(f"{title}\u00a0: date et signature", style="Cellule"), width)
                for title, width in zip(titles, widths, strict=True)
            ),
            height=cm(2.2)[0],
        ),
        caption="Signatures",
    )
