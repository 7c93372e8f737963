"""pv.docx: the minutes of a jury, to fill in and sign on the day."""

from tools.templates.look import ACCENT_PALE
from tools.templates.package import Template
from tools.templates.papiers import head, headings, label, pair, to_fill
from tools.templates.wordml import (
    KEEP_NEXT,
    Cell,
    Run,
    box,
    cm,
    code,
    gap,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
)

_HEIGHT = 1.0
"""Of a place to sign, in centimetres."""
_ROWS_BY_HAND = 6


def template() -> Template:
    """The template of the minutes."""
    body = (
        head("Procès-verbal de délibération du jury", (21.7, 5.0))
        + _identity()
        + gap()
        + _opening()
        + _jurors()
        + para("Blocs de compétences", style="Heading2")
        + _blocs()
        + para("Décisions", style="Heading1")
        + _how_to_decide()
        + _decisions()
        + para("Bilan et signatures", style="Heading1")
        + _summary()
        + gap(KEEP_NEXT)
        + _open_rows()
        + gap(KEEP_NEXT)
        + _closing()
        + _signatures()
    )
    return Template(
        title="Procès-verbal de jury – {{ certification.intitule }}",
        body=body,
        landscape=True,
        footer="{{ certification.intitule }}{% if certification.code %} – {{ certification.code }}"
        "{% endif %} – procès-verbal, {{ session.intitule }}"
        "{% if jury.libelle %}, {{ jury.libelle }}{% endif %}",
    )


def _identity() -> str:
    widths = cm(3.7, 9.65, 3.7, 9.65)
    first, second = widths[:2], widths[2:]
    return table(
        widths,
        row(
            label("Certification", widths[0]),
            Cell(
                para(
                    strong("{{ certification.intitule }}"),
                    "{% if certification.mention %} ({{ certification.mention }}){% endif %}",
                    style="Cellule",
                ),
                sum(widths[1:]),
                span=3,
            ),
        ),
        row(
            *pair("Certificateur", "{{ certification.certificateurs or '–' }}", first),
            *pair("Référentiel", "{{ estampille.texte }}", second),
        ),
        row(
            *pair(
                "Session",
                "{{ session.intitule }}{% if session.periode %}, {{ session.periode }}{% endif %}",
                first,
            ),
            *pair("Jury", "{{ jury.libelle }}", second),
        ),
        row(
            *pair(
                "Délibération",
                "{{ deliberation.date }}{% if deliberation.heure %} à {{ deliberation.heure }}"
                "{% endif %}",
                first,
            ),
            *pair("Lieu", "{{ deliberation.lieu }}", second),
            height=cm(0.7)[0],
        ),
        caption="Certification, session, date et lieu",
    )


def _opening() -> str:
    return para(
        "Le jury, réuni à la date et au lieu ci-dessus, a délibéré sur les résultats des "
        "{% if nombre %}{{ nombre }} {% endif %}candidats dont la liste suit, au vu des critères "
        "du référentiel d’évaluation.",
        layout=KEEP_NEXT,
    )


def _jurors() -> str:
    widths = cm(7.6, 3.5, 9.6, 6.0)
    titles = ("Membre du jury", "Fonction", "Qualité, organisme", "Présence")
    values = (
        para(strong("{{ jure.nom_complet }}"), style="Cellule"),
        para("{{ jure.fonction }}", style="Cellule"),
        para(
            "{{ jure.qualite }}{% if jure.externe %}, externe{% endif %}",
            style="Cellule",
        ),
        para(box(), Run(" Présent       ", ""), box(), " Absent", style="Cellule"),
    )
    blank = [Cell(para(style="Cellule"), width) for width in widths[:3]]
    here = Cell(values[3], widths[3])
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for jure in jury.membres %}", 4),
        row(*(Cell(value, width) for value, width in zip(values, widths, strict=True))),
        tag_row("{%tr else %}", 4),
        *[row(*blank, here, height=cm(0.8)[0])] * 3,
        tag_row("{%tr endfor %}", 4),
        caption="Composition du jury",
    )


def _blocs() -> str:
    widths = cm(26.7)
    return table(
        widths,
        tag_row("{%tr for bloc in blocs %}", 1),
        row(
            Cell(
                para(
                    "{{ bloc.libelle }}{% if bloc.option %} – option {{ bloc.option }}{% endif %}",
                    style="Cellule",
                ),
                widths[0],
            )
        ),
        tag_row("{%tr endfor %}", 1),
        caption="Blocs de compétences de la certification",
    )


def _how_to_decide() -> str:
    return (
        para(
            strong("Totale"),
            "\u00a0: tous les blocs de la certification sont acquis. ",
            strong("Partielle"),
            "\u00a0: seuls les blocs cochés sont acquis, à vie. ",
            strong("Refus"),
            "\u00a0: aucun bloc visé n’est acquis. La motivation est obligatoire pour une décision "
            "partielle ou un refus.",
            style="Note",
            layout=KEEP_NEXT,
        )
        + tag("{%p if vae %}", "Note")
        + para(
            "Validation des acquis de l’expérience\u00a0: la décision est notifiée au candidat "
            "dans les quinze jours (article R6412-7 du code du travail).",
            style="Note",
            layout=KEEP_NEXT,
        )
        + tag("{%p endif %}", "Note")
    )


