"""comparatif.docx: the comparative table of two versions of a référentiel, for a renewal."""

from tools.templates.look import ACCENT_PALE, PALE, words_changed
from tools.templates.package import Template
from tools.templates.papiers import head
from tools.templates.wordml import (
    KEEP_NEXT,
    PAGE_BREAK_BEFORE,
    RIGHT,
    Cell,
    Run,
    alert,
    cm,
    code,
    gap,
    header_cell,
    para,
    row,
    strong,
    table,
    tag,
    tag_row,
    whole_or_split,
)

_WIDTHS = cm(7.3, 7.3, 3.4, 5.3, 3.4)
_HEADINGS = (
    "Ancien référentiel",
    "Nouveau référentiel",
    "Changement",
    "Modalités, critères, équivalence",
    "Motif (à compléter)",
)


def template() -> Template:
    """The template of the comparative table."""
    body = (
        head("Tableau comparatif des référentiels", (21.7, 5.0))
        + _versions()
        + para("Synthèse", style="Heading1")
        + para("{{ synthese }}")
        + _figures()
        + para("Équivalences proposées", style="Heading1")
        + para(
            "Totale\u00a0: chaque compétence du nouveau bloc vient de l’ancien, sans doute. "
            "Partielle\u00a0: une au moins en vient. La proposition ne pèse ni les reformulations "
            "ni les critères\u00a0: au certificateur d’en décider.",
            style="Note",
        )
        + _equivalences()
        + para("Comparaison, bloc par bloc", style="Heading1", layout=PAGE_BREAK_BEFORE)
        + para(
            "Un mot ",
            Run("retiré", "Retire"),
            " est barré dans l’ancien texte, un mot ",
            Run("ajouté", "Ajoute"),
            " est souligné dans le nouveau.",
            style="Note",
        )
        + _comparison()
        + tag("{%p if epreuves %}", "Normal")
        + para("Épreuves", style="Heading1")
        + _exams()
        + tag("{%p endif %}", "Normal")
    )
    return Template(
        title="Tableau comparatif – {{ certification.intitule }}",
        body=body,
        landscape=True,
        footer="{{ certification.intitule }} – Tableau comparatif",
        styles=words_changed(),
    )


def _versions() -> str:
    widths = cm(4.0, 22.7)

    def line(label: str, value: str) -> str:
        return row(
            Cell(para(strong(label), style="Cellule"), widths[0], fill=ACCENT_PALE),
            Cell(para(value, style="Cellule"), widths[1]),
        )

    return table(
        widths,
        line("Niveau et fiche", "{{ certification.mention or '–' }}"),
        line("Ancien référentiel", "{{ ancien }}"),
        line("Nouveau référentiel", "{{ nouveau }}"),
        caption="Référentiels comparés",
    )


def _figures() -> str:
    fields = (
        ("Inchangés", "inchanges"),
        ("Reformulés", "reformules"),
        ("Déplacés", "deplaces"),
        ("Renumérotés", "renumerotes"),
        ("Ajoutés", "ajoutes"),
        ("Supprimés", "supprimes"),
        ("Ensemble", "ensemble"),
        ("Part inchangée", "part_inchangee"),
    )
    first, *others = cm(4.3, *(2.8 for _ in fields))
    return table(
        (first, *others),
        row(
            header_cell("", first),
            *(header_cell(title, width) for (title, _), width in zip(fields, others, strict=True)),
            header=True,
        ),
        tag_row("{%tr for chiffre in chiffres %}", 1 + len(fields)),
        row(
            Cell(para(strong("{{ chiffre.objet }}"), style="Cellule"), first, fill=ACCENT_PALE),
            *(
                Cell(
                    para(
                        f"{{{{ chiffre.{field} }}}}",
                        style="Cellule",
                        layout=RIGHT,
                    ),
                    width,
                )
                for (_, field), width in zip(fields, others, strict=True)
            ),
        ),
        tag_row("{%tr endfor %}", 1 + len(fields)),
        caption="Chiffres par sorte d’élément",
    )


