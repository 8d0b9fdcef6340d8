"""Places across a layer: near the neighbours, in the order given, without overlap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pfocr_net.layout.layers import Layers

_ROUNDS = 2
#: An edge that passes through takes this much room, and pulls harder, so that it stays straight.
_LANE, _PULL = 8.0, 3.0


def spread(layered: Layers, above: Sequence[float], below: Sequence[float], gap: float) -> list[float]:
    """Find the place of each vertex across its layer.

    Parameters
    ----------
    layered : Layers
    above, below : sequence of float
        Room that each real vertex takes to either side of its place.
    gap : float
        Least room between two vertices.

    Returns
    -------
    list of float
        Place of each vertex, those of edges passing through at the end; it may be negative.
    """
    lanes = [_LANE / 2] * (len(layered.before) - layered.real)
    before, after = [*above, *lanes], [*below, *lanes]
    around = [[*near, *far] for near, far in zip(layered.before, layered.after, strict=True)]
    places = [0.0] * len(before)
    forth = []
    for layer in layered.layers:
        offsets = [0.0]
        for one, other in pairwise(layer):
            offsets.append(offsets[-1] + after[one] + gap + before[other])
        for vertex, offset in zip(layer, offsets, strict=True):
            places[vertex] = offset - offsets[-1] / 2
        forth.append((layer, offsets))
    back = forth[::-1]
    # the first layer of such a sweep has nothing to move to
    ahead, behind = (forth[1:], layered.before), (back[1:], layered.after)
    sweeps = [ahead, behind] * _ROUNDS + [(forth, around), (back, around)]
    for direction, near in sweeps:
        for layer, offsets in direction:
            _settle(layer, offsets, near, places, layered.real)
    return places


def _settle(
    layer: Sequence[int], offsets: Sequence[float], near: Sequence[Sequence[int]], places: list[float], real: int
) -> None:
    """Move the vertices of a layer to the middle of those near them, as far as their order and room allow.

    The least sum of squares under these bounds is an isotonic regression: neighbours that want to pass each other
    are pooled, and stand together at the mean of what they want.
    """
    pools: list[tuple[float, float, int]] = []
    for vertex, offset in zip(layer, offsets, strict=True):
        others = near[vertex]
        if others:
            pull = len(others) * (_PULL if vertex >= real else 1.0)
            wanted = sum([places[other] for other in others]) / len(others) - offset
        else:
            pull, wanted = 0.1, places[vertex] - offset
        total, count = wanted * pull, 1
        while pools and pools[-1][0] / pools[-1][1] > total / pull:
            more, stronger, longer = pools.pop()
            total, pull, count = total + more, pull + stronger, count + longer
        pools.append((total, pull, count))
    at = 0
    for total, pull, count in pools:
        for vertex, offset in zip(layer[at : at + count], offsets[at : at + count], strict=True):
            places[vertex] = total / pull + offset
        at += count
