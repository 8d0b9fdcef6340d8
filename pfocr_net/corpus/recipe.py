"""All that decides over a network besides its page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pfocr_net
from pfocr_net.style import DEFAULT, read_style, style_folder

#: Options that say where something lies, not what is in it.
_PLACES = frozenset(("data",))


def find_recipe(options: Mapping[str, Any]) -> dict[str, Any]:
    """Say how networks are made: the same page and the same recipe give the same bytes.

    Parameters
    ----------
    options : mapping
        Those of `pfocr_net.build.build_figure`.

    Returns
    -------
    dict
        ``version`` of the software; SHA-256 of its ``code`` and of its ``data``, that is lexicon and rules; and
        ``options``, a style and a file of verbs by their content.

    Examples
    --------
    >>> recipe = find_recipe({"formats": ["cx2"], "keep_suspect": True})
    >>> sorted(recipe), recipe["options"]["keep_suspect"]
    (['code', 'data', 'options', 'version'], True)
    """
    told = {name: value for name, value in options.items() if name not in _PLACES}
    if told.get("verbs"):
        told["verbs"] = hashlib.sha256(Path(told["verbs"]).read_bytes()).hexdigest()
    code, data = hashlib.sha256(), hashlib.sha256()
    for name, file in package_files():
        part = code if file.suffix == ".py" else data
        part.update(f"{name}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
    return {
        "version": pfocr_net.__version__,
        "code": code.hexdigest(),
        "data": data.hexdigest(),
        "options": told | {"style": asdict(read_style(options.get("style", DEFAULT)))},
    }


def recipe_digest(recipe: Mapping[str, Any]) -> str:
    """Return a digest of a recipe.

    >>> recipe_digest({"a": 1, "b": 2}) == recipe_digest({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()


def package_files() -> Iterator[tuple[str, Path]]:
    """List the files of this package, styles included, each with its name inside the package."""
    package, styles = Path(pfocr_net.__file__).parent, style_folder()
    for file in sorted({*package.rglob("*"), *styles.iterdir()}):
        if file.is_file() and "__pycache__" not in file.parts:
            inside = package if file.is_relative_to(package) else styles.parent
            yield file.relative_to(inside).as_posix(), file
