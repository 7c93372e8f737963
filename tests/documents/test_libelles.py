"""How a bloc is called on every paper."""

import pytest

from assembler.documents.contexte import libelle
from assembler.documents.typographie import INSECABLE


@pytest.mark.parametrize(
    ("intitule", "option", "said"),
    [
        ("Piloter", None, "Piloter"),
        ("Piloter", "Réseaux", "Piloter – option Réseaux"),
        ("Piloter", "option 2", "Piloter – option 2"),
        ("Piloter (option 2)", "option 2", "Piloter (option 2)"),
    ],
)
def test_an_option_is_named_once(intitule: str, option: str | None, said: str) -> None:
    assert libelle("4", intitule, option) == f"Bloc{INSECABLE}4 – {said}"
    assert libelle("RNCP99001BC04", intitule, option) == f"RNCP99001BC04 – {said}"
