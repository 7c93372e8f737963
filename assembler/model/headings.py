"""Finding the heading row of a candidate list, and the column of each field, by loose wording."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model.faults import nearest_word
from assembler.model.tableur import Cell, Row, Table

# The best wording of each field first: where two columns would do, the first one takes it, and the
# other is passed on under its own name.
_WORDINGS: Mapping[str, Sequence[str]] = {
    "nom": ("nom", "nom de naissance", "nom naissance", "nom de famille", "nom du candidat",
            "nom candidat", "nom d usage", "noms"),
    "prenom": ("prenom", "prenoms", "prenom s", "prenom du candidat", "prenom candidat",
               "premier prenom", "prenom 1"),
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
    "passage": ("passage", "date et heure de passage", "date de passage", "jour de passage",
                "date passage", "horaire de passage", "heure de passage"),
    "heure_passage": ("heure de passage", "horaire de passage", "heure passage"),
    "tuteur": ("tuteur", "tutrice", "tuteur entreprise", "maitre d apprentissage"),
    "amenagements": ("amenagements", "amenagement", "amenagements accordes", "amenagement accorde",
                     "amenagements d epreuves", "amenagements d epreuve", "amenagement d epreuve",
                     "amenagements des epreuves"),
}  # fmt: skip

OBLIGATORY = frozenset(("nom", "prenom"))

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
        """The heading of a column; empty when it has none."""
        return self.headings[place] if place < len(self.headings) else ""

    def cell(self, row: Row, field: str) -> Cell:
        """What the row holds for a field; empty when the list has no such column."""
        place = self.known.get(field)
        return "" if place is None or place >= len(row) else row[place]

    def repeated_in(self, row: Row) -> bool:
        """Whether the row is the headings once more: of the next page, of another list put below,
        or the other half of headings that are merged over two rows."""
        return all(
            folded(str(self.cell(row, field))) == folded(self.title(self.known[field]))
            for field in OBLIGATORY
        )


# Asked about each row's few words: ways of access, juries.
@lru_cache(maxsize=256)
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


def find_columns(fichier: Path, tables: Iterable[Table]) -> tuple[Table, Columns]:
    """The first of `tables` (readings of the same file) with a heading row, and its columns.

    InputError, with the columns found, when none has both `nom` and `prenom`; when one column
    stands twice; when the file can't be read.
    """
    seen: list[Sequence[str]] = []
    unreadable: InputError | None = None
    for table in tables:
        try:
            rows = list(islice(table.rows, _HEADING_ROWS))
        except InputError as fault:  # with this separator; with another it may be right
            unreadable = unreadable or fault
            continue
        for rang, row in enumerate(rows, start=1):
            headings = [" ".join(str(cell).split()) for cell in row]
            known = _known(headings)
            if known.keys() >= OBLIGATORY:
                _refuse_doubles(fichier, rang, headings)
                return table, Columns(rang, known, _others(headings, known), headings)
            seen.append([heading for heading in headings if heading])
    raise unreadable or _missing(fichier, max(seen, key=_likeness, default=()))


def _likeness(headings: Sequence[str]) -> tuple[int, int]:
    """How much a row looks like headings; « N » and « n° » may stand in any row."""
    return sum(len(headings[place]) > 2 for place in _known(headings).values()), len(headings)


def _missing(fichier: Path, headings: Sequence[str]) -> InputError:
    """What is missing, what was found, and what was perhaps meant."""
    if not headings or not _likeness(headings)[0]:
        # Nothing is quoted: what stands there may be the candidates' names.
        return InputError(
            f"aucune ligne de titres n'est reconnue dans les {_HEADING_ROWS} premiers rangs.",
            where=Where(fichier),
            todo="Mettez au-dessus des candidats une ligne de titres, avec au moins nom et prenom.",
        )
    known = _known(headings)
    missing = [field for field in ("nom", "prenom") if field not in known]
    several = "s" if len(missing) > 1 else ""
    return InputError(
        f"colonne{several} introuvable{several} : {' et '.join(missing)}. "
        f"Colonnes trouvées : {', '.join(headings)}.",
        where=Where(fichier),
        todo=" ".join(_advice(missing, list(_others(headings, known).values())))
        or "Donnez aux deux colonnes les titres nom et prenom.",
    )


def _advice(missing: Sequence[str], free: Sequence[str]) -> Iterator[str]:
    by_words = {folded(heading): heading for heading in free}
    for words, heading in by_words.items():
        if {"nom", "prenom"} <= set(words.split()):
            yield f"Séparez « {heading} » en deux colonnes, nom et prenom."
            return
    for field in missing:
        near = (nearest_word(wording, by_words) for wording in _WORDINGS[field])
        if found := next(filter(None, near), None):
            yield f"Si « {by_words[found]} » est cette colonne, donnez-lui le titre {field}."


def _known(headings: Sequence[str]) -> dict[str, int]:
    """Field → place of its column. A heading is matched whole before it is without what stands in
    parentheses: « Date de naissance (JJ/MM/AAAA) »."""
    whole = [folded(heading) for heading in headings]
    bare = [folded(re.sub(r"\(.*?\)", "", heading)) for heading in headings]
    known: dict[str, int] = {}
    for field, wordings in _WORDINGS.items():
        for words in (whole, bare):
            places = [words.index(wording) for wording in wordings if wording in words]
            free = [place for place in places if place not in known.values()]
            if free:
                known.setdefault(field, free[0])
    if "passage" not in known:
        known.pop("heure_passage", None)
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
