"""Which of our files some code depends on, found in its imports without running it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

OURS: Final = ("assets", "checks")  # the packages whose modules are followed; libraries are not
DATA: Final = "assets.data.packaged"  # through which crafts read what is packaged
# reads a folder per language; `enriched` hashes those a document needs, row by row
LANGUAGES: Final = "assets.languages"


class UndeclaredData(Exception):
    """A module does not say, as a literal, which packaged file it reads.

    The message names module, line and cure.
    """


class Module(NamedTuple):
    """What the text of one module says of its dependencies."""

    # what may be modules: (package or module, name imported from it or "")
    imports: tuple[tuple[str, str], ...]
    data: tuple[str, ...]  # the packaged files that it names, below `assets/`
    reads_beside: bool  # whether it finds files by `__file__`


def files(root: Path, *modules: str) -> set[Path]:
    """The files that some modules (by their dotted names) depend on, directly or not, below `root`.

    These are the modules themselves, the modules of `OURS` that they import, and the packaged data that any
    of them names. Of a package that is only on the way to a module nothing is taken: `from assets.parsing
    import dates` needs `dates`, not what else is parsed.

    Raises:
        UndeclaredData: one reads packaged data and does not say which, or there is no such file.
        ModuleNotFoundError: a module of ours is imported that is not there.
    """
    needed: set[Path] = set()
    waiting, known = [*modules], {*modules}
    while waiting:
        name = waiting.pop()
        file = _file(root, name)
        if file is None:
            raise ModuleNotFoundError(f"{name} is no module below {root}", name=name)
        module = _read(file.read_text("utf-8"), name, file.name == "__init__.py")
        needed.add(file)
        needed |= _named(root, name, module)
        if module.reads_beside and name != LANGUAGES:
            needed |= {beside for beside in contents(file.parent) if beside.suffix != ".py"}
        imported = imported_by(root, name) - known
        known |= imported
        waiting += imported
    return needed


def imported_by(root: Path, name: str) -> set[str]:
    """The modules of `OURS` that a module imports itself."""
    file = _file(root, name)
    if file is None:
        raise ModuleNotFoundError(f"{name} is no module below {root}", name=name)
    module = _read(file.read_text("utf-8"), name, file.name == "__init__.py")
    return {_target(root, *one) for one in module.imports}


def contents(folder: Path) -> set[Path]:
    """All files below a folder, but what Python leaves there."""
    return {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def _named(root: Path, name: str, module: Module) -> set[Path]:
    """The packaged files that a module names."""
    data = {path: root / "assets" / path for path in module.data}
    for path, file in data.items():
        if not file.is_file():
            raise UndeclaredData(
                f"{name} reads assets/{path}, and there is no such file: mend the name, or add the file."
            )
    return set(data.values())


def _target(root: Path, module: str, name: str) -> str:
    """The module that an import leads to: `name` of `module` where that is one, else `module`."""
    inner = f"{module}.{name}"
    return inner if name and _file(root, inner) else module


def _file(root: Path, module: str) -> Path | None:
    """Where a module or a package lies."""
    path = root.joinpath(*module.split("."))
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)


@cache
def _read(text: str, name: str, is_package: bool) -> Module:
    """What a module's text says."""
    tree = ast.parse(text)
    statements = list(_statements(tree))
    imports = tuple(sorted({one for node in statements for one in _imports(node, name, is_package)}))
    # Expressions are many, and looked through only where a word of theirs tells that it is worth it.
    inside = list(ast.walk(tree)) if "packaged" in text or "__file__" in text else []
    reads_beside = any(isinstance(node, ast.Name) and node.id == "__file__" for node in inside)
    for node in statements:
        if name != DATA and _hides_what_is_read(node):
            raise UndeclaredData(
                f"{name}, line {node.lineno}: "
                "write `from assets.data import packaged`, so that it is seen what is read."
            )
    return Module(imports, tuple(sorted(set(_data(inside, name)))), reads_beside)


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Every statement of a module, those in functions and branches too."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.stmt):
            yield node
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            within = getattr(node, block, None)
            if isinstance(within, list):
                waiting += within


def _imports(node: ast.stmt, name: str, is_package: bool) -> Iterator[tuple[str, str]]:
    """What an import statement of module `name` imports of ours."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, "") for alias in node.names if alias.name.split(".")[0] in OURS)
    elif isinstance(node, ast.ImportFrom):
        parts = name.split(".")
        above = parts[: len(parts) + is_package - node.level] if node.level else []
        module = ".".join([*above, *([node.module] if node.module else [])])
        if module.split(".")[0] in OURS:
            yield from ((module, alias.name) for alias in node.names)


def _data(nodes: list[ast.AST], name: str) -> Iterator[str]:
    """The packaged files that a module of these nodes names, below `assets/`."""
    if name == DATA:
        return
    called = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if not isinstance(node, ast.Attribute) or not _is_packaged(node.value):
            continue
        arguments = called[id(node)].args if id(node) in called else []
        literal = arguments[0].value if arguments and isinstance(arguments[0], ast.Constant) else None
        if isinstance(literal, str):
            yield _path(node.attr, literal)
        elif not f"{name}.".startswith(f"{LANGUAGES}."):
            raise UndeclaredData(
                f"{name}, line {node.lineno}: packaged.{node.attr}(…) must be given the name of its file as "
                "a literal, so that a change of that file is known to change what is made with it."
            )


def _is_packaged(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "packaged"


def _hides_what_is_read(node: ast.stmt) -> bool:
    """Whether a statement imports `packaged`, or what is in it, by another name than `packaged`."""
    if isinstance(node, ast.Import):
        return any(alias.name == DATA for alias in node.names)
    if not isinstance(node, ast.ImportFrom):
        return False
    names = [alias.asname for alias in node.names if f"{node.module}.{alias.name}" == DATA]
    return node.module == DATA or any(name not in (None, "packaged") for name in names)


def _path(function: str, name: str) -> str:
    """The file that a function of `packaged` reads: a table is named without folder and suffix."""
    if function != "table":
        return name
    return f"{name}.parquet" if "/" in name else f"data/{name}.parquet"
