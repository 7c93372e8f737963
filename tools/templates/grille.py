"""grille.docx: the jury's grid for an épreuve and a bloc."""

from tools.templates.look import ACCENT, ACCENT_PALE, PALE
from tools.templates.package import Template
from tools.templates.wordml import (
    CENTRED,
    KEEP_NEXT,
    RIGHT,
    Cell,
    Run,
    alert,
    box,
    cm,
    code,
    gap,
    header_cell,
    logo,
    para,
    row,
    small,
    strong,
    table,
    tag,
    tag_cell,
    tag_row,
)

_TEXT, _LEVEL, _NOTE = cm(15.5, 2.1, 9.1)
_COLSPAN = "{% colspan bareme|length + 2 %}"
_WEIGHT = "{%% if %s %%} (coefficient {{ %s }}){%% endif %%}"


def template() -> Template:
    """The template of the grid."""
    body = (
        _title()
        + _identity()
        + _news()
        + gap()
        + _by_hand()
        + _legend()
        + gap()
        + _grid()
        + para("Décision du jury", style="Heading1")
        + _decision()
        + gap(KEEP_NEXT)
        + _signatures()
    )
    return Template(
        title="Grille d’évaluation – {{ epreuve.titre }} – {{ bloc.libelle }}",
        body=body,
        landscape=True,
        footer="{{ certification.intitule }} – {{ epreuve.titre }} – {{ bloc.libelle }}",
    )


def _title() -> str:
    widths = cm(21.7, 5.0)
    return table(
        widths,
        row(
            Cell(
                para("Grille d’évaluation du jury", style="Title")
                + para("{{ certification.intitule }}", style="Subtitle"),
                widths[0],
            ),
            Cell(logo(), widths[1], align="center"),
        ),
        caption="Titre et logo",
        ruled=False,
    )


def _identity() -> str:
    widths = cm(3.7, 9.65, 3.7, 9.65)
    wide = sum(widths[1:])

    def pair(label: str, value: str) -> list[Cell]:
        return [_label(label, widths[0]), Cell(para(value, style="Cellule"), widths[1])]

    return table(
        widths,
        row(
            *pair("Niveau et fiche", "{{ certification.mention }}"),
            *pair("Référentiel", "{{ estampille.texte }}"),
        ),
        row(
            _label("Bloc de compétences", widths[0]),
            Cell(
                para(
                    strong("{{ bloc.libelle }}"),
                    _WEIGHT % ("bloc.poids", "bloc.poids"),
                    "{% if bloc.option %} – option {{ bloc.option }}{% endif %}",
                    style="Cellule",
                ),
                wide,
                span=3,
            ),
        ),
        row(
            _label("Épreuve", widths[0]),
            Cell(
                para(
                    strong("{{ epreuve.titre }}"),
                    _WEIGHT % ("poids_epreuve", "poids_epreuve"),
                    alert("{% if eliminatoire %} – ÉLIMINATOIRE{% endif %}"),
                    style="Cellule",
                ),
                wide,
                span=3,
            ),
        ),
        tag_row("{%tr if epreuve.duree or epreuve.formes %}", 4),
        row(
            *pair("Durée", "{{ epreuve.duree or '–' }}"),
            *pair("Formes", "{{ epreuve.formes or '–' }}"),
        ),
        tag_row("{%tr endif %}", 4),
        tag_row("{%tr if epreuve.preparation or epreuve.livrables %}", 4),
        row(
            *pair("Préparation", "{{ epreuve.preparation or '–' }}"),
            *pair("Livrables", "{{ epreuve.livrables or '–' }}"),
        ),
        tag_row("{%tr endif %}", 4),
        caption="Certification, bloc et épreuve",
    )


def _news() -> str:
    """What the référentiel says otherwise since the jurors last had this grid."""
    return (
        tag("{%p if nouveautes %}", "Note")
        + para("Ce qui a changé depuis la grille précédente", style="Heading3")
        + tag("{%p for nouveaute in nouveautes %}", "Note")
        + para("• {{ nouveaute }}", style="CellulePuce", layout="<w:keepLines/>")
        + tag("{%p endfor %}", "Note")
        + tag("{%p endif %}", "Note")
    )


def _by_hand() -> str:
    """What is filled in by hand on the day."""
    widths = cm(3.7, 9.65, 3.7, 9.65)
    height = cm(0.85)[0]

    def line(first: str, second: str) -> str:
        return row(
            _label(first, widths[0], align="center"),
            Cell(para(style="Cellule"), widths[1]),
            _label(second, widths[2], align="center"),
            Cell(para(style="Cellule"), widths[3]),
            height=height,
        )

    return table(
        widths,
        tag_row("{%tr if not anonyme %}", 4),
        line("Nom du candidat", "Prénom"),
        tag_row("{%tr endif %}", 4),
        line("Numéro du candidat", "Voie d’accès"),
        line("Date et heure", "Lieu"),
        line("Jury\u00a0: président", "Jury\u00a0: membres"),
        caption="Candidat, date, lieu et jury",
    )


def _legend() -> str:
    return (
        para("Échelle", style="Heading3")
        + tag("{%p for niveau in bareme %}", "Note")
        + para(
            code("{{ niveau.code }}"),
            "\u00a0: {{ niveau.libelle }}",
            "{% if niveau.definition %} – {{ niveau.definition }}{% endif %}",
            style="Cellule",
        )
        + tag("{%p endfor %}", "Note")
        + tag("{%p if a_eliminatoires %}", "Note")
        + para(
            alert("ÉLIMINATOIRE"),
            "\u00a0: doit être atteint pour que le bloc soit validé.",
            style="Cellule",
        )
        + tag("{%p endif %}", "Note")
    )


