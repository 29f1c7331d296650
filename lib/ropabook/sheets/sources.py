"""Where data comes from (UK GDPR Art. 14(2)(f))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.registers import Source
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import NOT_APPLICABLE, countries, listed, proof, say

title = "Sources"
about = "Where data comes from, and how people learn of it where it does not come from them."
order = 58
columns = (
    Column("Source", 32, "Art. 14(2)(f)"),
    Column("Kind", 18),
    Column("Country", 24),
    Column("How people are told", 40, "Art. 14(3)"),
    Column("Used in", 50),
    Column("Notes", 30),
    Column("Rests on", 40, "Art. 5(2)"),
    Column("Id", 24),
)
_NOT_FROM_PEOPLE = ("group", "third-party", "public")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each source."""
    for source in scope.records(Source):
        told = say(source.article_14_notice)
        yield Row(
            (
                source.title,
                source.kind.replace("-", " ").capitalize(),
                say(source.country, lambda code: countries((code,))),
                told if source.kind in _NOT_FROM_PEOPLE else NOT_APPLICABLE,
                listed(scope.users.get(source.key, ("Nowhere",))),
                source.notes or "–",
                proof(source.evidence),
                source.id,
            ),
            (source.key,),
        )
