"""The registered fiche as the dossier keeps it (`fiche-enregistree.yaml`), and as a référentiel.

It is what France compétences registered, so that `check` can hold the dossier against it without
the export at hand. Nobody corrects it: it is replaced by a newer one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from assembler.model.certification import Certification
from assembler.model.element import Element, Format, Jour, OuiNon
from assembler.model.reading import read_yaml
from assembler.model.referentiel import Bloc, Competence, Epreuve, Referentiel

FICHE_ENREGISTREE = "fiche-enregistree.yaml"


class SourceFiche(Element):
    """The export the fiche was taken from. `date` is the export's own, from its file name."""

    fichier: str
    sha256: str
    version_flux: str | None = None
    date: Jour | None = None


class CompetenceEnregistree(Element):
    """A competence of a registered bloc; `groupe` is the heading it stands under, if any."""

    code: str | None = None
    texte: str
    groupe: str | None = None


class BlocEnregistre(Element):
    """A registered bloc; `modalites`: a line a paragraph, bullets as « • »."""

    code: str | None = None
    intitule: str
    competences: tuple[CompetenceEnregistree, ...] = ()
    modalites: tuple[str, ...] = ()


class FicheEnregistree(Element):
    """A fiche of the open data. The RS has one implicit bloc, without a code."""

    format: Format = 1
    source: SourceFiche
    actif: OuiNon = True
    etat: str | None = None
    type_enregistrement: str | None = None
    remplacee_par: tuple[str, ...] = ()
    remplace: tuple[str, ...] = ()
    certification: Certification
    """What the export says of the fields of certification.yaml."""
    blocs: tuple[BlocEnregistre, ...] = ()
    non_lu: tuple[str, ...] = ()
    """What the export holds and could not be taken over: « DATE_EFFET : 31/02/2020 »."""


def read_fiche_enregistree(fichier: Path) -> FicheEnregistree:
    """A `fiche-enregistree.yaml`. InputError tells every fault, with its line."""
    return read_yaml(fichier, FicheEnregistree, missing=_MISSING)


def find_fiche_enregistree(dossier: Path) -> FicheEnregistree | None:
    """The registered fiche of the dossier, None when it has none. InputError as above."""
    fichier = dossier / FICHE_ENREGISTREE
    return read_fiche_enregistree(fichier) if fichier.is_file() else None


_MISSING = "Prenez-la de l'export de France compétences : assembler init DOSSIER --fiche --code"


def referentiel_of(fiche: FicheEnregistree) -> Referentiel:
    """What a fiche says of the référentiel: blocs, competences, one épreuve a bloc.

    It holds no activities, no criteria: only the rules of the profile « fiche » apply to it.
    """
    blocs = list(_blocs(fiche))
    return Referentiel(
        type=fiche.certification.type,
        intitule=fiche.certification.intitule,
        blocs=tuple(bloc for bloc, _ in blocs),
        epreuves=tuple(epreuve for _, epreuve in blocs if epreuve),
    )


def _blocs(fiche: FicheEnregistree) -> Iterator[tuple[Bloc, Epreuve | None]]:
    # Some exports give a bloc twice, word for word (once an option), or two blocs one code.
    taken: set[str] = set()
    for rank, bloc in enumerate(dict.fromkeys(fiche.blocs), start=1):
        code = _free(bloc.code or str(rank), taken)
        epreuve = (
            Epreuve(code=f"E{rank}", description=bloc.modalites, code_attribue=True)
            if bloc.modalites
            else None
        )
        epreuves = (epreuve.code,) if epreuve else ()
        yield (
            Bloc(
                code=code,
                intitule=bloc.intitule,
                option=_option(bloc.intitule),
                competences=tuple(_competences(bloc, rank, epreuves)),
                code_attribue=code != bloc.code,
            ),
            epreuve,
        )


def _competences(
    bloc: BlocEnregistre, rank: int, epreuves: tuple[str, ...]
) -> Iterator[Competence]:
    taken: set[str] = set()
    for number, competence in enumerate(bloc.competences, start=1):
        code = _free(competence.code or f"C{rank}.{number}", taken)
        yield Competence(
            code=code,
            texte=competence.texte,
            epreuves=epreuves,
            code_attribue=code != competence.code,
        )


def _free(code: str, taken: set[str]) -> str:
    """The code, or where another has it already « 01 bis », « 01 bis bis »."""
    while code in taken:
        code = f"{code} bis"
    taken.add(code)
    return code


_OPTION = re.compile(r"\(\s*option\s*:?\s*(?P<nom>[^()]+)\)", re.IGNORECASE)


def _option(intitule: str) -> str | None:
    found = _OPTION.search(intitule)
    return found["nom"].strip() if found else None
