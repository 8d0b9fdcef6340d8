"""The command line: each command is a few lines over a library call.

One module a room, imported only when its command is run, so that ``pfocr-net --help`` stays quick.
"""

from __future__ import annotations

import gc
import importlib
import sys

import click

from pfocr_net import __version__
from pfocr_net.errors import PfocrNetError, UsageError

#: Objects made before the garbage collector looks for circles: what start-up makes, lives to the end.
COLLECT_AFTER = 50_000

#: Command -> (module in this package, one line of help). The module defines a click command of that name.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("build", "Build networks from figure pages, and write them to files."),
    "show": ("show", "Print a figure's families, and its relations with their sentences."),
    "publish": ("publish", "Publish networks on NDEx, and write their UUIDs into the pages."),
    "unpublish": ("publish", "Move networks to NDEx's trash, and empty their fields."),
    "sync": ("publish", "Compare pages, map, journal and NDEx, and repair what is safe."),
    "cytoscape": ("cytoscape", "Put networks into an open Cytoscape."),
    "serve": ("serve", "Browse figures on a local page, and serve them to Cytoscape Web."),
    "enrich": ("enrich", "Tell which figures hold more of a list of genes than chance would have it."),
    "merge": ("merge", "Merge the networks of many figures into one."),
    "find": ("find", "Find the figures that state something, with their sentences."),
    "store": ("store", "Keep the networks of many figures in one file."),
    "export": ("export", "Write many figures as gene sets or tables."),
    "explain": ("captions", "Show how a caption is read, and why its relations are what they are."),
    "score": ("captions", "Tell how well captions are read, against marked ones."),
    "verbs": ("captions", "Check a file of verbs of your own."),
    "lexicon": ("lexicon", "Show what a name stands for, and why."),
    "check": ("check", "Try a service with your own account."),
}


class _Commands(click.Group):
    """A group whose commands are imported at first use and listed without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"pfocr_net.cli.{COMMANDS[name][0]}")
        command = getattr(module, name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, line) for name, (_, line) in COMMANDS.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pfocr-net")
def pfocr_net() -> None:
    """Pathway figures become networks: families as single nodes, edges from the caption."""


def main() -> None:
    """Run the command line; exit 0 done, 1 some figures failed, 2 usage, 3 a service or credentials."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        pfocr_net()
    except PfocrNetError as error:
        click.echo(f"pfocr-net: {error}", err=True)
        for note in getattr(error, "__notes__", ()):
            click.echo(f"  {note}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(f"pfocr-net: {error}", err=True)
        sys.exit(UsageError.exit_code)
