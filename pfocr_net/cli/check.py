"""``check``: try a service with your own account, step by step."""

from __future__ import annotations

import click

from pfocr_net.cli.cytoscape_options import cytoscape_url
from pfocr_net.cli.ndex_options import Server, server_options
from pfocr_net.cytoscape import Desktop
from pfocr_net.cytoscape.trial import try_out
from pfocr_net.errors import CytoscapeError, NdexError
from pfocr_net.formats.cx2 import Document, to_cx2
from pfocr_net.ndex import Ndex


@click.group()
def check() -> None:
    """Try a service before you rely on it."""


@check.command()
@server_options
@click.option("--write", is_flag=True, help="Also send a tiny private network, and move it to the trash.")
def ndex(server: Server, write: bool) -> None:
    """Tell NDEx's version, your account, its quota and its rights."""
    with server.connect() as account_there:
        click.echo(f"Server   {account_there.url}, version {account_there.server_version()}")
        account = account_there.account()
        click.echo(f"Account  {account.name}")
        click.echo(f"Quota    {_size(account.quota)}, {_size(account.used)} used")
        click.echo(f"Networks {sum(1 for _ in account_there.listed_networks(account)):,}, readable")
        if write:
            click.echo(f"Rights   created, read and trashed {_round_trip(account_there)}")
        else:
            click.echo("Rights   not tried; --write sends a tiny network")


@check.command()
@cytoscape_url
def cytoscape(cytoscape_url: str) -> None:
    """Send a tiny network to your Cytoscape, try all we do with one, and remove it."""
    desktop = Desktop(cytoscape_url)
    click.echo(f"{'Cytoscape':12}{desktop.version} at {desktop.cyrest.url}")
    failed = False
    for step, told, error in try_out(desktop):
        click.echo(f"{step:12}{f'FAILED: {error}' if error else told}")
        failed |= error is not None
    if failed:
        raise SystemExit(CytoscapeError.exit_code)


def _round_trip(ndex: Ndex) -> str:
    """Send a network, wait until NDEx has read it, and move it to the trash."""
    uuid = ndex.create(_tiny_document())
    for _ in ndex.pace.looks():
        summary = ndex.summaries([uuid]).get(uuid)
        if summary and summary.completed:
            break
    else:
        raise NdexError(f"NDEx took {uuid}, but has not read it after {ndex.pace.patience:.0f} seconds.")
    ndex.trash(uuid)
    if summary.error:
        raise NdexError(f"NDEx could not read a tiny network: {summary.error}")
    return uuid


def _tiny_document() -> Document:
    from networkx import MultiDiGraph

    network: MultiDiGraph[str] = MultiDiGraph(name="pfocr-net check")
    network.add_node("ncbigene:5868", name="RAB5A", type="gene")
    return to_cx2(network, {"ncbigene:5868": (0, 0)})


def _size(octets: int) -> str:
    return f"{octets / 1e9:,.1f} GB" if octets else "unknown"
