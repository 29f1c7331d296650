"""Where data comes from (UK GDPR Art. 14(2)(f))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.registers import Source
from ropabook.sheets.edits import Begins, Country, Edit, keys_spoken
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    countries,
    listed,
    proof,
    say,
    spoken,
    words_of,
)

title = "Sources"
about = "Where data comes from, and how people learn of it where it does not come from them."
order = 58
columns = (
    Column("Source", 32, "Art. 14(2)(f)"),
    Column("Kind", 18),
    Column("Country", 24),
    Column("Nature", 22),
    Column("How people are told", 40, "Art. 13(1), 14(3), 14(5)"),
    Column("What lets data come from the EEA", 34, "EU GDPR Art. 45"),
    Column("Used in", 50),
    Column("Notes", 30),
    Column("Rests on", 40, "Art. 5(2)"),
    Column("Id", 24),
)
_KINDS = ("subject", "group", "third-party", "public", "observed", "inferred")
_NOT_FROM_PEOPLE = ("group", "third-party", "public")

edits = {
    "Source": Edit("title"),
    "Kind": Edit("kind", keys_spoken("Kinds of sources", _KINDS)),
    "Country": Edit("country", Country()),
    "Notes": Edit("notes"),
}
begins = Begins("sources")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each source."""
    for source in scope.records(Source):
        yield Row(
            (
                source.title,
                spoken(source.kind),
                say(source.country, lambda code: countries((code,))),
                words_of(source.nature),
                _told(source),
                _adequacy(source),
                listed(scope.users.get(source.key, ("Nowhere",))),
                source.notes or "–",
                proof(source.evidence),
                source.id,
            ),
            (source.key,),
            source.key,
        )


def _adequacy(source: Source) -> str:
    found = source.adequacy
    return f"{found.decision}, until {found.until}" if found else "–"


def _told(source: Source) -> str:
    """The notice, the sign or announcement where people are observed, or the exception."""
    if source.kind == "observed" or source.notice_at_collection is not None:
        return say(source.notice_at_collection)
    exception = source.article_14_exception
    if exception is not None:
        reason, instead = exception.reason or NOT_RECORDED, exception.made_public
        made_public = f"; made public instead: {instead}" if instead else ""
        return f"Exception of Art. 14(5)({exception.point}): {reason}{made_public}"
    return say(source.article_14_notice) if source.kind in _NOT_FROM_PEOPLE else NOT_APPLICABLE
