"""Pairs of versions of a référentiel, made with known changes: the truth `compare` is held to.

Knows nothing of `assembler.compare`. Each item has an identity that no text shows; a version is
changed by named mutations, and what became of each item is told by the identities.
"""

import copy
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from assembler.model import Activite, Bloc, Competence, Critere, Epreuve, Referentiel
from tests.compare.sentences import Sentences


@dataclass
class Node:
    """An item: who it is, what it says, what stands in it, what it is tied to."""

    who: int
    objet: str
    texte: str
    code: str | None
    held: "list[Node]" = field(default_factory=list)
    tied: "list[int]" = field(default_factory=list)

    def of(self, objet: str) -> "list[Node]":
        return [node for node in self.held if node.objet == objet]


@dataclass
class Version:
    """A référentiel under change. `printed`: whether its codes are the document's."""

    blocs: list[Node]
    epreuves: list[Node]
    printed: bool
    chance: random.Random
    sentences: Sentences
    reworded: set[int] = field(default_factory=set)

    def every(self, *objets: str) -> list[Node]:
        """The items, or those of some objets, in reading order."""
        nodes = [
            node
            for bloc in self.blocs
            for node in (
                bloc,
                *bloc.of("activite"),
                *(n for c in bloc.of("competence") for n in (c, *c.held)),
            )
        ]
        nodes += self.epreuves
        return [node for node in nodes if not objets or node.objet in objets]

    def parents(self) -> dict[int, int]:
        """Who stands in whom."""
        return {node.who: holder.who for holder in self.every() for node in holder.held}

    def new(self, objet: str, texte: str, code: str | None = None) -> Node:
        """An item that was never there."""
        return Node(self.chance.getrandbits(60), objet, texte, code)


def first_version(seed: int, *, blocs: int = 4, competences: int = 5, criteres: int = 4) -> Version:
    """A référentiel of so many blocs, each of so many competences, each of so many criteria.

    What else there is to vary goes by the seed: codes printed or not, competences numbered anew in
    each bloc, criteria with codes, the same criterion in several competences, the same text for
    several épreuves.
    """
    chance = random.Random(seed)
    sentences = Sentences(chance)
    version = Version([], [], seed % 4 != 1, chance, sentences)
    common = sentences.critere()
    for number in range(1, blocs + 1):
        bloc = version.new("bloc", sentences.bloc(), str(number))
        version.blocs.append(bloc)
        prefix = "" if seed % 4 == 2 else f"{number}."
        bloc.held = [
            version.new("activite", sentences.activite(), f"A{number}.{rank}") for rank in (1, 2)
        ]
        shared = version.epreuves[-1].texte if number % 3 == 0 else sentences.epreuve()
        epreuve = version.new("epreuve", shared, f"E{number}")
        version.epreuves.append(epreuve)
        for rank in range(1, competences + 1):
            competence = version.new("competence", sentences.competence(), f"C{prefix}{rank}")
            competence.tied = [epreuve.who, chance.choice(bloc.of("activite")).who]
            for place in range(1, criteres + 1):
                code = f"CR{number}.{rank}.{place}" if seed % 4 == 3 else None
                texte = common if rank == 2 and place == criteres else sentences.critere()
                competence.held.append(version.new("critere", texte, code))
            bloc.held.append(competence)
    return version


def referentiel(version: Version) -> Referentiel:
    """The version as the tool knows it."""
    names = {node.who: node.code or "" for node in version.every()}
    given = not version.printed

    def competence(node: Node) -> Competence:
        tied = [names[who] for who in node.tied]
        return Competence(
            code=names[node.who],
            texte=node.texte,
            epreuves=tuple(code for code in tied if code.startswith("E")),
            activites=tuple(code for code in tied if code.startswith("A")),
            criteres=tuple(Critere(code=one.code, texte=one.texte) for one in node.held),
            code_attribue=given,
        )

    return Referentiel(
        blocs=tuple(
            Bloc(
                code=names[bloc.who],
                intitule=bloc.texte,
                activites=tuple(
                    Activite(code=names[one.who], intitule=one.texte, code_attribue=given)
                    for one in bloc.of("activite")
                ),
                competences=tuple(map(competence, bloc.of("competence"))),
                code_attribue=given,
            )
            for bloc in version.blocs
        ),
        epreuves=tuple(
            Epreuve(
                code=names[one.who],
                intitule=one.texte.split("\n")[0],
                description=tuple(one.texte.split("\n")[1:]),
                code_attribue=given,
            )
            for one in version.epreuves
        ),
    )


def paths(version: Version) -> dict[str, int]:
    """The side-car's name of each item → who it is."""
    found: dict[str, int] = {}
    for bloc in version.blocs:
        here = f"blocs/{bloc.code}"
        found[here] = bloc.who
        for activite in bloc.of("activite"):
            found[f"{here}/activites/{activite.code}"] = activite.who
        for competence in bloc.of("competence"):
            inside = f"{here}/competences/{competence.code}"
            found[inside] = competence.who
            for rank, critere in enumerate(competence.held, start=1):
                found[f"{inside}/criteres/{critere.code or rank}"] = critere.who
    return found | {f"epreuves/{one.code}": one.who for one in version.epreuves}


def truth(old: Version, new: Version) -> dict[int, set[str]]:
    """What became of each item."""
    before, now = ({node.who: node for node in one.every()} for one in (old, new))
    was_in, is_in = old.parents(), new.parents()
    became: dict[int, set[str]] = {}
    for who in before.keys() | now.keys():
        if who not in now:
            became[who] = {"supprime"}
        elif who not in before:
            became[who] = {"ajoute"}
        else:
            one, other = before[who], now[who]
            moved = was_in.get(who) != is_in.get(who) or set(one.tied) != set(other.tied)
            natures = {
                "reformule": who in new.reworded,
                "deplace": moved,
                "renumerote": one.code != other.code and (old.printed or one.objet == "critere"),
            }
            became[who] = {name for name, so in natures.items() if so} or {"inchange"}
    return became


def changed(old: Version, *mutations: Callable[[Version], None]) -> Version:
    """Another version, with these changes, and its codes in step with each other."""
    new = copy.deepcopy(old)
    for mutation in mutations:
        mutation(new)
    if not new.printed:
        _number(new)
    return new


def _number(version: Version) -> None:
    """The numbers a reader gives, in reading order."""
    for number, bloc in enumerate(version.blocs, start=1):
        bloc.code = str(number)
        for rank, one in enumerate(bloc.of("activite"), start=1):
            one.code = f"A{number}.{rank}"
        for rank, one in enumerate(bloc.of("competence"), start=1):
            one.code = f"C{number}.{rank}"
    for rank, one in enumerate(version.epreuves, start=1):
        one.code = f"E{rank}"


# Mutations.


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
