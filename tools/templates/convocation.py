"""convocation.docx: the letter that calls a candidate to the épreuves, or a juror to the jury."""

from collections.abc import Sequence

from tools.templates.package import Template
from tools.templates.papiers import head, headings, label, pair
from tools.templates.wordml import (
    KEEP_NEXT,
    Cell,
    cm,
    gap,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
)

_BULLET = "ListBullet"


def template() -> Template:
    """The template of the convocation."""
    body = (
        head("{% if pour_jure %}Convocation du jury{% else %}Convocation{% endif %}", (13.0, 5.0))
        + _addressee()
        + gap()
        + tag("{%p if pour_jure %}", "Normal")
        + para(
            "{{ destinataire.nom_complet }}, vous avez accepté de siéger dans le jury de cette "
            "certification. Nous vous prions de vous présenter aux jours et heures ci-dessous."
        )
        + _juries()
        + tag("{%p elif epreuves or passage %}", "Normal")
        + para(
            "{{ destinataire.nom_complet }}, nous vous prions de vous présenter aux épreuves "
            "suivantes."
        )
        + tag("{%p elif attendu %}", "Normal")
        + para(
            "{{ destinataire.nom_complet }}, nous vous prions de vous présenter à cette session, "
            "aux jours et heures qui vous seront précisés."
        )
        + tag("{%p else %}", "Normal")
        + para(
            "{{ destinataire.nom_complet }}, aucun bloc ne vous reste à valider à cette "
            "session\u00a0: vous n’avez pas à vous présenter."
        )
        + tag("{%p endif %}", "Normal")
        + tag("{%p if epreuves and pour_jure %}", "Normal")
        + para("Calendrier des épreuves", style="Heading2")
        + _calendar_of_jurors()
        + tag("{%p elif epreuves %}", "Normal")
        + _calendar()
        + tag("{%p endif %}", "Normal")
        + tag("{%p if passage %}", "Normal")
        + para("Votre passage devant le jury\u00a0: ", strong("{{ passage }}"), ".")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if attendu %}", "Normal")
        + _the_day()
        + tag("{%p endif %}", "Normal")
        + tag("{%p for alinea in rgpd %}", "Normal")
        + para(
            strong("{% if loop.first %}Vos données personnelles\u00a0: {% endif %}"),
            "{{ alinea }}",
            style="Note",
            layout=KEEP_NEXT + '<w:spacing w:before="100" w:after="60"/>',
        )
        + tag("{%p endfor %}", "Normal")
        + _signature()
        + gap()
    )
    return Template(
        title="{% if pour_jure %}Convocation du jury{% else %}Convocation{% endif %} – "
        "{{ certification.intitule }}",
        body=body,
        footer="{{ certification.intitule }} – convocation, {{ session.intitule }}",
    )


def _addressee() -> str:
    widths = cm(3.7, 14.3)
    return table(
        widths,
        row(
            label("{% if pour_jure %}Juré{% else %}Candidat{% endif %}", widths[0]),
            Cell(
                para(
                    strong("{{ destinataire.nom_complet }}"),
                    "{% if destinataire.numero %}, candidat n°\u00a0{{ destinataire.numero }}"
                    "{% endif %}{% if destinataire.qualite %}, {{ destinataire.qualite }}"
                    "{% endif %}",
                    style="Cellule",
                ),
                widths[1],
            ),
        ),
        tag_row("{%tr if certification.mention %}", 2),
        row(*pair("Certification", "{{ certification.mention }}", widths)),
        tag_row("{%tr endif %}", 2),
        row(
            *pair(
                "Session",
                "{{ session.intitule }}{% if session.periode %}, {{ session.periode }}{% endif %}",
                widths,
            )
        ),
        tag_row("{%tr if session.lieu %}", 2),
        row(*pair("Lieu", "{{ session.lieu }}", widths)),
        tag_row("{%tr endif %}", 2),
        caption="Destinataire et session",
    )


def _juries() -> str:
    widths = cm(4.6, 2.6, 4.8, 1.9, 4.1)
    titles = ("Jury", "Vous y êtes", "Passages", "Candidats", "Délibération")
    return table(
        widths,
        headings(titles, widths),
        tag_row("{%tr for jury in jurys %}", 5),
        row(
            Cell(para(strong("{{ jury.libelle }}"), style="Cellule"), widths[0]),
            Cell(para("{{ jury.fonction }}", style="Cellule"), widths[1]),
            Cell(
                tag("{%p for horaire in jury.horaires %}")
                + para("{{ horaire }}", style="Cellule")
                + tag("{%p else %}")
                + para("aux épreuves ci-dessous", style="Cellule")
                + tag("{%p endfor %}"),
                widths[2],
            ),
            Cell(para("{{ jury.candidats or '–' }}", style="Cellule"), widths[3]),
            Cell(para("{{ jury.deliberation or 'à préciser' }}", style="Cellule"), widths[4]),
        ),
        tag_row("{%tr endfor %}", 5),
        caption="Jurys où siège le juré",
    )


