"""The fields of a family's templates, out of its context class: for the linter and for officers."""

import re
import typing
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assembler.documents.contexte import Champ
from assembler.documents.famille import Gabarit
from assembler.fill.fields import Field, Kind
from assembler.model.certification import NomFamille


def famille_du_fichier(modele: Path, familles: Mapping[NomFamille, Gabarit]) -> Gabarit | None:
    """The family that a template's file name tells (« grille-oral.docx », « Modèle fiche.docx »);
    None when it tells none, or two."""
    nom = unicodedata.normalize("NFKD", modele.stem.casefold())
    mots = {mot.removesuffix("s") for mot in re.findall(r"[a-z]+", nom)}
    dites = [famille for famille in familles.values() if famille.nom in mots]
    return dites[0] if len(dites) == 1 else None


@dataclass(frozen=True)
class LigneChamp:
    """A row of the list of fields that an officer keeps beside the screen."""

    retrait: int
    """How many loops it stands inside."""
    ecriture: str
    """As one writes it in a template; for a fiche, its bare name."""
    sens: str
    exemple: str

    @property
    def est_titre(self) -> bool:
        """Whether it is not written itself, but heads the fields of a fiche or list."""
        return "{" not in self.ecriture


_SEULES = "Chacune des deux balises est seule dans"

AIDES = tuple(
    LigneChamp(0, ecriture, sens, exemple)
    for ecriture, sens, exemple in (
        (
            "{%p for … %} … {%p endfor %}",
            f"Répète des paragraphes. {_SEULES} un paragraphe à elle, qui disparaît.",
            "",
        ),
        (
            "{%tr for … %} … {%tr endfor %}",
            f"Répète des lignes de tableau. {_SEULES} une ligne à elle, qui disparaît.",
            "",
        ),
        (
            "{%tc for … %} … {%tc endfor %}",
            f"Répète des cellules, et donc des colonnes. {_SEULES} une cellule à elle, qui "
            "disparaît.",
            "",
        ),
        (
            "{% if … %} … {% else %} … {% endif %}",
            "Montre un passage si le champ n’est pas vide, sinon l’autre. Avec {%p if … %} : des "
            "paragraphes ; avec {%tr if … %} : des lignes de tableau.",
            "{% if certification.niveau %}",
        ),
        (
            "{{ … or 'texte' }}",
            "Imprime le texte quand le champ est vide.",
            "{{ certification.code or 'à venir' }}",
        ),
        ("{{ …|join(', ') }}", "Imprime une liste de textes à la suite.", ""),
        ("{{ …|length }}", "Imprime le nombre des éléments d’une liste.", ""),
        ("{{ loop.index }}", "Dans une boucle : le rang de l’élément, à partir de 1.", ""),
        (
            "{{ fusion(…) }}",
            "Dans une cellule répétée : la fusionne avec celles du dessous tant que la valeur "
            "entre parenthèses est la même. N’imprime rien lui-même.",
            "",
        ),
        (
            "{{ sommaire() }}",
            "Seule dans un paragraphe : le sommaire, une ligne par titre (styles « Titre 1 » et "
            "« Titre 2 »). Entre parenthèses, le nombre de niveaux s’il n’est pas de deux.",
            "{{ sommaire(1) }}",
        ),
        (
            "{{ … }} d’un champ à remplir",
            "Imprime une case à cocher, une liste de choix, une date ou un texte à écrire sur "
            "l’ordinateur. Chacun une fois seulement. Dès qu’il y en a un, le reste du document "
            "est protégé.",
            "",
        ),
        ("{% colspan … %}", "Dans une cellule : elle s’étend sur ce nombre de colonnes.", ""),
    )
)
"""What templates of all families may hold beside fields."""


def champs(famille: Gabarit) -> tuple[Field, ...]:
    """The fields that a template of the family may name."""
    return _fields(famille.contexte)


def lignes(fields: Sequence[Field]) -> Iterator[LigneChamp]:
    """The fields as one writes them: those that stand alone, then fiches and lists under headings,
    each list followed by what stands inside its loop."""
    groupes = [field for field in fields if field.kind in ("fiche", "libre", "liste")]
    yield from _lignes([field for field in fields if field not in groupes])
    for field in groupes:
        if field.kind == "liste":
            yield LigneChamp(0, field.name, field.meaning, "")
            yield from _lignes([replace(field, meaning="Répète ce qui est entre les deux balises")])
        else:
            yield from _lignes([field])


def _lignes(fields: Sequence[Field], avant: str = "", retrait: int = 0) -> Iterator[LigneChamp]:
    for field in fields:
        chemin = avant + field.name
        yield LigneChamp(retrait, _ecriture(field, chemin), field.meaning, field.example)
        if field.kind == "liste":
            yield from _lignes(field.fields, f"{field.item}.", retrait + 1)
        else:
            yield from _lignes(field.fields, f"{chemin}.", retrait)


def _ecriture(field: Field, chemin: str) -> str:
    match field.kind:
        case "fiche" | "libre":
            return chemin
        case "oui ou non":
            return f"{{% if {chemin} %}} … {{% endif %}}"
        case "liste":
            dedans = "…" if field.fields else f"{{{{ {field.item} }}}}"
            return f"{{% for {field.item} in {chemin} %}} {dedans} {{% endfor %}}"
        case _:
            return f"{{{{ {chemin} }}}}"


# --- from pydantic ------------------------------------------------------------------------------


def _fields(contexte: type[BaseModel]) -> tuple[Field, ...]:
    return tuple(_field(nom, info) for nom, info in contexte.model_fields.items())


def _field(nom: str, info: FieldInfo) -> Field:
    annotation: object = info.annotation
    sens = info.description or ""
    exemple: object = info.examples[0] if info.examples else ""
    if annotation is Champ:
        return Field(nom, "à remplir", sens, str(exemple))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Field(nom, "fiche", sens, fields=_fields(annotation))
    if annotation in _SIMPLES:
        return Field(nom, _SIMPLES[annotation], sens, str(exemple))
    match typing.get_origin(annotation), typing.get_args(annotation):
        case (typing_origin, (element, *_)) if typing_origin is tuple:
            return _liste(nom, sens, exemple, element)
        case (typing_origin, _) if typing_origin is dict:
            return Field(nom, "libre", sens, fields=tuple(_exemples(exemple)))
    raise TypeError(f"{nom}: no field of a template can be of type {annotation}")


_SIMPLES: dict[object, Kind] = {str: "texte", int: "nombre", bool: "oui ou non"}


def _liste(nom: str, sens: str, exemple: object, element: object) -> Field:
    if element is Champ:
        return Field(nom, "liste", sens, "☐", item=_singulier(nom), of_controls=True)
    if isinstance(element, type) and issubclass(element, BaseModel):
        # « CompetenceGrille », « NiveauContexte »: the first word says what one of them is.
        mot = re.findall(r"[A-Z][a-z]*", element.__name__)[0].lower()
        return Field(nom, "liste", sens, item=mot, fields=_fields(element))
    premier = next(iter(exemple), "") if isinstance(exemple, tuple) else ""
    return Field(nom, "liste", sens, str(premier), item=_singulier(nom))


def _singulier(nom: str) -> str:
    """« indicateurs » → indicateur; a text that comes as paragraphs is made of alinéas."""
    mot = nom.partition("_")[0]
    return mot.removesuffix("s") if mot.endswith("s") else "alinea"


def _exemples(exemple: object) -> Iterator[Field]:
    if isinstance(exemple, dict):
        for nom, valeur in exemple.items():
            yield Field(str(nom), "texte", "Contenu de cette colonne", str(valeur))
