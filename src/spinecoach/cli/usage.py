"""Typer's own complaints about options and commands, brought to the one form that all errors have."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from typer.exceptions import TyperException

from spinecoach.cli.faults import CliError


def usage_told(fault: TyperException) -> CliError:
    """The complaint as ours."""
    context = getattr(fault, "ctx", None)
    command = context.command if context else None
    path = str(context.command_path) if context else "spinecoach"
    message = str(getattr(fault, "message", fault))
    options = [name for param in getattr(command, "params", []) for name in param.opts if name.startswith("--")]
    match type(fault).__name__:
        case "NoSuchOption":
            name = str(getattr(fault, "option_name", ""))
            return CliError(f"{path}: {name}", "an option that is not known", nearest(name, options))
        case "MissingParameter":
            param = getattr(fault, "param", None)
            names = [*getattr(param, "opts", ["?"])]
            kind = getattr(param, "metavar", None) or "a value"
            return CliError(f"{path}: {names[0]}", "nothing", f"{names[0]} {kind}" if names[0][0] == "-" else kind)
        case "BadOptionUsage":
            name = str(getattr(fault, "option_name", ""))
            if "requires" in message:
                return CliError(f"{path}: {name}", "nothing after it", "a value")
            return CliError(f"{path}: {name}", "a value", f"{name} alone")
        case _:
            return _other(path, message, getattr(command, "commands", {}))


def _other(path: str, message: str, commands: Iterable[str]) -> CliError:
    if unknown := re.match(r"No such command '(.*?)'", message):
        return CliError(path, f'"{unknown[1]}"', nearest(unknown[1], list(commands)))
    if extra := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message):
        return CliError(path, f'"{extra[1]}", which nothing asks for', f"what `{path} --help` shows")
    return CliError(path, message.rstrip("."), f"what `{path} --help` shows")


def nearest(word: str, words: list[str]) -> str:
    """The one of ``words`` that was probably meant, else all of them."""
    close = get_close_matches(word, words, 1, 0.6)
    return close[0] if close else f"one of {', '.join(words)}"
