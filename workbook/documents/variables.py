"""Follows a template's tags through the typed contexts: what it uses, what it lacks."""

from dataclasses import is_dataclass
from typing import Any, cast, get_args, get_origin, get_type_hints

from jinja2 import nodes

Kind = Any
"""A type of the contexts; `Any` itself where a tag leads beyond what is known."""

_SAME_ITEMS = {
    "list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"
}  # fmt: skip
_ONE_ITEM = {"first", "last", "random", "max", "min"}


class Variables:
    """Reads templates for one context.

    ``unknown`` collects what the context lacks, as written in the template; ``used``
    the fields that the template prints, by the type they belong to.
    """

    def __init__(self, context: type) -> None:
        """Start from the fields of the context."""
        self.unknown: list[str] = []
        self.used: dict[tuple[type, str], str] = {}
        self._context = context
        self._fields: dict[str, Kind] = get_type_hints(context)

    def read(self, template: nodes.Template) -> None:
        """Add what this template uses and the context does not have."""
        self._block(template.body, dict(self._fields))

    def _block(self, body: list[nodes.Node], scope: dict[str, Kind]) -> None:
        for node in body:
            self._node(node, scope)

    def _node(self, node: nodes.Node, scope: dict[str, Kind]) -> None:
        match node:
            case nodes.For():
                self._loop(node, scope)
            case nodes.Assign():
                _bind(node.target, self._kind(node.node, scope), scope)
            case nodes.Macro():
                names = dict.fromkeys((one.name for one in node.args), Any)
                scope[node.name] = Any
                self._block(node.body, scope | names)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    _bind(target, self._kind(value, scope), inner)
                self._block(node.body, inner)
            case nodes.Expr():
                self._kind(node, scope)
            case _:
                for child in node.iter_child_nodes():
                    self._node(child, scope)

    def _loop(self, loop: nodes.For, scope: dict[str, Kind]) -> None:
        inner = scope | {"loop": Any}
        _bind(loop.target, _item(self._kind(loop.iter, scope)), inner)
        if loop.test:
            self._kind(loop.test, inner)
        self._block(loop.body, inner)
        self._block(loop.else_, dict(scope))

    def _kind(self, node: nodes.Node, scope: dict[str, Kind]) -> Kind:
        """Return the type of an expression, noting every unknown name on the way."""
        match node:
            case nodes.Name():
                if node.name in self._fields:
                    self.used.setdefault((self._context, node.name), node.name)
                if node.name in scope:
                    return scope[node.name]
                return self._lacks(node.name)
            case nodes.Getattr():
                return self._attribute(node, node.attr, scope)
            case nodes.Getitem(arg=nodes.Const(value=str() as attribute)):
                return self._attribute(node, attribute, scope)
            case nodes.Getitem(arg=nodes.Const(value=int())):
                return _item(self._kind(node.node, scope))
            case nodes.Filter(node=nodes.Node() as source):
                kind = self._kind(source, scope)
                for argument in node.args:
                    self._kind(argument, scope)
                if node.name in _SAME_ITEMS:
                    return kind
                return _item(kind) if node.name in _ONE_ITEM else Any
        for child in node.iter_child_nodes():
            self._kind(child, scope)
        return Any

    def _attribute(
        self, node: nodes.Getattr | nodes.Getitem, name: str, scope: dict[str, Kind]
    ) -> Kind:
        before = len(self.unknown)
        kind = self._kind(node.node, scope)
        if kind is Any or len(self.unknown) > before:
            return Any
        if is_dataclass(kind) and name in (known := get_type_hints(kind)):
            written = f"{_written(node.node)}.{name}"
            self.used.setdefault((cast("type", kind), name), written)
            return known[name]
        if not is_dataclass(kind) and hasattr(get_origin(kind) or kind, name):
            return Any
        return self._lacks(f"{_written(node.node)}.{name}")

    def _lacks(self, name: str) -> Kind:
        self.unknown.append(name)
        return Any


def _bind(target: nodes.Node, kind: Kind, scope: dict[str, Kind]) -> None:
    if isinstance(target, nodes.Name):
        scope[target.name] = kind
    for name in target.find_all(nodes.Name):
        scope[name.name] = Any


def _item(kind: Kind) -> Kind:
    origin: Any = get_origin(kind)
    return get_args(kind)[0] if origin is tuple else Any


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
    return "…"
