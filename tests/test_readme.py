"""The README: what it promises is there, and its commands are the ones that are run."""

import re
from pathlib import Path

import click
import pytest

from pfocr_net.benchmark import read_gold
from pfocr_net.cli import COMMANDS, pfocr_net
from pfocr_net.formats import format_names

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shell(text: str) -> list[str]:
    """Return the commands of its ``sh`` blocks, a line each, without what is said of them."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]


def commands(group: click.Group, *before: str):
    """Yield each command below a group with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


def options(command: click.Command) -> set[str]:
    return {"-h", "--help"} | {
        name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
    }


ALL = dict(commands(pfocr_net))
USED = [line.split()[1:] for line in shell(README) if line.startswith("pfocr-net ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown(name):
    assert any(words[0] == name for words in USED)


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_has_help(words):
    assert ALL[words].help
    undocumented = [p.name for p in ALL[words].params if isinstance(p, click.Option) and not p.help]
    assert undocumented == []


@pytest.mark.parametrize("words", USED, ids=" ".join)
def test_commands_shown_exist_with_their_options(words):
    command = ALL[tuple(words[:2])] if tuple(words[:2]) in ALL else ALL[(words[0],)]
    assert {word for word in words if word.startswith("-") and word != "-"} <= options(command)


@pytest.mark.parametrize("name", format_names())
def test_every_format_is_named(name):
    assert f"`{name}`" in README


def test_two_commands_come_first_and_ci_runs_the_tests_as_printed():
    build, tests = shell(README)[:2]
    assert build.endswith("pfocr-net build examples -o out")
    assert (ROOT / tests.removeprefix("bash ")).is_file()
    assert (ROOT / ".ci/run").read_text().splitlines()[-1] == tests


def test_the_marked_caption_shown_is_one(tmp_path):
    (shown,) = re.findall(r"^```json\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    file = tmp_path / "gold.jsonl"
    file.write_text(shown, encoding="utf-8")
    (marked,) = read_gold([file])
    assert [relation.type for relation in marked.relations] == ["activates", "inhibits"]


def test_links_lead_somewhere():
    for name in ("README.md", "CONTRIBUTING.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
        assert [link for link in links if not (ROOT / link).exists()] == []
