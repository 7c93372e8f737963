"""Whether the school's own template of a grid is made for the way its jury marks."""

from pathlib import Path

from assembler.errors import TemplateError
from assembler.fill.package import read_package
from assembler.fill.wordml import T, parse_xml
from assembler.model import Certification

_MAIN = "word/document.xml"


def autre_bareme(modele: Path, certification: Certification) -> str:
    """What to say of a template that has no place for the marks; "" when it has one.

    A template that can't be read is for those who fill it to tell.
    """
    champ, genre = ("cases", "bareme") if certification.points is None else ("points", "points")
    try:
        xml = read_package(modele).get(_MAIN)
    except TemplateError:
        return ""
    mots = "" if xml is None else "".join(text.text or "" for text in parse_xml(xml).iter(T))
    if xml is None or f".{champ}" in mots:
        return ""
    return (
        f"le modèle {modele.name} n'a pas de place pour noter : certification.yaml a "
        f"« {genre} », et il n'imprime aucun champ « {champ} » (assembler template new grille "
        f"--modele {certification.genre_bareme} -o FICHIER)"
    )
