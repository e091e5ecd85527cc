"""Front matter: fields between two fences at the head of a text, as Markdown files have them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import yaml

from assets.parsing.heads.labels import LEXICON, OTHER, TEXT, Statement, inside, label, normal, values

FENCES: Final = {"---": ("---", "..."), "+++": ("+++",)}
"""What opens front matter (YAML, TOML), and what may close it."""
LONGEST: Final = 300  # lines between its fences
LARGEST: Final = 60_000  # characters between them: what is longer is not read as YAML
BREAKS: Final = re.compile("[\x85\u2028\u2029]")
"""What ends a line of YAML, and no line of ours."""
NAMES: Final = ("name", "title", "label", "term", "slug", "value", "url", "src", "path", "date")
"""Keys of what is itself made of keys, of which the first is its value."""


def read(lines: Sequence[str]) -> tuple[list[Statement], int] | None:
    """Lines of a text → what its front matter states, and the first line behind it; nothing where it has
    none."""
    first = next((nth for nth, line in enumerate(lines) if line.strip()), None)
    if first is None or (opens := lines[first].strip()) not in FENCES:
        return None
    closing = (
        nth
        for nth, line in enumerate(lines[first + 1 : first + 2 + LONGEST], first + 1)
        if line.rstrip() in FENCES[opens]
    )
    last = next(closing, None)
    if last is None:
        return None
    block = lines[first + 1 : last]
    keys = [found for line in block if not line.startswith((" ", "\t", "-", "#")) and (found := _key(line))]
    if not keys or not any(key in LEXICON for key in keys):
        return None
    stated = (_yaml(block) if opens == "---" else None) or _lines(block)
    moved = {one.line + first + 1: one._replace(line=one.line + first + 1) for one in stated}
    above = Statement(first, 0, 0, OTHER)
    for nth in range(first + 1, last):
        if nth in moved:
            above = moved[nth]
        elif lines[nth].strip():
            goes_on = lines[nth][:1] in " \t" and above.values and not _key(lines[nth])
            moved[nth] = Statement(nth, 0, len(lines[nth].rstrip()), above.field if goes_on else OTHER)
    return [moved[nth] for nth in sorted(moved)], last + 1


def _key(line: str) -> str | None:
    """The key that a line opens with, as the lexicon has labels."""
    for mark in (":", "="):
        word, found, _ = line.partition(mark)
        if found and word.strip(" \"'").replace("-", "").replace("_", "").replace(" ", "").isalnum():
            return normal(word.strip(" \"'"))
    return None


def _field(key: str) -> str:
    """What a key of front matter names."""
    fields = [field for field in LEXICON.get(normal(key), ()) if field != TEXT]
    return fields[0] if fields else OTHER


def _yaml(block: Sequence[str]) -> list[Statement] | None:
    """What YAML states; nothing where it cannot be read, or says nothing."""
    text = "\n".join(block)
    if len(text) > LARGEST or BREAKS.search(text):
        return None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    found = {}
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode):
            field = _field(key.value)
            for node in _scalars(value):
                place = _place(block, node)
                if place is not None and place[0] not in found:
                    found[place[0]] = Statement(*place, field, values(field, node.value))
                elif place is not None:  # several in one line: from the first to the last
                    one = found[place[0]]
                    end = max(one.end, place[2])
                    found[place[0]] = one._replace(end=end, values=(*one.values, *values(field, node.value)))
    return list(found.values())


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The words that a value is, one by one: of a list all, of what is made of keys its name."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _named(one)
    else:
        yield from _named(node)


def _named(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        keys = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        named = (keys[name] for name in NAMES if isinstance(keys.get(name), yaml.ScalarNode))
        first = next(named, None)
        if first is not None:
            yield first


def _place(block: Sequence[str], node: yaml.ScalarNode) -> tuple[int, int, int] | None:
    """Where a word stands: its line, and its characters there; of one of several lines the first of them."""
    at, start = node.start_mark.line, node.start_mark.column
    if node.style in ("|", ">"):
        at += 1
        while at < len(block) and not block[at].strip():
            at += 1
        start = 0
    if at >= len(block) or not node.value:
        return None
    line = block[at]
    end = min(node.end_mark.column if node.end_mark.line == at else len(line), len(line.rstrip()))
    start, end = inside(line, start, end)
    return (at, start, end) if end > start else None


def _lines(block: Sequence[str]) -> list[Statement]:
    """What lines of a key and its value state, for TOML and for what is nearly YAML."""
    found = []
    for nth, line in enumerate(block):
        known = None if line.startswith((" ", "\t")) else label(line)
        if known is None and not line.startswith((" ", "\t")) and (key := _key(line)):
            mark = next(mark for mark in (":", "=") if mark in line)
            start, end = inside(line, line.index(mark) + 1, len(line.rstrip()))
            field = _field(key)
        elif known is not None:
            start, end, field = known.start, known.end, _field(known.word)
        else:
            continue
        said = (
            [part.strip(" \"'") for part in line[start:end].split('",')]
            if '",' in line[start:end]
            else [line[start:end].strip(" \"'")]
        )
        found.append(
            Statement(nth, start, end, field, tuple(one for part in said for one in values(field, part)))
        )
    return found
