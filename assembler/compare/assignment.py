"""The best assignment of one set to another, over sparse candidate pairs.

Ours, because the libraries that do this (scipy, lap) bring numpy, tens of megabytes, for a few
hundred pairs. Successive shortest paths with potentials (Jonker and Volgenant, 1987).
"""

from collections.abc import Mapping
from heapq import heappop, heappush

Weights = Mapping[int, Mapping[int, int]]
"""Row → column → weight, above 0. A pair that can't be is not there."""


def best_assignment(weights: Weights) -> dict[int, int]:
    """Row → column, each column once, such that the sum of the weights is greatest.

    Rows and columns may stay alone. The answer depends on nothing but the weights and the numbers
    of the rows and columns, also among equal sums.
    """
    search = _Search(weights)
    for row in sorted(weights):
        search.seat(row)
    return {row: seat for row, seat in search.seat_of.items() if seat >= 0}


class _Search:
    """The rows seated so far. Staying alone is a column of the row's own, below 0, of weight 0."""

    def __init__(self, weights: Weights) -> None:
        self.seat_of: dict[int, int] = {}
        self._row_of: dict[int, int] = {}
        self._weights = weights
        self._worth = {row: max(columns.values(), default=0) for row, columns in weights.items()}
        self._price: dict[int, int] = {}

    def seat(self, start: int) -> None:
        """Seats one more row; others give way along the path that loses least."""
        heap: list[tuple[int, int, int]] = []
        lost: dict[int, int] = {}
        asked_by: dict[int, int] = {}
        row, loss = start, 0
        while True:
            for column, weight in ((-1 - row, 0), *self._weights[row].items()):
                step = self._worth[row] + self._price.get(column, 0) - weight
                if column not in lost:
                    heappush(heap, (loss + step, column, row))
            loss, column, asker = heappop(heap)
            while column in lost:
                loss, column, asker = heappop(heap)
            lost[column], asked_by[column] = loss, asker
            if column not in self._row_of:
                break
            row = self._row_of[column]
        self._reprice(start, lost, loss)
        self._give_way(start, column, asked_by)

    def _reprice(self, start: int, lost: Mapping[int, int], loss: int) -> None:
        """Keeps each step of later searches at 0 or more."""
        self._worth[start] -= loss
        for column, before in lost.items():
            self._price[column] = self._price.get(column, 0) + loss - before
            if column in self._row_of:
                self._worth[self._row_of[column]] -= loss - before

    def _give_way(self, start: int, column: int, asked_by: Mapping[int, int]) -> None:
        row = asked_by[column]
        while row != start:
            left = self.seat_of[row]
            self._take(row, column)
            column = left
            row = asked_by[column]
        self._take(row, column)

    def _take(self, row: int, column: int) -> None:
        self.seat_of[row] = column
        self._row_of[column] = row
