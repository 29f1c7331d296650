"""A layered drawing: boxes in columns, joined by curves; placed so that few curves cross."""

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

WIDTH: Final = 1280
BOX: Final = 176
_TOP: Final = 44
_LINE: Final = 15
_PADDING: Final = 12
_GAP: Final = 9
_SWEEPS: Final = 12
_CHARACTERS: Final = 22
"""How many characters a line of a box holds at the size of type that the page uses."""

Node = tuple[int, str]
"""A column and the words of a box in it."""
Edge = tuple[Node, Node]


class Box(NamedTuple):
    """A box and where it stands."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    height: float


class Curve(NamedTuple):
    """A curve between two boxes, from its start to its end."""

    edge: Edge
    start: tuple[float, float]
    end: tuple[float, float]


class Layout(NamedTuple):
    """Everything placed."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    height: float


def layout(nodes: Sequence[Node], edges: Sequence[Edge], columns: int) -> Layout:
    """Place boxes and curves.

    Args:
        nodes: each once; their order is the order to begin with.
        edges: each once, from a lower column to a higher one.
        columns: how many there are, the empty ones included.
    """
    ordered = _ordered(nodes, edges, columns)
    lines = {node: _wrapped(node[1]) for node in nodes}
    heights = {node: _PADDING + _LINE * len(lines[node]) for node in nodes}
    totals = [sum(heights[n] + _GAP for n in column) - _GAP for column in ordered.values()]
    tallest = max(totals, default=0)
    step = (WIDTH - BOX) / max(columns - 1, 1)
    boxes = {}
    for column, members in ordered.items():
        own = sum(heights[n] for n in members)
        # A short column is spread over the height, but not so far that it falls apart.
        between = min((tallest - own) / max(len(members) - 1, 1), 5 * _GAP)
        y = _TOP + (tallest - own - between * (len(members) - 1)) / 2
        for node in members:
            boxes[node] = Box(node, lines[node], column * step, y, heights[node])
            y += heights[node] + between
    return Layout(tuple(boxes.values()), _curves(boxes, edges), _TOP + tallest + _GAP)


def _ordered(nodes: Sequence[Node], edges: Sequence[Edge], columns: int) -> dict[int, list[Node]]:
    """Each column ordered by where its neighbours stand, back and forth until it settles."""
    near: dict[Node, list[Node]] = defaultdict(list)
    for left, right in edges:
        near[left].append(right)
        near[right].append(left)
    ordered = {column: [n for n in nodes if n[0] == column] for column in range(columns)}
    for sweep in range(_SWEEPS):
        place = {
            node: at / max(len(members) - 1, 1)
            for members in ordered.values()
            for at, node in enumerate(members)
        }
        forward = sweep % 2 == 0
        for column in range(columns) if forward else range(columns - 1, -1, -1):
            ordered[column].sort(key=lambda node: _middle(node, near, place, forward))
            count = max(len(ordered[column]) - 1, 1)
            place.update({node: at / count for at, node in enumerate(ordered[column])})
    return ordered


def _middle(
    node: Node, near: Mapping[Node, list[Node]], place: Mapping[Node, float], forward: bool
) -> float:
    looked_at = [n for n in near[node] if (n[0] < node[0]) == forward]
    if not looked_at:
        return place[node]
    return sum(place[n] for n in looked_at) / len(looked_at)


def _curves(boxes: Mapping[Node, Box], edges: Sequence[Edge]) -> tuple[Curve, ...]:
    """Curves spread over the sides of their boxes, in the order of the other ends."""
    leaving: dict[Node, list[Edge]] = defaultdict(list)
    arriving: dict[Node, list[Edge]] = defaultdict(list)
    for edge in edges:
        leaving[edge[0]].append(edge)
        arriving[edge[1]].append(edge)
    start, end = {}, {}
    for node, members in leaving.items():
        members.sort(key=lambda edge: boxes[edge[1]].y)
        start.update(dict(zip(members, _spread(boxes[node], len(members)), strict=True)))
    for node, members in arriving.items():
        members.sort(key=lambda edge: boxes[edge[0]].y)
        end.update(dict(zip(members, _spread(boxes[node], len(members)), strict=True)))
    return tuple(Curve(e, (boxes[e[0]].x + BOX, start[e]), (boxes[e[1]].x, end[e])) for e in edges)


def _spread(box: Box, count: int) -> list[float]:
    inner = box.height - 8
    return [box.y + 4 + inner * (at + 1) / (count + 1) for at in range(count)]


def _wrapped(words: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(words, _CHARACTERS, max_lines=3, placeholder=" …")) or ("–",)
