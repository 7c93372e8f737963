"""From pairs to changes: the nature of each, in reading order, and the counts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from assembler.compare.changes import (
    Changement,
    Comparaison,
    Detail,
    Nature,
    Objet,
    Renvoi,
    Resume,
)
from assembler.compare.details import field_details, link_details, place_details
from assembler.compare.items import Item
from assembler.compare.order import reading_order
from assembler.compare.pairing import Pairing, kin_of, pair_items
from assembler.compare.pairs import Match, Pair
from assembler.compare.reading import read_items
from assembler.compare.wording import words_changed
from assembler.model import Referentiel

_DIGITS = re.compile(r"(\d+)")


def compare(ancien: Referentiel, nouveau: Referentiel) -> Comparaison:
    """What became of each bloc, activity, competence, criterion and épreuve.

    Items are matched over the whole référentiel by printed code and likeness of wording. The order
    they stand in is no evidence, and no change.
    """
    old, new = read_items(ancien, nouveau)
    pairing = pair_items(old, new)
    report = _Report(pairing)
    changes = tuple(
        report.change(before, now) for before, now in reading_order(old, new, report.new_of)
    )
    return Comparaison(changements=changes, resume=_resume(changes))


def _resume(changes: Sequence[Changement]) -> Resume:
    counts: dict[Objet, Counter[Nature]] = defaultdict(Counter)
    for one in changes:
        counts[one.objet][one.nature] += 1
    every = sum(counts.values(), Counter[Nature]())
    return Resume(
        par_objet={objet: dict(natures) for objet, natures in counts.items()},
        par_nature=dict(every),
        total=len(changes),
        inchanges=every["inchange"],
        part_inchangee=round(every["inchange"] / len(changes), 4),
        douteux=sum(one.douteux for one in changes),
    )


class _Report:
    """Says the pairs as changes."""

    def __init__(self, pairing: Pairing) -> None:
        self.new_of = {match.pair.old: match.pair.new for match in pairing.matches}
        self._kin = kin_of(pairing.matches, pairing.passages)
        self._matches = {match.pair.new: match for match in pairing.matches}
        self._becomes: dict[Item, list[Renvoi]] = defaultdict(list)
        self._comes_from: dict[Item, list[Renvoi]] = defaultdict(list)
        for pair in pairing.passages:
            self._becomes[pair.old].append(_renvoi(pair.new, pair))
            self._comes_from[pair.new].append(_renvoi(pair.old, pair))
        self._near: dict[Item, Renvoi] = {}
        for pair in sorted(pairing.near, key=lambda pair: -pair.likeness):
            self._near.setdefault(pair.old, _renvoi(pair.new, pair))
            self._near.setdefault(pair.new, _renvoi(pair.old, pair))

    def change(self, old: Item | None, new: Item | None) -> Changement:
        """What became of an item."""
        if old and new:
            return self._matched(self._matches[new])
        item = old or new
        assert item
        becomes, comes_from = _ordered(self._becomes[item]), _ordered(self._comes_from[item])
        rival = None if becomes or comes_from else self._near.get(item)
        return Changement(
            objet=item.objet,
            nature="supprime" if old else "ajoute",
            ancien=old.version if old else None,
            nouveau=new.version if new else None,
            douteux=rival is not None,
            rival=rival,
            devient=becomes,
            issu_de=comes_from,
        )

    def _matched(self, match: Match) -> Changement:
        old, new = match.pair.old, match.pair.new
        fields = tuple(field_details(old, new))
        places = (*place_details(old, new, self._kin), *link_details(old, new, self._kin))
        natures = tuple(_natures(old, new, fields, places)) or ("inchange",)
        return Changement(
            objet=old.objet,
            nature=natures[0],
            aussi=natures[1:],
            ancien=old.version,
            nouveau=new.version,
            mots=words_changed(old.version.texte, new.version.texte)
            if old.text.plain != new.text.plain
            else (),
            details=(*fields, *places),
            ressemblance=round(match.pair.likeness),
            douteux=match.doubtful,
            rival=_rival(match),
            devient=_several(self._becomes[old]),
            issu_de=_several(self._comes_from[new]),
        )


def _natures(
    old: Item, new: Item, fields: Sequence[Detail], places: Sequence[Detail]
) -> Iterator[Nature]:
    """All that apply, the strongest first."""
    if fields or old.text.plain != new.text.plain:
        yield "reformule"
    if places:
        yield "deplace"
    given = old.version.code_attribue or new.version.code_attribue
    if old.code != new.code and not given:
        yield "renumerote"


def _several(others: Sequence[Renvoi]) -> tuple[Renvoi, ...]:
    """One alone is the match itself."""
    return _ordered(others) if len(others) > 1 else ()


def _ordered(others: Sequence[Renvoi]) -> tuple[Renvoi, ...]:
    """By their codes, C1.9 before C1.10: the order they stand in says nothing."""
    return tuple(sorted(others, key=lambda one: _natural(one.version.chemin)))


def _natural(chemin: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(chemin)]


def _rival(match: Match) -> Renvoi | None:
    """The item that could take the place of the old or of the new one."""
    rival = match.rival
    if rival is None:
        return None
    other = rival.old if rival.new is match.pair.new else rival.new
    return _renvoi(other, rival)


def _renvoi(item: Item, pair: Pair) -> Renvoi:
    return Renvoi(
        cote="ancien" if item is pair.old else "nouveau",
        version=item.version,
        ressemblance=round(pair.likeness),
    )
