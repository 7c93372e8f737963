"""Waived rules of certification.yaml: each must name a rule there is."""

from pathlib import Path

from assembler.check.registre import PAR_ID
from assembler.model import Certification
from assembler.model.faults import Fault, nearest
from assembler.model.reading import raise_faults, read_yaml_lines


def check_waivers(fichier: Path) -> None:
    """InputError, with the line, when `regles_derogees` of this file names an unknown rule."""
    certification, lines = read_yaml_lines(fichier, Certification)
    faults = [
        Fault(
            ("regles_derogees", name),
            f"la règle « {name} » n'existe pas{nearest(name, list(PAR_ID))}",
        )
        for name in certification.regles_derogees
        if name not in PAR_ID
    ]
    raise_faults(fichier, faults, lines)
