"""The fields a template may name, as a tree: for the linter, the trial and the list of fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["texte", "nombre", "oui ou non", "à remplir", "liste", "fiche", "libre"]
"""A « fiche » has fields of its own; « libre » has fields of any name, each a text; what is « à
remplir » is a control (see `assembler.fill.controls`)."""

Genre = Literal["case", "saisie", "date", "choix"]
"""Of a control: check box; text of one or more lines; date; one of a list."""


@dataclass(frozen=True)
class Field:
    """A field of a context, as the officer who writes a template sees it."""

    name: str
    kind: Kind
    meaning: str
    example: str = ""
    """Of a text or number, or of one of a list of texts."""
    item: str = ""
    """What a loop over the list calls one of it; "" for what is no list."""
    of_controls: bool = False
    """Whether each of the list is a control."""
    fields: tuple["Field", ...] = ()
    """Of a fiche, or of each of a list of fiches; of « libre », an example."""

    def field(self, name: str) -> "Field | None":
        """The field of that name inside this one."""
        return find_field(self.fields, name)


def find_field(fields: Iterable[Field], name: str) -> Field | None:
    """The field of that name; None when there is none."""
    return next((field for field in fields if field.name == name), None)


def json_schema(fields: Iterable[Field]) -> dict[str, object]:
    """The JSON Schema of a context with these fields, without references.

    What is no list is declared as a list of one type: docxtpl-lint lets a loop run over a
    "string" or an "object", letter by letter or key by key, but not over a ["string"].
    """
    return {
        "type": ["object"],
        "properties": {field.name: _schema_of(field) for field in fields},
    }


def _schema_of(field: Field) -> dict[str, object]:
    match field.kind:
        case "liste":
            items = json_schema(field.fields) if field.fields else {"type": ["string"]}
            return {"type": "array", "items": items}
        case "fiche":
            return json_schema(field.fields)
        case "libre":
            return {"type": "object", "additionalProperties": {"type": ["string"]}}
        case "nombre":
            return {"type": ["number"]}
        case "oui ou non":
            return {"type": ["boolean"]}
        case "texte" | "à remplir":
            return {"type": ["string"]}
