"""Finding the heading row of a candidate list, and the column of each field, by loose wording."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model.tableur import Cell

# The best wording of each field first: where two columns would do, the first one takes it, and the
# other is passed on under its own name.
_WORDINGS: Mapping[str, Sequence[str]] = {
    "nom": ("nom", "nom de naissance", "nom de famille", "nom du candidat", "nom candidat",
            "nom d usage", "noms"),
    "prenom": ("prenom", "prenoms", "prenom s", "prenom du candidat", "prenom candidat",
               "premier prenom"),
    "numero": ("numero", "n", "no", "num", "n candidat", "no candidat", "n du candidat",
               "n de candidat", "numero candidat", "numero du candidat", "numero de candidat",
               "matricule"),
    "civilite": ("civilite", "civ", "m mme"),
    "date_naissance": ("date de naissance", "date naissance", "naissance", "ne le", "nee le",
                       "ne e le", "ddn"),
    "groupe": ("groupe", "classe", "promotion", "promo"),
    "campus": ("campus", "site", "centre"),
    "voie": ("voie", "voie d acces", "voies d acces"),
    "blocs_acquis": ("blocs acquis", "bloc acquis", "blocs deja acquis", "blocs valides"),
    "blocs_vises": ("blocs vises", "bloc vise", "blocs a passer", "blocs presentes"),
    "jury": ("jury", "n jury", "n de jury", "numero de jury"),
    "passage": ("passage", "date et heure de passage", "horaire de passage", "heure de passage",
                "date de passage"),
    "tuteur": ("tuteur", "tutrice", "tuteur entreprise", "maitre d apprentissage"),
}  # fmt: skip

_HEADING_ROWS = 20
"""A title and a few lines may stand above the headings."""


@dataclass(frozen=True)
class Columns:
    """Where the fields stand. `rang`: row of the headings, 1-based; places are 0-based."""

    rang: int
    known: Mapping[str, int]
    others: Mapping[int, str]
    headings: Sequence[str]

    def title(self, place: int) -> str:
        """The heading of a column, or its letter-less rank when it has none."""
        printed = self.headings[place] if place < len(self.headings) else ""
        return printed or f"n° {place + 1}"


def folded(text: str) -> str:
    """« N° Candidat » → « n candidat »: no case, no accents, words only."""
    bare = unicodedata.normalize("NFKD", text.replace("º", "°").replace("œ", "oe"))
    return " ".join(
        re.findall(
            r"[a-z0-9]+",
            "".join(
                character for character in bare.casefold() if not unicodedata.combining(character)
            ),
        )
    )


def find_columns(
    fichier: Path, tables: Iterable[Sequence[Sequence[Cell]]]
) -> tuple[Sequence[Sequence[Cell]], Columns]:
    """The first of `tables` (readings of the same file) with a heading row, and its columns.

    InputError, with the columns found, when none has both `nom` and `prenom`.
    """
    best: Sequence[str] = ()
    for rows in tables:
        for rang, row in enumerate(rows[:_HEADING_ROWS], start=1):
            headings = [" ".join(str(cell).split()) for cell in row]
            known = _known(headings)
            if {"nom", "prenom"} <= known.keys():
                _refuse_doubles(fichier, rang, headings)
                return rows, Columns(rang, known, _others(headings, known), headings)
            filled = [heading for heading in headings if heading]
            if (len(_known(filled)), len(filled)) > (len(_known(best)), len(best)):
                best = filled
    missing = [field for field in ("nom", "prenom") if field not in _known(best)]
    raise InputError(
        f"colonne{'s' if len(missing) > 1 else ''} introuvable{'s' if len(missing) > 1 else ''} : "
        f"{' et '.join(missing)}. Colonnes trouvées : {', '.join(best) or 'aucune'}.",
        where=Where(fichier),
        todo="Donnez à la première ligne de la liste les titres nom et prenom.",
    )


def _known(headings: Sequence[str]) -> dict[str, int]:
    words = [folded(heading) for heading in headings]
    known = {}
    for field, wordings in _WORDINGS.items():
        for wording in wordings:
            if wording in words:
                known[field] = words.index(wording)
                break
    return known


def _others(headings: Sequence[str], known: Mapping[str, int]) -> dict[int, str]:
    return {
        place: heading
        for place, heading in enumerate(headings)
        if heading and place not in known.values()
    }


def _refuse_doubles(fichier: Path, rang: int, headings: Sequence[str]) -> None:
    words = [folded(heading) for heading in headings]
    for heading, word in zip(headings, words, strict=True):
        if word and words.count(word) > 1:
            raise InputError(
                f"deux colonnes portent le titre « {heading} ».",
                where=Where(fichier, row=rang),
                todo="Renommez ou retirez l'une des deux.",
            )
