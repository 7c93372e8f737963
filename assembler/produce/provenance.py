"""Where a document that went astray comes from, and whether it still says what is true."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assembler.documents import Document
from assembler.errors import InputError, TemplateError, Where
from assembler.produce.files import sha256
from assembler.produce.ledger import FILE, FOLDER, Origin, digest, read_ledger
from assembler.produce.motifs import Motifs
from assembler.produce.outcome import Order
from assembler.produce.recipes import Recipes
from assembler.produce.stamp import read_stamp
from assembler.produce.verdict import Etat, Raison, change


@dataclass(frozen=True)
class Provenance:
    """`origin`: what the document was made from, as far as it and a ledger tell. `intact`: whether
    it is as it was made; None when no ledger knows it. `registre`: the folder of the ledger that
    was looked into, `place`: where that says it was put, as a digest of the path."""

    origin: Origin
    intact: bool | None
    registre: Path | None = None
    place: str | None = None


@dataclass(frozen=True)
class Standing:
    """A document against what is planned now. `document`: the planned one that says the same or,
    of one that is out of date, that takes its place. `pourquoi`: what changed, in words; () when
    nothing did, or it is not known."""

    etat: Etat
    document: Document | None = None
    pourquoi: tuple[str, ...] = ()


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
    around = sortie or ledger_around(fichier)
    if around is None:
        return Provenance(said, None)
    with read_ledger(around) as ledger:
        known = ledger.made_from(said.cle)
        if known is None:
            return Provenance(said, None, around)
        content = sha256(fichier) or ""
        intact = ledger.content(content) is not None
        return Provenance(known, intact, around, ledger.place(said.cle, content))


def ledger_around(fichier: Path) -> Path | None:
    """The folder with a ledger that the document lies in."""
    return next(
        (folder for folder in fichier.resolve().parents if (folder / FOLDER / FILE).is_file()), None
    )


def standing(found: Provenance, documents: Iterable[Document], order: Order) -> Standing:
    """Whether what a document was made from is still true: whether a planned one says the same.

    `documents`: a whole plan. One that nothing plans, and that the ledger does not know, is of
    another dossier.
    """
    origin = found.origin
    recipes = Recipes(order.logo, origin.referentiel)
    modeles: dict[str, Origin] = {}
    heir: tuple[Document, Origin] | None = None
    for document in documents:
        recipe = recipes.of(document.modele)
        if isinstance(recipe, TemplateError):
            continue
        wanted = recipes.wanted(document, recipe)
        modeles[wanted.modele] = wanted
        if wanted.cle == origin.cle:
            same = wanted.etiquette == origin.etiquette
            return Standing(Etat.FRESH if same else Etat.OLD_STAMP, document)
        if digest(str(document.chemin)) == found.place:
            heir = document, wanted
    if heir:
        return Standing(Etat.STALE, heir[0], _changes(found, *heir, order))
    if found.place or found.registre:
        return Standing(Etat.STALE if found.place else Etat.UNKNOWN)
    why = change(origin, modeles[origin.modele]) if origin.modele in modeles else Raison.MODELE
    return Standing(Etat.STALE, None, (why.value,))


def _changes(
    found: Provenance, document: Document, wanted: Origin, order: Order
) -> tuple[str, ...]:
    """What changed since, in words."""
    assert found.registre
    with read_ledger(found.registre) as ledger:
        today = ledger.keep(order.dossier.referentiel)
        return Motifs(order.dossier, ledger, today).of(document, found.origin, wanted)
