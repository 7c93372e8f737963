"""From a référentiel to the items that are compared."""

from collections.abc import Iterator, Mapping

from assembler.compare.changes import Version
from assembler.compare.items import Item, Items
from assembler.compare.wording import Text, plain_code
from assembler.model import Activite, Bloc, Competence, Epreuve, Referentiel


def read_items(ancien: Referentiel, nouveau: Referentiel) -> tuple[Items, Items]:
    """The items of two référentiels. Matrices, reserves and pages are none: they are not
    compared."""
    # A text that occurs twice, as most do that did not change, is made ready once.
    texts = _Texts()
    return _Reader(ancien, texts).items(), _Reader(nouveau, texts).items()


class _Texts(dict[str, Text]):
    def __missing__(self, text: str) -> Text:
        self[text] = ready = Text(text)
        return ready


class _Reader:
    def __init__(self, referentiel: Referentiel, texts: _Texts) -> None:
        self._referentiel = referentiel
        self._texts = texts

    def items(self) -> Items:
        """All of them, in reading order."""
        epreuves = {one.code: self._epreuve(one) for one in self._referentiel.epreuves}
        blocs: list[Item] = []
        activites: list[Item] = []
        competences: list[Item] = []
        criteres: list[Item] = []
        for bloc in self._referentiel.blocs:
            above = self._bloc(bloc)
            blocs.append(above)
            known = {one.code: self._activite(one, above) for one in bloc.activites}
            activites += known.values()
            for competence in bloc.competences:
                item = self._competence(competence, above, known, epreuves)
                competences.append(item)
                criteres += self._criteres(competence, item)
        return Items(
            tuple(blocs),
            tuple(activites),
            tuple(competences),
            tuple(criteres),
            tuple(epreuves.values()),
        )

    def _bloc(self, bloc: Bloc) -> Item:
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
            self._texts[bloc.intitule],
            fields={"option": (bloc.option,) if bloc.option else ()},
            within=tuple(
                self._texts[text]
                for competence in bloc.competences
                for text in (competence.texte, *(critere.texte for critere in competence.criteres))
            ),
        )

    def _activite(self, activite: Activite, bloc: Item) -> Item:
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
            self._texts[activite.intitule],
            bloc,
            fields={"taches": activite.taches},
            within=tuple(self._texts[tache] for tache in activite.taches),
        )

    def _competence(
        self,
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
            self._texts[competence.texte],
            bloc,
            fields={
                "non_evaluee": (competence.non_evaluee,) if competence.non_evaluee else (),
                "complements": tuple(f"{c.colonne} : {c.texte}" for c in competence.complements),
            },
            within=tuple(self._texts[critere.texte] for critere in competence.criteres),
            links={
                "epreuves": tuple(epreuves[code] for code in competence.epreuves),
                "activites": tuple(activites[code] for code in competence.activites),
            },
        )

    def _criteres(self, competence: Competence, above: Item) -> Iterator[Item]:
        for rank, critere in enumerate(competence.criteres, start=1):
            version = Version(
                code=critere.code,
                texte=critere.texte,
                bloc=above.version.bloc,
                option=above.version.option,
                competence=competence.code,
                page=competence.page,
                chemin=f"{above.version.chemin}/criteres/{critere.code or rank}",
            )
            yield Item(
                "critere",
                version,
                plain_code(critere.code) if critere.code else None,
                self._texts[critere.texte],
                above,
                fields={"indicateurs": critere.indicateurs},
                within=tuple(self._texts[one] for one in critere.indicateurs),
            )

    def _epreuve(self, epreuve: Epreuve) -> Item:
        lines = ((epreuve.intitule,) if epreuve.intitule else ()) + epreuve.description
        version = Version(
            code=epreuve.code,
            code_attribue=epreuve.code_attribue,
            texte="\n".join(lines),
            chemin=f"epreuves/{epreuve.code}",
        )
        return Item(
            "epreuve",
            version,
            _printed(epreuve),
            self._texts["\n".join(lines)],
            fields={
                "durees": tuple(duree.texte for duree in epreuve.durees),
                "minutes": tuple(
                    f"{duree.minutes} min" for duree in epreuve.durees if duree.minutes is not None
                ),
                "preparation": (epreuve.preparation,) if epreuve.preparation else (),
                "formes": epreuve.formes,
                "livrables": epreuve.livrables,
            },
            within=tuple(
                self._texts[competence.texte]
                for bloc in self._referentiel.blocs
                for competence in bloc.competences
                if epreuve.code in competence.epreuves
            ),
        )


def _printed(element: Bloc | Activite | Competence | Epreuve) -> str | None:
    return None if element.code_attribue else plain_code(element.code)
