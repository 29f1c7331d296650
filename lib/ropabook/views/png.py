"""A picture as PNG, for places that cannot show SVG: Word and Excel."""

from functools import cache
from typing import Final

from markupsafe import Markup

_SCALE: Final = 2.0
"""Twice the size, so that it is sharp on paper."""


@cache
def as_png(svg: Markup) -> bytes:
    """The picture as PNG; the same picture gives the same bytes."""
    # Imported when it is needed: most commands draw nothing.
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=str(svg), zoom=int(_SCALE), background="white"))
