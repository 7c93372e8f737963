"""livret.docx: the candidate's booklet."""

from tools.templates.look import ACCENT_PALE
from tools.templates.package import Template
from tools.templates.wordml import (
    KEEP_NEXT,
    PAGE_BREAK_BEFORE,
    Cell,
    Run,
    alert,
    box,
    cm,
    code,
    contents,
    filed_text,
    gap,
    header_cell,
    logo,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
    whole_or_split,
)


def template() -> Template:
    """The template of the booklet."""
    body = (
        _cover()
        + contents(cm(18.0)[0], layout=PAGE_BREAK_BEFORE)
        + para("La certification", style="Heading1", layout=PAGE_BREAK_BEFORE)
        + _facts("identite", "Identité de la certification")
        + _sections("presentation")
        + para("Les blocs de compétences à valider", style="Heading1")
        + _acquired()
        + _blocs()
        + para("Les épreuves", style="Heading1")
        + tag("{%p if epreuves %}", "Normal")
        + _calendar()
        + _assessments()
        + tag("{%p else %}", "Normal")
        + para(
            "{% if blocs %}Les épreuves de ces blocs vous seront précisées.{% else %}"
            "Aucune épreuve ne reste à passer.{% endif %}"
        )
        + tag("{%p endif %}", "Normal")
        + tag("{%p if reglement %}", "Normal")
        + para("Les règles", style="Heading1")
        + tag("{%p endif %}", "Normal")
        + _sections("reglement")
        + _annexes()
        + _receipt()
    )
    return Template(
        title="Livret du candidat – {{ certification.intitule }}",
        body=body,
        footer="{{ certification.intitule }} – livret du candidat n°\u00a0{{ candidat.numero }}",
    )


def _cover() -> str:
    space = '<w:spacing w:before="2400" w:after="60"/>'
    return (
        logo('<w:jc w:val="left"/>')
        + para("Livret du candidat", style="Title", layout=space)
        + para("{{ certification.intitule }}", style="Subtitle")
        + tag("{%p if certification.mention %}", "Normal")
        + para("{{ certification.mention }}", style="Subtitle")
        + tag("{%p endif %}", "Normal")
        + para(
            strong("{{ session.intitule }}"),
            "{% if session.periode %}, {{ session.periode }}{% endif %}"
            "{% if session.lieu %} – {{ session.lieu }}{% endif %}",
            layout='<w:spacing w:before="480" w:after="240"/>',
        )
        + _person()
        + para("{{ estampille.texte }}", style="Note", layout='<w:spacing w:before="480"/>')
    )


def _person() -> str:
    widths = cm(5.2, 12.8)
    label, value = widths
    return table(
        widths,
        row(
            header_cell("Candidat", label),
            header_cell("{{ candidat.nom_complet }}", value),
            header=True,
        ),
        tag_row("{%tr for repere in candidat.reperes %}", 2),
        _fact("repere", label, value),
        tag_row("{%tr endfor %}", 2),
        caption="Le candidat",
    )


def _facts(name: str, caption: str) -> str:
    widths = cm(5.2, 12.8)
    label, value = widths
    return table(
        widths,
        tag_row(f"{{%tr for ligne in {name} %}}", 2),
        _fact("ligne", label, value),
        tag_row("{%tr endfor %}", 2),
        caption=caption,
    )


def _fact(name: str, label: int, value: int) -> str:
    return row(
        Cell(para(strong(f"{{{{ {name}.libelle }}}}"), style="Cellule"), label, fill=ACCENT_PALE),
        Cell(para(f"{{{{ {name}.valeur }}}}", style="Cellule"), value),
    )


def _sections(name: str) -> str:
    return (
        tag(f"{{%p for section in {name} %}}", "Normal")
        + para("{{ section.titre }}", style="Heading2")
        + tag("{%p for alinea in section.paragraphes %}", "Normal")
        + para("{{ alinea }}")
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endfor %}", "Normal")
    )


def _acquired() -> str:
    return (
        tag("{%p if blocs_acquis %}", "Normal")
        + para("Blocs déjà acquis, à ne pas repasser\u00a0:", layout=KEEP_NEXT)
        + tag("{%p for acquis in blocs_acquis %}", "Normal")
        + para("{{ acquis }}", style="ListBullet")
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
    )