def _grid() -> str:
    return table(
        (_TEXT, _LEVEL, _NOTE),
        row(
            header_cell("Compétences et critères", _TEXT),
            tag_cell("{%tc for niveau in bareme %}", _LEVEL),
            Cell(
                para("{{ niveau.code }}", style="CelluleEntete", layout=CENTRED)
                + para(small("{{ niveau.libelle }}"), style="CelluleEntete", layout=CENTRED),
                _LEVEL,
                fill=ACCENT,
                align="center",
            ),
            tag_cell("{%tc endfor %}", _LEVEL),
            header_cell("Observations, preuves", _NOTE),
            header=True,
        ),
        tag_row("{%tr for competence in competences %}", 3),
        row(
            Cell(
                para(
                    _COLSPAN,
                    code("{{ competence.code }} "),
                    strong("{{ competence.texte }}"),
                    _WEIGHT % ("competence.poids", "competence.poids"),
                    alert("{% if competence.eliminatoire %} ÉLIMINATOIRE{% endif %}"),
                    style="Cellule",
                    layout=KEEP_NEXT,
                ),
                fill=ACCENT_PALE,
            )
        ),
        tag_row("{%tr for critere in competence.criteres %}", 3),
        row(
            Cell(
                para(
                    "{{ critere.texte }}",
                    _WEIGHT % ("critere.poids", "critere.poids"),
                    alert("{% if critere.eliminatoire %} ÉLIMINATOIRE{% endif %}"),
                    style="Cellule",
                    layout=KEEP_NEXT,
                )
                + tag("{%p for indicateur in critere.indicateurs %}")
                + para("• {{ indicateur }}", style="CelluleTache")
                + tag("{%p endfor %}"),
                _TEXT,
            ),
            *_boxes(""),
        ),
        tag_row("{%tr endfor %}", 3),
        tag_row("{%tr if competence.non_evaluee %}", 3),
        row(
            Cell(
                para(
                    _COLSPAN,
                    "Mention du référentiel\u00a0: {{ competence.non_evaluee }}",
                    style="Cellule",
                ),
                align="center",
            )
        ),
        tag_row("{%tr else %}", 3),
        row(
            Cell(
                para(
                    "Résultat pour la compétence ",
                    strong("{{ competence.code }}"),
                    "{% if not competence.criteres %} (le référentiel ne donne pas de critère)"
                    "{% endif %}",
                    style="Cellule",
                    layout=RIGHT,
                ),
                _TEXT,
                fill=PALE,
                align="center",
            ),
            *_boxes(PALE),
        ),
        tag_row("{%tr endif %}", 3),
        tag_row("{%tr endfor %}", 3),
        caption="Grille d’évaluation",
    )


def _boxes(fill: str) -> tuple[Cell, ...]:
    """A box a level, and the cell for observations."""
    return (
        tag_cell("{%tc for niveau in bareme %}", _LEVEL),
        Cell(para(box(), style="CelluleCase"), _LEVEL, fill=fill, align="center"),
        tag_cell("{%tc endfor %}", _LEVEL),
        Cell(para(style="Cellule"), _NOTE, fill=fill),
    )


def _decision() -> str:
    widths = cm(5.7, 21.0)
    return table(
        widths,
        row(
            Cell(
                para(strong("Bloc, au titre de l’épreuve"), style="Cellule", layout=KEEP_NEXT),
                widths[0],
                fill=ACCENT_PALE,
                align="center",
            ),
            Cell(
                para(
                    strong("{{ bloc.libelle }}"),
                    style="Cellule",
                    layout=KEEP_NEXT,
                )
                + para(
                    box(),
                    Run(" Validé          ", "Strong"),
                    box(),
                    Run(" Non validé", "Strong"),
                    style="Cellule",
                    layout=KEEP_NEXT,
                )
                + tag("{%p if bloc.autres_epreuves %}")
                + para(
                    "Ce bloc est aussi évalué par\u00a0: {{ bloc.autres_epreuves|join(', ') }}.",
                    style="Note",
                    layout=KEEP_NEXT,
                )
                + tag("{%p endif %}"),
                widths[1],
                align="center",
            ),
        ),
        _open_row("Commentaire général", "Obligatoire si le bloc n’est pas validé.", widths, 2.0),
        _open_row("Incidents", "Retard, interruption, fraude, matériel…", widths, 1.1),
        caption="Décision du jury",
    )


def _open_row(label: str, hint: str, widths: list[int], height: float) -> str:
    return row(
        Cell(
            para(strong(label), style="Cellule", layout=KEEP_NEXT)
            + para(hint, style="Note", layout=KEEP_NEXT),
            widths[0],
            fill=ACCENT_PALE,
        ),
        Cell(para(style="Cellule", layout=KEEP_NEXT), widths[1]),
        height=cm(height)[0],
    )


def _signatures() -> str:
    widths = cm(8.0, 8.7, 3.5, 6.5)
    titles = ("Nom et prénom du juré", "Qualité, organisme", "Date", "Signature")
    empty = tuple(Cell(para(style="Cellule", layout=KEEP_NEXT), width) for width in widths)
    last = tuple(Cell(para(style="Cellule"), width) for width in widths)
    height = cm(0.95)[0]
    return table(
        widths,
        row(
            *(header_cell(title, width) for title, width in zip(titles, widths, strict=True)),
            header=True,
        ),
        row(*empty, height=height),
        row(*empty, height=height),
        row(*last, height=height),
        caption="Signatures du jury",
    )


def _label(text: str, width: int, *, align: str = "") -> Cell:
    return Cell(para(strong(text), style="Cellule"), width, fill=ACCENT_PALE, align=align)
