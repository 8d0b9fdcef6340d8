"""Train the caption scorer: ``python -m pfocr_net.curation.scorer GOLD... [--pages FOLDER...]``.

``GOLD`` are files of marked captions (one JSON object a line: figid, caption, entities, relations). Our own marks,
``curation/annotations.jsonl``, hold no captions but places in them: ``--pages`` says where the figures' pages are.
Writes ``data/scorer.tsv``. Needs scikit-learn.

A candidate is right if a marked relation names both its ends. The confidence is calibrated on captions that the
model which scored them had not seen (five folds).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pfocr_net.captions.candidates import Candidate, find_candidates
from pfocr_net.captions.extract import read
from pfocr_net.captions.referents import Referent
from pfocr_net.captions.scorer import KINDS
from pfocr_net.captions.words import DATA
from pfocr_net.files import write_whole
from pfocr_net.pages import find_figures, read_figure

_GREEK = dict(
    zip(
        "αβγδκεζηθλμσω",
        "alpha beta gamma delta kappa epsilon zeta eta theta lambda mu sigma omega".split(),
        strict=True,
    )
)
#: A path is usual if it relates names this often, with so many made-up failures added.
_USUAL, _DOUBT = 0.08, 8
_FOLDS = 5
_SMALLEST = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate and what was marked: linked or not, first acts on second or not, which of `KINDS`."""

    candidate: Candidate
    path: str
    linked: bool
    forward: bool
    kind: int


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name as the benchmark compares them."""
    text = unicodedata.normalize("NFKC", text).lower()
    for sign, name in _GREEK.items():
        text = text.replace(sign, name)
    found = re.findall(r"[a-z0-9]+", re.sub(r"['’]s\b", "", text))
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found)


def same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names agree as the benchmark says: equal, or one a run of the other and half as long."""
    if not a or not b:
        return False
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if short == long or "".join(short) == "".join(long):
        return True
    return len(short) * 2 >= len(long) and any(long[k : k + len(short)] == short for k in range(len(long)))


def examples(record: dict[str, object]) -> Iterator[Example]:
    """Yield the candidates of one marked caption with what was marked."""
    names = {e["id"]: [words(m) for m in e["mentions"]] for e in record["entities"]}  # type: ignore[attr-defined]
    marked = [
        (names[r["source"]], names[r["target"]], KINDS.index((r["type"], r["sign"])))
        for r in record["relations"]  # type: ignore[attr-defined]
        if (r["type"], r["sign"]) in KINDS
    ]
    found = read(str(record["caption"]))
    before: list[list[Referent]] = []
    for number, sentence in enumerate(found.sentences):
        candidates, before = find_candidates(sentence, number, before, None)
        for candidate in candidates:
            path = next((f[3:6] for f in candidate.features if f.startswith("rp=")), "")
            yield _judge(candidate, path, marked)


def _judge(
    candidate: Candidate, path: str, marked: Sequence[tuple[list[tuple[str, ...]], list[tuple[str, ...]], int]]
) -> Example:
    left, right = words(candidate.left.text), words(candidate.right.text)
    for sources, targets, kind in marked:
        if any(same(left, s) for s in sources) and any(same(right, t) for t in targets):
            return Example(candidate, path, True, True, kind)
        if any(same(right, s) for s in sources) and any(same(left, t) for t in targets):
            return Example(candidate, path, True, False, kind)
    return Example(candidate, path, False, True, -1)


def usual_paths(captions: Iterable[Sequence[Example]]) -> frozenset[str]:
    """Return the paths that relate names often enough to make a pair a candidate without a frame."""
    seen: Counter[str] = Counter()
    linked: Counter[str] = Counter()
    for example in (example for caption in captions for example in caption):
        if not example.candidate.readings:
            seen[example.path] += 1
            linked[example.path] += example.linked
    return frozenset(p for p in seen if seen[p] > 2 and (linked[p] + 0.3) / (seen[p] + _DOUBT) >= _USUAL)


