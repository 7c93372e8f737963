"""The workbook: what is written is what is read, and what an officer does to it is understood."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from assembler.model import Matrice, Referentiel, read_referentiel, write_referentiel
from tests.model.random_models import referentiels


@given(referentiels())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_what_is_written_is_what_is_read(referentiel: Referentiel) -> None:
    referentiel = _ticks_in_order(referentiel)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        write_referentiel(referentiel, path)
        assert read_referentiel(path) == referentiel


def _ticks_in_order(referentiel: Referentiel) -> Referentiel:
    """The order of the ticks of a row has no meaning: in a workbook it is that of the columns."""
    return referentiel.model_copy(update={"matrices": tuple(map(_in_order, referentiel.matrices))})


def _in_order(matrice: Matrice) -> Matrice:
    def ticks(ticked: tuple[str, ...]) -> tuple[str, ...]:
        left = list(ticked)
        kept = []
        for colonne in matrice.colonnes:
            if colonne in left:
                left.remove(colonne)
                kept.append(colonne)
        return tuple(kept)

    lignes = tuple(
        ligne.model_copy(update={"colonnes": ticks(ligne.colonnes)}) for ligne in matrice.lignes
    )
    return matrice.model_copy(update={"lignes": lignes})
