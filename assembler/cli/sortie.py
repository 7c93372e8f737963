"""Where a report goes: to the screen or, with -o, into a file of a format that its name tells."""

from collections.abc import Collection, Mapping
from pathlib import Path

import click


def format_of(forme: str | None, sortie: Path | None, suffixes: Mapping[str, str]) -> str:
    """What to write, as --format or the name of the file tells. `suffixes`: format → suffix."""
    if forme is not None and forme not in suffixes:
        raise click.BadParameter(
            f"--format « {forme} » n'est pas connu : écrivez {' ou '.join(suffixes)}."
        )
    if sortie is None:
        return forme or "text"
    for known, suffix in suffixes.items():
        if sortie.suffix.lower() == suffix and forme in (None, known):
            return known
    raise click.BadParameter(
        f"le format de {sortie.name} n'est pas connu : le nom doit finir par "
        f"{suffixes[forme] if forme else ' ou '.join(suffixes.values())}."
    )


def spare(sortie: Path | None, read: Collection[Path], begins: bytes, what: str) -> None:
    """Nothing but a former report is written over: a slip must not cost a référentiel.

    `read`: the files that the report is about. `begins`, `what`: how the JSON of a report begins,
    and what it is, « un rapport de conformité ».
    """
    if sortie is None or not sortie.exists():
        return
    if sortie.resolve() in {fichier.resolve() for fichier in read}:
        raise click.BadParameter(f"-o {sortie.name} : c'est un fichier que la commande lit.")
    if sortie.suffix.lower() == ".json" and not sortie.read_bytes().startswith(begins):
        raise click.BadParameter(
            f"-o : {sortie.name} n'est pas {what}, il n'est pas remplacé ; donnez un autre nom."
        )


def put(content: bytes, sortie: Path | None) -> None:
    """Writes the report, whole or not at all, or prints it."""
    if sortie is None:
        click.echo(content.decode(), nl=False)
        return
    from assembler.model import write_atomically

    sortie.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(sortie, content)
    click.echo(f"Écrit {sortie}")
