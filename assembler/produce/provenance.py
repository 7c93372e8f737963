"""Where a document that went astray comes from, and whether it still says what is true."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assembler.documents import Document
from assembler.errors import InputError, TemplateError, Where
from assembler.produce.files import sha256
from assembler.produce.ledger import FILE, FOLDER, Origin, read_ledger
from assembler.produce.outcome import Order
from assembler.produce.recipes import Recipes
from assembler.produce.stamp import read_stamp
from assembler.produce.verdict import Etat, Raison, change


@dataclass(frozen=True)
class Provenance:
    """`origin`: what the document was made from, as far as it and a ledger tell. `intact`: whether
    it is as it was made; None when no ledger knows it."""

    origin: Origin
    intact: bool | None


@dataclass(frozen=True)
class Standing:
    """A document against what is planned now. `document`: the planned one that says the same."""

    etat: Etat
    raison: Raison | None = None
    document: Document | None = None


def provenance(fichier: Path, sortie: Path | None = None) -> Provenance:
    """What the document was made from. `sortie`: the folder with the ledger it may stand in;
    without it, that of the folders around the document.

    InputError when it was not made by this tool.
    """
    said = read_stamp(fichier)
    if said is None:
        raise InputError(
            "ce document ne vient pas d'assembler, ou a perdu ses propriétés.",
            where=Where(fichier),
            todo="Seuls les documents faits par « assembler build » disent d'où ils viennent.",
        )
    around = sortie or next(
        (folder for folder in fichier.resolve().parents if (folder / FOLDER / FILE).is_file()), None
    )
    if around is None:
        return Provenance(said, None)
    with read_ledger(around) as ledger:
        known = ledger.made_from(said.cle)
        if known is None:
            return Provenance(said, None)
        return Provenance(known, ledger.content(sha256(fichier) or "") is not None)


def standing(origin: Origin, documents: Iterable[Document], order: Order) -> Standing:
    """Whether what was made from `origin` is still true: whether a planned document says the same.

    `documents`: a whole plan.
    """
    recipes = Recipes(order.logo, origin.referentiel)
    now: dict[Path, Origin] = {}
    for document in documents:
        recipe = recipes.of(document.modele)
        if isinstance(recipe, TemplateError):
            continue
        wanted = recipes.wanted(document, recipe)
        now[document.modele] = wanted
        if wanted.cle == origin.cle:
            same = wanted.etiquette == origin.etiquette
            return Standing(Etat.FRESH if same else Etat.OLD_STAMP, None, document)
    same_template = [wanted for wanted in now.values() if wanted.modele == origin.modele]
    return Standing(
        Etat.STALE, change(origin, same_template[0]) if same_template else Raison.MODELE
    )
