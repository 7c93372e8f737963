"""The known changes: each takes a version and changes it."""

import random
import re
import unicodedata
from collections.abc import Callable

from tests.compare.sentences import Sentences
from tests.compare.versions import Node, Version


def renumber_all(version: Version) -> None:
    """Every code goes to another item: the worst that numbering can do."""
    for group in (
        version.blocs,
        version.epreuves,
        *(bloc.of(objet) for bloc in version.blocs for objet in ("activite", "competence")),
        *(c.held for c in version.every("competence")),
    ):
        codes = [node.code for node in group]
        for node, code in zip(group, codes[1:] + codes[:1], strict=True):
            node.code = code


def swap_blocs(version: Version) -> None:
    """The first bloc and the last take each other's place and number."""
    one, other = version.blocs[0], version.blocs[-1]
    version.blocs[0], version.blocs[-1] = other, one
    one.code, other.code = other.code, one.code
    for bloc, was in ((one, other.code), (other, one.code)):
        for node in bloc.held:
            for inner in (node, *node.held):
                inner.code = inner.code and re.sub(
                    rf"^([A-Z]+){was}\.", rf"\g<1>{bloc.code}.", inner.code
                )


def move_competence(version: Version) -> None:
    """A competence goes to another bloc, with its criteria, under a number that is free."""
    source, target = version.chance.sample(version.blocs, 2)
    moved = version.chance.choice(source.of("competence"))
    source.held.remove(moved)
    target.held.append(moved)
    moved.code = f"C{target.code}.99"
    activities = {one.who for one in source.of("activite")}
    moved.tied = [who for who in moved.tied if who not in activities]


def reword(version: Version) -> None:
    """Three items in ten say the same in other words."""
    for node in version.every():
        if version.chance.random() < 0.3:
            _reword(version, node, version.sentences.reworded(node.texte))


def typing_errors(version: Version) -> None:
    """Letters of a word or two are exchanged, doubled or left out, in every other item."""
    for node in version.every():
        if node.who not in version.reworded and version.chance.random() < 0.5:
            _reword(version, node, version.sentences.mistyped(node.texte))


def _reword(version: Version, node: Node, texte: str) -> None:
    if texte != node.texte:
        node.texte = texte
        version.reworded.add(node.who)


def add_and_remove_criteria(version: Version) -> None:
    """In every third competence a criterion goes, in every third one comes.

    The one that comes is unlike those that are or were there: else nobody could tell it from
    another wording of one of them.
    """
    texts = [node.texte for node in version.every("critere")]
    for competence in version.every("competence"):
        texte = _unlike_all(competence, version.sentences)
        alone = [node for node in competence.held if texts.count(node.texte) == 1]
        if alone and version.chance.random() < 0.33:
            competence.held.remove(version.chance.choice(alone))
        if version.chance.random() < 0.33:
            fresh = version.new("critere", texte)
            if any(node.code for node in competence.held):
                fresh.code = f"CRN{fresh.who % 10**6}"
            competence.held.insert(0, fresh)


def _unlike_all(competence: Node, sentences: Sentences) -> str:
    said = {word for node in competence.held for word in node.texte.split() if len(word) > 4}
    while len(said.intersection((texte := sentences.critere()).split())) > 1:
        pass
    return texte


def move_criteria(version: Version) -> None:
    """Four criteria go to another competence."""
    for rank in range(4):
        source, target = version.chance.sample(version.every("competence"), 2)
        texts = [node.texte for node in version.every("critere")]
        alone = [node for node in source.held if texts.count(node.texte) == 1]
        if alone:
            moved = version.chance.choice(alone)
            source.held.remove(moved)
            target.held.append(moved)
            moved.code = moved.code and f"CRM{rank}"


def other_competences(version: Version) -> None:
    """In each bloc a competence goes and another comes, with criteria of its own."""
    for bloc in version.blocs:
        bloc.held.remove(version.chance.choice(bloc.of("competence")))
        bloc.held.append(_new_competence(version, f"C{bloc.code}.77"))


def other_bloc(version: Version) -> None:
    """A bloc goes with all it holds, another comes."""
    del version.blocs[1]
    bloc = version.new("bloc", version.sentences.bloc(), "8")
    bloc.held = [_new_competence(version, f"C8.{rank}") for rank in range(1, 5)]
    version.blocs.append(bloc)


def _new_competence(version: Version, code: str) -> Node:
    competence = version.new("competence", version.sentences.competence(), code)
    competence.held = [version.new("critere", version.sentences.critere()) for _ in range(3)]
    return competence


def typography(version: Version) -> None:
    """Apostrophes, spaces, bullets, closing points: no change at all."""
    for node in version.every():
        node.texte = "\n".join(_retyped(line, version.chance) for line in node.texte.split("\n"))


def _retyped(text: str, chance: random.Random) -> str:
    text = text.replace("’", chance.choice("'’ʼ")).replace(
        " :", chance.choice([" :", "\u00a0:", ":"])
    )
    text = "".join(chance.choice("  \u00a0\u202f") if sign == " " else sign for sign in text)
    if chance.random() < 0.3:
        text = text.replace(" ", "  ", 1)
    if chance.random() < 0.5:
        text = chance.choice(["• ", "- ", "– ", "➢ ", "o ", "* ", "\uf0b7 "]) + (
            text[0].swapcase() + text[1:]
        )
    text += chance.choice(["", " ;", ".", ","])
    return unicodedata.normalize(chance.choice(["NFC", "NFD"]), text)


def shuffle(version: Version) -> None:
    """Every list in another order."""
    version.chance.shuffle(version.blocs)
    version.chance.shuffle(version.epreuves)
    for node in version.every():
        version.chance.shuffle(node.held)


MUTATIONS: dict[str, tuple[Callable[[Version], None], ...]] = {
    "renumber all": (renumber_all,),
    "swap two blocs": (swap_blocs,),
    "move a competence": (move_competence,),
    "reword 30 %": (reword,),
    "add and remove criteria": (add_and_remove_criteria,),
    "move criteria": (move_criteria,),
    "other competences": (other_competences,),
    "other bloc": (other_bloc,),
    "typing errors": (typing_errors,),
    "typography": (typography,),
    "all at once": (
        swap_blocs,
        move_competence,
        reword,
        typing_errors,
        add_and_remove_criteria,
        renumber_all,
        typography,
    ),
}
"""The pairs that the comparison must name rightly."""