def train(captions: Sequence[Sequence[Example]]) -> list[str]:
    """Return the lines of ``data/scorer.tsv``."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    paths = usual_paths(captions)
    kept = [[e for e in caption if e.candidate.readings or e.path in paths] for caption in captions]
    flat = [example for caption in kept for example in caption]
    fold = np.array([number % _FOLDS for number, caption in enumerate(kept) for _ in caption])
    vectorizer = CountVectorizer(analyzer=lambda example: example.candidate.features, min_df=8, binary=True)
    matrix = vectorizer.fit_transform(flat)
    linked = np.array([example.linked for example in flat])

    def fit(rows: object, target: object, strength: float) -> LogisticRegression:
        return LogisticRegression(C=strength, max_iter=400, solver="liblinear", fit_intercept=False).fit(
            matrix[rows], target
        )

    unseen = np.zeros(len(flat))
    for number in range(_FOLDS):
        model = fit(fold != number, linked[fold != number], 0.08)
        unseen[fold == number] = model.decision_function(matrix[fold == number])
    calibration = LogisticRegression(C=1e6).fit(unseen.reshape(-1, 1), linked)
    link = fit(np.arange(len(flat)), linked, 0.08).coef_[0]
    rows = np.flatnonzero(linked)
    direction = fit(rows, np.array([flat[k].forward for k in rows]), 0.15).coef_[0]
    kinds = np.array([flat[k].kind for k in rows])
    types = LogisticRegression(C=0.3, max_iter=400).fit(matrix[rows], kinds)
    bias = dict(zip(types.classes_, types.intercept_, strict=True))
    head = [
        "# " + "bias\t" + "\t".join(f"{bias.get(k, -9.0):.3f}" for k in range(len(KINDS))),
        "# " + f"calibration\t{calibration.coef_[0][0]:.4f}\t{calibration.intercept_[0]:.4f}",
        "# " + "paths\t" + "\t".join(sorted(paths)),
    ]
    return head + [
        line
        for name, column in sorted(vectorizer.vocabulary_.items())
        if (line := _row(name, link[column], direction[column], types.coef_[:, column], types.classes_))
    ]


def _row(name: str, link: float, direction: float, types: Sequence[float], classes: Sequence[int]) -> str:
    shown = [f"{w:.2f}" if abs(w) >= _SMALLEST else "" for w in (link, direction)]
    typed = " ".join(f"{k}:{w:.2f}" for k, w in zip(classes, types, strict=True) if abs(w) >= 5 * _SMALLEST)
    return "\t".join((name, *shown, typed)) if any((*shown, typed)) else ""


def read_gold(paths: Iterable[Path], pages: Sequence[Path]) -> Iterator[dict[str, object]]:
    """Yield marked captions; where a file has places instead of texts, the caption is that of the figure's page."""
    captions: dict[str, str] = {}
    for page in find_figures(pages) if pages else ():
        figure = read_figure(page)
        captions[figure.figid] = figure.caption
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if "caption" in record:
                yield record
            elif caption := captions.get(record["figid"]):
                yield record | {"caption": caption, "entities": [_spelled(e, caption) for e in record["entities"]]}


def _spelled(entity: dict[str, object], caption: str) -> dict[str, object]:
    """Give an entity that is marked by places its texts."""
    return entity | {"mentions": [caption[start:end] for start, end in entity["mentions"]]}  # type: ignore[attr-defined]


@click.command(help=__doc__)
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--pages", multiple=True, type=click.Path(exists=True, path_type=Path), help="Where captions are.")
@click.option("--output", default=DATA / "scorer.tsv", type=click.Path(path_type=Path), show_default=False)
def main(gold: tuple[Path, ...], pages: tuple[Path, ...], output: Path) -> None:
    """Read the marked captions, train, write the weights."""
    captions = [list(examples(record)) for record in read_gold(gold, pages)]
    lines = train(captions)
    write_whole(output, ("\n".join(lines) + "\n").encode())
    click.echo(f"{len(captions)} captions, {sum(map(len, captions))} candidates, {len(lines)} rows", err=True)


if __name__ == "__main__":
    main()
