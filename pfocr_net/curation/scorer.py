"""Train the caption scorer: ``python -m pfocr_net.curation.scorer GOLD... [--pages FOLDER...]``.

``GOLD`` are files of marked captions (one JSON object a line: figid, caption, entities, relations). Our own marks,
``curation/annotations.jsonl``, hold no captions but places in them: ``--pages`` says where the figures' pages are.
Writes ``data/scorer.tsv`` and ``data/trees.tsv``. Needs scikit-learn.

A candidate is right if a marked relation names both its ends. The second look learns from first looks at captions
that the model which gave them had not seen (five folds). Direction and kind are learned from related names, each
as much as it is likely, at such a first look, that they are related where they stand.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pfocr_net.benchmark import Marked, MarkedCaption, is_named, read_gold, words
from pfocr_net.captions.candidates import Candidate
from pfocr_net.captions.company import NUMBERS, Look, in_company, likely
from pfocr_net.captions.extract import candidates_of, normal_name, read
from pfocr_net.captions.scorer import KINDS
from pfocr_net.captions.words import DATA
from pfocr_net.files import write_whole

#: A path is usual if it relates names this often, with so many made-up failures added.
_USUAL, _DOUBT = 0.08, 8
#: A feature that fewer candidates have is not learned; a weight that is smaller is not kept.
_RAREST, _SMALLEST = 8, 0.02
_FOLDS = 5
#: How far each model may follow its data (inverse strength of regularisation).
_FREEDOM = {"link": 0.06, "direction": 0.15, "kind": 0.1}
_TREES = {
    "n_estimators": 80, "learning_rate": 0.1, "max_leaf_nodes": 8, "min_samples_leaf": 40, "subsample": 0.7,
    "max_features": 0.5,
}  # fmt: skip
#: Features that may say of what kind a relation is; the others would only learn the captions by heart.
_TELL_THE_KIND = frozenset((
    "rp", "c2", "l2", "v", "v1", "vn", "tn", "ln", "rn", "flip", "ee", "vv", "ha", "hb", "sa", "sb", "k",
    "f", "fd", "ft", "fv", "fe", "pa", "pb",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate and what was marked: linked or not, first acts on second or not, which of `KINDS`."""

    candidate: Candidate
    path: str
    linked: bool
    forward: bool
    kind: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """The examples of one marked caption, and the normal form of its names."""

    examples: Sequence[Example]
    name: Callable[[str], str]


def lesson(marked: MarkedCaption) -> Lesson:
    """Read a marked caption and judge its candidates by what was marked."""
    found = read(marked.caption)
    examples = []
    for candidate, _ in candidates_of(found, None):
        path = next((f[3:6] for f in candidate.evidence[0].features if f.startswith("rp=")), "")
        examples.append(_judge(candidate, path, marked.relations))
    return Lesson(examples, functools.cache(functools.partial(normal_name, found)))


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


def usual_paths(lessons: Iterable[Lesson]) -> frozenset[str]:
    """Return the paths that relate names often enough to make a pair a candidate without a frame."""
    seen: Counter[str] = Counter()
    linked: Counter[str] = Counter()
    for example in (example for lesson in lessons for example in lesson.examples):
        if not example.candidate.readings:
            seen[example.path] += 1
            linked[example.path] += example.linked
    return frozenset(p for p in seen if seen[p] > 2 and (linked[p] + 0.3) / (seen[p] + _DOUBT) >= _USUAL)


