"""pv.docx: the minutes of a jury, to fill in and sign on the day."""

from tools.templates.look import ACCENT_PALE
from tools.templates.package import Template
from tools.templates.papiers import head, headings, label, pair, to_fill
from tools.templates.wordml import (
    KEEP_NEXT,
    Cell,
    cm,
    code,
    field_box,
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
        "{% if jury %}, {{ jury }}{% endif %}",
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
            *pair("Jury", "{{ jury }}", second),
        ),
        row(
            *pair(
                "Délibération",
                "{{ deliberation.date or deliberation.date_a_ecrire }} à "
                "{{ deliberation.heure or deliberation.heure_a_ecrire }}",
                first,
            ),
            *pair("Lieu", "{{ deliberation.lieu or deliberation.lieu_a_ecrire }}", second),
            height=cm(0.7)[0],
        ),
        caption="Certification, session, date et lieu",
    )


def _opening() -> str:
    return para(
        "Le jury, réuni à la date et au lieu ci-dessus, a délibéré sur les résultats "
        "{% if nombre == '1' %}du candidat ci-dessous{% else %}"
        "des {% if nombre %}{{ nombre }} {% endif %}candidats dont la liste suit{% endif %}, "
        "au vu des critères du référentiel d’évaluation.",
        layout=KEEP_NEXT,
    )


def _jurors() -> str:
    widths = cm(7.6, 3.5, 9.6, 6.0)
    titles = ("Membre du jury", "Fonction", "Qualité, organisme", "Présence")
    values = (
        para(strong("{{ membre.nom_complet or membre.nom_a_ecrire }}"), style="Cellule"),
        para("{{ membre.fonction or membre.fonction_a_ecrire }}", style="Cellule"),
        para(
            "{{ membre.qualite or membre.qualite_a_ecrire }}"
            "{% if membre.externe %}, externe{% endif %}",
            style="Cellule",
        ),
        para(
            field_box("membre.present"),
            " Présent       ",
            field_box("membre.absent"),
            " Absent",
            style="Cellule",
        ),
    )
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for membre in membres %}", 4),
        row(
            *(Cell(value, width) for value, width in zip(values, widths, strict=True)),
            height=cm(0.6)[0],
        ),
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
                    "{{ bloc.libelle }}",
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
    who = (
        tag("{%p if candidat.nom_complet %}")
        + para(
            code("{{ candidat.numero }} "), strong("{{ candidat.nom_complet }}"), style="Cellule"
        )
        + tag("{%p else %}")
        + para("{{ candidat.nom_a_ecrire }}", style="Cellule")
        + tag("{%p endif %}")
        + tag("{%p if candidat.voie %}")
        + para("{{ candidat.voie }}", style="Cellule")
        + tag("{%p endif %}")
    )
    aimed_at = (
        tag("{%p for bloc in candidat.blocs %}")
        + para(
            field_box("bloc.acquis"),
            " {{ bloc.nom }}",
            style="Cellule",
        )
        + tag("{%p else %}")
        + para("aucun", style="Cellule")
        + tag("{%p endfor %}")
    )
    decision = (
        tag("{%p if candidat.certification_visee %}")
        + para(field_box("candidat.totale"), " Totale", style="Cellule", layout=KEEP_NEXT)
        + tag("{%p endif %}")
        + para(field_box("candidat.partielle"), " Partielle", style="Cellule", layout=KEEP_NEXT)
        + para(field_box("candidat.refus"), " Refus", style="Cellule", layout=KEEP_NEXT)
        + para(field_box("candidat.absent"), " Absent", style="Cellule")
    )
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for candidat in candidats %}", 5),
        row(
            Cell(who, widths[0]),
            Cell(
                para(
                    "{{ candidat.acquis }}{% if candidat.nom_complet and not candidat.acquis %}–"
                    "{% endif %}",
                    style="Cellule",
                ),
                widths[1],
            ),
            Cell(aimed_at, widths[2]),
            Cell(decision, widths[3]),
            Cell(para("{{ candidat.motivation }}", style="Cellule"), widths[4]),
        ),
        tag_row("{%tr endfor %}", 5),
        caption="Décisions du jury, candidat par candidat",
    )


def _summary() -> str:
    widths = cm(5.34, 5.34, 5.34, 5.34, 5.34)
    titles = ("Candidats présents", "Totale", "Partielle", "Refus", "Absents")
    values = ("presents", "totales", "partielles", "refus", "absents")
    return table(
        widths,
        row(
            *(
                Cell(
                    para(strong(title), style="Cellule", layout=KEEP_NEXT), width, fill=ACCENT_PALE
                )
                for title, width in zip(titles, widths, strict=True)
            ),
            header=True,
        ),
        row(
            *(
                Cell(para(f"{{{{ bilan.{value} }}}}", style="Cellule", layout=KEEP_NEXT), width)
                for value, width in zip(values, widths, strict=True)
            ),
            height=cm(0.8)[0],
        ),
        caption="Nombre de candidats par décision",
    )


def _open_rows() -> str:
    widths = cm(5.7, 21.0)
    incidents = "Fraude, interruption, membre qui s’est retiré pour un candidat…"
    return table(
        widths,
        to_fill("Incidents", incidents, "{{ bilan.incidents }}", widths, 1.5),
        to_fill("Observations du jury", "", "{{ bilan.observations }}", widths, 1.2),
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
    member = (
        para(
            strong("{{ membre.nom_complet }}{% if not membre.nom_complet %}\u00a0{% endif %}"),
            style="Cellule",
            layout=KEEP_NEXT,
        ),
        para("{{ membre.fonction }}", style="Cellule", layout=KEEP_NEXT),
        para("{{ membre.signe_le }}", style="Cellule", layout=KEEP_NEXT),
        para(style="Cellule", layout=KEEP_NEXT),
    )
    in_charge = (
        para("{{ session.responsable or bilan.responsable }}", style="Cellule"),
        para(strong("Responsable de session"), style="Cellule"),
        para(style="Cellule"),
        para("Paraphe\u00a0:", style="Cellule"),
    )
    height = cm(_HEIGHT)[0]

    def line(contents: tuple[str, ...]) -> str:
        cells = (Cell(c, w, align="center") for c, w in zip(contents, widths, strict=True))
        return row(*cells, height=height)

    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for membre in membres %}", 4),
        line(member),
        tag_row("{%tr endfor %}", 4),
        line(in_charge),
        caption="Signatures des membres du jury et paraphe du responsable de session",
    )
