"""What a document family is, and where its Word template stands."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import get_args

import assembler
from assembler.documents.contexte import Contexte
from assembler.model import Dossier
from assembler.model.certification import Certification, NomFamille


@dataclass(frozen=True)
class Document:
    """A document to be made."""

    famille: NomFamille
    chemin: PurePosixPath
    """Relative to the output folder."""
    modele: Path
    contexte: Contexte
    objet: str
    """For messages: names a candidate by number and row only."""
    titre: str
    """For the title property of the document."""
    passage: datetime.datetime | None = None
    """When the candidate it is for comes before the jury: what is printed lies in this order."""


def toujours(_dossier: Dossier) -> bool:
    """Whatever the dossier."""
    return True


def jamais(_dossier: Dossier) -> bool:
    """Whatever the dossier."""
    return False


@dataclass(frozen=True)
class Gabarit:
    """What has a Word template: its name, and what the template is given."""

    nom: NomFamille
    contexte: type[Contexte]


@dataclass(frozen=True)
class Famille(Gabarit):
    """A document family: what its template is given, and which documents a dossier needs."""

    plan: Callable[[Dossier], Iterator[Document]]
    nombre: Callable[[Dossier], int] | None = None
    """How many documents, where planning them only to count them would take long."""
    de_la_liste: Callable[[Dossier], bool] = jamais
    """Whether its documents are made from the list of candidates, without the rows refused."""
    manques: Callable[[Dossier], Iterator[str]] | None = None
    """What the dossier does not say and the documents leave out, a line each, in French."""


def find_template(famille: NomFamille, dossier: Dossier) -> Path:
    """The template of a family: the one certification.yaml names, modeles/<famille>.docx, ours."""
    return template_of(famille, dossier.chemin, dossier.certification)


def template_of(famille: NomFamille, chemin: Path, certification: Certification) -> Path:
    """The same, before the whole dossier in the folder `chemin` is read."""
    if nomme := certification.modeles.get(famille):
        return chemin / nomme
    propre = chemin / "modeles" / f"{famille}.docx"
    variante = _variante(famille, certification)
    return propre if propre.is_file() else default_template(famille, variante)


VARIANTES: Mapping[NomFamille, Mapping[str, str]] = {
    "grille": {"lettres": "grille", "niveaux": "grille-niveaux", "points": "grille-points"}
}
"""The families that have several starter templates: name → file. The first is the usual one."""


def _variante(famille: NomFamille, certification: Certification) -> str | None:
    """The starter that fits the certification: that of a grid goes by how the jury marks."""
    return certification.genre_bareme if famille == "grille" else None


def stray_templates(dossier: Dossier) -> tuple[Path, ...]:
    """The .docx in modeles/ that serve no family: neither the name of one, nor named in
    certification.yaml. Word's lock files (~$…) and hidden files are left out."""
    folder = dossier.chemin / "modeles"
    known = [folder / f"{famille}.docx" for famille in get_args(NomFamille)]
    known += [dossier.chemin / nomme for nomme in dossier.certification.modeles.values()]
    served = [modele for modele in known if modele.is_file()]
    found = folder.glob("*") if folder.is_dir() else ()
    return tuple(
        modele
        for modele in sorted(found)
        if modele.suffix.lower() == ".docx"
        and modele.is_file()
        and not modele.name.startswith(("~$", "."))
        # Not by name: where the system ignores case, Grille.docx is grille.docx.
        and not any(modele.samefile(other) for other in served)
    )


def default_template(famille: NomFamille, variante: str | None = None) -> Path:
    """The starter template, the usual one or that of `VARIANTES`: inside the installed package, or
    beside it in a checkout."""
    nom = VARIANTES[famille][variante] if variante else famille
    paquet = Path(assembler.__file__).parent
    installe = paquet / "templates" / f"{nom}.docx"
    return installe if installe.is_file() else paquet.parent / "templates" / f"{nom}.docx"
