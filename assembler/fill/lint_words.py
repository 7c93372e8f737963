"""What docxtpl-lint finds, in an officer's words: what is wrong and what to do."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assembler.fill.environment import TemplateEnvironment
from assembler.fill.fields import Field, find_field


@dataclass(frozen=True)
class Said:
    """What is wrong, and what to do."""

    what: str
    todo: str


_RULES: Final[Mapping[str, Said]] = {
    "DTL001": Said(
        "la balise n'est pas fermée",
        "Une balise commence et finit dans le même paragraphe : {{{{ … }}}} ou {{% … %}}.",
    ),
    "DTL002": Said(
        "la balise commence dans un paragraphe et finit dans un autre",
        "Écrivez-la dans un seul paragraphe.",
    ),
    "DTL003": Said(
        "le paragraphe contient une suppression suivie où se trouve une balise",
        "Dans Word, onglet Révision, acceptez ou refusez toutes les modifications.",
    ),
    "DTL101": Said(
        "la balise n'est jamais fermée", "Ajoutez la balise « end{kw} » là où elle doit finir."
    ),
    "DTL102": Said(
        "rien n'est à fermer ici", "Retirez la balise, ou ajoutez avant elle celle qui ouvre."
    ),
    "DTL106": Said(
        "« {name} » n'existe qu'à l'intérieur de sa boucle",
        "Mettez la balise entre le {{% for {name} in … %}} et son {{% endfor %}}.",
    ),
    "DTL201": Said(
        "une balise {prefix} … ne peut contenir ni % ni }}",
        "Calculez d'abord la valeur avec {{% set … %}}, dans une balise à part.",
    ),
    "DTL202": Said(
        "il y a une espace de trop avant « {prefix} »", "Écrivez {{%{prefix} … %}}, sans espace."
    ),
    "DTL203": Said(
        "une balise {{%{prefix} … %}} ne va que dans un tableau",
        "Mettez-la dans une ligne du tableau, ou écrivez {{%p … %}} pour un paragraphe.",
    ),
    "DTL204": Said(
        "la balise ferme « {open_raw} » sous une autre forme",
        "Écrivez les deux sous la même forme : {{%tr … %}} et {{%tr … %}}, ou {{% … %}} et "
        "{{% … %}}.",
    ),
    "DTL205": Said(
        "la balise ferme « {open_raw} », qui est dans un autre tableau",
        "Mettez les deux dans le même tableau.",
    ),
    "DTL206": Said(
        "« {open_raw} » et « {close_raw} » sont dans la même ligne",
        "Donnez à chacune sa ligne, au-dessus et au-dessous de celle à répéter.",
    ),
    "DTL207": Said(
        "« {open_raw} » et « {close_raw} » ne sont pas dans la même ligne",
        "Une boucle de cellules commence et finit dans la même ligne de tableau.",
    ),
    "DTL208": Said("cette balise ne va que dans un tableau", "Mettez-la dans une cellule."),
    "DTL209": Said(
        "la balise remplace en entier {what} où elle se trouve : « {rest} » serait perdu",
        "Mettez ce texte ailleurs.",
    ),
    "DTL210": Said(
        "« {open_raw} » et « {close_raw} » sont dans le même paragraphe",
        "Donnez à chacune son paragraphe, ou écrivez {{% … %}} sans le p.",
    ),
}
_UNITS: Final = {
    "paragraph": "le paragraphe",
    "table row": "la ligne du tableau",
    "table cell": "la cellule",
}
_KINDS: Final = {
    "texte": "un texte",
    "nombre": "un nombre",
    "oui ou non": "oui ou non",
    "liste": "une liste",
    "fiche": "fait de plusieurs champs",
    "libre": "fait de plusieurs champs",
}


def say_rule(rule: str, params: Mapping[str, object], environment: TemplateEnvironment) -> Said:
    """What a finding of docxtpl-lint says, fields apart."""
    name = str(params.get("name", ""))
    match rule:
        case "DTL104":
            return Said(f"le filtre « {name} » n'existe pas", nearest(name, environment.filters))
        case "DTL105":
            return Said(f"le test « {name} » n'existe pas", nearest(name, environment.tests))
        case _ if rule in _RULES:
            words = {**params, "what": _UNITS.get(str(params.get("unit")), "")}
            said = _RULES[rule]
            return Said(said.what.format_map(words), said.todo.format_map(words))
        case _:
            return Said(f"la balise est fausse (règle {rule})", "Vérifiez l'écriture de la balise.")


# --- fields -----------------------------------------------------------------------------------


def say_field(path: str, fields: Sequence[Field], loop_names: Iterable[str]) -> Said | None:
    """Why there is no field at `path` (« competences[*].texte »); None when there is one."""
    inside: Sequence[Field] = fields
    parent: Field | None = None
    in_list = False
    for name, each in _steps(path):
        if parent is not None and parent.kind == "libre":
            return None
        if parent is not None and (not inside or (parent.kind == "liste" and not in_list)):
            return _no_fields(parent, name, in_list=in_list)
        field = find_field(inside, name)
        if field is None:
            return _unknown(name, inside, fields, loop_names if parent is None else ())
        parent, in_list, inside = field, each, field.fields
    return None


def say_loop(path: str, fields: Sequence[Field]) -> Said:
    """Why a loop can't run over the field at `path`."""
    field: Field | None = None
    inside: Sequence[Field] = fields
    for name, _ in _steps(path):
        field = find_field(inside, name)
        inside = field.fields if field else ()
    name = field.name if field else path
    kind = _KINDS[field.kind] if field else "autre chose"
    lists = [inner.name for inner in inside if inner.kind == "liste"]
    return Said(
        f"« {name} » n'est pas une liste mais {kind} : rien n'est à répéter",
        f"Ses listes : {', '.join(lists)}." if lists else "Retirez la boucle.",
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """What to do about a name that does not exist."""
    from rapidfuzz import fuzz, process

    names = [one for one in known if not one.startswith("_")]
    found = process.extractOne(name, names, scorer=fuzz.ratio, processor=_folded, score_cutoff=60)
    if found is not None:
        return f"Le nom le plus proche est « {found[0]} »."
    return f"Noms possibles : {', '.join(names[:20])}." if names else "Retirez la balise."


def _steps(path: str) -> Iterator[tuple[str, bool]]:
    """The names on a path, each with whether one of its list is meant."""
    for step in path.split("."):
        yield step.removesuffix("[*]"), step.endswith("[*]")


def _no_fields(parent: Field, name: str, *, in_list: bool) -> Said:
    """A field was asked of what has none: a list as a whole, a text."""
    if parent.kind == "liste" and not in_list:
        inner = f"{{{{ {parent.item}.{name} }}}}" if parent.fields else f"{{{{ {parent.item} }}}}"
        return Said(
            f"« {parent.name} » est une liste : « {name} » se demande à chacun de ses éléments",
            f"Écrivez {{% for {parent.item} in … %}} {inner} {{% endfor %}}.",
        )
    kind = "fait de textes" if parent.kind == "liste" else _KINDS[parent.kind]
    return Said(
        f"« {parent.name} » est {kind} et n'a pas de champ « {name} »",
        f"Retirez « .{name} ».",
    )


def _unknown(
    name: str, inside: Sequence[Field], fields: Sequence[Field], loop_names: Iterable[str]
) -> Said:
    what = f"le champ « {name} » n'existe pas"
    known = [field.name for field in inside]
    todo = nearest(name, [*known, *loop_names])
    elsewhere = [path for path in _paths(fields) if path.rpartition(".")[2] == name]
    if elsewhere and "proche" not in todo:
        todo = f"Écrivez « {' » ou « '.join(elsewhere[:4])} »."
    return Said(what, todo)


def _paths(fields: Iterable[Field], before: str = "") -> Iterator[str]:
    """The fields outside lists, as one writes them."""
    for field in fields:
        yield before + field.name
        if field.kind == "fiche":
            yield from _paths(field.fields, f"{before}{field.name}.")


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\u0300-\u036f]", "", plain)
