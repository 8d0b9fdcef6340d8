"""``explain``, ``score``, ``verbs``: how captions are read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pfocr_net.benchmark import LEVELS, Disagreement, Score, Tier, read_gold
from pfocr_net.benchmark import score as score_captions
from pfocr_net.captions import MIN_CONFIDENCE
from pfocr_net.captions.examples import check_verbs
from pfocr_net.captions.words import DATA, Verb, read_verbs
from pfocr_net.cli.out_file import OutFile, keep_apart
from pfocr_net.cli.page_options import confidence_option, reader_options, verbs_option
from pfocr_net.errors import ReaderError, UsageError, VerbError
from pfocr_net.explain import Explained
from pfocr_net.explain import explain as explain_caption
from pfocr_net.files import write_whole
from pfocr_net.formats.text import table
from pfocr_net.model import Relation
from pfocr_net.pages import read_figure
from pfocr_net.pages.text import clean
from pfocr_net.readers import read_relations

if TYPE_CHECKING:
    from rich.table import Table

#: The tiers that are scored besides all that is drawn, by their lowest confidence.
TIERS = (0.6, 0.7, 0.8)


@click.command()
@click.argument("caption", metavar="TEXT|PAGE")
@verbs_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array, a sentence each.")
def explain(caption: str, verbs: Path | None, as_json: bool) -> None:
    """Show how a caption is read: names, chunks, what each frame read, and the relations that came of it.

    Relations under the threshold are shown too, each with its confidence.

    \b
    Chunks: N name, E event ("activation"), H compound ("X-induced"), O it;
    V verb, W passive, B be, Q participle, G -ing, I to + verb;
    F of, T by, L via, P other preposition; R which, S when, C and.
    """  # noqa: D301 (click wants the character itself)
    if caption.endswith(".md"):
        figure = read_figure(caption)
        sentences = list(explain_caption(figure.caption, genes=figure.genes, verbs=verbs))
    else:
        sentences = list(explain_caption(clean(caption), verbs=verbs))
    if not sentences:
        raise UsageError("There is nothing to explain: the caption is empty.")
    if as_json:
        click.echo(json.dumps([asdict(sentence) for sentence in sentences], indent=1, ensure_ascii=False))
    else:
        _print_sentences(sentences)


def _print_sentences(sentences: Iterable[Explained]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for sentence in sentences:
        text = Text(sentence.text, style="bold")
        text.highlight_words([name for part in sentence.parts for name in part.names], "cyan")
        console.print(text)
        if sentence.legend:
            console.print("  explains how the figure is drawn", style="yellow")
        parts = [f"{p.code}{f'={p.states}' if p.states else ''} {p.text}" for p in sentence.parts]
        console.print(Text("  chunks    " + " | ".join(parts), style="dim"))
        for r in sentence.readings:
            console.print(Text(f'  reading   {r.source} {r.type} {r.target}   by {r.frame}, "{r.trigger}"'))
        for relation in sentence.relations:
            likely = relation.confidence >= MIN_CONFIDENCE
            console.print(Text(f"  {_verdict(relation)}", style="green" if likely else "dim"))
        console.print()


def _verdict(relation: Relation) -> str:
    kept = "relation " if relation.confidence >= MIN_CONFIDENCE else "unlikely "
    hedged = ", hedged" if relation.hedged else ""
    stated = f"{relation.source.text} {relation.type} {relation.target.text}"
    return f"{kept} {stated}   {relation.confidence:.2f} by {relation.frame}{hedged}"


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pages", multiple=True, type=click.Path(exists=True, path_type=Path), help="Where captions are.")
@reader_options
@confidence_option()
@click.option("--disagreements", type=OutFile(), help="Write where found and marked differ, as a table (TSV).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def score(
    gold: tuple[Path, ...],
    pages: tuple[Path, ...],
    reader: str,
    verbs: Path | None,
    min_confidence: float,
    disagreements: Path | None,
    as_json: bool,
) -> None:
    """Tell how well captions are read, against marked ones.

    GOLD holds a marked caption a line: figid, caption, entities, relations. Where mentions are places in the
    caption, --pages says where the figures' pages are. Exits with 1 if the reader failed on a caption.
    """
    keep_apart(disagreements, *gold, verbs)
    read = partial(read_relations, reader=reader, verbs=verbs, min_confidence=min_confidence)
    marked = list(read_gold(gold, pages))
    if not marked:
        raise UsageError("There is no marked caption in it, or none of a page in --pages.", path=gold[0])
    result = score_captions(marked, read, [min_confidence, *(tier for tier in TIERS if tier > min_confidence)])
    if disagreements:
        rows = [row._asdict() for row in result.disagreements]
        write_whole(disagreements, table(Disagreement._fields, rows))
    if as_json:
        click.echo(json.dumps(_values(result), indent=1))
    else:
        _print_score(result)
    for failure in result.failures:
        click.echo(failure, err=True)
    if result.failures:
        raise SystemExit(ReaderError.exit_code)


def _values(score: Score) -> dict[str, object]:
    return {
        "captions": score.captions,
        "captions_per_second": round(score.captions / score.seconds, 1),
        "captions_without_relations": score.silent,
        "false_alarms": score.false_alarms,
        "failures": score.failures,
        "tiers": [_tier(tier) for tier in score.tiers],
        "frames": {frame: {"found": found, "right": right} for frame, (found, right) in score.frames.items()},
    }


def _tier(tier: Tier) -> dict[str, object]:
    rates: dict[str, object] = {
        level: {
            "precision": round(tier.precision(level), 4),
            "recall": round(tier.recall(level), 4),
            "f1": round(tier.f1(level), 4),
        }
        for level in LEVELS
    }
    return {"confidence": tier.confidence, "found": tier.found, "marked": tier.marked} | rates


def _print_score(score: Score) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(f"{score.captions} captions, {score.captions / score.seconds:.0f} a second")
    console.print(f"{score.false_alarms} false alarms on {score.silent} captions without relations\n")
    console.print(_tier_table(score))
    console.print(_frame_table(score))


def _tier_table(score: Score) -> Table:
    from rich.table import Table

    marked = score.tiers[0].marked
    table = Table(title=f"Precision, recall, F1 ({marked} relations marked)", title_justify="left")
    for column in ("confidence", "found", *LEVELS):
        table.add_column(column, justify="right")
    for tier in score.tiers:
        rates = (f"{tier.precision(x):.2f} {tier.recall(x):.2f} {tier.f1(x):.2f}" for x in LEVELS)
        table.add_row(f">= {tier.confidence:.2f}", str(tier.found), *rates)
    return table


def _frame_table(score: Score) -> Table:
    from rich.table import Table

    table = Table(title="Links by frame", title_justify="left")
    table.add_column("frame")
    for column in ("found", "right", "precision"):
        table.add_column(column, justify="right")
    for frame, (found, right) in score.frames.items():
        table.add_row(frame, str(found), str(right), f"{right / found:.2f}")
    return table


@click.group()
def verbs() -> None:
    """Look after files of verbs."""


@verbs.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Read the example of every verb in FILE, and tell where it does not say what the verb states."""
    checked = list(check_verbs(file))
    if not checked:
        raise VerbError("There is no verb in it.", path=file)
    examples = [verb for verb, _ in checked if verb.example]
    wrong = [f"{verb.lemma!r}: {verb.example!r} {mistake}" for verb, mistake in checked if mistake]
    if wrong:
        raise VerbError("\n".join((f"{len(wrong)} of {len(examples)} examples fail.", *wrong)), path=file)
    click.echo(f"{file}: all examples ({len(examples)}) are read as they say.")
    _print_lemmas("No example, so not checked", [verb for verb, _ in checked if not verb.example])
    shipped = {verb.lemma: verb for verb in read_verbs(DATA / "verbs.toml")}
    _print_lemmas("In the place of a verb that ships", [v for v, _ in checked if shipped.get(v.lemma, v) != v])


def _print_lemmas(what: str, verbs: Iterable[Verb]) -> None:
    if lemmas := ", ".join(verb.lemma for verb in verbs):
        click.echo(f"{what}: {lemmas}.")
