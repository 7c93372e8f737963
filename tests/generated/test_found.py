"""Cases that once were read wrongly, found with other seeds than those of every run."""

import pytest

from assembler.normalise import read_pdf
from tests.generated.cases import Case, cases, composed, pdfs
from tests.generated.score import score

FOUND = {
    "cut-long-row-drawn-30": "« Non évaluée » in front hid the codes of the criteria",
    "code-joins-drawn-66": "two « Non évaluée » one after the other spoke of one competence",
    "mixed-drawn-2001": "a bloc's label cut behind its colon was read as two",
    "no-bullet-drawn-120": "a merged cell that went on made one row of two",
    "titre-re-drawn-64": "competences listed with no sign between them were read as one",
    "two-modalities-drawn-7": "a cut modality went on in the column beside its own",
}


@pytest.mark.parametrize("name", FOUND)
def test_read_to_the_letter(name: str) -> None:
    case = _case(name)
    read = score(composed(case).truth, read_pdf(pdfs(case)).referentiel)
    assert (read.missed, read.invented) == ((), ())


def _case(name: str) -> Case:
    seed = int(name.rsplit("-", 1)[1])
    return next(case for case in cases([seed]) if str(case.name) == name)
