"""emargement.docx: the attendance sheet of an épreuve, a jury and a day."""

from tools.templates.package import Template
from tools.templates.papiers import empty_rows, head, headings, label, pair, to_fill
from tools.templates.wordml import (
    KEEP_NEXT,
    Cell,
    box,
    cm,
    gap,
    para,
    row,
    strong,
    table,
    tag_row,
)

_HEIGHT = 1.1
"""Of a place to sign, in centimetres."""
_ROWS_BY_HAND = 14


def template() -> Template:
    """The template of the attendance sheet."""
    body = (
        head("Feuille d’émargement", (21.7, 5.0))
        + _identity()
        + para("Candidats", style="Heading2")
        + _candidates()
        + para("Jury", style="Heading2")
        + _jurors()
        + gap(KEEP_NEXT)
        + _after()
    )
    return Template(
        title="Feuille d’émargement – {{ epreuve.titre }}",
        body=body,
        landscape=True,
        footer="{{ certification.intitule }} – émargement, {{ epreuve.titre }}"
        "{% if jury.libelle %}, {{ jury.libelle }}{% endif %}",
    )


def _identity() -> str:
    widths = cm(3.2, 10.15, 3.2, 10.15)

    def line(*cells: Cell) -> str:
        return row(*cells)

    first, second = widths[:2], widths[2:]
    return table(
        widths,
        line(
            *pair("Session", "{{ session.intitule }}", first),
            *pair("Niveau et fiche", "{{ certification.mention or '–' }}", second),
        ),
        line(
            label("Épreuve", widths[0]),
            Cell(
                para(
                    strong("{{ epreuve.titre }}"),
                    "{% if epreuve.blocs %} – {{ epreuve.blocs }}{% endif %}",
                    style="Cellule",
                ),
                widths[1],
            ),
            *pair("Durée", "{{ epreuve.duree or '–' }}", second),
        ),
        line(
            *pair(
                "Date et heure",
                "{{ epreuve.date }}{% if epreuve.heure %} à {{ epreuve.heure }}{% endif %}",
                first,
            ),
            *pair("Lieu", "{{ epreuve.lieu }}", second),
        ),
        line(
            *pair("Jury", "{{ jury.libelle }}", first),
            *pair(
                "Certificateur",
                "{{ certification.certificateurs or '–' }}",
                second,
            ),
        ),
        caption="Session, épreuve, date et lieu",
    )


def _candidates() -> str:
    widths = cm(2.4, 8.2, 2.1, 2.2, 5.9, 5.9)
    titles = (
        "Numéro",
        "Candidat",
        "Heure",
        "Identité vérifiée",
        "Signature à l’arrivée",
        "Signature à la sortie",
    )
    values = (
        para("{{ candidat.numero }}", style="Cellule"),
        para(strong("{{ candidat.nom_complet }}"), style="Cellule"),
        para("{{ candidat.heure }}", style="Cellule"),
        para(box(), style="CelluleCase"),
        para(style="Cellule"),
        para(style="Cellule"),
    )
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for candidat in candidats %}", 6),
        row(
            *(
                Cell(value, width, align="center")
                for value, width in zip(values, widths, strict=True)
            ),
            height=cm(_HEIGHT)[0],
        ),
        tag_row("{%tr else %}", 6),
        *empty_rows(_ROWS_BY_HAND, widths, _HEIGHT),
        tag_row("{%tr endfor %}", 6),
        caption="Émargement des candidats",
    )


def _jurors() -> str:
    widths = cm(7.3, 3.3, 8.3, 3.9, 3.9)
    titles = ("Membre du jury", "Fonction", "Qualité, organisme", "Arrivée", "Départ")
    values = (
        para(strong("{{ jure.nom_complet }}"), style="Cellule", layout=KEEP_NEXT),
        para("{{ jure.fonction }}", style="Cellule", layout=KEEP_NEXT),
        para(
            "{{ jure.qualite }}{% if jure.externe %}, externe{% endif %}",
            style="Cellule",
            layout=KEEP_NEXT,
        ),
        para(style="Cellule", layout=KEEP_NEXT),
        para(style="Cellule", layout=KEEP_NEXT),
    )
    blank = [Cell(para(style="Cellule", layout=KEEP_NEXT), width) for width in widths]
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for jure in jury.membres %}", 5),
        row(
            *(
                Cell(value, width, align="center")
                for value, width in zip(values, widths, strict=True)
            ),
            height=cm(_HEIGHT)[0],
        ),
        tag_row("{%tr else %}", 5),
        *[row(*blank, height=cm(_HEIGHT)[0])] * 3,
        tag_row("{%tr endfor %}", 5),
        caption="Émargement du jury",
    )


def _after() -> str:
    widths = cm(5.7, 21.0)
    return table(
        widths,
        to_fill("Absents, retards, incidents", "Numéros, heures, faits.", "", widths, 1.3),
        row(
            label("Responsable présent", widths[0]),
            Cell(
                para("Nom, signature\u00a0:", style="Cellule"),
                widths[1],
            ),
            height=cm(_HEIGHT)[0],
        ),
        caption="Incidents et signature du responsable",
    )
