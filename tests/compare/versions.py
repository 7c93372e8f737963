"""Pairs of versions of a référentiel, made with known changes: the truth `compare` is held to.

Knows nothing of `assembler.compare`. Each item has an identity that no text shows; a version is
changed by named mutations, and what became of each item is told by the identities.
"""

import copy
import random
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
