"""The juries of the sessions."""

from tests.check.cas.cas import Cas, Ici, enfreint, inverifiable, respecte
from tests.check.conforme import Partie

_J1 = "session 2026-06 / jury J1"
_SESSION = "session 2026-06"
_NO_JURY = {"session/jurys": []}


def _jury(*membres: str, president: str | None = "anna") -> dict[str, object]:
    return {"session/jurys": [{"code": "J1", "membres": membres, "president": president}]}


def _jures(*jures: Partie) -> dict[str, object]:
    named = [{"nom": "Nom", **jure} for jure in jures]
    return {"session/jures": named, **_jury(*(str(one["id"]) for one in named), president=None)}


_INSIDE: Partie = {"id": "cleo", "externe": False}
_OUTSIDE: Partie = {"id": "anna", "externe": True}

CAS: tuple[Cas, ...] = (
    enfreint("JUR-01", _jury("anna"), Ici(_J1)),
    enfreint("JUR-01", _jury(president=None), Ici(_J1)),
    respecte("JUR-01", _jury("anna", "bob")),
    inverifiable("JUR-01", _NO_JURY, Ici(_SESSION)),
    enfreint("JUR-02", _jures(_INSIDE, {"id": "bob", "externe": False}, _OUTSIDE), Ici(_J1)),
    # Half is no majority, unless a president from outside has the casting vote.
    enfreint("JUR-02", _jury("anna", "cleo", president="cleo"), Ici(_J1)),
    inverifiable("JUR-02", _jury("anna", "cleo"), Ici(_J1)),
    inverifiable("JUR-02", _jures({"id": "anna"}, {"id": "bob"}), Ici(_J1)),
    inverifiable("JUR-02", _NO_JURY, Ici(_SESSION)),
    enfreint("JUR-03", _jury("anna", "bob", president=None), Ici(_J1)),
    inverifiable("JUR-03", _NO_JURY, Ici(_SESSION)),
    inverifiable("JUR-04", {}, Ici(_J1)),
    inverifiable("JUR-04", _NO_JURY, Ici(_SESSION)),
    inverifiable("JUR-05", {}),
    inverifiable(
        "JUR-05",
        _jures(
            {**_INSIDE, "qualite": "formatrice à l’école"}, _OUTSIDE, {"id": "bob", "externe": True}
        ),
        Ici(_J1, None, ("formatrice",)),
    ),
    inverifiable("JUR-06", {}, Ici(_J1, None, ("menuisière", "brocanteur", "directrice"))),
    inverifiable("JUR-06", _NO_JURY, Ici(_SESSION)),
    inverifiable("JUR-07", {}),
    # The candidate's tutor is « M. Jo Anne Martin ».
    enfreint(
        "MOD-04",
        _jures({**_OUTSIDE, "nom": "Martin", "prenom": "Jo-Anne"}, {"id": "bob", "externe": True}),
        Ici(_SESSION),
    ),
    enfreint(
        "MOD-04",
        _jures({**_OUTSIDE, "qualite": "tutrice"}, {"id": "bob", "externe": True}),
        Ici(_SESSION, None, ("tutrice",)),
    ),
    # The same person, written short, or another one.
    inverifiable(
        "MOD-04",
        _jures({**_OUTSIDE, "nom": "Martin", "prenom": "Jo"}, {"id": "bob", "externe": True}),
        Ici(_SESSION),
    ),
    respecte(
        "MOD-04",
        _jures({**_OUTSIDE, "nom": "Martin", "prenom": "Al"}, {"id": "bob", "externe": True}),
    ),
)