def _blocs() -> str:
    return (
        tag("{%p for bloc in blocs %}", "Normal")
        + para("{{ bloc.libelle }}", style="Heading2")
        + tag("{%p if bloc.activites %}", "Normal")
        + para("Activités", style="Heading3")
        + tag("{%p for activite in bloc.activites %}", "Normal")
        + para("{{ activite.texte }}", style="ListBullet")
        + tag("{%p for tache in activite.taches %}", "Normal")
        + para("– {{ tache }}", style="Alinea", layout='<w:ind w:left="567"/>')
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if bloc.competences %}", "Normal")
        + para("Compétences et critères d’évaluation", style="Heading3")
        + _competences()
        + tag("{%p endif %}", "Normal")
        + tag("{%p endfor %}", "Normal")
    )


def _competences() -> str:
    widths = cm(7.4, 8.7, 1.9)
    competence, criteria, assessments = widths
    return table(
        widths,
        row(
            header_cell("Compétences", competence),
            header_cell("Critères d’évaluation", criteria),
            header_cell("Épreuve", assessments),
            header=True,
        ),
        tag_row("{%tr for competence in bloc.competences %}", 3),
        *whole_or_split(
            "competence.longue",
            Cell(
                para(
                    code("{{ competence.code }} "),
                    "{{ competence.texte }}",
                    *_marks("competence"),
                    style="Cellule",
                ),
                competence,
            ),
            Cell(
                tag("{%p if competence.non_evaluee %}")
                + para("{{ competence.non_evaluee }}", style="Cellule")
                + tag("{%p endif %}")
                + tag("{%p for critere in competence.criteres %}")
                + para("• {{ critere.texte }}", *_marks("critere"), style="CelluleTiret")
                + tag("{%p for indicateur in critere.indicateurs %}")
                + para("– {{ indicateur }}", style="CelluleTache")
                + tag("{%p endfor %}")
                + tag("{%p endfor %}"),
                criteria,
            ),
            Cell(para("{{ competence.epreuves }}", style="Cellule"), assessments),
        ),
        tag_row("{%tr endfor %}", 3),
        caption="Compétences et critères du bloc",
    )


def _marks(name: str) -> tuple[Run | str, Run]:
    """The weight, and what must not be missed."""
    weight = f"{{% if {name}.poids %}} (coefficient {{{{ {name}.poids }}}}){{% endif %}}"
    return weight, alert(f"{{% if {name}.eliminatoire %}} ÉLIMINATOIRE{{% endif %}}")


def _calendar() -> str:
    widths = cm(5.0, 2.8, 2.4, 3.5, 1.5, 2.8)
    titles = ("Épreuve", "Date", "Heure", "Lieu", "Blocs", "À remettre le")
    own = "{%% if epreuve.a_son_heure %%}votre passage (page 1){%% else %%}%s{%% endif %%}"
    values = (
        "{{ epreuve.titre }}",
        own % "{{ epreuve.date or 'à préciser' }}",
        own % "{{ epreuve.heure or 'à préciser' }}",
        "{{ epreuve.lieu or 'à préciser' }}",
        "{{ epreuve.blocs }}",
        "{{ epreuve.depot or '–' }}",
    )
    return table(
        widths,
        row(
            *(header_cell(title, width) for title, width in zip(titles, widths, strict=True)),
            header=True,
        ),
        tag_row("{%tr for epreuve in epreuves %}", 6),
        row(
            Cell(para(values[0], *_marks("epreuve"), style="Cellule"), widths[0]),
            *(
                Cell(para(value, style="Cellule"), width)
                for value, width in zip(values[1:], widths[1:], strict=True)
            ),
        ),
        tag_row("{%tr endfor %}", 6),
        caption="Calendrier des épreuves",
    )


def _assessments() -> str:
    return (
        tag("{%p for epreuve in epreuves %}", "Normal")
        + para("{{ epreuve.titre }}", style="Heading2")
        + tag(
            "{%p if epreuve.duree or epreuve.preparation or epreuve.formes or epreuve.livrables %}",
            "Normal",
        )
        + _assessment_facts()
        + gap()
        + tag("{%p endif %}", "Normal")
        + filed_text("epreuve.description", "Alinea", tags="Normal")
        + tag("{%p if epreuve.materiel %}", "Normal")
        + para(strong("Matériel\u00a0: "), "{{ epreuve.materiel }}")
        + tag("{%p endif %}", "Normal")
        + tag("{%p endfor %}", "Normal")
    )


