"""Writes docs/commandes.md from the commands' own help: `python -m tools.commandes`."""

from collections.abc import Iterator
from pathlib import Path

import click

from assembler.cli import assembler

PAGE = Path(__file__).parents[1] / "docs" / "commandes.md"

HEAD = """\
# Commandes

Ce que `assembler COMMANDE --help` affiche. Page produite par `make docs` : ne pas la modifier à
la main. Les codes de sortie et les messages d'erreur sont expliqués dans [erreurs.md](erreurs.md).
"""


def page() -> str:
    """The page, in Markdown."""
    with assembler.context_class(assembler, info_name="assembler", terminal_width=80) as root:
        return "\n".join([HEAD, _block(assembler, root), *_sections(assembler, root)])


def _sections(group: click.Group, above: click.Context) -> Iterator[str]:
    """A section a command, those of a group behind the group's own."""
    for name in group.list_commands(above):
        command = group.commands[name]
        context = command.context_class(command, info_name=name, parent=above, terminal_width=80)
        yield f"## {context.command_path.removeprefix('assembler ')}\n"
        yield _block(command, context)
        if isinstance(command, click.Group):
            yield from _sections(command, context)


def _block(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
