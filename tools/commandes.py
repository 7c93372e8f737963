"""Writes docs/commandes.md from the commands' own help: `python -m tools.commandes`."""

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
        sections = [HEAD, _block(assembler, root)]
        for name in assembler.list_commands(root):
            command = assembler.commands[name]
            context = command.context_class(command, info_name=name, parent=root, terminal_width=80)
            sections += [f"## {name}\n", _block(command, context)]
    return "\n".join(sections)


def _block(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
