"""What can be told wrong in a fiche before it is typed in: lengths, and the form of codes.

The limits are those of the export of France compétences (XML schema 4.1), which the form feeds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembler.documents import typographie as typo
from assembler.documents.contexte import nom_bloc
from assembler.model import Bloc, Certification, Referentiel

INTITULE_SIGNES = 800
ACTIVITES_KO = 32
COMPETENCES_KO = 64


@dataclass(frozen=True)
class Controle:
    """Something of a field that the form, or France compétences, would refuse."""

    rubrique: str
    constat: str


@dataclass(frozen=True)
class _Forme:
    """How the codes of a field are made, and how many it takes."""

    rubrique: str
    motif: str
    nombre: int
    mots: str


_NSF = _Forme("Code(s) NSF", r"\d{3}[a-zA-Z]?", 3, "trois chiffres, et au plus une lettre")
_FORMACODE = _Forme("Formacode(s)", r"\d{5}", 5, "cinq chiffres")
_ROME = _Forme("Code(s) ROME", r"[A-N]\d{4}", 5, "une lettre de A à N et quatre chiffres")
_IDCC = _Forme("Conventions collectives (IDCC)", r"\d{1,4}", 3, "un à quatre chiffres")

_FORME_FICHE = {"RNCP": r"RNCP\d{1,6}", "RS": r"RS\d{1,6}"}
_NUMERO_BLOC = re.compile(r"(?P<fiche>RNCP\d{1,6})BC\d\d")


def controles(certification: Certification, referentiel: Referentiel) -> Iterator[Controle]:
    """What is wrong with the codes of the fiche and the titles, in the order of the form."""
    code, forme = certification.code, _FORME_FICHE[certification.type]
    if code and not re.fullmatch(forme, code):
        yield Controle("Numéro de fiche", f"{_cite(code)} ne s’écrit pas comme {_exemple(forme)}.")
    yield from _trop_long("Intitulé", certification.intitule)
    yield from _codes(_NSF, certification.nsf)
    yield from _codes(_FORMACODE, certification.formacodes)
    for certificateur in certification.certificateurs:
        siret = re.sub(r"\s", "", certificateur.siret or "")
        if siret and not re.fullmatch(r"\d{14}", siret):
            yield Controle("Certificateur(s)", f"{_cite(siret)} n’est pas un SIRET (14 chiffres).")
    if certification.type == "RNCP":
        for bloc in referentiel.blocs:
            yield from _numero(bloc, certification)
            yield from _trop_long(f"Intitulé du {nom_bloc(bloc)}", bloc.intitule)
    yield from _codes(_ROME, certification.rome)
    yield from _codes(_IDCC, certification.formulaire.conventions)


def numero_bloc(bloc: Bloc, rang: int, certification: Certification) -> str:
    """The registered number of a bloc (RNCP12345BC01), printed or made from its place; "" for a
    certification without a number yet."""
    if _NUMERO_BLOC.fullmatch(bloc.code):
        return bloc.code
    code = certification.code
    return f"{code}BC{rang:02}" if code and re.fullmatch(_FORME_FICHE["RNCP"], code) else ""


def longueur(paragraphes: Sequence[str], maximum: int = 0) -> str:
    """« 1 240 signes », « 120 signes sur 800 au plus »: spaces and line ends count."""
    nombre = len("\n".join(paragraphes))
    dit = f"{_nombre(nombre)} signe{'s' if nombre > 1 else ''}"
    return f"{dit} sur {_nombre(maximum)} au plus" if maximum else dit


def longueur_ko(paragraphes: Sequence[str], maximum: int) -> str:
    """« 2,1 Ko sur 32 au plus », for the fields whose limit is in kilobytes of UTF-8."""
    ko = typo.nombre(round(_octets(paragraphes) / 1024, 1))
    return f"{longueur(paragraphes)}, {ko}{typo.INSECABLE}Ko sur {maximum} au plus"


def trop_lourd(rubrique: str, paragraphes: Sequence[str], maximum: int) -> Iterator[Controle]:
    """When a text has more kilobytes than its field takes."""
    if _octets(paragraphes) > maximum * 1024:
        yield Controle(rubrique, f"Trop long{typo.INSECABLE}: {longueur_ko(paragraphes, maximum)}.")


def _octets(paragraphes: Sequence[str]) -> int:
    return len("\n".join(paragraphes).encode())


def _nombre(valeur: int) -> str:
    return f"{valeur:,}".replace(",", typo.FINE)


def _trop_long(rubrique: str, texte: str) -> Iterator[Controle]:
    if len(texte) > INTITULE_SIGNES:
        dit = longueur([texte], INTITULE_SIGNES)
        yield Controle(rubrique, f"Trop long{typo.INSECABLE}: {dit}.")


def _codes(forme: _Forme, codes: Sequence[str]) -> Iterator[Controle]:
    for code in codes:
        if not re.fullmatch(forme.motif, code):
            yield Controle(forme.rubrique, f"{_cite(code)} n’a pas la forme voulue ({forme.mots}).")
    if len(codes) > forme.nombre:
        yield Controle(forme.rubrique, f"{len(codes)} codes, et {forme.nombre} au plus.")


def _numero(bloc: Bloc, certification: Certification) -> Iterator[Controle]:
    """A printed code that means to be a registered number, and is none, or is another fiche's."""
    rubrique = f"Numéro du {nom_bloc(bloc)}"
    numero = _NUMERO_BLOC.fullmatch(bloc.code)
    if bloc.code.upper().startswith("RNCP") and numero is None:
        yield Controle(rubrique, f"{_cite(bloc.code)} ne s’écrit pas comme RNCP12345BC01.")
    elif numero and certification.code and numero["fiche"] != certification.code:
        yield Controle(rubrique, f"{_cite(bloc.code)} est d’une autre fiche.")


def _cite(texte: str) -> str:
    return typo.entre_guillemets(texte)


def _exemple(forme: str) -> str:
    return forme.partition("\\")[0] + "12345"
