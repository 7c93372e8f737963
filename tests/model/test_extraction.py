"""The side-car: what was read, and where it stood."""

from pathlib import Path

import pytest

from assembler.errors import InputError
from assembler.model import ElementLu, Extraction, Source, read_extraction, write_extraction


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    extraction = Extraction(
        source=(Source(fichier="referentiel.pdf", sha256="ab", pages=7),),
        elements=(
            ElementLu(
                chemin="blocs/1/competences/C1.1/criteres/2",
                page=3,
                boite=(10.5, 20.25, 30, 40.125),
                texte="Le tri est « juste »",
            ),
        ),
    )
    path = tmp_path / "referentiel.extraction.json"
    write_extraction(extraction, path)
    assert read_extraction(path) == extraction


def test_a_damaged_side_car_is_told(tmp_path: Path) -> None:
    path = tmp_path / "referentiel.extraction.json"
    path.write_text('{"format": 1, "elements": [')
    with pytest.raises(InputError, match=r"referentiel\.extraction\.json, ligne 1"):
        read_extraction(path)
