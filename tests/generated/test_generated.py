"""Every generated case is read to the letter: nothing missed, nothing invented."""

import re
from pathlib import Path

import pytest

from assembler.normalise import read_pdf
from tests.generated.cases import Case, cases, composed, pdfs
from tests.generated.drawn import draw
from tests.generated.hazards import HAZARDS
from tests.generated.score import score
from tests.programs import require_program

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {
    "word": ("soffice",),
    "word-tagged": ("soffice",),
    "web": ("chromium", "chromium-browser"),
}


HAS_RESERVES = (
    "other-tables", "last-row", "titre-re", "footer-table", "mixed", "recap", "access",
)  # fmt: skip
"""Where something stands in a table that no field of the model takes."""


def _parameters() -> list[object]:
    marks = {True: [pytest.mark.slow], False: []}
    return [pytest.param(c, marks=marks[c.needs_program], id=c.name) for c in cases()]


@pytest.mark.parametrize("case", _parameters())
def test_reads_every_case_to_the_letter(case: Case) -> None:
    if case.needs_program:
        require_program(*PROGRAMS[case.producer])
    lecture = read_pdf(pdfs(case))
    found = score(composed(case).truth, lecture.referentiel)
    assert found.f1 == 1.0, str(found)
    bilan = lecture.extraction.bilan
    assert bilan.perdus == 0
    assert bilan.reserves == 0 or case.hazard.startswith(HAS_RESERVES), lecture.referentiel.reserves


def test_docs_name_every_hazard() -> None:
    page = (ROOT / "docs" / "lecture.md").read_text(encoding="utf-8")
    assert [name for name in HAZARDS if f"`{name}`" not in page] == []


def test_a_case_is_always_the_same() -> None:
    first, again = HAZARDS["mixed-cut"].composed(1), HAZARDS["mixed-cut"].composed(1)
    assert [draw(one) for one in first.documents] == [draw(one) for one in again.documents]
    assert first.truth == again.truth


def test_generator_knows_nothing_of_how_assembler_reads() -> None:
    for source in (ROOT / "tests" / "generated").glob("[!_t]*.py"):
        assert not re.search(r"assembler\.(extract|normalise)", source.read_text("utf-8")), source
