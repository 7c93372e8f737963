"""What stands in a document's place, and why it is, or is not, to be made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from assembler.produce.files import sha256
from assembler.produce.ledger import Ledger, Origin
from assembler.produce.stamp import read_stamp


class Etat(Enum):
    """What stands in the place of a planned document."""

    FRESH = "à jour"
    OLD_STAMP = "à jour, étiquette ancienne"
    """Made from another version of the référentiel, which said the same here."""
    STALE = "périmé"
    """Out of date, or not there."""
    EDITED = "modifié à la main"
    """Changed by hand, and made from what is still true."""
    EDITED_STALE = "modifié à la main et périmé"
    UNKNOWN = "inconnu"
    """A file that the ledger does not know: whose it is shows when ours is filled."""


class Raison(Enum):
    """Why a document is not simply up to date, in an officer's words."""

    JAMAIS_FAIT = "jamais fait"
    SUPPRIME = "fichier supprimé"
    MODELE = "modèle changé"
    LOGO = "logo changé"
    DONNEES = "données changées"
    ETIQUETTE = "étiquette ancienne"
    A_LA_MAIN = "modifié à la main"
    INCONNU = "fait sans assembler, ou registre perdu"


CHANGES = frozenset({Raison.MODELE, Raison.LOGO, Raison.DONNEES})
"""The reasons of a document that is there, and made from something else."""


@dataclass(frozen=True)
class Verdict:
    """`origin`: what the file, or the one last put there, was made from. `disk`: the SHA-256 of
    what stands there; None when nothing does. `motifs`: the changes that made it out of date, in
    words, where they were looked for."""

    etat: Etat
    raison: Raison | None = None
    origin: Origin | None = None
    disk: str | None = None
    motifs: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether nothing stands there but what this tool made."""
        return self.etat in (Etat.FRESH, Etat.OLD_STAMP, Etat.STALE)

    @property
    def pourquoi(self) -> tuple[str, ...]:
        """The reason in words: the changes or, when it is not known which, their kind."""
        return self.motifs or ((self.raison.value,) if self.raison else ())


_SHOWN = 4
"""Changes named for one document before « et … autres changements »."""


def in_short(pourquoi: Sequence[str]) -> str:
    """Reasons on one line."""
    more = len(pourquoi) - _SHOWN
    if more <= 1:  # one more is named in the same room
        return ", ".join(pourquoi)
    return f"{', '.join(pourquoi[:_SHOWN])} et {more} autres changements"


def judge(ledger: Ledger, sortie: Path, chemin: str, wanted: Origin) -> Verdict:
    """What stands at `chemin`, where a document made from `wanted` is planned."""
    disk = sha256(sortie / chemin)
    if disk is None:
        latest = ledger.latest(chemin)
        return Verdict(Etat.STALE, Raison.SUPPRIME if latest else Raison.JAMAIS_FAIT, latest)
    if ours := ledger.written(chemin, disk):
        if ours.cle != wanted.cle:
            return Verdict(Etat.STALE, change(ours, wanted), ours, disk)
        if ours.etiquette != wanted.etiquette:
            return Verdict(Etat.OLD_STAMP, Raison.ETIQUETTE, ours, disk)
        return Verdict(Etat.FRESH, None, ours, disk)
    # The last row may be of a file that a killed run did not put in place: the document knows best.
    latest, said = ledger.latest(chemin), read_stamp(sortie / chemin)
    if latest is None:
        return Verdict(Etat.UNKNOWN, Raison.INCONNU, said, disk)
    made = (ledger.made_from(said.cle) or said) if said else latest
    if made.cle == wanted.cle:
        return Verdict(Etat.EDITED, Raison.A_LA_MAIN, made, disk)
    return Verdict(Etat.EDITED_STALE, change(made, wanted), made, disk)


def change(made: Origin, wanted: Origin) -> Raison:
    """Why what was made from the one is not what would be made from the other."""
    if made.modele != wanted.modele:
        return Raison.MODELE
    # A row of version 1, or the document itself, knows neither référentiel nor logo.
    if made.referentiel and made.logo != wanted.logo:
        return Raison.LOGO
    return Raison.DONNEES