def _assessment_facts() -> str:
    widths = cm(5.4, 3.0, 4.2, 5.4)
    facts = ("duree", "preparation", "formes", "livrables")
    titles = ("Durée", "Préparation", "Formes", "Livrables")
    return table(
        widths,
        row(
            *(
                Cell(para(strong(title), style="Cellule"), width, fill=ACCENT_PALE)
                for title, width in zip(titles, widths, strict=True)
            ),
            header=True,
        ),
        row(
            *(
                Cell(para(f"{{{{ epreuve.{fact} or '–' }}}}", style="Cellule"), width)
                for fact, width in zip(facts, widths, strict=True)
            )
        ),
        caption="Durée, préparation, formes et livrables de l’épreuve",
    )


def _annexes() -> str:
    """What goes with the booklet. Its last part is kept with the receipt, which would otherwise
    stand alone on a page."""
    listed = "<w:keepNext/><w:keepLines/>"
    return (
        tag("{%p if blocs %}", "Normal")
        + para("Annexes", style="Heading1")
        + para("Autopositionnement", style="Heading2")
        + para(
            "Pour vous préparer\u00a0: dites de chaque compétence où vous en êtes. Ce tableau est "
            "pour vous, le jury ne le voit pas.",
            layout=KEEP_NEXT,
        )
        + _self_assessment()
        + tag("{%p endif %}", "Normal")
        + tag("{%p if grilles or annexes %}", "Normal")
        + para("Documents joints", style="Heading2")
        + tag("{%p if grilles %}", "Normal")
        + para("Les grilles d’évaluation du jury, vierges\u00a0:", layout=KEEP_NEXT)
        + tag("{%p for grille in grilles %}", "Normal")
        + para("{{ grille }}", style="ListBullet", layout=listed)
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
        + tag("{%p for alinea in annexes %}", "Normal")
        + para("{{ alinea }}", layout=listed)
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endif %}", "Normal")
    )


def _self_assessment() -> str:
    widths = cm(12.0, 2.0, 2.0, 2.0)
    titles = ("Compétences", "Pas encore", "Avec aide", "Seul")
    band = Cell(
        para(strong("{{ bloc.libelle }}"), style="Cellule", layout=KEEP_NEXT),
        sum(widths),
        span=4,
        fill=ACCENT_PALE,
    )
    return table(
        widths,
        row(
            *(header_cell(title, width) for title, width in zip(titles, widths, strict=True)),
            header=True,
        ),
        tag_row("{%tr for bloc in blocs %}", 4),
        row(band),
        tag_row("{%tr for competence in bloc.competences %}", 4),
        row(
            Cell(
                para(code("{{ competence.code }} "), "{{ competence.texte }}", style="Cellule"),
                widths[0],
            ),
            *(Cell(para(box(), style="CelluleCase"), w, align="center") for w in widths[1:]),
        ),
        tag_row("{%tr endfor %}", 4),
        tag_row("{%tr endfor %}", 4),
        caption="Autopositionnement par compétence",
    )


def _receipt() -> str:
    widths = cm(9.0, 9.0)
    return (
        para("Accusé de réception", style="Heading1")
        + para(
            "Je reconnais avoir reçu le présent livret du candidat pour la certification "
            "«\u00a0{{ certification.intitule }}\u00a0», {{ session.intitule }}, et en avoir pris "
            "connaissance.",
            layout=KEEP_NEXT + "<w:keepLines/>",
        )
        + para(
            "{{ candidat.nom_complet }}, candidat n°\u00a0{{ candidat.numero }}", layout=KEEP_NEXT
        )
        + table(
            widths,
            row(
                Cell(para("Fait à, le", style="Cellule"), widths[0]),
                Cell(para("Signature du candidat", style="Cellule"), widths[1]),
                height=cm(2.5)[0],
            ),
            caption="Signature du candidat",
        )
        + gap()
    )
