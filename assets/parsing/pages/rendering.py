"""A page's tree to lines: each run of text within a block, where it stands, and what is told of it."""

import re
from typing import Any, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

# elements that begin a line of their own, as browsers show them
BLOCKS: Final = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
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


CHILDLESS: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
LINK, BREAK, STRONG, PRE, OUT = 1, 2, 4, 8, 16
DOES: Final[dict[str, int]] = {
    tag: (LINK * (tag == "a"))
    | (BREAK * (tag in BLOCKS or tag in BREAKS))
    | (STRONG * (tag in EMPHASIS))
    | (PRE * (tag in KEEP_LINES))
    | (OUT * (tag in LEFT_OUT))
    for tag in {"a", *BLOCKS, *BREAKS, *EMPHASIS, *KEEP_LINES, *LEFT_OUT}
}
"""What an element does to the line that is being read."""


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


_Element = tuple[int, LexborNode, str, int, int]
"""The element around it, its node, tag, number among those of its tag (from 1), and depth (from 1)."""


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
    """One walk over a page, node by node. A line is what was read since the last block began or ended."""

    def __init__(self) -> None:
        self.elements: list[_Element] = []
        self.numbers: dict[str, int] = {}
        self.open: list[tuple[int, LexborNode, int]] = []  # the elements around the node, with what they do
        self.in_link, self.in_strong, self.in_pre = 0, 0, 0  # open elements of a kind
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
        around = self.open
        while node is not None:
            tag = node.tag
            if tag == "-text":
                self.read(node.text_content or "")
                child = None
            else:
                child = self.meet(node, tag or "-")
            if child is not None:
                node = child
                continue
            following = node.next if around else None
            while following is None and around:
                node = self.leave()
                following = node.next if around else None
            node = following
        self.end_line()

    def meet(self, node: LexborNode, tag: str) -> LexborNode | None:
        """An element, or what is none. Gives its first child, if it has one to read."""
        does = DOES.get(tag, 0)
        if does & BREAK and self.pieces:
            self.end_line()
        if does & OUT:
            self.leave_out(LEFT_OUT[tag], node)
            return None
        if tag[0] == "-" or tag in CHILDLESS or tag == TEMPLATE:
            return None
        child = node.first_child
        if child is None:
            return None
        number = self.numbers[tag] = self.numbers.get(tag, 0) + 1
        parent = self.open[-1][0] if self.open else -1
        at = len(self.elements)
        self.open.append((at, node, does))
        self.elements.append((parent, node, tag, number, len(self.open)))
        if does:
            self.in_strong += does & STRONG
            self.in_pre += does & PRE
            if does & LINK:
                self.in_link += 1
                if self.in_link == 1:
                    self.anchors.append((at, []))
        return child

    def leave(self) -> LexborNode:
        """The innermost element closes."""
        _, node, does = self.open.pop()
        if len(self.open) < self.floor:
            self.floor = len(self.open)
        if does:
            if does & BREAK and self.pieces:
                self.end_line()
            self.in_strong -= does & STRONG
            self.in_pre -= does & PRE
            self.in_link -= does & LINK
        return node

    def leave_out(self, kind: str, node: LexborNode) -> None:
        """Count an element that is no part of what people read."""
        counted = self.left_out.setdefault(kind, [0, 0])
        counted[0] += 1
        counted[1] += filled(node.text(deep=True))

    def read(self, text: str) -> None:
        """A text node."""
        if self.in_pre and "\n" in text:
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
            self.first, self.low = self.open[-1][0] if self.open else -1, depth
        else:
            self.low = min(self.low, self.floor, depth)
        self.floor = depth
        self.pieces.append(text)
        size = len(text)
        self.size += size
        if self.in_link:
            self.linked += size
            if not self.anchors:  # a link goes on over several blocks
                self.anchors.append((self._anchor(), []))
            self.anchors[-1][1].append(text)
        if self.in_strong:
            self.bold += size

    def _anchor(self) -> int:
        return next((at for at, _, does in reversed(self.open) if does & LINK), -1)

    def end_line(self) -> None:
        """Write the line, if anything stands on it."""
        if self.first < 0:
            if self.pieces:
                self._begin()
            return
        line = " ".join("".join(self.pieces).split())
        element, low = self.first, max(self.low, 1)
        while element >= 0 and self.elements[element][4] > low:
            element = self.elements[element][0]
        path, hidden = self.known.get(element) or self.of(element)
        self.lines.append(line)
        self.paths.append(path)
        depth = min(self.elements[element][4], 10_000)
        self.hints.append(Hint(self.linked / self.size, self.bold / self.size, depth, hidden))
        for anchor, said in self.anchors:
            if anchor >= 0 and said:
                href = self.elements[anchor][1].attributes.get("href")
                if href:
                    words = " ".join("".join(said).split())
                    self.links.append({"line_no": len(self.lines), "text": words, "href": href})
        self._begin()

    def of(self, element: int) -> tuple[str, bool]:
        """The path of an element, and whether it or one around it is hidden."""
        unknown = []
        while element >= 0 and element not in self.known:
            unknown.append(element)
            element = self.elements[element][0]
        path, hidden = self.known[element] if element >= 0 else ("", False)
        for element in reversed(unknown):
            _, node, tag, number, _ = self.elements[element]
            named, concealed = _named(node.attributes)
            own = f"{tag}[{number}]{named}"
            path = own if tag in ("html", "body") or not path or path[:5] == "html[" else f"{path}/{own}"
            if len(path) > LONGEST:
                path = "…/" + path[-LONGEST:].partition("/")[2]
            hidden = hidden or concealed
            self.known[element] = path, hidden
        return path, hidden


def _named(about: dict[str, str | None]) -> tuple[str, bool]:
    """What an element is called, `#id.class@itemprop`, and whether it says that it is not shown."""
    name, classes, other, hidden = "", "", "", False
    for key, value in about.items():
        if key == "class":
            words = (value or "").split()[:CLASSES]
            classes = "".join([f".{_word(word)}" for word in words])
        elif key == "id":
            name = f"#{_word(value)}" if value else ""
        elif key == "style":
            hidden = hidden or bool(value and CONCEALED.search(value))
        elif key in NAMES:
            words = (value or "").split()[:1]
            other += f"@{_word(words[0])}" if words else ""
        elif key == "hidden" or (key == "aria-hidden" and value == "true"):
            hidden = True
    return name + classes + other, hidden


def _word(word: str) -> str:
    return (word if word.isidentifier() else NO_WORD.sub("_", word))[:WORD]
