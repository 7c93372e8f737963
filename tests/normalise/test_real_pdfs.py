"""The seed PDFs to the letter; the real PDFs of the corpus against their truth."""

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from assembler.errors import NoReferentielError
from assembler.normalise import read_pdf
from tests.shared import shared

SEEDS = ["seed.pdf", "seed-rows-cut.pdf", "seed-tagged.pdf"]


@pytest.mark.parametrize("name", SEEDS)
def test_the_seed_is_read_to_the_letter(name: str) -> None:
    _holds(shared(f"seed/{name}"), shared("seed/seed.truth.json"))


def test_rncp37805_is_read_to_the_letter() -> None:
    pdf = shared("corpus/rncp37805-webecom-devweb.pdf")
    _holds(pdf, shared("corpus/rncp37805-webecom-devweb.truth.json"))


def test_criteria_stand_in_the_order_of_the_page() -> None:
    """Some of rncp37805 begin beside the competence above the one whose code they extend."""
    truth = json.loads(shared("corpus/rncp37805-webecom-devweb.truth.json").read_bytes())
    codes = [c["codes_criteres"] for bloc in truth["blocs"] for c in bloc["competences"]]
    read = read_pdf([shared("corpus/rncp37805-webecom-devweb.pdf")]).referentiel
    found = [[one.code for one in c.criteres] for bloc in read.blocs for c in bloc.competences]
    assert [list(map(_plain, line)) for line in found] == [list(map(_plain, one)) for one in codes]


def test_what_a_page_cuts_stands_on_both_pages() -> None:
    """As seen on the pages of the seed: where a row of page 1 goes on on page 2, and so on."""
    read = read_pdf([shared("seed/seed-rows-cut.pdf")]).extraction
    cut = {one.chemin: [one.page, *(s.page for s in one.suites)] for one in read.elements}
    assert {chemin: pages for chemin, pages in cut.items() if len(pages) > 1} == {
        "blocs/1/competences/C1.6": [1, 2],
        "blocs/1/competences/C1.6/criteres/2": [1, 2],
        "blocs/2/competences/C2.1/criteres/2": [2, 3],
        "epreuves/E3": [2, 3],
        "epreuves/E7": [3, 4],
    }


def _plain(code: str | None) -> str:
    return "".join(char for char in code or "" if char.isalnum())


def test_the_seed_has_no_reserve_and_every_glyph_in_its_place() -> None:
    lecture = read_pdf([shared("seed/seed-rows-cut.pdf")])
    assert lecture.referentiel.reserves == ()
    bilan = lecture.extraction.bilan
    assert bilan.modele > 10_000
    assert bilan.glyphes == bilan.modele + bilan.entetes + bilan.hors_tableau + bilan.autres


def test_what_the_cells_of_the_seed_say_about_the_epreuves() -> None:
    epreuves = read_pdf([shared("seed/seed-tagged.pdf")]).referentiel.epreuves
    assert [one.preparation for one in epreuves] == ["2 mois", *[None] * 5, "3 mois"]
    minutes = [[duree.minutes for duree in one.durees] for one in epreuves]
    assert minutes == [[], [240], [120], [60], [120], [20], [20]]
    assert epreuves[0].intitule == "Etude de cas"
    assert set(epreuves[0].formes) == {"écrit", "collectif", "individuel"}
    assert epreuves[5].intitule is None


def test_slides_hold_no_referentiel() -> None:
    with pytest.raises(NoReferentielError):
        read_pdf([shared("corpus/but-rt-referentiel-cyber.pdf")])


def _holds(pdf: Path, truth: Path) -> None:
    """Nothing missed, nothing invented, by the scorer that the truths were made for."""
    scorer = _scorer()
    expected, kinds, _, _ = scorer["load_truth"](truth)
    model = read_pdf([pdf]).referentiel.model_dump(mode="json")
    found, also = scorer["facts_model"](model)
    found = {also.get(f, f) if f not in expected else f for f in found if f[0] in kinds}
    assert expected - found == set()
    assert found - expected == set()


def _scorer() -> dict[str, Any]:
    sys.dont_write_bytecode = True
    return runpy.run_path(str(shared("tools/score.py")))
