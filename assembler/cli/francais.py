"""click in French: its own words in the help and in the messages about wrong usage."""

from collections.abc import Callable, Iterator, MutableMapping
from importlib import import_module
from typing import Any, TypeVar

import click
from click.exceptions import NoSuchCommand

_HEADINGS = {"Commands": "Commandes", "Positional arguments": "Arguments"}

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Usage : ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(f"{_HEADINGS.get(heading, heading)} ")


class _Context(click.Context):
    formatter_class = _Formatter


class Commande(click.Command):
    """A command whose help is in French."""

    context_class = _Context


class Groupe(click.Group):
    """The group of commands, its help in French."""

    context_class = _Context
    command_class = Commande


class OneAModule(MutableMapping[str, click.Command]):
    """The commands of a group by name, each in the module of its name, imported when it is asked
    for: all together they take longer to import than a short command takes to run."""

    def __init__(self, package: str, *names: str) -> None:
        self._package = package
        self._commands: dict[str, click.Command | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> click.Command:
        command = self._commands[name]
        if command is None:
            module = import_module(f"{self._package}.{name}")
            command = self._commands[name] = getattr(module, name)
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._commands[name] = command

    def __delitem__(self, name: str) -> None:
        del self._commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)


class AtLeastOne(click.ParamType[int]):
    """A whole number from 1."""

    name = "nombre"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        if isinstance(value, int):
            return value
        text = str(value)
        if not text.isdecimal() or int(text) < 1:
            self.fail(f"« {text} » : un nombre entier, 1 ou plus, est attendu.", param, ctx)
        return int(text)


def common_options(command: _Decorated) -> _Decorated:
    """`--help`, and `--debug`, which `main` finds in the context's object whatever fails after."""

    def remember(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value:
            ctx.ensure_object(dict)["debug"] = True

    debug = click.option(
        "--debug",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=remember,
        help="Montrer le détail technique d'une erreur.",
    )
    return debug(click.help_option("--help", help="Afficher cette aide et quitter.")(command))


def usage_words(error: click.UsageError) -> str:
    """Wrong usage in French: what is wrong, how the command is written, where its help is."""
    words = f"Erreur : {_what(error)}"
    if error.ctx is None:
        return f"{words}\n  → « assembler --help » donne les commandes."
    return (
        f"{words}\n{error.ctx.get_usage()}\n"
        f"  → « {error.ctx.command_path} --help » donne les options."
    )


def _what(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"l'option {error.option_name} n'existe pas{_nearest(error.possibilities)}"
        case NoSuchCommand():
            return f"la commande {error.command_name} n'existe pas{_nearest(error.possibilities)}"
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return f"il manque un argument : {name}"
        case click.BadOptionUsage():
            return f"l'option {error.option_name} est mal employée (valeur absente ou de trop)."
        case click.BadParameter():
            return error.message
        case _ if "extra argument" in error.message:
            return "argument de trop " + error.message.partition("(")[2].rstrip(").") + "."
        case _:
            return error.message


def _nearest(names: list[str] | None) -> str:
    return f" ; vouliez-vous dire {' ou '.join(names)} ?" if names else "."
