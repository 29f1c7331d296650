"""What an assessment rests on, what has changed since, and what is still to be asked."""

from collections.abc import Iterator

from ropabook.assessing.relying import stale
from ropabook.model.names import kind_and_name, path_in_words
from ropabook.model.relied_on import Assessment
from ropabook.papers.paper import Grid, Heading, Part, Text
from ropabook.review import Review
from ropabook.views.html import plural


def questions(assessment: Assessment) -> Iterator[Part]:
    """The questions that are open in the assessment itself, and its notes."""
    if assessment.questions:
        yield Heading("Questions still open")
        rows = tuple(
            (each.question, each.ask, path_in_words(each.about or "") or "–")
            for each in assessment.questions
        )
        yield Grid(("Question", "Whom to ask", "About"), rows)
    if assessment.notes:
        yield Heading("Notes")
        yield Text(assessment.notes)


def rests_on(review: Review, assessment: Assessment) -> Iterator[Part]:
    """The facts of the record that it relies on, and which of them have changed."""
    register = review.register
    yield Heading("What it rests on")
    if not assessment.relies_on:
        yield Text("It does not say on which facts of the record it rests.")
        return
    found = {(one.record, one.field): one for one in stale(assessment, register)}
    new = [one for one in found.values() if one.kind == "new"]
    changed = len(found)
    yield Text(
        f"{plural(changed, 'fact')} changed since it was made: it is stale."
        if changed
        else f"None of these facts has changed up to {review.on}."
    )
    rows = [
        (
            f"{kind_and_name(register, each.record)[1]}: {path_in_words(each.field)}",
            each.said,
            found[each.record, each.field].sentence if (each.record, each.field) in found else "–",
        )
        for each in assessment.relies_on
    ]
    rows += [(kind_and_name(register, one.record)[1], "–", one.sentence) for one in new]
    yield Grid(("Fact of the record", "As it was relied on", "What changed"), tuple(rows))
