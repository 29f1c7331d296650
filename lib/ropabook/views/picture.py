"""The data-flow map as SVG: five columns of boxes and the curves between them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.views.html import style, tag
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
    """The map as an SVG element in a part of the page that scrolls.

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
    placed = layout(tuple(nodes), tuple(users), len(COLUMNS))
    number = {flow.activity: at for at, flow in enumerate(flows)}
    drawn = [_curve(curve, users[curve.edge]) for curve in placed.curves]
    drawn += [_box(box, name, number, not_known) for box in placed.boxes]
    svg = tag(
        "svg",
        tag("title", f"Data-flow map of {len(flows)} activities"),
        tag("desc", f"{', '.join(COLUMNS)}, from left to right. The table below says the same."),
        [_head(column) for column in range(len(COLUMNS))],
        drawn,
        viewBox=f"0 0 {WIDTH} {placed.height:.0f}",
        width=WIDTH,
        height=f"{placed.height:.0f}",
        class_="map",
        id=name,
        role="group",
        aria_label="Data-flow map",
        xmlns="http://www.w3.org/2000/svg",
    )
    return tag(
        "div",
        style(_highlights(name, len(flows))),
        svg,
        class_="scroll",
        tabindex=0,
        role="region",
        aria_label="Data-flow map; the table below it says the same",
    )


def _highlights(name: str, activities: int) -> str:
    """While an activity is pointed at or focused, only its own curves are plain to see."""
    rules = [f"#{name}:has(.box.a:is(:hover,:focus)) .curve{{opacity:.05}}"]
    rules += [
        f"#{name}:has(#{name}-{at}:is(:hover,:focus)) .u{at}{{opacity:1;stroke-width:2}}"
        for at in range(activities)
    ]
    return "\n".join(rules)


def _head(column: int) -> Markup:
    x = column * (WIDTH - BOX) / (len(COLUMNS) - 1) + BOX / 2
    return tag("text", COLUMNS[column], x=f"{x:.0f}", y=20, class_="head", text_anchor="middle")


def _curve(curve: Curve, users: list[int]) -> Markup:
    (x1, y1), (x2, y2) = curve.start, curve.end
    bend = (x2 - x1) / 2
    path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    classes = " ".join(["curve", *(f"u{at}" for at in users)])
    return tag("path", d=path, class_=classes, fill="none", stroke="#5b7c99")


def _box(box: Box, name: str, number: dict[str, int], not_known: str) -> Markup:
    column, words = box.node
    middle = f"{box.x + BOX / 2:.1f}"
    first = box.y + box.height / 2 - 7.5 * (len(box.lines) - 1) + 4
    lines = [
        tag("text", line, x=middle, y=f"{first + 15 * at:.1f}", text_anchor="middle")
        for at, line in enumerate(box.lines)
    ]
    active = column == ACTIVITY
    kind = "box a" if active else "box unknown" if words == not_known else "box"
    return tag(
        "g",
        tag("title", f"{COLUMNS[column]}: {words}"),
        tag(
            "rect",
            x=f"{box.x:.1f}",
            y=f"{box.y:.1f}",
            width=BOX,
            height=f"{box.height:.0f}",
            rx=6,
            fill="#e6eef5" if active else "#ffffff",
            stroke="#5b7c99",
        ),
        lines,
        class_=kind,
        id=f"{name}-{number[words]}" if active else None,
        tabindex=0 if active else None,
    )
