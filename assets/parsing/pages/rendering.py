"""A page's tree to lines: each run of text within a block, where it stands, and what is told of it besides."""

import re
from typing import Any, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

# elements that begin a line of their own, as browsers show them
BLOCKS: Final = frozenset(
    "html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav"
    " ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp".split()
)
BREAKS: Final = frozenset(["br", "hr"])
KEEP_LINES: Final = frozenset(["pre", "listing", "xmp", "plaintext"])
# elements whose text nobody reads on the page → what is said of them where they are counted
LEFT_OUT: Final = {
    "script": "script",
    "style": "style",
    "noscript": "noscript",
    "noframes": "noscript",
    "noembed": "noscript",
    "title": "title",
    "iframe": "frame",
    "object": "frame",
    "svg": "drawing",
    "math": "drawing",
    "canvas": "drawing",
    "audio": "media",
    "video": "media",
    "select": "choice",
    "datalist": "choice",
    "textarea": "choice",
}
TEMPLATE: Final = "template"
EMPHASIS: Final = frozenset(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"])
CLASSES, WORD, LONGEST = 3, 24, 240  # classes of an element, characters of each, characters of a path
NO_WORD: Final = re.compile(r"[^\w-]+")
CONCEALED: Final = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")
NAMES: Final = ("itemprop", "role", "data-component", "data-testid")
"""Attributes whose first word says what an element is for."""


class Hint(NamedTuple):
    """What is told of a line beside its words and its path."""

    links: float  # share of its characters that are in links
    strong: float  # share of them in bold or headings
    depth: int  # elements above it
    hidden: bool  # it is not shown until a script or a style shows it


class Rendered(NamedTuple):
    """A page as lines. `elements` and `hints` have one entry a line."""

    text: str
    elements: list[str]
    hints: list[Hint]
    left_out: list[dict[str, Any]]  # kind, nodes, chars
    characters: int  # that are no white space, of all text nodes, counted by the parser
    links: list[dict[str, Any]]  # line_no, text, href


class _Element(NamedTuple):
    parent: int
    node: LexborNode
    tag: str
    number: int  # of its tag, from 1
    depth: int


def render(tree: LexborHTMLParser) -> Rendered:
    """A parsed page → its lines."""
    walk = _Walk()
    root = tree.root
    if root is not None:
        walk.through(root)
    whole = root.text(deep=True) if root is not None else ""
    inert = [filled(part.text(deep=True)) for part in tree.template_fragments()]
    if inert:
        walk.left_out[TEMPLATE] = [len(inert), sum(inert)]
    left_out = [{"kind": k, "nodes": n, "chars": c} for k, (n, c) in sorted(walk.left_out.items())]
    return Rendered(
        "\n".join(walk.lines),
        walk.paths,
        walk.hints,
        left_out,
        filled(whole) + sum(inert),
        walk.links,
    )


def filled(text: str) -> int:
    """How many characters of a text are no white space."""
    return len("".join(text.split()))


class _Walk:
    """One walk over a page, node by node. A line is what has been read since the last block began or ended."""

    def __init__(self) -> None:
        self.elements: list[_Element] = []
        self.numbers: dict[str, int] = {}
        self.open: list[int] = []  # the elements around the node
        self.counted: dict[str, int] = {"a": 0, "strong": 0, "pre": 0}  # open elements of a kind
        self.known: dict[int, tuple[str, bool]] = {}  # element → its path, whether it is hidden
        self.lines: list[str] = []
        self.paths: list[str] = []
        self.hints: list[Hint] = []
        self.links: list[dict[str, Any]] = []
        self.left_out: dict[str, list[int]] = {}
        self._begin()

    def _begin(self) -> None:
        self.pieces: list[str] = []
        self.first, self.low, self.floor = -1, 0, 0
        self.linked, self.bold, self.size = 0, 0, 0
        self.anchors: list[tuple[int, list[str]]] = []

    def through(self, root: LexborNode) -> None:
        """Read all nodes, in their order, without recursion: pages may be nested deep."""
        node: LexborNode | None = root
        while node is not None:
            tag = node.tag or ""
            child = None
            if tag == "-text":
                self.read(node.text_content or "")
            elif tag in LEFT_OUT:
                self.leave_out(LEFT_OUT[tag], node)
            elif tag in BREAKS:
                self.end_line()
            elif tag[:1] != "-" and tag != TEMPLATE:
                child = node.first_child
                if child is not None:
                    self.enter(node, tag)
            if child is not None:
                node = child
                continue
            following = node.next if self.open else None
            while following is None and self.open:
                node = self.leave()
                following = node.next if self.open else None
            node = following
        self.end_line()

    def enter(self, node: LexborNode, tag: str) -> None:
        """An element opens."""
        if tag in BLOCKS:
            self.end_line()
            self.counted["pre"] += tag in KEEP_LINES
        elif tag == "a":
            self.counted["a"] += 1
        self.counted["strong"] += tag in EMPHASIS
        number = self.numbers[tag] = self.numbers.get(tag, 0) + 1
        parent = self.open[-1] if self.open else -1
        self.open.append(len(self.elements))
        self.elements.append(_Element(parent, node, tag, number, len(self.open)))
        if tag == "a" and self.counted["a"] == 1:
            self.anchors.append((self.open[-1], []))

    def leave(self) -> LexborNode:
        """The innermost element closes."""
        _, node, tag, _, _ = self.elements[self.open.pop()]
        self.floor = min(self.floor, len(self.open))
        if tag in BLOCKS:
            self.end_line()
            self.counted["pre"] -= tag in KEEP_LINES
        elif tag == "a":
            self.counted["a"] -= 1
        self.counted["strong"] -= tag in EMPHASIS
        return node

    def leave_out(self, kind: str, node: LexborNode) -> None:
        """Count an element that is no part of what people read."""
        counted = self.left_out.setdefault(kind, [0, 0])
        counted[0] += 1
        counted[1] += filled(node.text(deep=True))

    def read(self, text: str) -> None:
        """A text node."""
        if self.counted["pre"] and "\n" in text:
            for nth, part in enumerate(text.splitlines()):
                if nth:
                    self.end_line()
                self.add(part)
        else:
            self.add(text)

    def add(self, text: str) -> None:
        """Text of the line that is being read."""
        if not text or text.isspace():
            if self.pieces:
                self.pieces.append(" ")
            return
        depth = len(self.open)
        if self.first < 0:
            self.first, self.low = self.open[-1] if self.open else -1, depth
        else:
            self.low = min(self.low, self.floor)
        self.low = min(self.low, depth)
        self.floor = depth
        self.pieces.append(text)
        size = len(text)
        self.size += size
        if self.counted["a"]:
            self.linked += size
            if not self.anchors:  # a link goes on over several blocks
                self.anchors.append((self._anchor(), []))
            self.anchors[-1][1].append(text)
        if self.counted["strong"]:
            self.bold += size

    def _anchor(self) -> int:
        return next((one for one in reversed(self.open) if self.elements[one].tag == "a"), -1)

    def end_line(self) -> None:
        """Write the line, if anything stands on it."""
        if self.first < 0:
            if self.pieces:
                self._begin()
            return
        line = " ".join("".join(self.pieces).split())
        element = self.first
        while element >= 0 and self.elements[element].depth > max(self.low, 1):
            element = self.elements[element].parent
        path, hidden = self.of(element)
        self.lines.append(line)
        self.paths.append(path)
        depth = self.elements[element].depth
        self.hints.append(Hint(self.linked / self.size, self.bold / self.size, min(depth, 10_000), hidden))
        for anchor, said in self.anchors:
            words = " ".join("".join(said).split())
            href = (self.elements[anchor].node.attributes.get("href") or "") if anchor >= 0 and words else ""
            if href:
                self.links.append({"line_no": len(self.lines), "text": words, "href": href})
        self._begin()

    def of(self, element: int) -> tuple[str, bool]:
        """The path of an element, and whether it or one around it is hidden."""
        unknown = []
        while element >= 0 and element not in self.known:
            unknown.append(element)
            element = self.elements[element].parent
        path, hidden = self.known[element] if element >= 0 else ("", False)
        for element in reversed(unknown):
            _, node, tag, number, _ = self.elements[element]
            about = node.attributes
            own = f"{tag}[{number}]{_named(about)}"
            path = own if tag in ("html", "body") or not path or path == "html[1]" else f"{path}/{own}"
            if len(path) > LONGEST:
                path = "…/" + path[-LONGEST:].partition("/")[2]
            hidden = hidden or _is_hidden(about)
            self.known[element] = path, hidden
        return path, hidden


def _named(about: dict[str, str | None]) -> str:
    """What an element is called: `#id.class@itemprop`."""
    if not about:
        return ""
    parts = []
    name = about.get("id")
    if name:
        parts.append("#" + NO_WORD.sub("_", name.strip())[:WORD])
    classes = about.get("class")
    if classes:
        parts += ["." + NO_WORD.sub("_", word)[:WORD] for word in classes.split()[:CLASSES]]
    for attribute in NAMES:
        value = about.get(attribute)
        if value and value.strip():
            parts.append("@" + NO_WORD.sub("_", value.split()[0])[:WORD])
    return "".join(parts)


def _is_hidden(about: dict[str, str | None]) -> bool:
    """Whether an element says that it is not shown."""
    if not about:
        return False
    style = about.get("style")
    return "hidden" in about or about.get("aria-hidden") == "true" or bool(style and CONCEALED.search(style))
