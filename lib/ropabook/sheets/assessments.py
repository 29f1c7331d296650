"""Assessments: data protection impact, legitimate interests, transfer risk."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment, TransferRiskAssessment
from ropabook.sheets.edits import Day, Edit
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, rests_on, spoken
from ropabook.sheets.words import title as title_of

title = "Assessments"
about = "One row for each DPIA, legitimate interests assessment and transfer risk assessment."
order = 115
columns = (
    Column("Assessment", 32),
    Column("Kind", 26, "Art. 35, 6(1)(f), 46(6)"),
    Column("Activities", 36),
    Column("Outcome", 28),
    Column("Done on", 14),
    Column("By", 22),
    Column("Review due", 14),
    Column("Gaps", 12),
    Column("Rests on", 34, "Art. 5(2)"),
    Column("Id", 22),
)

edits = {"Assessment": Edit("title"), "Review due": Edit("review_due", Day())}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each assessment."""
    register = scope.register
    mine = {done.activity.id for done in scope.done}

    def named(ids: tuple[str, ...]) -> str:
        return ", ".join(title_of(register, "activities", each) for each in ids) or "–"

    for dpia in register.of(Dpia).values():
        if not dpia.activities or mine & set(dpia.activities):
            outcome = "Signed" if dpia.signed_on else "Not signed"
            done = (
                outcome,
                str(dpia.signed_on or "–"),
                ", ".join(each.by for each in dpia.sign_offs) or "–",
            )
            kind = "Data protection impact assessment"
            yield _row(scope, dpia, kind, named(dpia.activities), done)
    for lia in register.of(LegitimateInterestsAssessment).values():
        if lia.activity in mine:
            outcome = spoken(lia.decision or "not-decided")
            done = (outcome, str(lia.done_on or "–"), lia.done_by or "–")
            kind = "Legitimate interests assessment"
            yield _row(scope, lia, kind, named((lia.activity,)), done)
    for tra in register.of(TransferRiskAssessment).values():
        done = (spoken(tra.conclusion), str(tra.decided_on or "–"),
                tra.approver or "–")  # fmt: skip
        yield _row(scope, tra, "Transfer risk assessment", "–", done)


def _row(
    scope: Scope,
    of: Dpia | LegitimateInterestsAssessment | TransferRiskAssessment,
    kind: str,
    activities: str,
    done: tuple[str, str, str],
) -> Row:
    due = str(of.review_due or "Not set")
    last = (due, gaps(scope, of.key), rests_on(of), of.id)
    return Row((of.title, kind, activities, *done, *last), (of.key,), of.key)
