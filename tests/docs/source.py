"""What the source says about refusals: which function can raise which code, with which sentence.

The code is read, not run. From a function we follow the names it uses to other functions of this project; a sentence
that is handed on as an argument is followed too. What a formatted sentence fills in is written as `…`.
"""

import ast
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from organiser.base import errors

ROOT = Path(__file__).resolve().parents[2]
APPS = ("organisations", "members", "skills", "assemblies", "seeds")
DOORS = {"web", "api", "admin", "exports", "management", "migrations", "templates", "static"}
REFUSALS = {
    name: kind.status
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.Refusal) and kind is not errors.Refusal
}
# A file as a whole is refused by an exception of its own, which the action turns into an Invalid.
UNREADABLE = "UnreadableFile"
FILLED_IN = re.compile("…+")


@dataclass(frozen=True)
class Said:
    """One refusal as the source writes it; what is not written down literally is None."""

    code: str | None
    sentence: str | None
    rule: str | None
    status: int


@dataclass
class Module:
    """One file: its functions and classes, what it imports, its texts, its effects."""

    name: str
    functions: dict[str, ast.FunctionDef | ast.ClassDef] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    texts: dict[str, ast.expr] = field(default_factory=dict)
    effects: dict[str, ast.Call] = field(default_factory=dict)


@cache
def modules() -> dict[str, Module]:
    """Every module of the floors below the doors, by its dotted name."""
    found = {}
    for top in (*APPS, "organiser/base"):
        for path in sorted((ROOT / top).rglob("*.py")):
            relative = path.relative_to(ROOT)
            if not DOORS & set(relative.parts):
                name = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
                found[name] = read_module(name, path)
    return found


def read_module(name: str, path: Path) -> Module:
    module = Module(name)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                module.functions[node.name] = node
            case ast.ImportFrom():
                module.imports |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
            case ast.Assign(targets=[ast.Name(id=target)]):
                module.texts[target] = node.value
            case ast.Expr(value=ast.Call(func=ast.Name(id="register"), args=[ast.Call() as effect])):
                words = {word.arg: word.value for word in effect.keywords}
                if isinstance(words.get("name"), ast.Constant):
                    module.effects[words["name"].value] = effect
    return module


def is_action(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Name) and mark.id == "action" for mark in node.decorator_list
    )


def resolve(module: Module, node: ast.expr) -> tuple[str, str] | None:
    """The function of this project that a name or `module.name` means."""
    if isinstance(node, ast.Name):
        if node.id in module.functions:
            return module.name, node.id
        return _imported(*module.imports.get(node.id, ("", "")))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in module.imports:
        package, name = module.imports[node.value.id]
        return _imported(f"{package}.{name}", node.attr)
    return None


def _imported(package: str, name: str) -> tuple[str, str] | None:
    module = modules().get(package)
    if module is None:
        return None
    if name in module.functions:
        return package, name
    return _imported(*module.imports[name]) if name in module.imports else None


Texts = dict[str, str | None]


def text_of(module: Module, node: ast.expr | None, known: Texts) -> str | None:
    """A text as it is written, with `…` for what is filled in; None where it comes from elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return FILLED_IN.sub("…", "".join(_part_of(module, part, known) for part in parts))
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.Name(id=name) if name in module.texts:
            return text_of(module, module.texts[name], {})
    return None


def _part_of(module: Module, part: ast.expr, known: Texts) -> str:
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return text_of(module, value, known) or "…"


def _written(module: Module, function: ast.AST, known: Texts) -> list[tuple[int, str, str | None]]:
    """The texts that a function puts into names of its own, with the line in which it does."""
    return sorted(
        (node.lineno, node.targets[0].id, text_of(module, node.value, known))
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant | ast.JoinedStr)
        and text_of(module, node.value, known) is not None
    )


def _handed_on(module: Module, call: ast.Call, target: tuple[str, str], known: Texts) -> Texts:
    """The texts that a call gives to the function it calls, by the name of the argument there."""
    function = modules()[target[0]].functions[target[1]]
    if isinstance(function, ast.ClassDef):
        return {}
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    given = dict(zip(names, call.args, strict=False)) | {word.arg: word.value for word in call.keywords if word.arg}
    defaults = dict(zip(reversed(names), reversed(function.args.defaults), strict=False))
    return {name: text_of(module, node, known) for name, node in (defaults | given).items()}


@dataclass
class Walk:
    """What is reached from a function: the refusals, and the functions at which `stop` says to halt."""

    stop: frozenset[str] = frozenset()
    said: set[Said] = field(default_factory=set)
    halted: set[str] = field(default_factory=set)
    seen: set[object] = field(default_factory=set)

    def enter(self, module: Module, node: ast.AST, known: Texts) -> None:
        """Read one function, or the arguments of an effect, and go on to what it uses."""
        written = _written(module, node, known)

        def known_at(line: int) -> Texts:
            return known | {name: text for at, name, text in written if at < line}

        called = {id(call.func): call for call in ast.walk(node) if isinstance(call, ast.Call)}
        for call in called.values():
            self._raised(module, call, known_at(call.lineno))
        for used in ast.walk(node):
            target = resolve(module, used) if isinstance(used, ast.Name | ast.Attribute) else None
            if target is not None:
                call = called.get(id(used))
                self._go_on(target, _handed_on(module, call, target, known_at(call.lineno)) if call else {})

    def _go_on(self, target: tuple[str, str], texts: Texts) -> None:
        key = (target, tuple(sorted((name, text) for name, text in texts.items() if text is not None)))
        if target[1] in self.stop:
            self.halted.add(target[1])
        elif key not in self.seen:
            self.seen.add(key)
            home = modules()[target[0]]
            self.enter(home, home.functions[target[1]], texts)

    def _raised(self, module: Module, call: ast.Call, known: Texts) -> None:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        words = {word.arg: word.value for word in call.keywords}
        if name in REFUSALS and call.args:
            code, rule = text_of(module, words.get("code"), {}), text_of(module, words.get("rule"), known)
            self.said.add(Said(code, text_of(module, call.args[0], known), rule, REFUSALS[name]))
        elif name == UNREADABLE and len(call.args) > 1:
            sentence, code = (text_of(module, given, known) for given in call.args[:2])
            self.said.add(Said(code, sentence, None, REFUSALS["Invalid"]))


def reached(module: Module, node: ast.AST, stop: frozenset[str] = frozenset()) -> Walk:
    """All that can be refused from here on, without going into the functions named in `stop`."""
    walk = Walk(stop)
    walk.enter(module, node, {})
    return walk
