"""The command line: parses, calls the other rooms, prints. No logic.

Nothing heavy is imported here: `assembler --help` must answer at once. The commands are imported
when they are called, and import the rooms they call inside their functions.
"""

import sys
from collections.abc import Sequence

import click

from assembler import __version__
from assembler.cli.francais import Groupe, OneAModule, common_options, usage_words
from assembler.cli.messages import tell
from assembler.errors import AssemblerError, ExitCode

INTERNAL_FAULT = 70
"""A fault of the tool itself (the sysexits number, apart from the codes an officer can act on)."""

INTERRUPTED = 130
"""Ctrl-C, the shell's own number."""


COMMANDES = OneAModule(
    __name__, "extract", "build", "status", "check", "diff", "review", "template", "init"
)


@click.group(cls=Groupe, commands=COMMANDES, subcommand_metavar="COMMANDE [ARGUMENTS]...")
@click.version_option(
    __version__, message="%(prog)s %(version)s", help="Afficher la version et quitter."
)
@common_options
def assembler() -> None:
    """Du PDF d'un référentiel de certification aux documents Word de l'organisme.

    Rien ne quitte cet ordinateur : aucune connexion n'est ouverte.
    """


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code; the one place that turns faults into codes.

    A fault is one French message on stderr; `--debug` adds the traceback.
    """
    # A console that can't show "→" (Windows, code page 850) must not hide the message behind it.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    options: dict[str, bool] = {}
    try:
        return int(
            assembler.main(args, prog_name="assembler", standalone_mode=False, obj=options) or 0
        )
    except Exception as error:
        if options.get("debug"):
            import traceback

            traceback.print_exc()
        return _code(error)
    except KeyboardInterrupt:
        return _interrupted()


def _code(error: Exception) -> int:
    """Says the fault in French and gives its exit code."""
    match error:
        case AssemblerError() | OSError():
            return tell(error)
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message())
            return ExitCode.USAGE
        case click.UsageError():
            click.echo(usage_words(error), err=True)
            return ExitCode.USAGE
        case click.Abort():
            return _interrupted()
        case _:
            click.echo(
                f"Erreur interne ({type(error).__name__}) : c'est une faute d'assembler, pas la "
                "vôtre.\n  → Relancez la commande avec --debug et signalez ce qui s'affiche.",
                err=True,
            )
            return INTERNAL_FAULT


def _interrupted() -> int:
    click.echo(
        "Interrompu. Ce qui était terminé est gardé ; relancez pour faire le reste.", err=True
    )
    return INTERRUPTED