def _equivalences() -> str:
    widths = cm(8.6, 8.6, 4.5, 2.3, 2.7)
    old, new, share, proposal, decision = widths
    return table(
        widths,
        row(
            header_cell("Ancien bloc", old),
            header_cell("Nouveau bloc", new),
            header_cell("Compétences du nouveau bloc qui viennent de l’ancien", share),
            header_cell("Proposition", proposal),
            header_cell("Décision (à compléter)", decision),
            header=True,
        ),
        tag_row("{%tr for equivalence in equivalences %}", 5),
        row(
            Cell(
                tag("{%p for ancien in equivalence.anciens %}")
                + para("{% if not loop.first %}et {% endif %}{{ ancien }}", style="Cellule")
                + tag("{%p endfor %}")
                + tag("{%p if not equivalence.anciens %}")
                + para("– (bloc nouveau)", style="Cellule")
                + tag("{%p endif %}"),
                old,
            ),
            Cell(para("{{ equivalence.nouveau or '– (bloc supprimé)' }}", style="Cellule"), new),
            Cell(para("{{ equivalence.part }}", style="Cellule"), share),
            Cell(para(strong("{{ equivalence.proposition }}"), style="Cellule"), proposal),
            Cell(para(style="Cellule"), decision),
        ),
        tag_row("{%tr endfor %}", 5),
        caption="Équivalences proposées, bloc par bloc",
    )


def _comparison() -> str:
    return table(
        _WIDTHS,
        _headings(),
        tag_row("{%tr for bloc in blocs %}", 5),
        tag_row("{%tr for ligne in bloc.bloc %}", 5),
        row(*_cells(band=True)),
        tag_row("{%tr endfor %}", 5),
        tag_row("{%tr for ligne in bloc.lignes %}", 5),
        *whole_or_split("ligne.longue", *_cells()),
        tag_row("{%tr endfor %}", 5),
        tag_row("{%tr endfor %}", 5),
        caption="Comparaison, bloc par bloc",
    )


def _exams() -> str:
    return (
        table(
            _WIDTHS,
            _headings(),
            tag_row("{%tr for ligne in epreuves %}", 5),
            *whole_or_split("ligne.longue", *_cells()),
            tag_row("{%tr endfor %}", 5),
            caption="Comparaison des épreuves",
        )
        + gap()
    )


def _headings() -> str:
    cells = (header_cell(title, width) for title, width in zip(_HEADINGS, _WIDTHS, strict=True))
    return row(*cells, header=True)


def _cells(*, band: bool = False) -> tuple[Cell, ...]:
    """A row: then, now, what changed, what it does, why. A band stays with the row after it."""
    fill, layout = (ACCENT_PALE, KEEP_NEXT) if band else ("", "")

    def line(*runs: Run | str) -> str:
        return para(*runs, style="Cellule", layout=layout)

    def wording(side: str) -> str:
        label = code(f"{{% if ligne.{side}_code %}}{{{{ ligne.{side}_code }}}} {{% endif %}}")
        return (
            tag(f"{{%p if ligne.{side} %}}")
            + line(label, *_runs(f"ligne.{side}"))
            + tag("{%p else %}")
            + line("–")
            + tag("{%p endif %}")
        )

    same = code("{% if ligne.nouveau_code %}{{ ligne.nouveau_code }} {% endif %}")
    new = (
        tag("{%p if ligne.identique %}")
        + line(same, "Texte inchangé")
        + tag("{%p else %}")
        + wording("nouveau")
        + tag("{%p endif %}")
    )
    changes = (
        line("{{ ligne.objet }} {{ ligne.nature }}")
        + tag("{%p for remarque in ligne.remarques %}")
        + line(alert("{{ remarque }}"))
        + tag("{%p endfor %}")
    )
    effects = (
        tag("{%p for effet in ligne.effets %}")
        + line(strong("{{ effet.texte }} "), *_runs("effet.mots"))
        + tag("{%p endfor %}")
    )
    reason = line("{% if ligne.inchange %}–{% endif %}")
    texts = (wording("ancien"), new, changes, effects, reason)
    fills = (fill, fill, fill or PALE, fill, fill)
    return tuple(
        Cell(text, width, fill=colour)
        for text, width, colour in zip(texts, _WIDTHS, fills, strict=True)
    )


def _runs(words: str) -> tuple[Run | str, ...]:
    """A wording, its words struck and underlined."""
    return (
        f"{{% for mot in {words} %}}{{% if mot.retire %}}",
        Run("{{ mot.texte }}", "Retire"),
        "{% elif mot.ajoute %}",
        Run("{{ mot.texte }}", "Ajoute"),
        "{% else %}{{ mot.texte }}{% endif %}{% endfor %}",
    )
