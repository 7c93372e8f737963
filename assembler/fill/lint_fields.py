"""Paths that no field has: where such a path goes wrong, in an officer's words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assembler.fill.fields import Field, find_field
from assembler.fill.lint_words import Said
from assembler.fill.names import nearest

_KINDS: Final = {
    "texte": "un texte",
    "nombre": "un nombre",
    "oui ou non": "oui ou non",
    "à remplir": "un champ à remplir",
    "liste": "une liste",
    "fiche": "fait de plusieurs champs",
    "libre": "fait de plusieurs champs",
}


@dataclass(frozen=True)
class WrongPath:
    """A path and the first name on it that is wrong."""

    stem: str
    """The path up to that name: what is wrong once, however many paths go on from it."""
    name: str
    said: Said


def wrong_path(path: str, fields: Sequence[Field], loop_names: Iterable[str]) -> WrongPath | None:
    """Why there is no field at `path` (« competences[*].texte »); None when there is one.

    `loop_names`: what the loops of the template call one of their list.
    """
    parent: Field | None = None
    in_list = False
    stem = ""
    for name, each in _steps(path):
        stem = f"{stem}.{name}"
        if parent is not None and parent.kind == "libre":
            return None
        field = find_field(_members(parent, fields, in_list=in_list), name)
        if field is None:
            told = _why(name, parent, fields, loop_names, in_list=in_list)
            return WrongPath(stem, name, told)
        parent, in_list = field, each
    return None


def not_a_list(path: str, fields: Sequence[Field]) -> Said:
    """Why a loop can't run over the field at `path`."""
    field: Field | None = None
    inside = fields
    for name, _ in _steps(path):
        field = find_field(inside, name)
        inside = field.fields if field else ()
    if field is None:
        return Said("la boucle ne porte pas sur une liste", "Retirez la boucle.")
    lists = [inner.name for inner in field.fields if inner.kind == "liste"]
    todo = f"Ses listes : {', '.join(lists)}." if lists else "Employez-le tel quel, sans boucle."
    return Said(f"« {field.name} » n'est pas une liste, mais {_KINDS[field.kind]}", todo)


def _steps(path: str) -> Iterator[tuple[str, bool]]:
    """The names on a path, each with whether one of its list is meant."""
    for step in path.split("."):
        yield step.removesuffix("[*]"), step.endswith("[*]")


def _members(parent: Field | None, fields: Sequence[Field], *, in_list: bool) -> Sequence[Field]:
    """What may be asked of a field, or of one of its list; of the context itself for None."""
    if parent is None:
        return fields
    return () if parent.kind == "liste" and not in_list else parent.fields


def _why(
    name: str,
    parent: Field | None,
    fields: Sequence[Field],
    loop_names: Iterable[str],
    *,
    in_list: bool,
) -> Said:
    if parent is None:
        return _unknown_at_top(name, fields, loop_names)
    if parent.kind == "liste" and not in_list:
        inner = f"{{{{ {parent.item}.{name} }}}}" if parent.fields else f"{{{{ {parent.item} }}}}"
        return Said(
            f"« {parent.name} » est une liste : « {name} » se demande à chacun de ses éléments",
            f"Écrivez {{% for {parent.item} in … %}} {inner} {{% endfor %}}.",
        )
    if not parent.fields:
        kind = "fait de textes" if parent.kind == "liste" else _KINDS[parent.kind]
        return Said(
            f"« {parent.name} » est {kind} et n'a pas de champ « {name} »",
            f"Retirez « .{name} ».",
        )
    return Said(_no_such_field(name), nearest(name, (field.name for field in parent.fields)))


def _unknown_at_top(name: str, fields: Sequence[Field], loop_names: Iterable[str]) -> Said:
    """A name that is written alone: perhaps one of a list, perhaps the end of a longer one."""
    owner = next((field for field in _lists(fields) if field.item == name), None)
    if owner is not None:
        return Said(
            f"« {name} » n'existe que dans une boucle",
            f"Écrivez {{% for {name} in … %}} avant, {{% endfor %}} après ; "
            f"la liste s'appelle « {owner.name} ».",
        )
    longer = [path for path in _paths(fields) if path.rpartition(".")[2] == name]
    if longer:
        return Said(_no_such_field(name), f"Écrivez « {' » ou « '.join(longer[:4])} ».")
    known = [*(field.name for field in fields), *loop_names]
    return Said(_no_such_field(name), nearest(name, known))


def _no_such_field(name: str) -> str:
    return f"le champ « {name} » n'existe pas"


def _lists(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        if field.kind == "liste":
            yield field
        yield from _lists(field.fields)


def _paths(fields: Iterable[Field], before: str = "") -> Iterator[str]:
    """The fields outside lists, as one writes them."""
    for field in fields:
        yield before + field.name
        if field.kind == "fiche":
            yield from _paths(field.fields, f"{before}{field.name}.")
