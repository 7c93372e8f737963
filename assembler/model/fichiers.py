"""`referentiel.yaml` and its twins in JSON and as a workbook: reading, writing."""

import datetime
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model.coherence import referentiel_faults
from assembler.model.element import Element
from assembler.model.reading import raise_faults, read_json, read_yaml_lines
from assembler.model.referentiel import Referentiel
from assembler.model.writing import Node, to_yaml, write_atomically

HEADER = """\
# Le référentiel, tel que le PDF déposé le dit. Ce fichier est fait pour être relu et corrigé.
#
# - Corrigez les textes et les codes ici ; le PDF n'est relu que si vous le demandez.
# - Mettez entre guillemets "…" un texte qui contient « : » ou « # », ou qui commence par un signe.
# - « null » veut dire : rien d'imprimé. « [] » veut dire : liste vide.
# - « epreuves » d'une compétence : les codes de la liste « epreuves », plus bas.
# - « epreuve_deduite: true » : la case était vide, l'épreuve au-dessus dans le bloc a été prise.
# - « code_attribue: true » : aucun code n'est imprimé, celui-ci est donné par le logiciel.
# - « reserves » : ce qui se trouve dans un tableau et n'a pas été compris ; à placer à la main.
"""


def read_referentiel(path: Path) -> Referentiel:
    """The référentiel in a .yaml, .json or .xlsx file.

    InputError tells every fault at once, with its place (line, or sheet, row and column) and the
    nearest right key.
    """
    _refuse_what_is_no_file(path)
    if path.suffix.lower() == ".xlsx":
        from assembler.model.classeur import read_classeur

        return read_classeur(path)
    missing = f"Lisez-le du PDF : assembler extract {path.with_suffix('.pdf')}"
    if path.suffix.lower() == ".json":
        referentiel = read_json(path, Referentiel, missing=missing)
        raise_faults(path, referentiel_faults(referentiel), {})
        return referentiel
    _refuse_other_kinds(path)
    referentiel, lines = read_yaml_lines(path, Referentiel, missing=missing)
    raise_faults(path, referentiel_faults(referentiel), lines)
    return referentiel


def write_referentiel(referentiel: Referentiel, path: Path) -> None:
    """Writes a .yaml or .xlsx (laid out for correction) or .json file, whole or not at all."""
    if path.suffix.lower() == ".xlsx":
        from assembler.model.classeur import write_classeur

        write_classeur(referentiel, path)
        return
    if path.suffix.lower() == ".json":
        text = referentiel.model_dump_json(indent=2) + "\n"
    else:
        _refuse_other_kinds(path)
        text = f"{HEADER}\n{to_yaml(_members(referentiel))}"
    write_atomically(path, text.encode())


def _refuse_what_is_no_file(path: Path) -> None:
    """Tells a folder, and a name mistyped, from a file of another kind."""
    if path.is_dir():
        raise InputError(
            "c'est un dossier, pas un référentiel.",
            where=Where(path),
            todo=f"Nommez le fichier, par exemple {path / 'referentiel.yaml'}",
        )
    if not path.suffix and not path.exists():
        raise InputError(
            "ce fichier ou ce dossier n'existe pas.",
            where=Where(path),
            todo="Vérifiez son nom, et le dossier où se tient le terminal.",
        )


def _refuse_other_kinds(path: Path) -> None:
    if path.suffix.lower() not in {".yaml", ".yml"}:
        raise InputError(
            f"un référentiel s'écrit en .yaml, .xlsx ou .json, pas en « {path.suffix} ».",
            where=Where(path),
            todo="Donnez un nom de fichier qui finit par .yaml, .xlsx ou .json.",
        )


def _members(element: Element) -> dict[str, Node]:
    """The element's keys and values, `code_attribue` only where it is true."""
    return {
        key: _node(value)
        for key, value in element
        if not (key == "code_attribue" and value is False)
    }


def _node(value: object) -> Node:
    if isinstance(value, Element):
        return _members(value)
    if isinstance(value, tuple):
        return [_node(item) for item in value]
    if value is None or isinstance(value, bool | int | float | str | datetime.date):
        return value
    raise TypeError(type(value))
