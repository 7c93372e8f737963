"""What a comparison says: one change for each item of either référentiel (the contract of `diff`).

The keys are those of `assembler diff --format json`.
"""

from typing import Literal

from pydantic import ConfigDict

from assembler.model import Element

Objet = Literal["bloc", "activite", "competence", "critere", "epreuve"]

Nature = Literal["inchange", "reformule", "deplace", "renumerote", "ajoute", "supprime"]

OBJETS: tuple[Objet, ...] = ("bloc", "activite", "competence", "critere", "epreuve")
NATURES: tuple[Nature, ...] = (
    "inchange", "reformule", "deplace", "renumerote", "ajoute", "supprime",
)  # fmt: skip


class Version(Element):
    """An item as one of the two référentiels has it.

    `texte`: its own wording (of an épreuve: title and description, a line a paragraph). `bloc` and
    `competence`: the codes of those it stands in. `chemin` names it as the side-car does
    (« blocs/1/competences/C1.1/criteres/2 »: codes, or 1-based ranks).
    """

    code: str | None
    code_attribue: bool = False
    texte: str
    bloc: str | None = None
    option: str | None = None
    competence: str | None = None
    page: int | None = None
    chemin: str


class Mot(Element):
    """A run of words: in both wordings, only in the old one, or only in the new one.

    With its spaces: all runs, end to end, are ready to show; without the removed ones they are the
    new wording, up to the space at its end.
    """

    model_config = ConfigDict(str_strip_whitespace=False)

    sens: Literal["egal", "retire", "ajoute"]
    texte: str


class Detail(Element):
    """What changed around the item's own wording: what goes with it, where it stands.

    `champ`: the key of the file (« epreuves », « taches » …), or « bloc » or « competence » for
    what it stands in. `retires` and `ajoutes`: texts; of what it is tied to, codes; of what it
    stands in, codes too, but « 2 (Réseaux) » or « 2 (ancien) » where the code alone is that of
    both. `texte`: the change in words (« épreuve E2 ajoutée »).
    """

    champ: str
    retires: tuple[str, ...] = ()
    ajoutes: tuple[str, ...] = ()
    texte: str


class Renvoi(Element):
    """Another item that this one could be, or lives on in, or comes from.

    `cote`: the référentiel that item stands in; `ressemblance`: how alike the two wordings are, 0
    to 100.
    """

    cote: Literal["ancien", "nouveau"]
    version: Version
    ressemblance: int


class Changement(Element):
    """What became of one item. `ancien` is None for what was added, `nouveau` for what was removed.

    `nature` is the strongest (reformule, then deplace, then renumerote), `aussi` the others.
    `douteux`: the match could be wrong; `rival` is then the other candidate, if there is one.
    `devient`: the new items that an old one lives on in, when they are several or when it was
    removed (a scission, a fusion); `issu_de`: the same, seen from the new one.
    """

    objet: Objet
    nature: Nature
    aussi: tuple[Nature, ...] = ()
    ancien: Version | None = None
    nouveau: Version | None = None
    mots: tuple[Mot, ...] = ()
    details: tuple[Detail, ...] = ()
    ressemblance: int | None = None
    douteux: bool = False
    rival: Renvoi | None = None
    devient: tuple[Renvoi, ...] = ()
    issu_de: tuple[Renvoi, ...] = ()

    @property
    def natures(self) -> tuple[Nature, ...]:
        """All of them, the strongest first."""
        return (self.nature, *self.aussi)

    @property
    def present(self) -> Version:
        """The item as it is now or, when it was removed, as it was."""
        version = self.nouveau or self.ancien
        assert version is not None
        return version


class Resume(Element):
    """Counts. `par_objet`: objet → nature → number, natures that don't occur left out;
    `part_inchangee`: share of the changes that are none, 0 to 1; `douteux`: number of doubtful
    matches."""

    par_objet: dict[Objet, dict[Nature, int]]
    par_nature: dict[Nature, int]
    total: int
    inchanges: int
    part_inchangee: float
    douteux: int


class Comparaison(Element):
    """Two référentiels, item by item, in the reading order of the new one; what was removed comes
    where it stood."""

    changements: tuple[Changement, ...]
    resume: Resume

    @property
    def differences(self) -> tuple[Changement, ...]:
        """The changes that are one."""
        return tuple(one for one in self.changements if one.nature != "inchange")

    @property
    def parties(self) -> tuple[tuple[Changement, ...], ...]:
        """Each bloc with what stands in it, then the épreuves."""
        parts: list[list[Changement]] = []
        for one in self.changements:
            ends = (
                not parts
                or one.objet == "bloc"
                or (one.objet == "epreuve" and parts[-1][0].objet == "bloc")
            )
            if ends:
                parts.append([])
            parts[-1].append(one)
        return tuple(map(tuple, parts))
