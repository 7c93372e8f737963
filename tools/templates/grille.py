"""grille.docx and its two sisters: the jury's grid for an épreuve and a bloc, one a scale."""

from tools.templates import grille_tableau
from tools.templates.look import ACCENT_PALE
from tools.templates.package import Template
from tools.templates.papiers import head
from tools.templates.wordml import (
    KEEP_NEXT,
    Cell,
    Run,
    alert,
    cm,
    code,
    field_box,
    gap,
    header_cell,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
)

_WEIGHT = grille_tableau.WEIGHT
_FOOTER = (
    "{% if candidat.numero %}Candidat {{ candidat.numero }}{% if candidat.nom %}, "
    "{{ candidat.nom }}{% endif %} – {% endif %}"
    "{{ certification.intitule }} – {{ epreuve.titre }} – {{ bloc.libelle }}"
)
"""Each sheet says whose it is, also the one that is signed."""


def lettres() -> Template:
    """For a scale in letters: Acquis, Partiellement acquis, Non acquis."""
    return _template(_scale(), grille_tableau.lettres(), with_points=False)


def niveaux() -> Template:
    """For a scale with figures, whose levels have definitions: ND, 1, 2, 3."""
    return _template(_scale(), grille_tableau.niveaux(), with_points=False)


def points() -> Template:
    """For points, times the weights."""
    return _template(_points(), grille_tableau.points(), with_points=True)


def _template(legend: str, grid: str, *, with_points: bool) -> Template:
    body = (
        head("Grille d’évaluation du jury", (21.7, 5.0))
        + _identity()
        + gap()
        + _on_the_day()
        + _news()
        + legend
        + gap()
        + grid
        + para("Décision du jury", style="Heading1")
        + _decision(with_points=with_points)
        + gap(KEEP_NEXT)
        + _signatures()
        + gap()
    )
    return Template(
        title="Grille d’évaluation – {{ epreuve.titre }} – {{ bloc.libelle }}",
        body=body,
        landscape=True,
        footer=_FOOTER,
    )


# --- what is assessed, whom, when -----------------------------------------------------------------

_PAIRS = cm(3.7, 9.65, 3.7, 9.65)
_WIDE = sum(_PAIRS[1:])


def _pair(first: str, value: str, second: str, other: str, *, height: int = 0) -> str:
    """A row of two labels and what belongs to them."""
    align = "center" if height else ""
    return row(
        _label(first, _PAIRS[0], align=align),
        Cell(para(value, style="Cellule"), _PAIRS[1], align=align),
        _label(second, _PAIRS[2], align=align),
        Cell(para(other, style="Cellule"), _PAIRS[3], align=align),
        height=height,
    )


def _wide(label: str, *runs: Run | str, height: int = 0) -> str:
    align = "center" if height else ""
    return row(
        _label(label, _PAIRS[0], align=align),
        Cell(para(*runs, style="Cellule"), _WIDE, span=3, align=align),
        height=height,
    )


def _label(text: str, width: int, *, align: str = "") -> Cell:
    return Cell(para(strong(text), style="Cellule"), width, fill=ACCENT_PALE, align=align)


def _identity() -> str:
    return table(
        _PAIRS,
        _pair(
            "Niveau et fiche",
            "{{ certification.mention or '–' }}",
            "Référentiel",
            "{{ estampille.texte }}",
        ),
        _wide(
            "Bloc de compétences",
            strong("{{ bloc.libelle }}"),
            _WEIGHT % ("bloc.poids", "bloc.poids"),
        ),
        _wide(
            "Épreuve",
            strong("{{ epreuve.titre }}"),
            _WEIGHT % ("poids_epreuve", "poids_epreuve"),
            alert("{% if eliminatoire %} – ÉLIMINATOIRE{% endif %}"),
        ),
        tag_row("{%tr if epreuve.duree or epreuve.formes %}", 4),
        _pair("Durée", "{{ epreuve.duree or '–' }}", "Formes", "{{ epreuve.formes or '–' }}"),
        tag_row("{%tr endif %}", 4),
        tag_row("{%tr if epreuve.preparation or epreuve.livrables %}", 4),
        _pair(
            "Préparation",
            "{{ epreuve.preparation or '–' }}",
            "Livrables",
            "{{ epreuve.livrables or '–' }}",
        ),
        tag_row("{%tr endif %}", 4),
        caption="Certification, bloc et épreuve",
    )


