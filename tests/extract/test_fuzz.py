"""Damaged PDFs end in a documented exit code: no traceback, no hang, less than a gigabyte."""

import pytest

from benchmarks.fuzz import DAMAGES, SOURCES, endings, extracts, read
from tests.shared import shared


@pytest.mark.slow
def test_damaged_pdfs_end_well() -> None:
    shared("seed/seed.pdf")
    ended = list(endings(200, seed=1, originals=extracts(SOURCES), jobs=2))
    assert [f"{one.case} ({one.damage}): {one.fault}" for one in ended if one.fault] == []
    assert {one.damage for one in ended} == {damage.__name__ for damage in DAMAGES}
    assert {0, 4} <= {one.code for one in ended}


def test_what_is_not_a_pdf_is_refused() -> None:
    assert read(b"PK") == (4, "")
