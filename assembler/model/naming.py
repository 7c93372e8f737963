"""What a correction is, and the names of what was corrected: for the side-car and for officers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assembler.model.pairing import Node, code_of


@dataclass(frozen=True)
class Correction:
    """One thing the file says otherwise than the PDF.

    `chemin` names it as the side-car does (« blocs/1/competences/C1.1/criteres/2/texte »: codes,
    or 1-based ranks, of the référentiel as extracted); `objet` names it to an officer. `ancien` is
    None for what was added, `corrige` for what was taken out.
    """

    chemin: str
    objet: str
    ancien: str | None
    corrige: str | None


_WHOLE = {"activites", "epreuves", "formes", "colonnes"}
"""Lists of codes or headings: one value, corrected as a whole."""

_ITEMS: Mapping[str, str] = {
    "blocs": "bloc", "activites": "activité", "competences": "compétence", "criteres": "critère",
    "epreuves": "épreuve", "matrices": "matrice", "lignes": "ligne", "taches": "tâche",
    "indicateurs": "indicateur", "description": "paragraphe", "durees": "durée",
    "livrables": "livrable", "complements": "complément", "reserves": "réserve",
}  # fmt: skip
_FIELDS: Mapping[str, str] = {
    "intitule": "intitulé", "activites": "activités", "epreuves": "épreuves",
    "epreuve_deduite": "épreuve déduite", "non_evaluee": "mention « non évaluée »",
    "code_attribue": "code attribué", "preparation": "préparation", "colonnes": "colonnes",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where in the model: as the side-car names it, and in words."""

    chemin: str = ""
    objet: str = ""
    key: str = ""

    def member(self, key: str) -> "Place":
        """The value of a key."""
        return Place(f"{self.chemin}/{key}".lstrip("/"), self.objet, key)

    def item(self, rank: int, item: Node) -> "Place":
        """An item of the list that stands here: by its code, or its 1-based rank."""
        code = code_of(item)
        name = code[0] if code else str(rank + 1)
        words = f"{_ITEMS[self.key]} {name}"
        objet = f"{self.objet}, {words}" if self.objet else words
        return Place(f"{self.chemin}/{name}", objet, self.key)

    def correction(self, ancien: Node, corrige: Node) -> Correction:
        """A value corrected."""
        words = _FIELDS.get(self.key, self.key)
        objet = f"{self.objet} : {words}" if self.objet else words
        return Correction(self.chemin, objet, in_words(ancien), in_words(corrige))

    def change(self, ancien: Node, corrige: Node) -> Correction:
        """An item added, taken out, or a text of a list corrected."""
        ancien_dit = None if ancien is None else in_words(ancien)
        return Correction(
            self.chemin, self.objet, ancien_dit, None if corrige is None else in_words(corrige)
        )

    def order(self, old: Sequence[Node], new: Sequence[Node]) -> Correction:
        """The items of the list put in another order."""
        objet = f"{self.objet} : ordre" if self.objet else "ordre"
        names = (" ; ".join(name_of(item) for item in items) for items in (old, new))
        return Correction(self.chemin, f"{objet} ({_FIELDS.get(self.key, self.key)})", *names)


ROOT = Place()


def is_whole(key: str, items: list[Node]) -> bool:
    return key in _WHOLE and all(isinstance(item, str) for item in items)


def in_list(place: Place) -> bool:
    """Whether the place is an item of a list of texts: its last step is no key of its own."""
    return place.chemin.rsplit("/", 1)[-1] != place.key


def name_of(item: Node) -> str:
    code = code_of(item)
    return code[0] if code else in_words(item)


def in_words(node: Node) -> str:
    """A value as an officer reads it."""
    if node is None or node in ("", []):
        return "(rien)"
    if isinstance(node, bool):
        return "oui" if node else "non"
    if isinstance(node, list):
        return ", ".join(map(in_words, node))
    if isinstance(node, dict):
        return " / ".join(_texts(node)) or in_words(node.get("code"))
    return str(node)


def _texts(node: Node) -> Iterator[str]:
    """The texts of an item and of all it holds, codes apart."""
    if isinstance(node, dict):
        for key, value in node.items():
            codes = isinstance(value, list) and is_whole(key, value)
            if key != "code" and not codes:
                yield from _texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, str) and node:
        yield node
