"""The process, told by certification.yaml or by nobody."""

from tests.check.cas.cas import Cas, Ici, enfreint, inverifiable, respecte


def _livret(rubrique: str, texte: str | None) -> dict[str, object]:
    return {"certification/livret": {rubrique: texte}}


CAS: tuple[Cas, ...] = (
    inverifiable("STR-15", {}),
    inverifiable("RGD-01", {}),
    inverifiable("RGD-01", {"certification/modeles": {"grille": "modeles/grille.docx"}}),
    inverifiable("RGD-02", _livret("rgpd", None), Ici("livret")),
    inverifiable("RGD-02", _livret("rgpd", "Vos données sont gardées."), Ici("livret")),
    inverifiable("RGD-02", {"certification/jury": {}}, Ici("jury")),
    enfreint(
        "HAN-01",
        _livret("handicap", "Un tiers temps est accordé."),
        Ici("livret", None, ("tiers temps",)),
    ),
    respecte(
        "HAN-01",
        _livret("handicap", "Un tiers temps ou du matériel : voyez la référente handicap."),
    ),
    inverifiable("HAN-01", _livret("handicap", "Du matériel est prêté."), Ici("livret")),
    inverifiable("HAN-01", _livret("handicap", None)),
    inverifiable("PUB-01", {}),
    inverifiable("PUB-01", _livret("recours", None), Ici(), Ici()),
    inverifiable("DEL-01", {}),
    inverifiable("DEL-02", {}),
    inverifiable("DEL-03", {}),
    inverifiable("BLO-01", {}),
)
