"""Small CX2 documents, made without the builder."""

import json
from collections.abc import Iterator
from typing import Any

from pfocr_net.model import Figure


def with_network_name(document: list[dict[str, Any]], name: object) -> list[dict[str, Any]]:
    """The document with another name; NDEx rejects one that is no text."""
    return [
        {"networkAttributes": [{**aspect["networkAttributes"][0], "name": name}]}
        if "networkAttributes" in aspect
        else aspect
        for aspect in document
    ]


def small_document(figure: Figure) -> list[dict[str, Any]]:
    """Two genes and what the caption says of them; the caption is in the edge, so a new caption is new content."""
    attributes = {"name": figure.figtitle, "labels": [f"pfocr:{figure.figid}"], "graphHash": ""}
    declared = {
        "networkAttributes": {
            "name": {"d": "string"},
            "labels": {"d": "list_of_string"},
            "graphHash": {"d": "string"},
        },
        "nodes": {"name": {"d": "string"}, "type": {"d": "string"}},
        "edges": {"interaction": {"d": "string"}, "evidence": {"d": "string"}},
    }
    nodes = [
        {"id": number, "x": 100.0 * number, "y": 0.0, "v": {"name": name, "type": "gene"}}
        for number, name in enumerate(("RAB5A", "RAB7A"))
    ]
    edges = [{"id": 0, "s": 0, "t": 1, "v": {"interaction": "activates", "evidence": figure.caption}}]
    label = {"NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}}
    visual = {
        "default": {"network": {}, "node": {"NODE_SHAPE": "round-rectangle"}, "edge": {}},
        "nodeMapping": label,
        "edgeMapping": {},
    }
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [declared],
        "networkAttributes": [attributes],
        "nodes": nodes,
        "edges": edges,
        "visualProperties": [visual],
    }
    counts = [{"name": name, "elementCount": len(elements)} for name, elements in aspects.items()]
    return [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": counts},
        *({name: elements} for name, elements in aspects.items()),
        {"status": [{"error": "", "success": True}]},
    ]


def documents_of_others(number: int) -> Iterator[list[dict[str, Any]]]:
    """Networks as they lie on NDEx today: the figure is named in ``pfocrId``, and there is no label of ours."""
    text = json.dumps(
        small_document(Figure(figid="PMC0__F1", figtitle="Figure", caption="RAB5A activates RAB7A."))
    )
    text = text.replace('"labels": {"d": "list_of_string"}', '"pfocrId": {"d": "string"}')
    for figure in range(number):
        yield json.loads(text.replace('"labels": ["pfocr:PMC0__F1"]', f'"pfocrId": "PMC{figure}__F1"'))
