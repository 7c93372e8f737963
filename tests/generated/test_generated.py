"""Every generated case is read to the letter: nothing missed, nothing invented."""

import pytest

from assembler.normalise import read_pdf
from tests.generated.cases import Case, cases, composed, pdfs
from tests.generated.score import score


def _parameters() -> list[object]:
    marks = {True: [pytest.mark.slow], False: []}
    return [pytest.param(c, marks=marks[c.needs_program], id=c.name) for c in cases()]


@pytest.mark.parametrize("case", _parameters())
def test_reads_every_case_to_the_letter(case: Case) -> None:
    found = score(composed(case).truth, read_pdf(pdfs(case)).referentiel)
    assert found.f1 == 1.0, str(found)
