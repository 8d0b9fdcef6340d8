#!/usr/bin/env python3
"""Set a third of the gold captions aside, at random, so that rules can be judged on captions nobody read.

    python tests/bench/split_relations.py ../shared/bench/relations_dev.jsonl OUTPUT_FOLDER

Writes OUTPUT_FOLDER/tune.jsonl (to read and to train on) and OUTPUT_FOLDER/held.jsonl
(to score on, never to read). The draw depends on the seed and the figure identifiers alone.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

SEED = 20261125


def held_figids(figids: list[str], seed: int = SEED) -> set[str]:
    """Return the figure identifiers of the third that stays unread."""
    return set(random.Random(seed).sample(sorted(figids), len(figids) // 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    lines = arguments.gold.read_text(encoding="utf-8").splitlines(keepends=True)
    held = held_figids([json.loads(line)["figid"] for line in lines])
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, wanted in (("tune", False), ("held", True)):
        chosen = [line for line in lines if (json.loads(line)["figid"] in held) is wanted]
        (arguments.folder / f"{name}.jsonl").write_text("".join(chosen), encoding="utf-8")
        print(f"{name}: {len(chosen)} captions")


if __name__ == "__main__":
    main()
