"""Which matches could be others: doubt is said, and the rival shown."""

from collections.abc import Mapping

from assembler.compare.assignment import Weights
from assembler.compare.pairs import Pair

Place = tuple[int, int]
"""Row and column of a pair."""


def rivals(
    weights: Weights, found: Mapping[int, int], pairs: Mapping[Place, Pair], margin: int
) -> Mapping[int, Place]:
    """Row → the pair that could be instead of the row's own: putting it in the assignment, the two
    that it parts taking each other if they can, loses less than `margin`."""
    row_of = {column: row for row, column in found.items()}
    best: dict[int, tuple[int, Place]] = {}
    for row, columns in weights.items():
        for column, weight in columns.items():
            mine, theirs = found.get(row), row_of.get(column)
            parted = [] if mine is None else [(row, mine)]
            parted += [] if theirs is None else [(theirs, column)]
            if mine == column or any(_twins(pairs[row, column], pairs[one]) for one in parted):
                continue
            regained = (
                weights[theirs].get(mine, 0) if theirs is not None and mine is not None else 0
            )
            loss = sum(weights[r][c] for r, c in parted) - weight - regained
            for other, _ in parted:
                if loss < margin and (other not in best or (loss, (row, column)) < best[other]):
                    best[other] = loss, (row, column)
    return {row: place for row, (_, place) in best.items()}


def _twins(one: Pair, other: Pair) -> bool:
    """Whether two pairs say the same: what differs in them is alike in all."""
    return one.old.key == other.old.key and one.new.key == other.new.key