def train(lessons: Sequence[Lesson]) -> tuple[list[str], list[str]]:
    """Return the lines of ``data/scorer.tsv`` and of ``data/trees.tsv``."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    paths = usual_paths(lessons)
    lessons = [
        Lesson([e for e in lesson.examples if e.candidate.readings or e.path in paths], lesson.name)
        for lesson in lessons
    ]
    flat = [example for lesson in lessons for example in lesson.examples]
    fold = np.array([number % _FOLDS for number, lesson in enumerate(lessons) for _ in lesson.examples])
    vectorizer = CountVectorizer(
        analyzer=lambda example: example.candidate.features(), min_df=_RAREST, binary=True
    )
    matrix = vectorizer.fit_transform(flat)
    linked = np.array([example.linked for example in flat])
    looks: dict[int, Look] = {}
    for number in range(_FOLDS):
        model = _linear(matrix[fold != number], linked[fold != number], "link")
        weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
        looks |= {at: _look(flat[at].candidate, weights) for at in np.flatnonzero(fold == number).tolist()}
    unseen = np.array([likely(sum(looks[at])) for at in range(len(flat))])
    trees = _grow(lessons, [looks[at] for at in range(len(flat))], linked)
    rows = np.flatnonzero(linked)
    link = _linear(matrix, linked, "link").coef_[0]
    related = [flat[k] for k in rows]
    forward = np.array([example.forward for example in related])
    sure = unseen[rows] / unseen[rows].mean()
    direction = _linear(matrix[rows], forward, "direction", sure).coef_[0]
    kinds = _kinds(vectorizer, matrix[rows], [example.kind for example in related], sure)
    return _scorer_lines(vectorizer, paths, link, direction, kinds), trees


def _linear(rows: Any, target: Any, what: str, likely: Any = None) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_FREEDOM[what], max_iter=400, solver="liblinear", fit_intercept=False).fit(
        rows, target, likely
    )


def _kinds(vectorizer: Any, matrix: Any, kinds: Sequence[int], likely: Any) -> Any:
    """Return the model of the kinds, fitted to the features that tell them."""
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    names = vectorizer.get_feature_names_out()
    telling = diags([float(name.partition("=")[0] in _TELL_THE_KIND) for name in names])
    return LogisticRegression(C=_FREEDOM["kind"], max_iter=400).fit(matrix @ telling, kinds, likely)


def _look(candidate: Candidate, weights: Mapping[str, float]) -> Look:
    """Return the first look that these weights take at a candidate."""
    between, left, right, together = (
        sum(weights.get(feature, 0.0) for feature in evidence.features) for evidence in candidate.evidence
    )
    return between, left, right, together


def _grow(lessons: Sequence[Lesson], looks: Sequence[Look], linked: Any) -> list[str]:
    """Return the lines of the trees of the second look."""
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier

    numbers, kept, start = [], [], 0
    for lesson in lessons:
        candidates = [example.candidate for example in lesson.examples]
        for at, row in in_company(candidates, looks[start : start + len(candidates)], lesson.name):
            numbers.append(row)
            kept.append(start + at)
        start += len(candidates)
    model = GradientBoostingClassifier(**_TREES, random_state=0).fit(np.array(numbers), linked[kept])
    share = float(np.mean(linked[kept]))
    lines = [f"# base\t{np.log(share / (1 - share)):.4f}"]
    for number, (tree,) in enumerate(model.estimators_):
        lines += _nodes(number, tree.tree_)
    return lines


def _nodes(number: int, tree: Any) -> Iterator[str]:
    for node in range(tree.node_count):
        if tree.children_left[node] < 0:
            yield f"{number}\t{node}\t\t{_TREES['learning_rate'] * tree.value[node][0][0]:.4f}"
        else:
            branches = f"{tree.children_left[node]}\t{tree.children_right[node]}"
            yield f"{number}\t{node}\t{NUMBERS[tree.feature[node]]}\t{tree.threshold[node]:.4f}\t{branches}"


def _scorer_lines(vectorizer: Any, paths: Iterable[str], link: Any, direction: Any, types: Any) -> list[str]:
    bias = dict(zip(types.classes_, types.intercept_, strict=True))
    head = [
        "# bias\t" + "\t".join(f"{bias.get(k, -9.0):.3f}" for k in range(len(KINDS))),
        "# paths\t" + "\t".join(sorted(paths)),
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
@click.option("--output", default=DATA, type=click.Path(path_type=Path), show_default=False, help="A folder.")
def main(gold: tuple[Path, ...], pages: tuple[Path, ...], output: Path) -> None:
    """Read the marked captions, train, write the weights and the trees."""
    lessons = [lesson(marked) for marked in read_gold(gold, pages)]
    for name, lines in zip(("scorer.tsv", "trees.tsv"), train(lessons), strict=True):
        write_whole(output / name, ("\n".join(lines) + "\n").encode())
        click.echo(f"{name}: {len(lines)} rows of {len(lessons)} captions", err=True)


if __name__ == "__main__":
    main()