def _on_the_day() -> str:
    """Who comes before the jury, when and where: printed where it is known, else to be written."""
    height = cm(0.8)[0]
    number = "{{ candidat.numero or candidat.numero_a_ecrire }}"
    return table(
        _PAIRS,
        tag_row("{%tr if anonyme %}", 4),
        _wide("Numéro du candidat", number, height=height),
        tag_row("{%tr else %}", 4),
        _pair(
            "Nom du candidat",
            "{{ candidat.nom or candidat.nom_a_ecrire }}",
            "Numéro du candidat",
            number,
            height=height,
        ),
        tag_row("{%tr endif %}", 4),
        _pair(
            "Session",
            "{{ seance.session or seance.session_a_ecrire }}",
            "Voie d’accès",
            "{{ seance.voie }}",
            height=height,
        ),
        _pair(
            "Date et heure",
            "{% if seance.date %}{{ seance.date }}{% else %}{{ seance.date_a_ecrire }} "
            "{{ seance.heure_a_ecrire }}{% endif %}",
            "Lieu",
            "{{ seance.lieu or seance.lieu_a_ecrire }}",
            height=height,
        ),
        tag_row("{%tr if jure %}", 4),
        _wide("Grille tenue par", strong("{{ jure }}"), height=height),
        tag_row("{%tr endif %}", 4),
        caption="Candidat, date et lieu",
    )


# --- how it is marked -----------------------------------------------------------------------------


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


def _scale() -> str:
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
        + _knock_out()
    )


def _points() -> str:
    return (
        para("Notation", style="Heading3")
        + para(
            "Chaque critère se note de 0 à {{ maximum }}. Les points sont multipliés par le "
            "coefficient de la ligne, 1 s’il n’y en a pas\u202f; le total d’une compétence l’est "
            "par le sien. Le jury constate ensuite, compétence par compétence, ce qui est acquis.",
            style="Cellule",
        )
        + _knock_out()
    )


def _knock_out() -> str:
    return (
        tag("{%p if a_eliminatoires %}", "Note")
        + para(
            alert("ÉLIMINATOIRE"),
            "\u00a0: doit être atteint pour que le bloc soit validé.",
            style="Cellule",
        )
        + tag("{%p endif %}", "Note")
    )


# --- what the jury decides ------------------------------------------------------------------------


def _decision(*, with_points: bool) -> str:
    widths = cm(5.7, 21.0)
    total = para(
        "Points\u00a0: {{ decision.points }} / {{ decision.total }}",
        style="Cellule",
        layout=KEEP_NEXT,
    )
    return table(
        widths,
        _open_row(
            "Bloc, au titre de l’épreuve",
            "{{ decision.regle }}",
            para(strong("{{ bloc.libelle }}"), style="Cellule", layout=KEEP_NEXT)
            + (total if with_points else "")
            + para(
                field_box("decision.valide"),
                Run(" Validé          ", "Strong"),
                field_box("decision.non_valide"),
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
            widths,
        ),
        tag_row("{%tr for penalite in penalites %}", 2),
        _open_row(
            "Pénalité",
            "{{ penalite.libelle }}",
            para(
                field_box("penalite.retenue"),
                " Appliquée. Motif et effet\u00a0: {{ penalite.motif }}",
                style="Cellule",
                layout=KEEP_NEXT,
            ),
            widths,
        ),
        tag_row("{%tr endfor %}", 2),
        _open_row(
            "Commentaire général",
            "Obligatoire si le bloc n’est pas validé.",
            para("{{ decision.commentaire }}", style="Cellule", layout=KEEP_NEXT),
            widths,
            1.6,
        ),
        _open_row(
            "Incidents",
            "Retard, interruption, fraude, matériel…",
            para("{{ decision.incident }}", style="Cellule", layout=KEEP_NEXT),
            widths,
            1.1,
        ),
        caption="Décision du jury",
    )


def _open_row(label: str, hint: str, content: str, widths: list[int], height: float = 0) -> str:
    return row(
        Cell(
            para(strong(label), style="Cellule", layout=KEEP_NEXT)
            + para(hint, style="Note", layout=KEEP_NEXT),
            widths[0],
            fill=ACCENT_PALE,
        ),
        Cell(content, widths[1]),
        height=cm(height)[0],
    )


def _signatures() -> str:
    widths = cm(8.0, 8.7, 3.5, 6.5)
    titles = ("Membre du jury", "Qualité, organisme", "Date", "Signature")
    return table(
        widths,
        row(
            *(header_cell(title, width) for title, width in zip(titles, widths, strict=True)),
            header=True,
        ),
        tag_row("{%tr for jure in jures %}", 4),
        row(
            Cell(
                para("{{ jure.nom or jure.nom_a_ecrire }}", style="Cellule", layout=KEEP_NEXT)
                + para("{{ jure.fonction }}", style="Note", layout=KEEP_NEXT),
                widths[0],
            ),
            Cell(
                para(
                    "{% if jure.nom %}{{ jure.qualite }}{% else %}{{ jure.qualite_a_ecrire }}"
                    "{% endif %}",
                    style="Cellule",
                    layout=KEEP_NEXT,
                )
                + tag("{%p if jure.externe %}")
                + para("Extérieur à l’établissement", style="Note", layout=KEEP_NEXT)
                + tag("{%p endif %}"),
                widths[1],
            ),
            Cell(para("{{ jure.date }}", style="Cellule", layout=KEEP_NEXT), widths[2]),
            Cell(para(style="Cellule", layout=KEEP_NEXT), widths[3]),
            height=cm(0.95)[0],
        ),
        tag_row("{%tr endfor %}", 4),
        caption="Signatures du jury",
    )
