"""pydantic's complaints, said to an officer in French."""

import difflib
import inspect
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with the value at `loc` (keys, and 0-based ranks in lists)."""

    loc: Loc
    message: str


def nearest(wrong: str, right: Iterable[str]) -> str:
    """« ; vouliez-vous dire « … » ? » when one of the right words is near, else nothing."""
    near = nearest_word(wrong, right)
    return f" ; vouliez-vous dire « {near} » ?" if near else ""


def sentence(message: str) -> str:
    """The message with its full stop; one that ends with the question of `nearest` has none."""
    return message if message.endswith("?") else f"{message}."


def nearest_word(wrong: str, right: Iterable[str]) -> str | None:
    """The right word nearest to the wrong one, case apart; None when none is near."""
    by_folded = {word.casefold(): word for word in right}
    found = difflib.get_close_matches(wrong.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def translate(errors: ValidationError, model: type[BaseModel]) -> list[Fault]:
    """One fault a complaint; what only follows from another fault is not told.

    A misspelt key is not also a missing one; a list is not short because its items are wrong.
    """
    details = errors.errors(include_url=False)
    misspelt = {
        (*detail["loc"][:-1], near)
        for detail in details
        if detail["type"] == "extra_forbidden"
        and (near := nearest_word(str(detail["loc"][-1]), _keys_at(model, detail["loc"][:-1])))
    }
    return [
        Fault(_place(detail["loc"]), _message(detail, model))
        for detail in details
        if not (detail["type"] == "missing" and detail["loc"] in misspelt)
        and not (detail["type"] == "too_short" and _any_within(detail["loc"], details))
    ]


def _any_within(loc: Loc, details: Iterable[ErrorDetails]) -> bool:
    return any(
        len(detail["loc"]) > len(loc) and detail["loc"][: len(loc)] == loc for detail in details
    )


def _place(loc: Loc) -> Loc:
    # pydantic ends the place of a wrong key of a free mapping with this mark.
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    loc, kind = detail["loc"], detail["type"]
    key = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        return f"clé inconnue « {key} »{nearest(key, _keys_at(model, loc[:-1]))}"
    if kind == "missing":
        return f"la clé obligatoire « {key} » manque"
    if loc and loc[-1] == "[key]":
        allowed = _allowed(detail)
        return f"clé inconnue « {loc[-2]} »{nearest(str(loc[-2]), allowed)}"
    named = next((step for step in reversed(loc) if isinstance(step, str)), "")
    prefix = f"« {named} » : " if named else ""
    return prefix + _expected(detail)


def _expected(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    given = detail["input"]
    if kind == "literal_error":
        allowed = _allowed(detail)
        near = nearest(str(given), allowed)
        return f"« {given} » n'est pas l'une des valeurs admises ({', '.join(allowed)}){near}"
    if given is None:
        return "la valeur manque"
    if kind in _EXPECTED:
        return _EXPECTED[kind].format_map({key: str(value) for key, value in context.items()})
    if kind in _OURS:
        return detail["msg"]
    return "cette valeur n'est pas admise"


_OURS = {"date", "heure", "dates", "format", "patron"}
"""Kinds of PydanticCustomError raised by the model, whose messages are French already."""

_EXPECTED: Mapping[str, str] = {
    "string_type": "un texte est attendu",
    "string_too_short": "le texte est vide",
    "int_type": "un nombre entier est attendu",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "float_type": "un nombre est attendu",
    "float_parsing": "un nombre est attendu",
    "finite_number": "un nombre est attendu",
    "bool_type": "oui ou non (true, false) est attendu",
    "bool_parsing": "oui ou non (true, false) est attendu",
    "greater_than_equal": "un nombre d'au moins {ge} est attendu",
    "less_than_equal": "un nombre d'au plus {le} est attendu",
    "tuple_type": "une liste est attendue (un élément par ligne, précédé de « - », ou [a, b])",
    "too_short": "la liste doit compter au moins {min_length} élément(s)",
    "mapping_type": "des lignes « clé: valeur » sont attendues",
    "dict_type": "des lignes « clé: valeur » sont attendues",
    "model_type": "des lignes « clé: valeur » sont attendues",
    "model_attributes_type": "des lignes « clé: valeur » sont attendues",
}


def _allowed(detail: ErrorDetails) -> list[str]:
    """The values of a literal: pydantic says them as « 'a', 'b' or 'c' »."""
    said = str(detail.get("ctx", {}).get("expected", ""))
    return [part.strip("' ") for part in said.replace("' or '", "', '").split("', '")]


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that are right in the mapping at `loc`."""
    here: object = model
    for step in loc:
        here = _descend(here, step)
    found = _model_in(here)
    return list(found.model_fields) if found else []


def _descend(annotation: object, step: str | int) -> object:
    model = _model_in(annotation)
    if model and isinstance(step, str) and step in model.model_fields:
        return model.model_fields[step].annotation
    return annotation if isinstance(step, int) else None


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model an annotation such as `tuple[Bloc, ...]` or `VoieAcces | None` is made of."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    return next(_models_among(typing.get_args(annotation)), None)


def _models_among(annotations: Iterable[object]) -> Iterator[type[BaseModel]]:
    for annotation in annotations:
        if model := _model_in(annotation):
            yield model
