"""A change in one line, as a list of reasons or a note on a document says it."""

from collections.abc import Iterator, Mapping

from assembler.compare.changes import Changement, Nature, Objet, Version
from assembler.compare.details import NOUNS

_NOUNS: Mapping[Objet, tuple[str, str]] = {
    "bloc": ("bloc", ""), "activite": ("activité", "e"), "competence": ("compétence", "e"),
    "critere": ("critère", ""), "epreuve": ("épreuve", "e"),
}  # fmt: skip
"""The objets in words, with the ending of what agrees with them."""

_PARTICIPLES: Mapping[Nature, str] = {
    "inchange": "inchangé", "reformule": "reformulé", "deplace": "déplacé",
    "renumerote": "renuméroté", "ajoute": "ajouté", "supprime": "supprimé",
}  # fmt: skip

OBJETS_SINGULAR: Mapping[Objet, str] = {objet: noun for objet, (noun, _) in _NOUNS.items()}
OBJETS_PLURAL: Mapping[Objet, str] = {
    "bloc": "blocs", "activite": "activités", "competence": "compétences", "critere": "critères",
    "epreuve": "épreuves",
}  # fmt: skip
NATURES_PLURAL: Mapping[Nature, str] = {
    "inchange": "inchangés", "reformule": "reformulés", "deplace": "déplacés",
    "renumerote": "renumérotés", "ajoute": "ajoutés", "supprime": "supprimés",
}  # fmt: skip

_LINKS = {"epreuves", "activites"}


def in_words(change: Changement) -> str:
    """« critère ajouté à C2.3 », « compétence C1.2 reformulée, renumérotée C1.3 »."""
    return f"{_NOUNS[change.objet][0]}{_name(change)} {natures_in_words(change)}"


def natures_in_words(change: Changement) -> str:
    """The same without the name: « reformulée, renumérotée C1.3 »."""
    ending = _NOUNS[change.objet][1]
    return ", ".join(
        f"{_PARTICIPLES[nature]}{ending}{_complement(nature, change)}" for nature in change.natures
    )


def nature_in_words(nature: Nature, objet: Objet) -> str:
    """« reformulée » of a competence, « reformulé » of a criterion."""
    return f"{_PARTICIPLES[nature]}{_NOUNS[objet][1]}"


def name(version: Version, objet: Objet) -> str:
    """« compétence C1.2 », « critère de C1.2 »."""
    code = version.code or (f"de {version.competence}" if version.competence else "")
    return f"{_NOUNS[objet][0]} {code}".rstrip()


def heading(change: Changement) -> str:
    """What a change stands under in a list of all: « Bloc 1 », « Épreuves »."""
    version = change.present
    bloc = version.code if change.objet == "bloc" else version.bloc
    if bloc is None:
        return "Épreuves"
    return f"Bloc {bloc} ({version.option})" if version.option else f"Bloc {bloc}"


def doubt_in_words(change: Changement) -> str:
    """Why a match without a rival is in doubt."""
    if change.objet == "bloc":
        return "les deux blocs ont peu de compétences en commun"
    return f"les deux textes ne se ressemblent qu’à {change.ressemblance}\u00a0%"


def unbreakable(text: str) -> str:
    """Our own guillemets with spaces that do not break, for what is printed."""
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def percent(share: float) -> str:
    """« 94,2 % »."""
    return f"{100 * share:.1f}".replace(".", ",").removesuffix(",0") + "\u00a0%"


def _name(change: Changement) -> str:
    """The old name: it is the one the reader knows."""
    version = change.ancien or change.present
    if version.code:
        return f" {version.code}"
    says_place = {"deplace", "ajoute", "supprime"} & {*change.natures}
    return "" if says_place else f" de {version.competence}"


def _complement(nature: Nature, change: Changement) -> str:
    old, new = change.ancien, change.nouveau
    match nature:
        case "reformule" if not change.mots:
            return f" ({', '.join(_fields(change))})"
        case "deplace":
            return _way(change) or f" ({', '.join(_links(change))})"
        case "renumerote":
            return f" {new.code}" if new and new.code else " (sans numéro)"
        case "ajoute" if new:
            return _at(new, "à", "au bloc")
        case "supprime" if old:
            return _at(old, "de", "du bloc")
        case _:
            return ""


def _fields(change: Changement) -> Iterator[str]:
    """What goes with the wording and changed, without the texts: « durée »."""
    return (NOUNS[one.champ] for one in change.details if one.champ not in _LINKS)


def _links(change: Changement) -> Iterator[str]:
    """« épreuve E2 ajoutée »; of many, « épreuves »."""
    for one in change.details:
        if one.champ in _LINKS:
            few = len(one.retires) + len(one.ajoutes) <= 2
            yield one.texte if few else f"{NOUNS[one.champ]}s"


def _way(change: Changement) -> str:
    """« du bloc 1 au bloc 2 », « de C1.1 à C2.3 »; nothing when the place is the same."""
    for one in change.details:
        if one.champ == "bloc":
            return f" du bloc {one.retires[0]} au bloc {one.ajoutes[0]}"
        if one.champ == "competence":
            return f" de {one.retires[0]} à {one.ajoutes[0]}"
    return ""


def _at(version: Version, competence: str, bloc: str) -> str:
    if version.competence:
        return f" {competence} {version.competence}"
    return f" {bloc} {version.bloc}" if version.bloc else ""
