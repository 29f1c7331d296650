"""The data-flow map as SVG: five columns of boxes and the curves between them."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.views.drawing import FONT, Colour, rect, words
from ropabook.views.html import plural, style, tag
from ropabook.views.layers import BOX, WIDTH, Box, Curve, Edge, Node, layout

COLUMNS: Final = ("Sources", "People", "Activities", "Recipients", "Countries")
SOURCE, PEOPLE, ACTIVITY, RECIPIENT, COUNTRY = range(5)


class Flow(NamedTuple):
    """One activity with all that flows in and out of it, in words."""

    activity: str
    role: str
    sources: tuple[str, ...]
    """Where it comes from; for a processor, the customers it serves."""
    people: tuple[str, ...]
    origins: tuple[tuple[str, str], ...]
    """Which source gives data about which people."""
    data: tuple[str, ...]
    recipients: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Each recipient with its kind and its countries."""


def edges_of(flow: Flow) -> tuple[Edge, ...]:
    """Every curve that belongs to one activity, each once."""
    activity: Node = (ACTIVITY, flow.activity)
    edges: dict[Edge, None] = {}
    for source, who in flow.origins:
        edges[(SOURCE, source), (PEOPLE, who)] = None
    for source in flow.sources:
        if source not in {origin for origin, _ in flow.origins}:
            edges[(SOURCE, source), activity] = None
    for who in flow.people:
        edges[(PEOPLE, who), activity] = None
    for name, _, countries in flow.recipients:
        edges[activity, (RECIPIENT, name)] = None
        for place in countries:
            edges[(RECIPIENT, name), (COUNTRY, place)] = None
    return tuple(edges)


def picture(flows: Sequence[Flow], name: str, not_known: str) -> Markup:
    """The map of several activities.

    Args:
        flows: one per activity.
        name: what sets the ids of this picture apart from those of others on the page.
        not_known: the words of a box that stands for something nobody has answered.
    """
    users: dict[Edge, list[int]] = {}
    nodes: dict[Node, None] = {}
    for at, flow in enumerate(flows):
        nodes[ACTIVITY, flow.activity] = None
        for edge in edges_of(flow):
            users.setdefault(edge, []).append(at)
            nodes.update(dict.fromkeys(edge))
    number = {flow.activity: at for at, flow in enumerate(flows)}
    said = " ".join(_said(flow) for flow in flows)
    drawn = drawing(COLUMNS, tuple(nodes), users, name, not_known, number)
    title = f"Data-flow map of {plural(len(flows), 'activity', 'activities')}"
    return _framed(drawn, title, said, name, style(_highlights(name, len(flows))))


def activity_picture(columns: Sequence[str], edges: Sequence[Edge], name: str, title: str,
                     not_known: str) -> Markup:  # fmt: skip
    """The map of one activity: from its people to the countries where its data ends."""
    nodes = tuple(dict.fromkeys(node for edge in edges for node in edge))
    drawn = drawing(columns, nodes, {edge: [] for edge in edges}, name, not_known, {})
    said = "; ".join(f"{left[1]} to {right[1]}" for left, right in edges)
    return _framed(drawn, title, said, name)


class Drawing(NamedTuple):
    """Shapes and the height that they need."""

    shapes: list[Markup]
    height: float


def drawing(columns: Sequence[str], nodes: Sequence[Node], users: Mapping[Edge, Sequence[int]],
            name: str, not_known: str, number: Mapping[str, int]) -> Drawing:  # fmt: skip
    """Headings, curves and boxes.

    Args:
        users: the curves, each with the numbers of the activities that it belongs to.
        number: the activities that can be pointed at, each with its number.
    """
    placed = layout(tuple(nodes), tuple(users), len(columns))
    step = (WIDTH - BOX) / (len(columns) - 1)
    shapes = [
        words(at * step + BOX / 2, 20, column, size=14, fill="quiet", anchor="middle", bold=True)
        for at, column in enumerate(columns)
    ]
    shapes += [_curve(curve, users[curve.edge]) for curve in placed.curves]
    shapes += [_box(box, columns[box.node[0]], name, number, not_known) for box in placed.boxes]
    return Drawing(shapes, placed.height)


def _framed(drawn: Drawing, title: str, said: str, name: str, sheet: Markup | str = "") -> Markup:
    return tag(
        "svg",
        tag("title", title),
        tag("desc", said),
        sheet,
        drawn.shapes,
        viewBox=f"0 0 {WIDTH} {drawn.height:.0f}",
        width=WIDTH,
        height=f"{drawn.height:.0f}",
        class_="picture map",
        id=name,
        role="group",
        aria_label=title,
        font_family=FONT,
        xmlns="http://www.w3.org/2000/svg",
    )


def _said(flow: Flow) -> str:
    to = ", ".join(name for name, _, _ in flow.recipients) or "nobody"
    return f"{flow.activity}: about {', '.join(flow.people) or 'nobody'}; given to {to}."


def _highlights(name: str, activities: int) -> str:
    """While an activity is pointed at or focused, only its own curves are plain to see."""
    rules = [f"#{name}:has(.box.a:is(:hover,:focus)) .curve{{opacity:.05}}"]
    rules += [
        f"#{name}:has(#{name}-{at}:is(:hover,:focus)) .u{at}{{opacity:1;stroke-width:2}}"
        for at in range(activities)
    ]
    return "\n".join(rules)


def _curve(curve: Curve, users: Sequence[int]) -> Markup:
    (x1, y1), (x2, y2) = curve.start, curve.end
    bend = (x2 - x1) / 2
    path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    classes = " ".join(["curve", *(f"u{at}" for at in users)])
    return tag("path", d=path, class_=classes, fill="none", stroke="#5b7c99", stroke_width="1.2",
               opacity="0.45")  # fmt: skip


def _box(box: Box, column: str, name: str, number: Mapping[str, int], not_known: str) -> Markup:
    said = box.node[1]
    active = column == COLUMNS[ACTIVITY] and said in number
    open_ = said == not_known
    first = box.y + box.height / 2 - 7.5 * (len(box.lines) - 1) + 4
    ink: Colour = "major" if open_ else "ink"
    lines = [
        words(box.x + BOX / 2, first + 15 * at, line, size=12.5, fill=ink, anchor="middle",
              bold=active)
        for at, line in enumerate(box.lines)
    ]  # fmt: skip
    shape = rect(box.x, box.y, BOX, box.height, "tint" if active else "paper",
                 "major" if open_ else "accent", round=6, dashed=open_)  # fmt: skip
    return tag(
        "g",
        tag("title", f"{column}: {said}"),
        shape,
        lines,
        class_="box a" if active else "box",
        id=f"{name}-{number[said]}" if active else None,
        tabindex=0 if active else None,
    )
