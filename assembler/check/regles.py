"""What a rule of conformity is, and what it can answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from assembler.check.vue import GENERAL, Lieu, Vue


class Gravite(StrEnum):
    """How much a rule binds; the strongest first."""

    LOI = "L"
    DOCTRINE = "D"
    CONSEIL = "A"
    INDICE = "H"
    """Our own reading of a doctrine or of the wording: never an error."""


class Etat(StrEnum):
    """How a référentiel stands to a rule."""

    ENFREINTE = "enfreinte"
    RESPECTEE = "respectee"
    NON_VERIFIABLE = "non_verifiable"
    """The data are absent, or only a person can tell."""
    SANS_OBJET = "sans_objet"
    """Another profile, another répertoire, another law."""


class Besoin(StrEnum):
    """What a rule can't do without."""

    ANNEXE = "annexe"
    """Criteria, and what ties competences to activities and épreuves."""
    RNCP = "RNCP"
    """Activities and blocs."""
    CERTIFICATION = "certification"
    SESSION = "session"


@dataclass(frozen=True)
class Ecart:
    """The rule is broken here. `mots`: the words at fault, as printed."""

    message: str
    lieu: Lieu = GENERAL
    mots: tuple[str, ...] = ()


@dataclass(frozen=True)
class ARegarder:
    """The machine can't tell: why, and where a person should look."""

    message: str
    lieu: Lieu = GENERAL
    mots: tuple[str, ...] = ()


@dataclass(frozen=True)
class SansObjet:
    """The rule does not apply, and why."""

    message: str


Reponse = Ecart | ARegarder | SansObjet
Verifie = Callable[[Vue], Iterator[Reponse]]

_MANQUES: dict[Besoin, Reponse] = {
    Besoin.ANNEXE: SansObjet(
        "La fiche publiée ne porte ni critères, ni liens entre activités, compétences et épreuves."
    ),
    Besoin.RNCP: SansObjet(
        "Le répertoire spécifique n'a ni blocs ni activités, et n'est pas ouvert à la VAE."
    ),
    Besoin.CERTIFICATION: ARegarder("Sans certification.yaml, rien ne le dit."),
    Besoin.SESSION: ARegarder("Sans session.yaml, rien ne le dit."),
}


@dataclass(frozen=True)
class Regle:
    """A rule: what it asks, where that is written, what to do when it is broken.

    `regarde`: what the machine looks at. `inverifiable`, `sans_objet`: when its own function
    can't tell, or does not apply (empty: never). `propres`: the états that function can end in;
    `etats` adds those its needs can end in.
    """

    id: str
    gravite: Gravite
    source: str
    enonce: str
    faire: str
    regarde: str
    inverifiable: str
    sans_objet: str
    verifie: Verifie
    besoins: frozenset[Besoin]
    propres: frozenset[Etat]

    @property
    def etats(self) -> frozenset[Etat]:
        """The états this rule can end in."""
        needed = {
            Etat.SANS_OBJET if isinstance(_MANQUES[besoin], SansObjet) else Etat.NON_VERIFIABLE
            for besoin in self.besoins
        }
        return self.propres | needed

    def answers(self, vue: Vue) -> tuple[Reponse, ...]:
        """What the rule says of a référentiel; nothing when it is kept."""
        # In the order of Besoin: what does not apply is said before what is missing.
        missing = [_MANQUES[b] for b in Besoin if b in self.besoins and not _has(vue, b)]
        return tuple(missing[:1]) or tuple(self.verifie(vue))


def _has(vue: Vue, besoin: Besoin) -> bool:
    match besoin:
        case Besoin.ANNEXE:
            return vue.profil == "annexe"
        case Besoin.RNCP:
            return vue.referentiel.type == "RNCP"
        case Besoin.CERTIFICATION:
            return vue.certification is not None
        case Besoin.SESSION:
            return bool(vue.sessions)


def regle(
    identifiant: str,
    gravite: Gravite,
    *,
    source: str,
    enonce: str,
    faire: str,
    regarde: str,
    inverifiable: str = "",
    sans_objet: str = "",
    besoins: tuple[Besoin, ...] = (),
    propres: tuple[Etat, ...] = (Etat.ENFREINTE, Etat.RESPECTEE),
) -> Callable[[Verifie], Regle]:
    """Makes a rule of the function that checks it."""

    def make(verifie: Verifie) -> Regle:
        return Regle(
            identifiant,
            gravite,
            source,
            enonce,
            faire,
            regarde,
            inverifiable,
            sans_objet,
            verifie,
            frozenset(besoins),
            frozenset(propres),
        )

    return make
