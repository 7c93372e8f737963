"""The assignment is the best there is: brute force says so on small ones."""

from hypothesis import given
from hypothesis import strategies as st

from assembler.compare.assignment import Weights, best_assignment

weights = st.dictionaries(
    st.integers(0, 5),
    st.dictionaries(st.integers(0, 5), st.integers(1, 6) | st.integers(1, 900), max_size=6),
    max_size=6,
)


def _best_sum(table: Weights, rows: list[int], taken: frozenset[int]) -> int:
    """By trying everything."""
    if not rows:
        return 0
    row, *rest = rows
    return max(
        _best_sum(table, rest, taken),
        *(
            weight + _best_sum(table, rest, taken | {column})
            for column, weight in table[row].items()
            if column not in taken
        ),
        0,
    )


@given(weights)
def test_no_other_assignment_weighs_more(table: Weights) -> None:
    found = best_assignment(table)
    assert len(set(found.values())) == len(found)
    assert sum(table[row][column] for row, column in found.items()) == _best_sum(
        table, list(table), frozenset()
    )


def test_it_is_not_greedy() -> None:
    # Taking the heaviest pair first (0 with 0) would leave row 1 with nothing: 9, not 8 + 7.
    assert best_assignment({0: {0: 9, 1: 8}, 1: {0: 7}}) == {0: 1, 1: 0}