def _decisions() -> str:
    widths = cm(6.6, 3.0, 4.5, 3.9, 8.7)
    titles = (
        "Candidat",
        "Blocs déjà acquis",
        "Blocs visés\u00a0: cocher ceux qui sont acquis",
        "Décision",
        "Motivation, recommandations",
    )

    def choice(text: str) -> str:
        return para(box(), f" {text}", style="Cellule", layout=KEEP_NEXT)

    decision = (
        tag("{%p if candidat.certification_visee %}")
        + choice("Totale")
        + tag("{%p endif %}")
        + choice("Partielle")
        + choice("Refus")
        + para(box(), " Absent", style="Cellule")
    )
    blank_decision = choice("Totale") + choice("Partielle") + choice("Refus") + choice("Absent")
    blank = [Cell(para(style="Cellule"), width) for width in widths]
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for candidat in candidats %}", 5),
        row(
            Cell(
                para(
                    code("{{ candidat.numero }} "),
                    strong("{{ candidat.nom_complet }}"),
                    style="Cellule",
                )
                + tag("{%p if candidat.voie %}")
                + para("{{ candidat.voie }}", style="Cellule")
                + tag("{%p endif %}"),
                widths[0],
            ),
            Cell(para("{{ candidat.acquis or '–' }}", style="Cellule"), widths[1]),
            Cell(
                tag("{%p for bloc in candidat.blocs %}")
                + para(
                    box(),
                    " {{ bloc.nom }}{% if bloc.option %} ({{ bloc.option }}){% endif %}",
                    style="Cellule",
                )
                + tag("{%p else %}")
                + para("aucun", style="Cellule")
                + tag("{%p endfor %}"),
                widths[2],
            ),
            Cell(decision, widths[3]),
            Cell(para(style="Cellule"), widths[4]),
        ),
        tag_row("{%tr else %}", 5),
        *[row(*blank[:3], Cell(blank_decision, widths[3]), blank[4])] * _ROWS_BY_HAND,
        tag_row("{%tr endfor %}", 5),
        caption="Décisions du jury, candidat par candidat",
    )


def _summary() -> str:
    widths = cm(5.34, 5.34, 5.34, 5.34, 5.34)
    titles = ("Candidats présents", "Totale", "Partielle", "Refus", "Absents")
    return table(
        widths,
        row(
            *(
                Cell(
                    para(strong(title), style="Cellule", layout=KEEP_NEXT),
                    width,
                    fill=ACCENT_PALE,
                )
                for title, width in zip(titles, widths, strict=True)
            ),
            header=True,
        ),
        row(
            *(Cell(para(style="Cellule", layout=KEEP_NEXT), width) for width in widths),
            height=cm(0.8)[0],
        ),
        caption="Nombre de candidats par décision",
    )


def _open_rows() -> str:
    widths = cm(5.7, 21.0)
    return table(
        widths,
        to_fill(
            "Incidents",
            "Fraude, interruption, membre qui s’est retiré pour un candidat…",
            widths,
            1.5,
        ),
        to_fill("Observations du jury", "", widths, 1.2),
        caption="Incidents et observations",
    )


def _closing() -> str:
    return para(
        "Les membres du jury attestent n’avoir de lien ni personnel ni professionnel avec les "
        "candidats sur lesquels ils se sont prononcés. Tous signent\u00a0; le responsable de "
        "session paraphe chaque page.",
        style="Note",
        layout=KEEP_NEXT,
    )


def _signatures() -> str:
    widths = cm(9.6, 4.4, 3.7, 9.0)
    titles = ("Nom et prénom", "Fonction", "Date", "Signature")
    kept = [Cell(para(style="Cellule", layout=KEEP_NEXT), width) for width in widths]
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for jure in jury.membres %}", 4),
        row(
            Cell(
                para(strong("{{ jure.nom_complet }}"), style="Cellule", layout=KEEP_NEXT),
                widths[0],
                align="center",
            ),
            Cell(
                para("{{ jure.fonction }}", style="Cellule", layout=KEEP_NEXT),
                widths[1],
                align="center",
            ),
            *kept[2:],
            height=cm(_HEIGHT)[0],
        ),
        tag_row("{%tr else %}", 4),
        *[row(*kept, height=cm(_HEIGHT)[0])] * 3,
        tag_row("{%tr endfor %}", 4),
        row(
            Cell(para("{{ session.responsable }}", style="Cellule"), widths[0], align="center"),
            Cell(
                para(strong("Responsable de session"), style="Cellule"),
                widths[1],
                fill=ACCENT_PALE,
                align="center",
            ),
            Cell(para(style="Cellule"), widths[2]),
            Cell(para("Paraphe\u00a0:", style="Cellule"), widths[3]),
            height=cm(_HEIGHT)[0],
        ),
        caption="Signatures des membres du jury et paraphe du responsable de session",
    )
