"""The cover page that the pieces of a registration file share."""

from tools.templates.wordml import logo, para, tag

_TITLE = '<w:spacing w:before="{before}" w:after="60"/>'


def cover(title: str, *, before: int = 1200) -> str:
    """Logo, title of the piece, certification, who awards it, version of the référentiel.

    `before`: the space above the title, in twips.
    """
    return (
        logo('<w:jc w:val="left"/>')
        + para(title, style="Title", layout=_TITLE.format(before=before))
        + para("{{ certification.intitule }}", style="Subtitle")
        + tag("{%p if certification.mention %}", "Normal")
        + para("{{ certification.mention }}", style="Subtitle")
        + tag("{%p endif %}", "Normal")
        + tag("{%p if certification.certificateurs %}", "Normal")
        + para("{{ certification.certificateurs }}")
        + tag("{%p endif %}", "Normal")
        + para("{{ estampille.texte }}", style="Note")
    )
