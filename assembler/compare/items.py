"""The items of a référentiel, made ready for comparison."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assembler.compare.changes import OBJETS, Objet, Version
from assembler.compare.wording import Text, plain, plain_code
from assembler.model import Activite, Bloc, Competence, Critere, Epreuve, Referentiel


@dataclass(frozen=True, eq=False)
class Item:
    """A bloc, activity, competence, criterion or épreuve.

    `code`: the printed one in the form it is compared in; None where there is none. `fields`: what
    it says apart from its own wording, by the key of the file. `within`: the texts that stand in it
    or by it, which tell what it is but are not its wording. `links`: the épreuves and activities of
    a competence, by the key of the file.
    """

    objet: Objet
    version: Version
    code: str | None
    text: Text
    parent: "Item | None" = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    links: Mapping[str, tuple["Item", ...]] = field(default_factory=dict)

    @cached_property
    def around(self) -> Text:
        """All the texts within."""
        return Text("\n".join(self.within))

    @cached_property
    def bag(self) -> Mapping[str, int]:
        """All its words and how often each occurs, its own and those within."""
        return Counter(self.text.bag) + Counter(self.around.bag)

    @cached_property
    def said(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Its fields in the form they are compared in: a list has no order."""
        return tuple(
            (key, tuple(sorted(map(plain, texts)))) for key, texts in self.fields.items() if texts
        )

    @cached_property
    def whole(self) -> tuple[object, ...]:
        """All it says and holds, and its code."""
        held = tuple(sorted(map(plain, self.within)))
        return (self.text.plain, self.code or "", self.said, held)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What the item is, wherever it stands in the file: items of one key are alike in all."""
        return (self.whole, self.parent.key if self.parent else ())


@dataclass(frozen=True)
class Items:
    """The items of a référentiel by objet, in reading order."""

    blocs: tuple[Item, ...]
    activites: tuple[Item, ...]
    competences: tuple[Item, ...]
    criteres: tuple[Item, ...]
    epreuves: tuple[Item, ...]

    def of(self, objet: Objet) -> tuple[Item, ...]:
        """Those of one objet."""
        every = (self.blocs, self.activites, self.competences, self.criteres, self.epreuves)
        return every[OBJETS.index(objet)]

    @cached_property
    def all(self) -> tuple[Item, ...]:
        """All of them."""
        return tuple(item for objet in OBJETS for item in self.of(objet))


def read_items(referentiel: Referentiel) -> Items:
    """The items of a référentiel. Matrices, reserves and pages are none: they are not compared."""
    epreuves = {epreuve.code: _epreuve(epreuve, referentiel) for epreuve in referentiel.epreuves}
    blocs = [_bloc(bloc) for bloc in referentiel.blocs]
    activites: list[Item] = []
    competences: list[Item] = []
    criteres: list[Item] = []
    for bloc, above in zip(referentiel.blocs, blocs, strict=True):
        known = {one.code: _activite(one, above) for one in bloc.activites}
        activites += known.values()
        for competence in bloc.competences:
            item = _competence(competence, above, known, epreuves)
            competences.append(item)
            criteres += _criteres(competence.criteres, item)
    return Items(
        tuple(blocs),
        tuple(activites),
        tuple(competences),
        tuple(criteres),
        tuple(epreuves.values()),
    )


def _bloc(bloc: Bloc) -> Item:
    name = f"{bloc.code} ({bloc.option})" if bloc.option else bloc.code
    version = Version(
        code=bloc.code,
        code_attribue=bloc.code_attribue,
        texte=bloc.intitule,
        option=bloc.option,
        chemin=f"blocs/{name}",
    )
    return Item(
        "bloc",
        version,
        _printed(bloc),
        Text(bloc.intitule),
        fields={"option": (bloc.option,) if bloc.option else ()},
        within=tuple(
            text for competence in bloc.competences for text in _competence_texts(competence)
        ),
    )


def _competence_texts(competence: Competence) -> Iterator[str]:
    yield competence.texte
    yield from (critere.texte for critere in competence.criteres)


def _activite(activite: Activite, bloc: Item) -> Item:
    version = Version(
        code=activite.code,
        code_attribue=activite.code_attribue,
        texte=activite.intitule,
        bloc=bloc.version.code,
        option=bloc.version.option,
        chemin=f"{bloc.version.chemin}/activites/{activite.code}",
    )
    return Item(
        "activite",
        version,
        _printed(activite),
        Text(activite.intitule),
        bloc,
        fields={"taches": activite.taches},
        within=activite.taches,
    )


def _competence(
    competence: Competence,
    bloc: Item,
    activites: Mapping[str, Item],
    epreuves: Mapping[str, Item],
) -> Item:
    version = Version(
        code=competence.code,
        code_attribue=competence.code_attribue,
        texte=competence.texte,
        bloc=bloc.version.code,
        option=bloc.version.option,
        page=competence.page,
        chemin=f"{bloc.version.chemin}/competences/{competence.code}",
    )
    return Item(
        "competence",
        version,
        _printed(competence),
        Text(competence.texte),
        bloc,
        fields={
            "non_evaluee": (competence.non_evaluee,) if competence.non_evaluee else (),
            "complements": tuple(f"{c.colonne} : {c.texte}" for c in competence.complements),
        },
        within=tuple(critere.texte for critere in competence.criteres),
        links={
            "epreuves": tuple(epreuves[code] for code in competence.epreuves),
            "activites": tuple(activites[code] for code in competence.activites),
        },
    )


def _criteres(criteres: Iterable[Critere], competence: Item) -> Iterator[Item]:
    above = competence.version
    for rank, critere in enumerate(criteres, start=1):
        version = Version(
            code=critere.code,
            texte=critere.texte,
            bloc=above.bloc,
            option=above.option,
            competence=above.code,
            page=above.page,
            chemin=f"{above.chemin}/criteres/{critere.code or rank}",
        )
        yield Item(
            "critere",
            version,
            plain_code(critere.code) if critere.code else None,
            Text(critere.texte),
            competence,
            fields={"indicateurs": critere.indicateurs},
            within=critere.indicateurs,
        )


def _epreuve(epreuve: Epreuve, referentiel: Referentiel) -> Item:
    lines = ((epreuve.intitule,) if epreuve.intitule else ()) + epreuve.description
    text = "\n".join(lines)
    version = Version(
        code=epreuve.code,
        code_attribue=epreuve.code_attribue,
        texte=text,
        chemin=f"epreuves/{epreuve.code}",
    )
    return Item(
        "epreuve",
        version,
        _printed(epreuve),
        Text(text),
        fields={
            "durees": tuple(duree.texte for duree in epreuve.durees),
            "preparation": (epreuve.preparation,) if epreuve.preparation else (),
            "formes": epreuve.formes,
            "livrables": epreuve.livrables,
        },
        within=tuple(
            competence.texte
            for bloc in referentiel.blocs
            for competence in bloc.competences
            if epreuve.code in competence.epreuves
        ),
    )


def _printed(element: Bloc | Activite | Competence | Epreuve) -> str | None:
    return None if element.code_attribue else plain_code(element.code)
