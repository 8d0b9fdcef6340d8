"""Train the caption scorer: ``python -m pfocr_net.curation.scorer GOLD... [--pages FOLDER...]``.

``GOLD`` are files of marked captions (one JSON object a line: figid, caption, entities, relations). Our own marks,
``curation/annotations.jsonl``, hold no captions but places in them: ``--pages`` says where the figures' pages are.
Writes ``data/scorer.tsv``. Needs scikit-learn.

A candidate is right if a marked relation names both its ends. The confidence is calibrated on captions that the
model which scored them had not seen (five folds).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pfocr_net.benchmark import Marked, MarkedCaption, is_named, read_gold, words
from pfocr_net.captions.candidates import Candidate, find_candidates
from pfocr_net.captions.extract import read
from pfocr_net.captions.referents import Referent
from pfocr_net.captions.scorer import KINDS
from pfocr_net.captions.words import DATA
from pfocr_net.files import write_whole

#: A path is usual if it relates names this often, with so many made-up failures added.
_USUAL, _DOUBT = 0.08, 8
_FOLDS = 5
_SMALLEST = 0.02
#: Features that may say of what kind a relation is; the others would only learn the captions by heart.
_TELL_THE_KIND = frozenset(
    [
        "tp",
        "cp",
        "rp",
        "vv",
        "v",
        "l2",
        "c1l",
        "c2",
        "lv",
        "p",
        "k",
        "kb",
        "ea",
        "eb",
        "ee",
        "flip",
        "ha",
        "hb",
        "xb",
        "f",
        "fd",
        "ft",
        "fv",
        "fe",
        "ff",
        "pa",
        "pb",
    ]
)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate and what was marked: linked or not, first acts on second or not, which of `KINDS`."""

    candidate: Candidate
    path: str
    linked: bool
    forward: bool
    kind: int


def examples(marked: MarkedCaption) -> Iterator[Example]:
    """Yield the candidates of one marked caption with what was marked."""
    before: list[list[Referent]] = []
    for number, sentence in enumerate(read(marked.caption).sentences):
        candidates, before = find_candidates(sentence, number, before, None)
        for candidate in candidates:
            path = next((f[3:6] for f in candidate.features if f.startswith("rp=")), "")
            yield _judge(candidate, path, marked.relations)


def _judge(candidate: Candidate, path: str, marked: Sequence[Marked]) -> Example:
    left, right = words(candidate.left.text), words(candidate.right.text)
    for relation in marked:
        if (relation.type, relation.sign) not in KINDS:
            continue
        kind = KINDS.index((relation.type, relation.sign))
        if is_named(relation.source, left) and is_named(relation.target, right):
            return Example(candidate, path, True, True, kind)
        if is_named(relation.source, right) and is_named(relation.target, left):
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
    from scipy.sparse import diags
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
    names = vectorizer.get_feature_names_out()
    telling = diags([float(name.partition("=")[0] in _TELL_THE_KIND) for name in names])
    types = LogisticRegression(C=0.3, max_iter=400).fit(matrix[rows] @ telling, kinds)
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


@click.command(help=__doc__)
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--pages", multiple=True, type=click.Path(exists=True, path_type=Path), help="Where captions are.")
@click.option("--output", default=DATA / "scorer.tsv", type=click.Path(path_type=Path), show_default=False)
def main(gold: tuple[Path, ...], pages: tuple[Path, ...], output: Path) -> None:
    """Read the marked captions, train, write the weights."""
    captions = [list(examples(marked)) for marked in read_gold(gold, pages)]
    lines = train(captions)
    write_whole(output, ("\n".join(lines) + "\n").encode())
    click.echo(f"{len(captions)} captions, {sum(map(len, captions))} candidates, {len(lines)} rows", err=True)


if __name__ == "__main__":
    main()
