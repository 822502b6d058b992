"""The structure of an organisation: what hangs on what, grouped where there is too much to draw one by one."""

from dataclasses import dataclass, field

from organisations.enums import BodyType
from organisations.models import Body, Organisation
from organiser.base.figures import Tree, TreeRow, tree

MOST_DRAWN = 24


@dataclass
class Node:
    """A body with those that hang on it."""

    body: Body
    beneath: list["Node"] = field(default_factory=list)

    @property
    def size(self) -> int:
        """It and all beneath it."""
        return 1 + sum(node.size for node in self.beneath)


@dataclass
class Group:
    """Branches under one heading; the heading is empty where there is only one group."""

    label: str
    nodes: list[Node]


@dataclass
class Structure:
    """The whole: branches in groups, councils and committees of the organisation itself.

    Args:
        shown, total: how many bodies are listed, and how many there are.
        ended: those that ended, by the day; what followed each is its successor, or its heir.
    """

    organisation: Organisation
    groups: list[Group]
    beside: list[Node]
    shown: int
    total: int
    grouped: bool
    ended: list[Body]


def structure_of(organisation: Organisation, search: str = "") -> Structure:
    """The bodies of an organisation, those that exist by name, in one query.

    Args:
        search: leaves those whose name or place, or that of one beneath, holds it; among those that ended, too.
    """
    every = (
        Body.objects.filter(organisation=organisation)
        .exclude(pk=organisation.pk)
        .select_related("as_committee", "as_branch", "successor", "heir")
        .order_by("name", "pk")
    )
    bodies = [body for body in every if not body.dissolved_on]
    nodes = {body.pk: Node(body) for body in bodies}
    tops: list[Node] = []
    for body in bodies:
        parent = body.as_committee.parent_id if body.type == BodyType.COMMITTEE else organisation.pk
        (nodes[parent].beneath if parent in nodes else tops).append(nodes[body.pk])
    wanted = search.casefold().strip()
    found = [node for node in tops if _holds(node, wanted)]
    ended = [body for body in every if body.dissolved_on and _holds(Node(body), wanted)]
    branches = [node for node in found if node.body.type == BodyType.BRANCH]
    beside = [node for node in found if node.body.type != BodyType.BRANCH]
    groups = _grouped(branches)
    shown = sum(node.size for node in found)
    ended.sort(key=lambda body: body.dissolved_on)
    return Structure(organisation, groups, beside, shown, len(bodies), grouped=len(groups) > 1, ended=ended)


def _holds(node: Node, wanted: str) -> bool:
    own = f"{node.body.name} {node.body.place}".casefold()
    return wanted in own or any(_holds(one, wanted) for one in node.beneath)


def _grouped(branches: list[Node]) -> list[Group]:
    """All in one up to a page full; else by form, and by the first letters where a form alone fills more than that."""
    if sum(node.size for node in branches) <= MOST_DRAWN:
        return [Group("", branches)] if branches else []
    by_form: dict[str, list[Node]] = {}
    for node in branches:
        by_form.setdefault(node.body.get_form_display(), []).append(node)
    groups = []
    for form, nodes in sorted(by_form.items()):
        if len(nodes) <= MOST_DRAWN:
            groups.append(Group(form, nodes))
            continue
        groups += [Group(f"{form}, {start}", within) for start, within in _by_letters(nodes, 1)]
    return groups


def _by_letters(nodes: list[Node], length: int) -> list[tuple[str, list[Node]]]:
    """By the beginning of the name; a letter under which too many stand is split by two, and then by place."""
    starts: dict[str, list[Node]] = {}
    for node in nodes:
        starts.setdefault(node.body.name[:length].strip().capitalize(), []).append(node)
    groups: list[tuple[str, list[Node]]] = []
    for start, within in sorted(starts.items()):
        if len(within) <= MOST_DRAWN:
            groups.append((start, within))
        elif length == 1:
            groups += _by_letters(within, 2)
        else:
            groups += _by_place(start, within)
    return groups


def _by_place(start: str, nodes: list[Node]) -> list[tuple[str, list[Node]]]:
    places: dict[str, list[Node]] = {}
    for node in nodes:
        places.setdefault(node.body.place, []).append(node)
    if len(places) == 1:
        return [(start, nodes)]
    return [(f"{start}, {place or 'no place'}", places[place]) for place in sorted(places)]


def picture_of(structure: Structure) -> Tree:
    """The drawing: every body where they fit, otherwise a line for each group with its number."""
    rows = [TreeRow(0, structure.organisation.name, "", "whole")]
    for group in structure.groups:
        if structure.grouped:
            count = len(group.nodes)
            rows.append(TreeRow(1, group.label, "1 branch" if count == 1 else f"{count} branches"))
        else:
            for node in group.nodes:
                rows += _lines(node, 1)
    beside = [line for node in structure.beside for line in _lines(node, 1)]
    if len(beside) > MOST_DRAWN:
        beside = [TreeRow(1, "Councils and committees", str(len(beside)), "dashed")]
    return tree([*rows, *beside])


def _lines(node: Node, depth: int) -> list[TreeRow]:
    mark = "part" if node.body.type == BodyType.BRANCH else "dashed"
    own = TreeRow(depth, node.body.name, node.body.get_form_display() if mark == "part" else _kind(node.body), mark)
    return [own, *(line for one in node.beneath for line in _lines(one, depth + 1))]


def _kind(body: Body) -> str:
    return str(body.get_form_display() if body.type == BodyType.COMMITTEE else body.get_type_display())
