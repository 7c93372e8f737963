"""The rows of the comparative table: each bloc, activity, competence, épreuve, then and now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from assembler.compare import (
    OBJETS_SINGULAR,
    Changement,
    Comparaison,
    Equivalence,
    Objet,
    Renvoi,
    Version,
    doubt_in_words,
    in_words,
    nature_in_words,
    natures_in_words,
    percent,
    unbreakable,
    words_changed,
)
from assembler.documents import hauteur
from assembler.documents import typographie as typo
from assembler.documents.contexte import Contexte
from assembler.model import Referentiel

_DEUX_POINTS = f"{typo.INSECABLE}:"


class MotComparatif(Contexte):
    """A run of words of a wording."""

    texte: str = Field(
        description="Des mots, avec l’espace qui les suit", examples=["en boutique "]
    )
    retire: bool = Field(description="Vrai si ces mots n’y sont plus")
    ajoute: bool = Field(description="Vrai si ces mots sont nouveaux")


class EffetComparatif(Contexte):
    """What changes in how a competence is assessed."""

    texte: str = Field(
        description="Ce qui change dans les modalités ou les critères",
        examples=["critère ajouté\u00a0:"],
    )
    mots: tuple[MotComparatif, ...] = Field(
        description="Texte du critère, mots retirés et ajoutés compris ; vide pour une modalité"
    )


class LigneComparatif(Contexte):
    """A bloc, activity, competence or épreuve, then and now."""

    objet: str = Field(description="Ce que c’est", examples=["Compétence"])
    ancien_code: str = Field(
        description="Ancien code, vide pour ce qui est ajouté", examples=["C1.2"]
    )
    nouveau_code: str = Field(
        description="Nouveau code, vide pour ce qui est supprimé", examples=["C1.3"]
    )
    ancien: tuple[MotComparatif, ...] = Field(
        description="Ancien texte ; vide pour ce qui est ajouté"
    )
    nouveau: tuple[MotComparatif, ...] = Field(
        description="Nouveau texte ; vide pour ce qui est supprimé, ou qui n’a pas changé de texte"
    )
    identique: bool = Field(description="Vrai si le texte est le même dans les deux référentiels")
    nature: str = Field(description="Ce qui a changé", examples=["reformulée, renumérotée C1.3"])
    inchange: bool = Field(description="Vrai si rien n’a changé, critères et modalités compris")
    effets: tuple[EffetComparatif, ...] = Field(
        description="Effets sur les modalités et les critères"
    )
    remarques: tuple[str, ...] = Field(
        description="Scissions, fusions et rapprochements à vérifier",
        examples=[("Scission : se retrouve dans C1.2 et C1.3",)],
    )
    longue: bool = Field(
        description="Vrai quand la ligne peut tenir plus d’une demi-page : elle doit alors pouvoir "
        "être coupée"
    )


class BlocComparatif(Contexte):
    """A bloc and what stands in it."""

    bloc: tuple[LigneComparatif, ...] = Field(
        description="Le bloc lui-même, avec l’équivalence proposée dans ses effets : une ligne, ou "
        "aucune quand la certification n’a pas de blocs (RS)"
    )
    lignes: tuple[LigneComparatif, ...] = Field(description="Ses activités et ses compétences")


@dataclass(frozen=True)
class Tableau:
    """The changes, and what they are shown with."""

    comparaison: Comparaison
    equivalences: tuple[Equivalence, ...]
    criteres: Mapping[str, Sequence[Changement]]
    """Path of a competence, then or now → what became of the criteria it had or has."""
    epreuves_de: Mapping[str, Sequence[str]]
    """Path of a new competence → the codes of its épreuves."""

    @classmethod
    def of(
        cls,
        comparaison: Comparaison,
        nouveau: Referentiel,
        equivalences: tuple[Equivalence, ...],
    ) -> "Tableau":
        """The rows of a comparison with the référentiel `nouveau`."""
        criteres: dict[str, list[Changement]] = defaultdict(list)
        for one in comparaison.differences:
            if one.objet == "critere":
                versions = (one.ancien, one.nouveau)
                # A criterion that moved stands by both of its competences.
                for chemin in {v.chemin.partition("/criteres/")[0] for v in versions if v}:
                    criteres[chemin].append(one)
        places = {(b.code, b.option, c.code): c for b in nouveau.blocs for c in b.competences}
        epreuves_de = {
            one.nouveau.chemin: places[
                one.nouveau.bloc or "", one.nouveau.option, one.nouveau.code or ""
            ].epreuves
            for one in comparaison.changements
            if one.objet == "competence" and one.nouveau
        }
        return cls(comparaison, equivalences, criteres, epreuves_de)

    def blocs(self) -> Iterator[BlocComparatif]:
        """The blocs in the new order, those that are no more where they stood."""
        for partie in self.comparaison.parties:
            if partie[0].objet == "bloc":
                yield BlocComparatif(
                    bloc=(self._ligne(partie[0]),) if partie[0].present.texte else (),
                    lignes=tuple(
                        self._ligne(one)
                        for one in partie
                        if one.objet in ("activite", "competence")
                    ),
                )

    def epreuves(self) -> Iterator[LigneComparatif]:
        """The épreuves, in the same order."""
        for one in self.comparaison.changements:
            if one.objet == "epreuve":
                yield self._ligne(one)

    def _ligne(self, change: Changement) -> LigneComparatif:
        ancien, nouveau = change.ancien, change.nouveau
        effets, remarques = tuple(self._effets(change)), tuple(_remarques(change))
        return LigneComparatif(
            objet=OBJETS_SINGULAR[change.objet].capitalize(),
            ancien_code=_code(ancien, change.objet),
            nouveau_code=_code(nouveau, change.objet),
            ancien=tuple(_ancien(change)),
            nouveau=tuple(_nouveau(change)),
            identique=bool(ancien and nouveau and not change.mots),
            nature=natures_in_words(change),
            inchange=change.nature == "inchange" and not remarques and not self._criteres(change),
            effets=effets,
            remarques=remarques,
            longue=hauteur.longue(
                *(hauteur.lignes(v.texte.split("\n")) for v in (ancien, nouveau) if v),
                2 * hauteur.lignes(_texte_effet(effet) for effet in effets),
            ),
        )

    def _effets(self, change: Changement) -> Iterator[EffetComparatif]:
        for detail in change.details:
            if detail.champ not in ("bloc", "competence"):
                yield EffetComparatif(texte=unbreakable(detail.texte), mots=())
        if change.objet == "bloc":
            yield from self._equivalences(change)
        if change.objet == "competence":
            yield from self._modalites(change)
            yield from map(_critere, self._criteres(change))

    def _criteres(self, change: Changement) -> Sequence[Changement]:
        """What became of the criteria that a competence had or has, each once."""
        versions = (change.ancien, change.nouveau)
        found = {id(c): c for v in versions if v for c in self.criteres.get(v.chemin, ())}
        return tuple(found.values())

    def _equivalences(self, change: Changement) -> Iterator[EffetComparatif]:
        """What holding the bloc is worth; of a new one, that nothing leads to it."""
        for une in self.equivalences:
            seule = change.ancien is not None and une.anciens == (change.ancien,)
            if seule and une.nouveau:
                texte = f"équivalence {une.proposition} avec le bloc {une.nouveau.code}"
                yield EffetComparatif(texte=f"{texte} ({percent(une.part)})", mots=())
            elif seule or (not une.anciens and une.nouveau == change.nouveau):
                yield EffetComparatif(texte="aucune équivalence", mots=())

    def _modalites(self, change: Changement) -> Iterator[EffetComparatif]:
        """The épreuves of the competence that are not what they were."""
        codes = self.epreuves_de[change.nouveau.chemin] if change.nouveau else ()
        for one in self.comparaison.differences:
            epreuve = one.nouveau if one.objet == "epreuve" else None
            if epreuve and epreuve.code in codes:
                yield EffetComparatif(texte=in_words(one), mots=())


def _code(version: Version | None, objet: Objet) -> str:
    """« C1.2 »; « Bloc 1 – » before the title of a bloc."""
    code = (version.code or "") if version else ""
    if objet != "bloc" or not code:
        return code
    return f"Bloc{typo.INSECABLE}{code} {typo.TIRET}" if code.isdigit() else f"{code} {typo.TIRET}"


def _critere(change: Changement) -> EffetComparatif:
    code = f" {change.present.code}" if change.present.code else ""
    natures = ", ".join(nature_in_words(nature, "critere") for nature in change.natures)
    # Where it moved from and to needs both names.
    texte = in_words(change) if "deplace" in change.natures else f"critère{code} {natures}"
    doute = " (à vérifier)" if change.douteux else ""
    return EffetComparatif(texte=f"{texte}{doute}{_DEUX_POINTS}", mots=tuple(_tout(change)))


def _tout(change: Changement) -> Iterator[MotComparatif]:
    """The whole wording, with what went and what came."""
    if not change.mots:
        yield from _ancien(change) if change.ancien else _nouveau(change)
    for mot in change.mots:
        yield from _passage(mot.texte, retire=mot.sens == "retire", ajoute=mot.sens == "ajoute")


def _ancien(change: Changement) -> Iterator[MotComparatif]:
    """The old wording, with what went; of an épreuve that did not change, its title."""
    if change.ancien and change.nouveau and change.mots:
        # Backwards, for what was kept is given as the other side prints it.
        for mot in words_changed(change.nouveau.texte, change.ancien.texte):
            if mot.sens != "retire":
                yield from _passage(mot.texte, retire=mot.sens == "ajoute")
    elif change.ancien:
        titre = change.objet == "epreuve" and change.nature == "inchange"
        texte = change.ancien.texte.partition("\n")[0] if titre else change.ancien.texte
        yield from _passage(texte, retire=change.nouveau is None)


def _nouveau(change: Changement) -> Iterator[MotComparatif]:
    """The new wording, with what came; nothing when it is the old one."""
    if change.nouveau and not change.ancien:
        yield from _passage(change.nouveau.texte, ajoute=True)
    for mot in change.mots:
        if mot.sens != "retire":
            yield from _passage(mot.texte, ajoute=mot.sens == "ajoute")


def _passage(texte: str, *, retire: bool = False, ajoute: bool = False) -> Iterator[MotComparatif]:
    """Words, and the space after them, which is neither struck nor underlined."""
    mots = texte.rstrip() if retire or ajoute else texte
    if mots:
        yield MotComparatif(texte=mots, retire=retire, ajoute=ajoute)
    if blanc := texte[len(mots) :]:
        yield MotComparatif(texte=blanc, retire=False, ajoute=False)


def _remarques(change: Changement) -> Iterator[str]:
    """What was split or merged, and what is in doubt."""
    if change.devient:
        manner = f"Scission{_DEUX_POINTS} se retrouve" if len(change.devient) > 1 else "Se retrouve"
        yield f"{manner} dans {_noms(change.devient)}"
    if change.issu_de:
        manner = f"Fusion{_DEUX_POINTS} vient" if len(change.issu_de) > 1 else "Vient"
        yield f"{manner} de {_noms(change.issu_de)}"
    if change.rival:
        cote = "l’ancien" if change.rival.cote == "ancien" else "le nouveau"
        yield (
            f"À vérifier{_DEUX_POINTS} peut-être à rapprocher de {_noms([change.rival])}, dans "
            f"{cote} référentiel"
        )
    elif change.douteux:
        yield f"À vérifier{_DEUX_POINTS} {doubt_in_words(change)}"


def _noms(autres: Sequence[Renvoi]) -> str:
    """« C1.2 et C1.3 »."""
    return typo.enumeration([autre.version.code or autre.version.texte for autre in autres])


def _texte_effet(effet: EffetComparatif) -> str:
    return effet.texte + "".join(mot.texte for mot in effet.mots)
