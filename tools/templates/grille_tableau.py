"""The table of a grid: competences, their criteria, and what is ticked or written beside each."""

from tools.templates.look import ACCENT, ACCENT_PALE, PALE
from tools.templates.wordml import (
    CENTRED,
    KEEP_NEXT,
    RIGHT,
    Cell,
    Run,
    alert,
    cm,
    code,
    field_box,
    header_cell,
    para,
    row,
    small,
    strong,
    table,
    tag,
    tag_cell,
    tag_row,
    whole_or_split,
)

WEIGHT = "{%% if %s %%} (coefficient {{ %s }}){%% endif %%}"


def lettres() -> str:
    """A column a level, headed by its name; the result of a competence is a level, too."""
    text, level, note = cm(15.5, 2.1, 9.1)
    heading = para("{{ niveau.code }}", style="CelluleEntete", layout=CENTRED) + para(
        small("{{ niveau.libelle }}"), style="CelluleEntete", layout=CENTRED
    )
    return _table(
        (text, level, note),
        (
            header_cell("Compétences et critères", text),
            *_each_level(Cell(heading, level, fill=ACCENT, align="center")),
            header_cell("Observations, preuves", note),
        ),
        (
            _criterion(text),
            *_boxes("critere", level),
            _note("critere", note),
        ),
        (
            _result(text),
            *_boxes("competence", level, fill=PALE),
            _note("competence", note, fill=PALE),
        ),
        whole="{% colspan bareme|length + 2 %}",
    )


def niveaux() -> str:
    """A narrow column a level; the result of a competence is that it is acquired, or not."""
    text, level, note = cm(15.5, 1.5, 9.7)
    return _table(
        (text, level, note),
        (
            header_cell("Compétences et critères", text),
            *_each_level(_centred_heading("{{ niveau.code }}", level)),
            header_cell("Observations, preuves", note),
        ),
        (
            _criterion(text),
            *_boxes("critere", level),
            _note("critere", note),
        ),
        (
            _result(text),
            Cell(
                para("{% colspan bareme|length %}", *_acquired(), style="Cellule", layout=CENTRED),
                fill=PALE,
                align="center",
            ),
            _note("competence", note, fill=PALE),
        ),
        whole="{% colspan bareme|length + 2 %}",
    )


def points() -> str:
    """Points and weight of each criterion; the total of a competence, and whether it is
    acquired."""
    text, weight, mark, note = cm(14.0, 1.3, 2.4, 9.0)
    return _table(
        (text, weight, mark, note),
        (
            header_cell("Compétences et critères", text),
            _centred_heading("Coef.", weight),
            _centred_heading("Points", mark),
            header_cell("Observations, preuves", note),
        ),
        (
            _criterion(text, weight=False),
            Cell(_centred("{{ critere.poids or '1' }}"), weight, align="center"),
            Cell(_centred("{{ critere.points }} / {{ maximum }}"), mark, align="center"),
            _note("critere", note),
        ),
        (
            Cell(
                para(
                    "Compétence ",
                    strong("{{ competence.code }}"),
                    "\u00a0:   ",
                    *_acquired(),
                    style="Cellule",
                    layout=RIGHT,
                ),
                text,
                fill=PALE,
                align="center",
            ),
            Cell(_centred("{{ competence.poids or '1' }}"), weight, fill=PALE, align="center"),
            Cell(
                _centred("{{ competence.points }} / {{ competence.total }}"),
                mark,
                fill=PALE,
                align="center",
            ),
            _note("competence", note, fill=PALE),
        ),
        whole="{% colspan 4 %}",
    )


def _table(
    widths: tuple[int, ...],
    heading: tuple[Cell, ...],
    criterion: tuple[Cell, ...],
    result: tuple[Cell, ...],
    *,
    whole: str,
) -> str:
    """`whole`: the tag that spreads a cell over all columns."""
    columns = len(widths)
    return table(
        widths,
        row(*heading, header=True),
        tag_row("{%tr for competence in competences %}", columns),
        row(
            Cell(
                para(
                    whole,
                    code("{{ competence.code }} "),
                    strong("{{ competence.texte }}"),
                    WEIGHT % ("competence.poids", "competence.poids"),
                    alert("{% if competence.eliminatoire %} ÉLIMINATOIRE{% endif %}"),
                    style="Cellule",
                    layout=KEEP_NEXT,
                ),
                fill=ACCENT_PALE,
            )
        ),
        tag_row("{%tr for critere in competence.criteres %}", columns),
        *whole_or_split("critere.longue", *criterion),
        tag_row("{%tr endfor %}", columns),
        tag_row("{%tr if competence.non_evaluee %}", columns),
        row(
            Cell(
                para(
                    whole,
                    "Mention du référentiel\u00a0: {{ competence.non_evaluee }}",
                    style="Cellule",
                ),
                align="center",
            )
        ),
        tag_row("{%tr else %}", columns),
        row(*result),
        tag_row("{%tr endif %}", columns),
        tag_row("{%tr endfor %}", columns),
        caption="Grille d’évaluation",
    )


def _criterion(width: int, *, weight: bool = True) -> Cell:
    """A criterion over its indicators; the last one of a competence stays with the result."""
    runs: tuple[Run | str, ...] = (
        "{{ critere.texte }}",
        *([WEIGHT % ("critere.poids", "critere.poids")] if weight else []),
        alert("{% if critere.eliminatoire %} ÉLIMINATOIRE{% endif %}"),
    )
    return Cell(
        tag("{%p if loop.last %}")
        + para(*runs, style="Cellule", layout=KEEP_NEXT)
        + tag("{%p else %}")
        + para(*runs, style="Cellule")
        + tag("{%p endif %}")
        + tag("{%p for indicateur in critere.indicateurs %}")
        + para("• {{ indicateur }}", style="CelluleTache")
        + tag("{%p endfor %}"),
        width,
    )


def _result(width: int) -> Cell:
    return Cell(
        para(
            "Résultat pour la compétence ",
            strong("{{ competence.code }}"),
            "{% if not competence.criteres %} (le référentiel ne donne pas de critère){% endif %}",
            style="Cellule",
            layout=RIGHT,
        ),
        width,
        fill=PALE,
        align="center",
    )


def _acquired() -> tuple[Run | str, ...]:
    return (
        field_box("competence.acquise"),
        " Acquise   ",
        field_box("competence.non_acquise"),
        " Non acquise",
    )


def _each_level(cell: Cell) -> tuple[Cell, ...]:
    return (
        tag_cell("{%tc for niveau in bareme %}", cell.width),
        cell,
        tag_cell("{%tc endfor %}", cell.width),
    )


def _boxes(owner: str, width: int, *, fill: str = "") -> tuple[Cell, ...]:
    """A box a level."""
    return (
        tag_cell(f"{{%tc for case in {owner}.cases %}}", width),
        Cell(para(field_box("case"), style="CelluleCase"), width, fill=fill, align="center"),
        tag_cell("{%tc endfor %}", width),
    )


def _note(owner: str, width: int, *, fill: str = "") -> Cell:
    """Where the jury writes what it saw."""
    return Cell(para(f"{{{{ {owner}.observation }}}}", style="Cellule"), width, fill=fill)


def _centred_heading(text: str, width: int) -> Cell:
    heading = para(text, style="CelluleEntete", layout=CENTRED)
    return Cell(heading, width, fill=ACCENT, align="center")


def _centred(text: str) -> str:
    return para(text, style="Cellule", layout=CENTRED)
