"""When is a document out of date? When what its template would be given is no longer the same."""

import hashlib
import json
from dataclasses import dataclass

from pydantic import BaseModel

STAMP = "estampille"
"""The field of a context that holds the version label and date of the référentiel. A document that
would differ in nothing else still says what is true: it is not out of date."""


@dataclass(frozen=True)
class Freshness:
    """What a document is made from. `cle` is equal exactly when it need not be made again."""

    cle: str
    modele: str
    etiquette: str


def freshness(contexte: BaseModel, modele_sha256: str, logo_sha256: str | None) -> Freshness:
    """The freshness of a document, from its template's context and the hashes of the template and
    of the logo put into it."""
    given = contexte.model_dump(mode="json")
    stamp = given.pop(STAMP, {})
    canonical = json.dumps(
        [given, modele_sha256, logo_sha256],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return Freshness(
        cle=hashlib.sha256(canonical.encode()).hexdigest(),
        modele=modele_sha256,
        etiquette=str(stamp.get("texte", "")),
    )
