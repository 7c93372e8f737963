"""What changed around an item's own wording: what goes with it, and what it is tied to."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assembler.compare.changes import Detail
from assembler.compare.items import Item
from assembler.compare.places import Kin, same_place
from assembler.compare.wording import plain

_NOUNS = {
    "option": ("option", "e"), "taches": ("tâche", "e"), "indicateurs": ("indicateur", ""),
    "non_evaluee": ("mention", "e"), "complements": ("complément", ""),
    "durees": ("durée", "e"), "preparation": ("préparation", "e"), "formes": ("forme", "e"),
    "livrables": ("livrable", ""), "bloc": ("bloc", ""),
    "competence": ("compétence", "e"), "epreuves": ("épreuve", "e"), "activites": ("activité", "e"),
}  # fmt: skip
"""The fields in words, with the ending of what agrees with them."""


def field_details(old: Item, new: Item) -> Iterator[Detail]:
    """The fields that say something else; the order of a list says nothing."""
    for champ in old.fields:
        gone = _without(old.fields[champ], new.fields[champ])
        come = _without(new.fields[champ], old.fields[champ])
        if gone or come:
            yield _detail(champ, gone, come, "« {} »")


def _without(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """The texts that the others do not have, as often as they don't."""
    left = Counter(map(plain, others))
    kept: list[str] = []
    for text in texts:
        if left[plain(text)]:
            left[plain(text)] -= 1
        else:
            kept.append(text)
    return kept


def place_details(old: Item, new: Item, kin: Kin) -> Iterator[Detail]:
    """The bloc, or for a criterion the competence, when it is another one."""
    if old.parent and new.parent and not same_place(old, new, kin):
        champ = old.parent.objet
        before, now = (item.version.code or "" for item in (old.parent, new.parent))
        words = f"{_NOUNS[champ][0]} {before} → {now}"
        yield Detail(champ=champ, retires=(before,), ajoutes=(now,), texte=words)


def link_details(old: Item, new: Item, kin: Kin) -> Iterator[Detail]:
    """The épreuves and activities that a competence is tied to now, and was not, or no more."""
    for champ, before in old.links.items():
        now = new.links[champ]
        gone = [one for one in before if not set(kin.get(one, ())) & set(now)]
        come = [one for one in now if not any(one in kin.get(other, ()) for other in before)]
        if gone or come:
            yield _detail(champ, _codes(gone), _codes(come), "{}")


def _codes(items: Sequence[Item]) -> list[str]:
    return [item.version.code or "" for item in items]


def _detail(champ: str, gone: Sequence[str], come: Sequence[str], shown: str) -> Detail:
    """`shown`: how a text or code stands in a sentence."""
    noun, ending = _NOUNS[champ]
    if len(gone) == len(come) == 1:
        words = f"{noun} {shown.format(gone[0])} → {shown.format(come[0])}"
    else:
        words = " ; ".join(
            [f"{noun} {shown.format(one)} retiré{ending}" for one in gone]
            + [f"{noun} {shown.format(one)} ajouté{ending}" for one in come]
        )
    return Detail(champ=champ, retires=tuple(gone), ajoutes=tuple(come), texte=words)
