"""certification.yaml and fiche-enregistree.yaml, filled from a registered fiche."""

import datetime
import re
from collections.abc import Iterator, Mapping

from assembler.model.element import Element
from assembler.model.opendata.fiche import FicheEnregistree
from assembler.model.writing import Node, to_yaml

ENTETE = """\
# Ce que France compétences a enregistré, pris de l'export indiqué sous « source ».
# La commande « assembler check » y compare le dossier, mot à mot. Ne le corrigez pas : pour le
# renouveler, supprimez ce fichier et relancez assembler init avec un export plus récent.
"""


def fiche_yaml(fiche: FicheEnregistree) -> str:
    """The text of fiche-enregistree.yaml: what the fiche says, and nothing that it does not."""
    return f"{ENTETE}\n{to_yaml(_members(fiche))}"


def fill_in(gabarit: str, fiche: FicheEnregistree) -> str:
    """The text of certification.yaml, each key that the fiche knows written out in its place; the
    others stay as they are in the starter: commented out, and explained."""
    for key, value in _members(fiche.certification).items():
        gabarit = _filled(gabarit, key, value)
    return gabarit


def _filled(gabarit: str, key: str, value: Node) -> str:
    here = re.compile(
        rf"^(?:# )?{key}:(?P<rest>.*)\n"  # the key, as an example or with a value to replace
        r"(?:# (?:-|  ).*\n)*",  # and what goes on below it
        re.MULTILINE,
    )
    if not here.search(gabarit):
        raise KeyError(key)
    return here.sub(lambda found: _written(key, value, found["rest"]), gabarit, count=1)


_COMMENT = re.compile(r"\s#\s.*$")


def _written(key: str, value: Node, rest: str) -> str:
    """The key with its value; the note at the end of its line stays, where there is room."""
    if isinstance(value, str) and "\n" in value and _is_printable(value):
        return f"{key}: |\n" + "".join(f"  {line}\n" for line in value.split("\n"))
    text = to_yaml({key: value})
    note = _COMMENT.search(rest)
    if note and text.count("\n") == 1 and len(text) <= 40:
        return f"{text.rstrip():<40}{note[0].strip()}\n"
    return text


_ALWAYS = {"format", "actif", "ouverte", "nature"}
"""Keys that a reader wants to see, also where they say the usual."""


def _is_printable(text: str) -> bool:
    """Whether the text can stand after « | » as it is: a control character must be escaped."""
    return all(c.isprintable() or c in "\n\xa0\u202f\u2009" for c in text)


def _members(element: Element) -> dict[str, Node]:
    """The keys that have a value."""
    return dict(_told(element))


def _told(element: Element) -> Iterator[tuple[str, Node]]:
    defaults = type(element).model_fields
    for key, value in element:
        if key in _ALWAYS or value != defaults[key].default:
            yield key, _node(value)


def _node(value: object) -> Node:
    if isinstance(value, Element):
        return _members(value)
    if isinstance(value, tuple):
        return [_node(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _node(item) for key, item in value.items()}
    if isinstance(value, bool):
        return "oui" if value else "non"
    if value is None or isinstance(value, int | float | str | datetime.date):
        return value
    raise TypeError(type(value))
