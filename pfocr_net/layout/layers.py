"""Vertices in layers along the edges, in an order with few crossings (after Sugiyama, Tagawa and Toda 1981).

Vertices are numbered from 0. Where an edge passes through a layer it has a vertex of its own there, so that it
keeps out of the way of others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Edges = list[tuple[int, int]]

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Layers:
    """Vertices layer by layer; ``before`` and ``after`` are each one's neighbours in the layers beside it.

    Vertices from number ``real`` on are edges that pass through.
    """

    layers: list[list[int]]
    before: list[list[int]]
    after: list[list[int]]
    real: int


def make_layers(count: int, edges: Iterable[tuple[int, int]]) -> Layers:
    """Put vertices into layers: an edge leads to a later layer, unless it would close a circle.

    Examples
    --------
    >>> make_layers(4, [(0, 1), (1, 2), (0, 3), (3, 2)]).layers
    [[0], [1, 3], [2]]
    """
    forward, walk = _break_circles(count, edges)
    return _uncross(_pass_through(_rank(count, forward), forward, walk))


def _break_circles(count: int, edges: Iterable[tuple[int, int]]) -> tuple[Edges, list[int]]:
    """Walk along the edges, and turn round those that lead back into the path; return the walk, too."""
    targets: list[dict[int, None]] = [{} for _ in range(count)]
    entered = [False] * count
    for source, target in edges:
        targets[source][target] = None
        entered[target] = True
    forward: dict[tuple[int, int], None] = {}
    walk: dict[int, None] = {}
    on_path = [False] * count
    for root in sorted(range(count), key=entered.__getitem__):
        if root in walk:
            continue
        path = [(root, iter(targets[root]))]
        walk[root] = None
        on_path[root] = True
        while path:
            vertex, rest = path[-1]
            target = next(rest, -1)
            if target < 0:
                on_path[vertex] = False
                path.pop()
            elif on_path[target]:
                forward[target, vertex] = None
            else:
                forward[vertex, target] = None
                if target not in walk:
                    walk[target] = None
                    on_path[target] = True
                    path.append((target, iter(targets[target])))
    return list(forward), list(walk)


def _rank(count: int, edges: Edges) -> list[int]:
    """Find the layer of each vertex: as early as its sources allow, or without any just before its targets."""
    targets: list[list[int]] = [[] for _ in range(count)]
    waits_for = [0] * count
    for source, target in edges:
        targets[source].append(target)
        waits_for[target] += 1
    first = [vertex for vertex in range(count) if not waits_for[vertex]]
    rank = [0] * count
    ready = list(first)
    for vertex in ready:
        for target in targets[vertex]:
            rank[target] = max(rank[target], rank[vertex] + 1)
            waits_for[target] -= 1
            if not waits_for[target]:
                ready.append(target)
    for vertex in first:
        rank[vertex] = min((rank[target] for target in targets[vertex]), default=1) - 1
    return rank


def _pass_through(rank: list[int], edges: Edges, walk: list[int]) -> Layers:
    """Fill the layers in the order of the walk, with a vertex for each layer that an edge passes."""
    real = len(rank)
    layers: list[list[int]] = [[] for _ in range(max(rank) + 1)]
    before: list[list[int]] = [[] for _ in rank]
    after: list[list[int]] = [[] for _ in rank]
    for vertex in walk:
        layers[rank[vertex]].append(vertex)
    for source, target in edges:
        last = source
        for passed in range(rank[source] + 1, rank[target]):
            between = len(before)
            layers[passed].append(between)
            before.append([last])
            after.append([])
            after[last].append(between)
            last = between
        after[last].append(target)
        before[target].append(last)
    return Layers(layers, before, after, real)


def _uncross(layered: Layers) -> Layers:
    """Move each vertex to the middle of its neighbours, forth and back, while that leaves fewer crossings."""
    best, fewest = layered.layers, _crossings(layered.layers, layered.after)
    layers = best
    for _ in range(_ROUNDS if fewest else 0):
        layers = _sweep(layers, layered.before)
        layers = _sweep(layers[::-1], layered.after)[::-1]
        crossings = _crossings(layers, layered.after)
        if crossings >= fewest:
            break
        best, fewest = layers, crossings
    return Layers(best, layered.before, layered.after, layered.real)


def _sweep(layers: list[list[int]], beside: list[list[int]]) -> list[list[int]]:
    place: dict[int, float] = {}
    swept = []
    for layer in layers:
        wanted = {}
        for now, vertex in enumerate(layer):
            near = [place[other] for other in beside[vertex]]
            wanted[vertex] = sum(near) / len(near) if near else float(now)
        ordered = sorted(layer, key=wanted.__getitem__)
        place.update(zip(ordered, range(len(ordered)), strict=True))
        swept.append(ordered)
    return swept


def _crossings(layers: list[list[int]], after: list[list[int]]) -> int:
    crossings = 0
    for layer, following in pairwise(layers):
        place = {vertex: at for at, vertex in enumerate(following)}
        ends: list[int] = []
        for vertex in layer:
            for end in sorted([place[target] for target in after[vertex]]):
                at = bisect_right(ends, end)
                crossings += len(ends) - at
                ends.insert(at, end)
    return crossings
