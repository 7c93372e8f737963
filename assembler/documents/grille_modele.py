"""Whether the school's own template of a grid is made for the way its jury marks."""

from pathlib import Path

from assembler.errors import TemplateError
from assembler.fill.package import read_package
from assembler.fill.wordml import T, parse_xml
from assembler.model import Certification

_MAIN = "word/document.xml"


def autre_bareme(modele: Path, certification: Certification) -> str:
    """What to say of a template that has places for other marks than the jury's; "" of any other.

    A template that can't be read is for those who fill it to tell.
    """
    voulu, autre = ("cases", "points") if certification.points is None else ("points", "cases")
    fait_pour = "points" if certification.points is None else "bareme"
    mots = _mots(modele)
    if f".{voulu}" in mots or f".{autre}" not in mots:
        return ""
    return (
        f"le modèle {modele.name} n'a pas de place pour noter : il est fait pour "
        f"« {fait_pour} », et n'imprime aucun champ « {voulu} » (assembler template new grille "
        f"--modele {certification.genre_bareme} -o FICHIER)"
    )


def _mots(modele: Path) -> str:
    try:
        xml = read_package(modele).get(_MAIN)
    except TemplateError:
        return ""
    return "" if xml is None else "".join(text.text or "" for text in parse_xml(xml).iter(T))
