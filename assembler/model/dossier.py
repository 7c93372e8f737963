"""The folder of a certification, read whole: fiche, référentiel, sessions, candidates."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model.candidats import ListeCandidats, liste_faults, read_candidats
from assembler.model.certification import Certification
from assembler.model.coherence import certification_faults, fiche_faults, session_faults
from assembler.model.faults import nearest, sentence
from assembler.model.fichiers import read_referentiel
from assembler.model.reading import raise_faults, read_yaml_lines
from assembler.model.referentiel import Referentiel
from assembler.model.session import Session

KINDS = (".yaml", ".yml", ".xlsx")
"""The files a référentiel is corrected in; .json is for other programs."""


@dataclass(frozen=True)
class SessionDossier:
    """A session of the dossier: `id` is the name of its folder."""

    id: str
    session: Session
    candidats: ListeCandidats


@dataclass(frozen=True)
class Dossier:
    """All that documents are made from. `nom` is the folder's name."""

    chemin: Path
    nom: str
    certification: Certification
    referentiel: Referentiel
    sessions: tuple[SessionDossier, ...] = ()


def read_dossier(chemin: Path, session: str | None = None) -> Dossier:
    """The dossier in the folder `chemin`, with all its sessions or the one named.

    InputError when a file is missing, wrong, or out of step with the others. A wrong row of a
    candidate list is no such error: it stands in `candidats.refus`.
    """
    if chemin.is_file():
        raise InputError(
            "c'est un fichier, pas un dossier.",
            where=Where(chemin),
            todo="Donnez le dossier de la certification ; pour en préparer un : "
            "assembler init DOSSIER --pdf FICHIER",
        )
    if not chemin.is_dir():
        raise InputError(
            "ce dossier n'existe pas.",
            where=Where(chemin),
            todo=f"Vérifiez le nom, ou créez-le : assembler init {chemin}",
        )
    referentiel = _read_referentiel(chemin)
    certification = read_certification(chemin, referentiel)
    return Dossier(
        chemin=chemin,
        nom=chemin.resolve().name,
        certification=certification,
        referentiel=_labelled(referentiel, certification),
        sessions=tuple(
            _read_session(dossier, referentiel) for dossier in _session_folders(chemin, session)
        ),
    )


def find_referentiel(chemin: Path, nom: str = "referentiel") -> Path | None:
    """The référentiel in the folder that can be corrected, as YAML or as a workbook.

    None when there is none; InputError when there are two: which is the right one?
    """
    found = [f for kind in KINDS if (f := chemin / f"{nom}{kind}").is_file()]
    if len(found) > 1:
        raise InputError(
            f"ce dossier contient deux référentiels, {found[0].name} et {found[1].name}.",
            where=Where(chemin),
            todo="Gardez celui qui est juste ; renommez ou supprimez l'autre.",
        )
    return found[0] if found else None


def _read_referentiel(chemin: Path) -> Referentiel:
    fichier = find_referentiel(chemin)
    if fichier is None:
        raise InputError(
            "ce fichier manque.",
            where=Where(chemin / "referentiel.yaml"),
            todo=f"Déposez le PDF du référentiel dans {chemin} sous le nom referentiel.pdf, "
            f"puis lancez : assembler extract {chemin / 'referentiel.pdf'}",
        )
    referentiel = read_referentiel(fichier)
    _check_sources(chemin, referentiel)
    return referentiel


def _check_sources(chemin: Path, referentiel: Referentiel) -> None:
    """The PDFs that are still there must be those the référentiel was read from."""
    pdfs = [chemin / source.fichier for source in referentiel.source]
    for pdf, source in zip(pdfs, referentiel.source, strict=True):
        if pdf.is_file() and sha256(pdf) != source.sha256:
            raise InputError(
                "ce PDF a changé depuis qu'il a été lu.",
                where=Where(pdf),
                todo=f"Relisez-le : assembler extract {' '.join(str(p) for p in pdfs)}",
            )


def sha256(fichier: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with fichier.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


def read_certification(chemin: Path, referentiel: Referentiel | None = None) -> Certification:
    """The fiche in the folder `chemin`, checked by itself and against the référentiel, if there is
    one yet. InputError tells all that is wrong."""
    fichier = chemin / "certification.yaml"
    certification, lines = read_yaml_lines(
        fichier, Certification, missing=f"Créez-le : assembler init {chemin}"
    )
    faults = list(fiche_faults(certification, chemin))
    if referentiel:
        faults += certification_faults(certification, referentiel)
    raise_faults(fichier, faults, lines)
    return certification


def _labelled(referentiel: Referentiel, certification: Certification) -> Referentiel:
    """With the version and the date that certification.yaml gives, where it has none of its own."""
    return referentiel.model_copy(
        update={
            "version": referentiel.version or certification.version_referentiel,
            "date": referentiel.date or certification.date_referentiel,
        }
    )


def _session_folders(chemin: Path, session: str | None) -> Iterator[Path]:
    racine = chemin / "sessions"
    dossiers = (
        sorted(d for d in racine.iterdir() if d.is_dir() and not d.name.startswith("."))
        if racine.is_dir()
        else []
    )
    _check_names(racine, [dossier.name for dossier in dossiers])
    if session is None:
        yield from dossiers
        return
    trouves = [dossier for dossier in dossiers if dossier.name == session]
    if not trouves:
        noms = [dossier.name for dossier in dossiers]
        raise InputError(
            sentence(f"la session « {session} » n'existe pas{nearest(session, noms)}"),
            where=Where(racine),
            todo="Sessions présentes : " + (", ".join(noms) or "aucune") + ".",
        )
    yield from trouves


def _check_names(racine: Path, noms: Sequence[str]) -> None:
    """Names that are the same but for case, spaces and hyphens would share their documents."""
    lus: dict[str, str] = {}
    for nom in noms:
        autre = lus.setdefault(re.sub(r"[\s-]+", "-", nom).casefold(), nom)
        if autre != nom:
            raise InputError(
                f"les sessions « {autre} » et « {nom} » auraient le même dossier de documents.",
                where=Where(racine),
                todo="Renommez l'un de ces deux dossiers.",
            )


def _read_session(dossier: Path, referentiel: Referentiel) -> SessionDossier:
    fichier = dossier / "session.yaml"
    session, lines = read_yaml_lines(
        fichier,
        Session,
        missing=f"Ajoutez-y une ligne « intitule: … », ou retirez le dossier {dossier.name}.",
    )
    faults = [*session_faults(session, referentiel), *liste_faults(dossier, session.candidats)]
    raise_faults(fichier, faults, lines)
    candidats = read_candidats(
        dossier,
        blocs=[bloc.code for bloc in referentiel.blocs],
        jurys=[jury.code for jury in session.jurys],
        source=session.candidats,
    )
    return SessionDossier(id=dossier.name, session=session, candidats=candidats)
