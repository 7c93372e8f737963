"""What docxtpl-lint finds, in an officer's words: what is wrong and what to do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assembler.fill.environment import TemplateEnvironment
from assembler.fill.names import STATEMENTS, nearest


@dataclass(frozen=True)
class Said:
    """What is wrong, and what to do."""

    what: str
    todo: str


_RULES: Final[Mapping[str, Said]] = {
    "DTL001": Said(
        "la balise n'est pas fermée : « {tag} »",
        "Une balise commence et finit dans le même paragraphe : {{{{ … }}}} ou {{% … %}}.",
    ),
    "DTL002": Said(
        "la balise commence dans un paragraphe et finit dans un autre : « {tag} »",
        "Écrivez-la dans un seul paragraphe.",
    ),
    "DTL003": Said(
        "une balise est dans un texte supprimé avec suivi des modifications : « {tag} »",
        "Dans Word, onglet Révision, acceptez ou refusez toutes les modifications.",
    ),
    "DTL101": Said(
        "la balise n'est jamais fermée : « {tag} »",
        "Ajoutez « {{%{form} end{kw} %}} » là où doit finir ce qu'elle ouvre.",
    ),
    "DTL102": Said(
        "rien n'est à fermer ici : « {tag} »",
        "Retirez la balise, ou ajoutez avant elle celle qui ouvre.",
    ),
    "DTL106": Said(
        "« {name} » n'existe qu'à l'intérieur de sa boucle, dans la balise « {tag} »",
        "Mettez la balise entre le {{% for … %}} et son {{% endfor %}}.",
    ),
    "DTL201": Said(
        "la balise « {tag} » ne peut contenir ni % ni }}",
        "Calculez d'abord la valeur avec {{% set … %}}, dans une balise à part.",
    ),
    "DTL202": Said(
        "il y a une espace de trop dans la balise « {tag} »",
        "Écrivez {{%{prefix} … %}}, sans espace entre % et {prefix}.",
    ),
    "DTL203": Said(
        "la balise « {tag} » ne va que dans un tableau",
        "Mettez-la dans une ligne du tableau, ou écrivez {{%p … %}} pour des paragraphes.",
    ),
    "DTL204": Said(
        "la balise « {tag} » ferme « {open_raw} » sous une autre forme",
        "Écrivez « {{%{open_form} {word} %}} ».",
    ),
    "DTL205": Said(
        "la balise « {tag} » ferme « {open_raw} », qui est dans un autre tableau",
        "Mettez les deux dans le même tableau.",
    ),
    "DTL206": Said(
        "« {open_raw} » et « {tag} » sont dans la même ligne de tableau",
        "Donnez à chacune sa ligne, au-dessus et au-dessous de celles à répéter.",
    ),
    "DTL207": Said(
        "« {open_raw} » et « {tag} » ne sont pas dans la même ligne de tableau",
        "Une boucle de cellules commence et finit dans la même ligne.",
    ),
    "DTL208": Said("la balise « {tag} » ne va que dans un tableau", "Mettez-la dans une cellule."),
    "DTL209": Said(
        "la balise « {tag} » remplace {holder} en entier : « {rest} » serait perdu",
        "Mettez ce texte ailleurs, ou la balise {elsewhere}.",
    ),
    "DTL210": Said(
        "« {open_raw} » et « {tag} » sont dans le même paragraphe",
        "Donnez à chacune son paragraphe, ou écrivez {{% … %}} sans le p.",
    ),
}
_HOLDERS: Final = {
    "paragraph": ("son paragraphe", "dans un paragraphe à elle"),
    "table row": ("sa ligne de tableau", "dans une ligne à elle"),
    "table cell": ("sa cellule", "dans une cellule à elle"),
}


def say_rule(
    rule: str, tag: str, params: Mapping[str, object], environment: TemplateEnvironment
) -> Said:
    """What a finding of docxtpl-lint about the tag says; those about fields apart."""
    name, word = str(params.get("name", "")), _word(tag)
    match rule:
        case "DTL104":
            what = f"le filtre « {name} » n'existe pas, dans la balise « {tag} »"
            return Said(what, nearest(name, environment.filters))
        case "DTL105":
            what = f"le test « {name} » n'existe pas, dans la balise « {tag} »"
            return Said(what, nearest(name, environment.tests))
        case "DTL102" if word not in STATEMENTS:
            return Said(f"l'instruction « {word} » n'existe pas", nearest(word, STATEMENTS))
        case _ if rule in _RULES:
            return _filled_in(_RULES[rule], tag, params)
        case _:
            what = f"la balise « {tag} » est fausse (règle {rule} de docxtpl-lint)"
            return Said(what, "Vérifiez l'écriture de la balise.")


def _filled_in(said: Said, tag: str, params: Mapping[str, object]) -> Said:
    holder, elsewhere = _HOLDERS.get(str(params.get("unit")), ("", ""))
    opening = str(params.get("open_raw", ""))
    words = {
        **params,
        "tag": tag,
        "word": _word(tag),
        "form": _form(tag),
        "open_form": _form(opening),
        "holder": holder,
        "elsewhere": elsewhere,
    }
    return Said(said.what.format_map(words), said.todo.format_map(words))


def _form(tag: str) -> str:
    """What the tag takes the place of: tr, tc, p, r, or "" for nothing but itself."""
    match = re.match(r"\{%(tr|tc|p|r)\s", tag)
    return match[1] if match else ""


def _word(tag: str) -> str:
    """The first word of a statement."""
    match = re.match(r"\{%(?:(?:tr|tc|p|r)\s)?[-+]?\s*(\w+)", tag)
    return match[1] if match else ""
