"""`{{ fusion(cle) }}`: cells merged downwards over nested loops."""

from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.fill import open_check
from tests.fill.conftest import Fill, Filled, compiled, table

ROWS = (
    ("{%tr for b in blocs %}",),
    ("{%tr for c in b.competences %}",),
    ("{%tr for k in c.criteres %}",),
    (
        "{{ fusion(b.code) }}{{ b.code }}",
        "{{ fusion(b.code, c.epreuve) }}{{ c.epreuve }}",
        "{{ k }}",
    ),
    ("{%tr endfor %}",),
    ("{%tr endfor %}",),
    ("{%tr endfor %}",),
)


def test_cells_merge_over_nested_loops(fill: Fill) -> None:
    blocs = [
        {
            "code": "1",
            "competences": [
                {"epreuve": "E<1>", "criteres": ["a", "b"]},
                {"epreuve": "E<1>", "criteres": ["c"]},
                {"epreuve": "E2", "criteres": ["d"]},
            ],
        },
        {"code": "2", "competences": [{"epreuve": "E2", "criteres": ["e"]}]},
    ]

    filled = fill(table(*ROWS), blocs=blocs)

    assert filled.merges() == [
        ["restart", "restart", None],
        ["continue", "continue", None],
        ["continue", "continue", None],
        ["continue", None, None],
        [None, None, None],
    ]
    assert filled.rows() == [
        ["1", "E<1>", "a"],
        ["", "", "b"],
        ["", "", "c"],
        ["", "E2", "d"],
        ["2", "E2", "e"],
    ]


def test_only_cells_of_the_same_columns_merge(fill: Fill) -> None:
    def build(document: Document) -> None:
        grid = document.add_table(rows=2, cols=3)
        grid.cell(0, 0).merge(grid.cell(0, 1)).text = "{{ fusion('x') }}large"
        grid.cell(1, 0).text = "{{ fusion('x') }}étroit"

    assert fill(build).rows() == [["large", ""], ["étroit", "", ""]]


def test_a_row_without_the_tag_separates(fill: Fill) -> None:
    build = table(("{{ fusion('x') }}a",), ("titre",), ("{{ fusion('x') }}b",))

    assert fill(build).merges() == [[None], [None], [None]]


def test_the_merged_cell_keeps_all_its_paragraphs(fill: Fill) -> None:
    build = table(("{{ fusion('x') }}a¶b",), ("{{ fusion('x') }}a¶b",))

    assert fill(build).rows() == [["ab"], [""]]


ONE_COLUMN = compiled(
    table(("{%tr for c in cles %}",), ("{{ fusion(c) }}{{ c }}",), ("{%tr endfor %}",))
)


@given(st.lists(st.sampled_from(["a", "b", "&", ""]), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_merges_are_the_runs_of_equal_keys(keys: list[str]) -> None:
    filled = Filled(ONE_COLUMN.fill({"cles": keys}, proprietes={}, objet="essai"))

    continued = [row[0] == "continue" for row in filled.merges()]
    assert continued == [n > 0 and key == keys[n - 1] for n, key in enumerate(keys)]
    assert open_check(filled.data) == []
