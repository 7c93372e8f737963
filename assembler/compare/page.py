"""The comparison as one HTML page that opens without a network, and prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from assembler.compare.changes import NATURES, OBJETS, Changement, Comparaison, Mot
from assembler.compare.equivalences import equivalences
from assembler.compare.words import (
    NATURES_PLURAL,
    OBJETS_PLURAL,
    doubt_in_words,
    heading,
    in_words,
    name,
    nature_in_words,
    percent,
    unbreakable,
)


@dataclass(frozen=True)
class Partie:
    """A bloc, or the épreuves: what changed, and what did not."""

    titre: str
    court: str
    ancre: str
    changements: tuple[Changement, ...]
    inchanges: tuple[Changement, ...]


def render_page(comparaison: Comparaison, ancien: str, nouveau: str) -> str:
    """The comparison as HTML: figures, what is to be checked first, equivalences of blocs, then
    bloc by bloc the words struck and added. `ancien`, `nouveau`: what the versions are called."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("assembler.compare", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "en_mots": _in_words, "serre": unbreakable, "pourcent": percent, "blanc": _space,
    }  # fmt: skip
    differences = comparaison.differences
    page = environment.get_template("page.html").render(
        # Our own file, which holds no « </ ».
        style=Markup(files("assembler.compare").joinpath("page.css").read_text("utf-8")),
        ancien=ancien,
        nouveau=nouveau,
        differences=differences,
        resume=comparaison.resume,
        objets=[(objet, OBJETS_PLURAL[objet]) for objet in OBJETS],
        natures=[(nature, NATURES_PLURAL[nature]) for nature in NATURES],
        equivalences=equivalences(comparaison),
        a_voir=[one for one in comparaison.changements if one.douteux or one.devient],
        parties=tuple(_parts(comparaison)),
        nom=name,
        nature=nature_in_words,
        doute=doubt_in_words,
    )
    return page.lstrip()  # what the macros leave


def _parts(comparaison: Comparaison) -> Iterator[Partie]:
    for rank, every in enumerate(comparaison.parties, start=1):
        titre = heading(every[0])
        # The implicit bloc of a RS has none.
        intitule = every[0].present.texte if every[0].objet == "bloc" else ""
        yield Partie(
            f"{titre} – {intitule}" if intitule else titre,
            titre,
            f"partie{rank}",
            tuple(one for one in every if one.nature != "inchange" or one.douteux),
            tuple(one for one in every if one.nature == "inchange" and not one.douteux),
        )


def _in_words(change: Changement) -> str:
    words = in_words(change)
    return words[:1].upper() + words[1:]


def _space(mot: Mot) -> str:
    """The space after a run of words, which is neither struck nor underlined."""
    return mot.texte[len(mot.texte.rstrip()) :]
