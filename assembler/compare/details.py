"""What changed around an item's own wording: what goes with it, and what it is tied to."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assembler.compare.changes import Detail
from assembler.compare.items import Item
from assembler.compare.places import Kin, same_place
from assembler.compare.wording import plain

NOUNS = {
    "option": "option", "taches": "tâche", "indicateurs": "indicateur",
    "non_evaluee": "mention", "complements": "complément", "durees": "durée",
    "minutes": "durée retenue",
    "preparation": "préparation", "formes": "forme", "livrables": "livrable",
    "epreuves": "épreuve", "activites": "activité", "bloc": "bloc", "competence": "compétence",
}  # fmt: skip
"""The fields in words."""

_MASCULINE = {"indicateurs", "complements", "livrables"}

_TOLD_BY = {"minutes": "durees"}
"""A field that follows from another, whose change says it."""


def field_details(old: Item, new: Item) -> Iterator[Detail]:
    """The fields that say something else; the order of a list says nothing."""
    for champ in old.fields:
        teller = _TOLD_BY.get(champ)
        if teller and _differ(old, new, teller):
            continue
        gone = _without(old.fields[champ], new.fields[champ])
        come = _without(new.fields[champ], old.fields[champ])
        if gone or come:
            yield _detail(champ, gone, come, "« {} »")


def _differ(old: Item, new: Item, champ: str) -> bool:
    here, there = old.fields[champ], new.fields[champ]
    return bool(_without(here, there) or _without(there, here))


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
        (before,), (now,) = _names([old.parent], [new.parent])
        words = f"{NOUNS[champ]} {before} → {now}"
        yield Detail(champ=champ, retires=(before,), ajoutes=(now,), texte=words)


def link_details(old: Item, new: Item, kin: Kin) -> Iterator[Detail]:
    """The épreuves and activities that a competence is tied to now, and was not, or no more."""
    for champ, before in old.links.items():
        now = new.links[champ]
        gone = [one for one in before if not set(kin.get(one, ())) & set(now)]
        come = [one for one in now if not any(one in kin.get(other, ()) for other in before)]
        if gone or come:
            named = _detail(champ, *_names(gone, come), "{}")
            yield named.model_copy(update={"retires": _codes(gone), "ajoutes": _codes(come)})


def _names(gone: Sequence[Item], come: Sequence[Item]) -> tuple[list[str], list[str]]:
    """The codes of both; where a code is on both sides, with what tells one from the other: where
    it stands, or else which version it is of."""
    twice = {*_codes(gone)} & {*_codes(come)}
    places = {*map(_where, gone)} & {*map(_where, come)}
    return _named(gone, twice, places, "ancien"), _named(come, twice, places, "nouveau")


def _codes(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.version.code or "" for item in items)


def _named(items: Sequence[Item], twice: set[str], places: set[str], version: str) -> list[str]:
    named = zip(_codes(items), map(_where, items), items, strict=True)
    return [
        code if code not in twice else place if place not in places else _of(item, version)
        for code, place, item in named
    ]


def _of(item: Item, version: str) -> str:
    """« E1 (ancienne) », « 2 (nouveau) »."""
    feminine = {"ancien": "ancienne", "nouveau": "nouvelle"}
    return f"{item.version.code} ({version if item.objet == 'bloc' else feminine[version]})"


def _where(item: Item) -> str:
    """« 2 (Réseaux) » of a bloc with an option, « C1 (bloc 2) » of what stands in one."""
    version = item.version
    bloc = f"bloc {version.bloc}" if version.bloc and item.objet != "bloc" else None
    told = ", ".join(filter(None, (bloc, version.option)))
    return f"{version.code} ({told or 'sans option'})"


def _detail(champ: str, gone: Sequence[str], come: Sequence[str], shown: str) -> Detail:
    """`shown`: how a text or code stands in a sentence."""
    before, now = ([shown.format(one) for one in some] for some in (gone, come))
    if len(gone) == len(come) == 1:
        words = f"{NOUNS[champ]} {before[0]} → {now[0]}"
    else:
        said = _said(champ, before, "retiré"), _said(champ, now, "ajouté")
        words = " ; ".join(one for one in said if one)
    return Detail(champ=champ, retires=tuple(gone), ajoutes=tuple(come), texte=words)


def _said(champ: str, some: Sequence[str], participle: str) -> str:
    """« épreuve E2 ajoutée », « tâches retirées : « … », « … » »."""
    ending = participle + ("" if champ in _MASCULINE else "e")
    if len(some) > 1:
        return f"{NOUNS[champ]}s {ending}s : {', '.join(some)}"
    return f"{NOUNS[champ]} {some[0]} {ending}" if some else ""