def _calendar() -> str:
    widths = cm(5.6, 2.8, 1.9, 3.7, 4.0)
    hand_in = (
        "À remettre au plus tard le {{ epreuve.depot }}"
        "{% if epreuve.livrables %}\u00a0: {{ epreuve.livrables }}{% endif %}"
    )
    what = (
        para(strong("{{ epreuve.titre }}"), style="Cellule")
        + tag("{%p if epreuve.duree %}")
        + para("{{ epreuve.duree }}", style="Cellule")
        + tag("{%p endif %}")
    )
    bring = (
        tag("{%p if epreuve.depot %}")
        + para(hand_in, style="Cellule")
        + tag("{%p endif %}")
        + tag("{%p if epreuve.materiel %}")
        + para("À apporter\u00a0: {{ epreuve.materiel }}", style="Cellule")
        + tag("{%p endif %}")
        + tag("{%p if not (epreuve.depot or epreuve.materiel) %}")
        + para("–", style="Cellule")
        + tag("{%p endif %}")
    )
    return table(
        widths,
        headings(("Épreuve", "Date", "Heure", "Lieu", "À remettre, à apporter"), widths),
        tag_row("{%tr for epreuve in epreuves %}", 5),
        row(*_when_and_where(what, widths), Cell(bring, widths[4])),
        tag_row("{%tr endfor %}", 5),
        caption="Calendrier des épreuves",
    )


def _calendar_of_jurors() -> str:
    widths = cm(8.8, 2.8, 1.8, 4.6)
    return table(
        widths,
        headings(("Épreuve", "Date", "Heure", "Lieu"), widths),
        tag_row("{%tr for epreuve in epreuves %}", 4),
        row(*_when_and_where(para(strong("{{ epreuve.titre }}"), style="Cellule"), widths)),
        tag_row("{%tr endfor %}", 4),
        caption="Calendrier des épreuves de la session",
    )


def _when_and_where(what: str, widths: Sequence[int]) -> tuple[Cell, ...]:
    """The cells of an épreuve: what it is, date, hour and place."""
    return (
        Cell(what, widths[0]),
        Cell(para("{{ epreuve.date or 'à préciser' }}", style="Cellule"), widths[1]),
        Cell(para("{{ epreuve.heure or 'à préciser' }}", style="Cellule"), widths[2]),
        Cell(para("{{ epreuve.lieu or 'à préciser' }}", style="Cellule"), widths[3]),
    )


def _the_day() -> str:
    return (
        para("Le jour venu", style="Heading2")
        + para(
            "Munissez-vous de cette convocation et d’une pièce d’identité avec photographie, en "
            "cours de validité.",
            style=_BULLET,
        )
        + tag("{%p if pour_jure %}", "Normal")
        + para(
            "Signalez sans attendre tout lien personnel ou professionnel avec un candidat\u00a0: "
            "vous ne prendriez pas part à la décision qui le concerne.",
            style=_BULLET,
        )
        + para(
            "Les délibérations, les grilles et les travaux des candidats sont confidentiels.",
            style=_BULLET,
        )
        + tag("{%p else %}", "Normal")
        + para(
            "Si des aménagements vous ont été accordés, ils s’appliquent comme il vous a été "
            "notifié personnellement\u00a0; cette convocation n’en dit rien.",
            style=_BULLET,
        )
        + tag("{%p endif %}", "Normal")
        + tag("{%p if session.contact %}", "Normal")
        + para(
            "En cas d’empêchement ou de retard, prévenez sans attendre\u00a0: "
            "{{ session.contact }}.",
            style=_BULLET,
        )
        + tag("{%p endif %}", "Normal")
        + tag("{%p for alinea in consignes %}", "Normal")
        + para("{{ alinea }}", style=_BULLET, layout=KEEP_NEXT)
        + tag("{%p endfor %}", "Normal")
    )


def _signature() -> str:
    widths = cm(9.0, 9.0)
    space = '<w:spacing w:before="200" w:after="0" w:line="120" w:lineRule="exact"/>'
    return para(style="Normal", layout=KEEP_NEXT + space) + table(
        widths,
        row(
            Cell(para("Fait à, le", style="Cellule"), widths[0]),
            Cell(
                para(
                    "Pour le certificateur"
                    "{% if session.responsable %}, {{ session.responsable }}{% endif %}",
                    style="Cellule",
                ),
                widths[1],
            ),
            height=cm(1.5)[0],
        ),
        caption="Date et signature",
    )
